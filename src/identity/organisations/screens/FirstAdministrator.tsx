// The form that invites the first administrator of an organisation, which another capability lends.
import { SlotView, useSlot } from '../../../kit/route.tsx'
import type { RegisteredClass } from '../operations.ts'

export type Registered = { id: string; name: string; class: RegisteredClass }

export function FirstAdministrator(props: { organisation: Registered; onClose: () => void }) {
  const [invitation] = useSlot('network.invite')
  return invitation ? <SlotView content={invitation} props={props} /> : null
}
