// Keeps a person's decisions on the phone: a yes, a no and a change of mind are recorded without a network
// too.
import { answerOnDevice, onDevice, type DeviceCapability } from '../../device/capability.ts'
import { type Actor } from '../../kernel/actor.ts'
import { addDays, dateIn } from '../../kernel/time.ts'
import type { InputOf } from '../../kernel/command.ts'
import {
  giveConsent,
  listConsents,
  RecipientClass,
  refuseConsent,
  withdrawConsent,
  type Consent,
} from './operations.ts'
import { consentWitnessMissing } from './problems.ts'
import { overruled } from './rules/attestation.ts'
import { standing } from './rules/decisions.ts'

type Document = readonly Consent[]

/** Until the server returns the term of a text of the pack, a consent just given holds today. */
const TODAY_AT_LEAST = 1

/** What a yes and a no have in common; names are filled in by the server. */
function decided(
  input: Omit<InputOf<typeof refuseConsent>, 'because'>,
  { occurredAt, actor }: { occurredAt: string; actor: Pick<Actor, 'name'> },
) {
  const ofClass = RecipientClass.safeParse(input.recipient)
  return {
    id: input.id,
    purpose: input.purpose,
    recipient: ofClass.success
      ? { id: null, class: ofClass.data, name: '' }
      : { id: input.recipient, class: null, name: '' },
    fieldGroups: input.fieldGroups,
    textVersion: input.textVersion,
    locale: input.locale,
    spokenFor: input.spokenFor ?? null,
    interpreter: input.interpreter ?? null,
    interpreterKind: input.interpreterKind ?? null,
    obtainedBy: actor.name,
    givenAt: occurredAt,
    withdrawnAt: null,
  }
}

export const deviceCapability: DeviceCapability = {
  name: 'consent',
  commands: [
    onDevice(giveConsent, {
      persons: (input) => [input.person],
      apply(document: Document = [], input, made): Document {
        if (input.how === 'verbal_with_witness' && input.witness === undefined) throw consentWitnessMissing()
        const yes: Consent = {
          ...decided(input, made),
          said: 'yes',
          how: input.how,
          witness: input.witness ?? null,
          attachment: input.attachment ?? null,
          attachmentType: null,
          expiresOn: input.expiresOn ?? addDays(dateIn(made.occurredAt, made.actor.timeZone), TODAY_AT_LEAST),
          standing: 'in_force',
        }
        return [yes, ...document]
      },
    }),
    onDevice(refuseConsent, {
      persons: (input) => [input.person],
      apply: (document: Document = [], input, made): Document => [
        {
          ...decided(input, made),
          said: 'no',
          how: null,
          witness: null,
          attachment: null,
          attachmentType: null,
          expiresOn: null,
          standing: 'refused',
        },
        ...document,
      ],
    }),
    onDevice(withdrawConsent, {
      persons: (input) => [input.person],
      apply: (document: Document = [], { id }, { occurredAt }) =>
        document.map((each) =>
          each.id === id ? { ...each, withdrawnAt: occurredAt, standing: 'withdrawn' } : each,
        ),
    }),
  ],
  queries: [
    answerOnDevice(
      listConsents,
      async (people, { person }, actor) => {
        const kept = await people.find(person)
        if (!kept) return undefined
        const today = dateIn(new Date().toISOString(), actor.timeZone)
        const document = (kept.parts['consent'] as Document | undefined) ?? []
        const record = kept.parts['person'] as { languages?: string[] } | undefined
        return {
          languages: record?.languages,
          consents: overruled(
            // Computed again with the decisions made on this device since.
            document.map(({ refusedSince: _r, ...each }) => ({
              ...each,
              standing: standing({ ...each, waits: each.standing === 'waiting' }, today),
            })),
          ),
        }
      },
      { person: ({ person }) => person, document: ({ consents }) => consents },
    ),
  ],
}
