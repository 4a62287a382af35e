// Keeps a person's consents on the phone: the gate of a referral is asked there too, before the server asks it again.
import { answerOnDevice, onDevice, type DeviceCapability } from '../../device/capability.ts'
import { addDays, dateIn } from '../../kernel/time.ts'
import { giveConsent, listConsents, withdrawConsent, type Consent } from './contract.ts'
import { standing } from './rules.ts'

type Document = readonly Consent[]

/** Until the server says how long a text of the pack holds, a consent just given holds today. */
const TODAY_AT_LEAST = 1

export const consentOnDevice: DeviceCapability = {
  name: 'consent',
  commands: [
    onDevice(giveConsent, {
      persons: (input) => [input.person],
      apply: (document: Document = [], input, { occurredAt, actor }): Document => [
        {
          id: input.id,
          purpose: input.purpose,
          recipient: { id: input.recipient, name: '' },
          fieldGroups: input.fieldGroups,
          textVersion: input.textVersion,
          how: input.how,
          givenAt: occurredAt,
          expiresOn: input.expiresOn ?? addDays(dateIn(occurredAt, actor.timeZone), TODAY_AT_LEAST),
          withdrawnAt: null,
          standing: 'in_force',
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
    answerOnDevice(listConsents, async (people, { person }, actor) => {
      const kept = await people.find(person)
      if (!kept) return undefined
      const today = dateIn(new Date().toISOString(), actor.timeZone)
      const document = (kept.parts['consent'] as Document | undefined) ?? []
      return { consents: document.map((each) => ({ ...each, standing: standing(each, today) })) }
    }),
  ],
}
