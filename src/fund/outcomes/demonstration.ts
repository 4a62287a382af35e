// Demonstration of outcomes: claims from milestones, evidence, the person's consent, and submission to the
// verifier.
import type { Actor } from '../../kernel/actor.ts'
import type { Outcome } from '../../kernel/packs/pack.ts'
import { addDays } from '../../kernel/time.ts'
import type { Id } from '../../kernel/words.ts'
import { after, type Contribution } from '../../platform/demonstration/contribution.ts'
import { upload } from '../../platform/demonstration/document.ts'
import type { Journey } from '../../platform/demonstration/journey.ts'
import {
  confirmConsent,
  giveConsent,
  listConsents,
  refuseConsent,
  RESULTS,
} from '../../protect/consent/operations.ts'
import { recordMilestone } from '../../serve/cases/operations.ts'
import { decideVerification } from '../verification/operations.ts'
import {
  attachEvidence,
  evaluateOutcomes,
  outcomesOfPerson,
  submitOutcome,
  tellOutcome,
} from './operations.ts'

export const demonstration: Contribution = {
  after: [
    after(recordMilestone, (journey, { input: { person, milestone }, actor }) =>
      follow(journey, { person, provider: actor }, milestone),
    ),
    after(decideVerification, (journey, { input: { claim: id }, output: { state } }) =>
      state === 'verified' || state === 'rejected' || state === 'returned'
        ? journey.act(tellOutcome, { id, state }, journey.system('outcome.tell'))
        : Promise.resolve(),
    ),
  ],
  jobs: ['outcome.evaluate', 'outcome.tell'],
}

type Proving = { person: Id; provider: Actor }

/** Proves the outcomes that the milestone starts: at once, or at the end of their clock. */
async function follow(journey: Journey, proving: Proving, milestone: string): Promise<void> {
  await evaluateAlone(journey, proving.person)
  const started = journey.today
  const outcomes = journey.app.packs.active().pack.outcomes.filter((each) => isStartedBy(each, milestone))
  for (const outcome of outcomes.filter(({ metric }) => metric === 'event'))
    await prove(journey, proving, outcome)
  const lasting = outcomes.flatMap((outcome) => (outcome.metric === 'clock' ? [outcome] : []))
  for (const outcome of lasting.sort((a, b) => a.spanDays - b.spanDays)) {
    await journey.goTo(addDays(started, outcome.spanDays))
    await evaluateAlone(journey, proving.person)
    await prove(journey, proving, outcome)
  }
}

function isStartedBy({ start }: Outcome, milestone: string): boolean {
  return start.kind === 'milestone.recorded' && (start.where?.includes(`"${milestone}"`) ?? false)
}

const evaluate = (journey: Journey, person: Id) =>
  journey.act(evaluateOutcomes, { person }, journey.system('outcome.evaluate'))

const evaluateAlone = (journey: Journey, person: Id) =>
  journey.alone(`claims/${person}`, () => evaluate(journey, person))

/** Attaches evidence and submits; some of it stays missing, and some is requested again by the verifier. */
async function prove(journey: Journey, proving: Proving, outcome: Outcome): Promise<void> {
  const { random } = journey
  const { claims } = await journey.ask(outcomesOfPerson, { person: proving.person }, proving.provider)
  const claim = claims.find((each) => each.outcome.code === outcome.code)
  if (claim?.state !== 'evidence_missing' && claim?.state !== 'ready') return
  const types = outcome.evidence
    .filter(({ required }) => required || random.chance(0.5))
    .map(({ type }) => type)
  for (const type of types) {
    // About one file in eight is never attached.
    if (random.chance(0.12)) return
    await journey.pass(1, 6)
    await attach(journey, proving, claim.id, type)
  }
  await journey.pass(0, 8)
  await submit(journey, proving, claim.id)
  const [wanted] =
    journey.last(decideVerification, ({ input }) => input.claim === claim.id)?.input.wanted ?? []
  if (wanted === undefined) return
  await journey.pass(2, 7)
  await attach(journey, proving, claim.id, wanted)
  await submit(journey, proving, claim.id)
}

/** Submits the claim, when the person consents. */
const submit = (journey: Journey, proving: Proving, claim: Id) =>
  journey.alone(`claims/${proving.person}`, async () => {
    // Another journey of the same person may be some days behind, and have left this claim's clock running.
    await evaluate(journey, proving.person)
    if (await mayProve(journey, proving, claim))
      await journey.act(submitOutcome, { id: claim }, proving.provider)
  })

/**
 * Asks the person once whether a verifier may see the files. Most consent, and the organisation that keeps
 * the record confirms it; a few refuse; some are not asked or not confirmed yet: their claims wait, and their
 * services go on. Consent given to another organisation counts too, though only the claim shows it: a
 * provider sees only the decisions it recorded.
 */
async function mayProve(journey: Journey, { person, provider }: Proving, claim: Id): Promise<boolean> {
  const { claims } = await journey.ask(outcomesOfPerson, { person }, provider)
  const consent = claims.find(({ id }) => id === claim)?.consent
  if (consent !== 'missing') return consent === 'given' || consent === 'by_law'
  const { consents } = await journey.ask(listConsents, { person }, provider)
  if (consents.some(({ purpose }) => purpose === RESULTS)) return false
  const answer = journey.run
    .random(`results/${person}`)
    .weighed<'yes' | 'no' | 'not_asked' | 'not_confirmed'>([
      ['yes', 88],
      ['no', 6],
      ['not_asked', 4],
      ['not_confirmed', 2],
    ])
  if (answer === 'not_asked') return false
  const asked = {
    id: journey.newId(),
    person,
    purpose: RESULTS,
    recipient: 'verifier' as const,
    fieldGroups: ['documents'],
    textVersion: 'results_v1',
    locale: 'es',
  }
  if (answer === 'no') {
    await journey.act(refuseConsent, asked, provider)
    return false
  }
  const title = 'Autorización para probar resultados'
  const attachment = await upload(journey, { person, title, actor: provider })
  await journey.act(giveConsent, { ...asked, how: 'signature', attachment }, provider)
  if (answer === 'not_confirmed') return false
  const keeper = journey.network.team(journey.household.city).manager
  if (keeper.organisation !== provider.organisation)
    await journey.act(confirmConsent, { person, id: asked.id }, keeper)
  return true
}

async function attach(
  journey: Journey,
  { person, provider }: Proving,
  claim: Id,
  type: string,
): Promise<void> {
  const { pack } = journey.app.packs.active()
  const title = pack.taxonomies.evidenceTypes.find(({ code }) => code === type)?.label['es'] ?? type
  const attachment = await upload(journey, { person, title, actor: provider })
  await journey.act(attachEvidence, { id: journey.newId(), claim, attachment, type }, provider)
}
