// Demonstration of verification: the verifier accepts most claims, asks for more evidence on some, and
// rejects a few.
import { after, type Contribution } from '../../platform/demonstration/contribution.ts'
import { attachEvidence, submitOutcome } from '../outcomes/operations.ts'
import { open } from '../../platform/demonstration/document.ts'
import { decideVerification, getVerification } from './operations.ts'

export const demonstration: Contribution = {
  after: [
    after(submitOutcome, async (journey, { input: { id: claim } }) => {
      const { random } = journey
      const vera = journey.network.member('vera')
      await journey.pass(3, 18)
      const wanted = journey.last(attachEvidence, ({ input }) => input.claim === claim)?.input.type
      const again = journey.last(decideVerification, ({ input }) => input.claim === claim) !== undefined
      const decision = random.weighed<'accept' | 'ask' | 'reject'>([
        ['accept', 84],
        // Only once: evidence attached then is judged.
        ['ask', wanted && !again ? 9 : 0],
        ['reject', again ? 0 : 7],
      ])
      const { evidence } = await journey.ask(getVerification, { claim }, vera)
      for (const { attachment } of evidence) await open(journey, attachment, vera)
      const reason = random.pick(['evidence_unreadable', 'evidence_does_not_match', 'date_wrong'] as const)
      await journey.act(
        decideVerification,
        {
          id: journey.newId(),
          claim,
          decision,
          ...(decision === 'reject' && { reason }),
          ...(decision === 'ask' && wanted && { wanted: [wanted], note: 'La imagen no deja leer la fecha.' }),
        },
        vera,
      )
    }),
  ],
}
