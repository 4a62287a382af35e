// Keeps a person's last answers on the phone, so that the next questionnaire starts from them without a
// network.
import { answerOnDevice, onDevice, type DeviceCapability } from '../../device/capability.ts'
import { listCharacterizations, recordCharacterization, type Characterization } from './operations.ts'

/** The last answers of each questionnaire. */
type Document = Readonly<Record<string, Characterization>>

export const deviceCapability: DeviceCapability = {
  name: 'forms',
  commands: [
    onDevice(recordCharacterization, {
      persons: (input) => [input.person],
      apply: (document: Document = {}, { id, questionnaire, version, answers }, { occurredAt }) => ({
        ...document,
        [questionnaire]: {
          id,
          questionnaire,
          version,
          packRelease: '',
          answers,
          answeredAt: occurredAt,
          askedBy: null,
        },
      }),
    }),
  ],
  queries: [
    answerOnDevice(
      listCharacterizations,
      async (people, { person, questionnaire }) => {
        const kept = await people.find(person)
        if (!kept) return undefined
        const all = Object.values((kept.parts['forms'] as Document | undefined) ?? {})
        return {
          characterizations: all.filter((each) => !questionnaire || each.questionnaire === questionnaire),
          withheld: null,
        }
      },
      {
        // The device has the last answers only: those the server does not know are put before its own.
        async over(answer, pending, { person, questionnaire }) {
          const kept = await pending.find(person)
          const here = Object.values((kept?.parts['forms'] as Document | undefined) ?? {})
          const known = new Set(answer.characterizations.map(({ id }) => id))
          const added = here.filter(
            (each) => !known.has(each.id) && (!questionnaire || each.questionnaire === questionnaire),
          )
          return { ...answer, characterizations: [...added, ...answer.characterizations] }
        },
      },
    ),
  ],
}
