// From something that happened in a life to a verified result: milestones, clocks, evidence and the verifier's word.
import type { Actor } from '../../kernel/actor.ts'
import type { InputOf } from '../../kernel/command.ts'
import type { Outcome } from '../../kernel/pack.ts'
import { addDays } from '../../kernel/time.ts'
import type { Id } from '../../kernel/words.ts'
import { systemActor } from '../../platform/jobs.ts'
import {
  attachEvidence,
  evaluateOutcomes,
  outcomesOfPerson,
  submitOutcome,
  tellOutcome,
} from '../../fund/outcomes/operations.ts'
import {
  confirmConsent,
  giveConsent,
  listConsents,
  refuseConsent,
  RESULTS,
} from '../../protect/consent/operations.ts'
import { decideVerification } from '../../fund/verification/operations.ts'
import { recordMilestone } from '../../serve/cases/operations.ts'
import { upload } from './evidence.ts'
import type { Network } from './network.ts'
import type { Stage } from './stage.ts'
import type { Thread } from './threads.ts'

export type Proving = {
  network: Network
  attachments: string
  person: Id
  provider: Actor
  /** Who answers for the record, and confirms with the person what the provider wrote down. */
  keeper: Actor
}

/** A milestone and all that follows from it. Resolves when the provider has nothing more to prove. */
export async function achieve(stage: Stage, thread: Thread, proving: Proving): Promise<boolean> {
  const { milestone, end } = thread
  if (!milestone || !stage.random.chance(milestone.odds)) return false
  await stage.pass(...milestone.after)
  await record(stage, proving, milestone.code)
  const outcomes = stage.app.packs
    .active()
    .pack.outcomes.filter((outcome) => isStartedBy(outcome, milestone.code))
  for (const outcome of outcomes.filter(({ metric }) => metric === 'event'))
    await prove(stage, proving, outcome)
  let started = stage.today
  if (end && stage.random.chance(end.odds)) {
    await stage.pass(...end.after)
    await record(stage, proving, end.code)
    if (!stage.random.chance(end.again)) return true
    await stage.pass(8, 30)
    await record(stage, proving, milestone.code)
    started = stage.today
  }
  const lasting = outcomes.flatMap((outcome) => (outcome.metric === 'clock' ? [outcome] : []))
  for (const outcome of lasting.sort((a, b) => a.spanDays - b.spanDays)) {
    await stage.goTo(addDays(started, outcome.spanDays))
    await prove(stage, proving, outcome)
  }
  return true
}

function isStartedBy({ start }: Outcome, milestone: string): boolean {
  return start.kind === 'milestone.recorded' && (start.where?.includes(`"${milestone}"`) ?? false)
}

async function record(stage: Stage, { person, provider }: Proving, milestone: string): Promise<void> {
  await stage.act(recordMilestone, { person, milestone, on: stage.today }, provider)
  await evaluate(stage, person)
}

const evaluate = (stage: Stage, person: Id) =>
  stage.alone(`claims/${person}`, () => evaluateNow(stage, person))

const evaluateNow = (stage: Stage, person: Id) =>
  stage.act(evaluateOutcomes, { person }, systemActor('outcome.evaluate'))

/**
 * Sends the claim, when the person lets it be proven.
 * @returns whether it was sent
 */
const submit = (stage: Stage, proving: Proving, claim: Id) =>
  stage.alone(`claims/${proving.person}`, async () => {
    // Another story of the same person may be some days behind, and see the clock of this claim still running.
    await evaluateNow(stage, proving.person)
    if (!(await mayProve(stage, proving, claim))) return false
    await stage.act(submitOutcome, { id: claim }, proving.provider)
    return true
  })

/**
 * The person is asked once whether a verifier may see the papers. Most say yes, and the keeper of the record confirms it; a
 * few say no; now and then nobody has asked or confirmed yet: their claims wait, and they are served all the same. What
 * they told another organisation counts here too, though only the claim says it: a provider sees the answers it took down.
 */
async function mayProve(stage: Stage, { person, provider, keeper, attachments }: Proving, claim: Id) {
  const { claims } = await stage.ask(outcomesOfPerson, { person }, provider)
  const consent = claims.find(({ id }) => id === claim)?.consent
  if (consent !== 'missing') return consent === 'given' || consent === 'by_law'
  const { consents } = await stage.ask(listConsents, { person }, provider)
  if (consents.some(({ purpose }) => purpose === RESULTS)) return false
  const answer = stage.random.fork('results').weighed<'yes' | 'no' | 'not_asked' | 'not_confirmed'>([
    ['yes', 88],
    ['no', 6],
    ['not_asked', 4],
    ['not_confirmed', 2],
  ])
  if (answer === 'not_asked') return false
  const asked = {
    id: stage.newId(),
    person,
    purpose: RESULTS,
    recipient: 'verifier' as const,
    fieldGroups: ['documents'],
    textVersion: 'v1',
    locale: 'es',
  }
  if (answer === 'no') {
    await stage.act(refuseConsent, asked, provider)
    return false
  }
  const title = 'Autorización para probar resultados'
  const attachment = await upload(stage, attachments, { person, title, actor: provider })
  await stage.act(giveConsent, { ...asked, how: 'signature', attachment }, provider)
  if (answer === 'not_confirmed') return false
  if (keeper.organisation !== provider.organisation)
    await stage.act(confirmConsent, { person, id: asked.id }, keeper)
  return true
}

/** Evidence is gathered, sent and judged; sometimes it is still missing, sent back or not accepted. */
async function prove(stage: Stage, proving: Proving, outcome: Outcome): Promise<void> {
  const { person, provider, network } = proving
  await evaluate(stage, person)
  const { claims } = await stage.ask(outcomesOfPerson, { person }, provider)
  const claim = claims.find((each) => each.outcome.code === outcome.code)
  if (claim?.state !== 'evidence_missing' && claim?.state !== 'ready') return
  const types = outcome.evidence
    .filter(({ required }) => required || stage.random.chance(0.5))
    .map(({ type }) => type)
  for (const type of types) {
    // One paper in eight never comes.
    if (stage.random.chance(0.12)) return
    await stage.pass(1, 6)
    await attach(stage, proving, claim.id, type)
  }
  await stage.pass(0, 8)
  if (!(await submit(stage, proving, claim.id))) return
  const verifier = network.staff['vera'] as Actor
  const decide = async (input: Omit<InputOf<typeof decideVerification>, 'id' | 'claim'>) => {
    const decided = await stage.act(
      decideVerification,
      { ...input, id: stage.newId(), claim: claim.id },
      verifier,
    )
    const told = { id: claim.id, state: decided.state as 'verified' | 'rejected' | 'returned' }
    await stage.act(tellOutcome, told, systemActor('outcome.tell'))
  }
  await stage.pass(3, 18)
  const [asked] = types
  switch (
    stage.random.weighed([
      ['accept', 84],
      ['ask', asked ? 9 : 0],
      ['reject', 7],
    ])
  ) {
    case 'reject': {
      const reason = stage.random.pick([
        'evidence_unreadable',
        'evidence_does_not_match',
        'date_wrong',
      ] as const)
      return decide({ decision: 'reject', reason })
    }
    case 'ask':
      await decide({ decision: 'ask', wanted: [asked as string], note: 'La imagen no deja leer la fecha.' })
      await stage.pass(2, 7)
      await attach(stage, proving, claim.id, asked as string)
      if (!(await submit(stage, proving, claim.id))) return
      await stage.pass(2, 6)
      return decide({ decision: 'accept' })
    default:
      return decide({ decision: 'accept' })
  }
}

async function attach(
  stage: Stage,
  { person, provider, attachments }: Proving,
  claim: Id,
  type: string,
): Promise<void> {
  const { pack } = stage.app.packs.active()
  const title = pack.taxonomies.evidenceTypes.find(({ code }) => code === type)?.label['es'] ?? type
  const attachment = await upload(stage, attachments, { person, title, actor: provider })
  await stage.act(attachEvidence, { id: stage.newId(), claim, attachment, type }, provider)
}
