// Whose form it is, over its heading and on paper: with two windows open, nothing is written down for somebody else.
import { SlotView, useSlot } from './route.tsx'
import { isFor, useActor } from './session.tsx'

export function OfPerson({ person }: { person: string }) {
  const actor = useActor()
  const [name] = useSlot('person.name')
  if (name === undefined || !isFor(actor, name)) return null
  return <SlotView content={name} props={{ person }} waiting="&nbsp;" />
}
