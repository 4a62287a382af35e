// Who interprets, on the phone: whom to call for a person without a network for data, and that it was done.
import { answerOnDevice, onDevice, type DeviceCapability } from '../../device/capability.ts'
import {
  interpreterList,
  interpretersFor,
  type NeedsInterpreter,
  noteInterpreterCall,
  type Reading,
} from './operations.ts'

type Spoken = {
  languages?: string[]
  reading?: Reading | null
  needsInterpreter?: NeedsInterpreter | null
}

export const deviceCapability: DeviceCapability = {
  name: 'interpreters',
  commands: [
    onDevice(noteInterpreterCall, {
      persons: ({ person }) => [person],
      apply: (document: unknown) => document,
    }),
  ],
  lists: [{ list: interpreterList, label: ({ name }: { name: string }) => name }],
  queries: [
    answerOnDevice(interpretersFor, async (people, { person }, _actor, lists) => {
      const kept = await people.find(person)
      if (!kept || !lists.has(interpreterList)) return undefined
      const {
        languages = [],
        reading = null,
        needsInterpreter = null,
      } = (kept.parts['person'] ?? {}) as Spoken
      return { person, languages, reading, needsInterpreter, interpreters: lists.all(interpreterList) }
    }),
  ],
}
