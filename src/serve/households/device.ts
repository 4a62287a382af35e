// Households on the phone: a person's household is part of the document of their record.
import { onDevice, type DeviceCapability } from '../../device/capability.ts'
import type { Person } from '../record/operations.ts'
import { addHouseholdMember, formHousehold, removeHouseholdMember } from './operations.ts'

/** A record that is not on this device is left to the server. */
const living = (person: Person | undefined, household: Person['household']) =>
  person && { ...person, household }

export const deviceCapability: DeviceCapability = {
  name: 'person',
  commands: [
    onDevice(formHousehold, {
      persons: ({ members }) => members.map((member) => member.person),
      apply(person: Person | undefined, { id, members }, moment) {
        const own = members.find((member) => member.person === moment.person)
        const { relation = '', head = false } = own ?? {}
        return living(person, { id, relation, head, members: members.length })
      },
    }),
    onDevice(addHouseholdMember, {
      persons: ({ person }) => [person],
      apply: (person: Person | undefined, { id, relation, head = false }) =>
        living(person, { id, relation, head, members: 1 }),
    }),
    onDevice(removeHouseholdMember, {
      persons: ({ person }) => [person],
      apply: (person: Person | undefined) => living(person, null),
    }),
  ],
}
