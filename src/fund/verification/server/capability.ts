// The handlers of verification: an independent verifier judges claims without learning whose they are.
import { outcomeWords, type Label, type Outcome, type Pack } from '../../../kernel/packs/pack.ts'
import { daysBetween } from '../../../kernel/time.ts'
import {
  answer,
  listen,
  on,
  type Capability,
  type CommandContext,
  type QueryContext,
} from '../../../platform/capability.ts'
import { listFile } from '../../../platform/files/list-file.ts'
import { getRelease } from '../../../platform/packs/packs.ts'
import { personErased, takesIn } from '../../../protect/retention/facts.ts'
import { concludeOutcome, reopenOutcome, standsFrom } from '../../outcomes/operations.ts'
import {
  evidenceTypeUnknownConflict,
  outcomeUnknown,
  verifierNotIndependent,
  verifierNotIndependentForbidden,
} from '../../outcomes/problems.ts'
import {
  decideVerification,
  decisionsOn,
  getVerification,
  takeBackVerification,
  verificationFigures,
  verificationInbox,
  voidVerification,
  type Choice,
  type RejectionReason,
  type VerificationSummary,
} from '../operations.ts'
import { figures } from './figures.ts'
import * as policy from '../policy.ts'
import {
  verificationEvidenceUnopened,
  verificationNothingAsked,
  verificationNotYours,
  verificationReasonMissing,
} from '../problems.ts'
import * as sql from '../sql.ts'

const BECOMES = { accept: 'verified', reject: 'rejected', ask: 'returned', void: 'voided' } as const

type Decided = sql.DecisionRow & { decision: Choice }

const file = listFile(verificationInbox, {
  title: 'verification.title',
  rows: ({ claims }) => claims,
  columns: [
    { title: 'verification.pseudonym', value: ({ pseudonym }) => pseudonym },
    { title: 'verification.outcome', value: ({ outcome }, { label }) => label(outcome.label) },
    { title: 'verification.provider', value: ({ provider }) => provider },
    { title: 'verification.achieved', value: ({ achievedOn }) => achievedOn },
    { title: 'verification.submitted', instant: ({ submittedAt }) => submittedAt },
    { title: 'verification.files', value: ({ files }) => files },
    { title: 'verification.state', value: ({ state }, { text }) => text(`verification.state.${state}`) },
  ],
})

export const capability: Capability = {
  name: 'verification',
  routes: [file],
  heldOtherwise: { verification: 'what was decided is the standing of the result' },
  listeners: [
    listen(personErased, async (ctx, erased) => {
      if (takesIn(erased, 'sensitive')) await ctx.asSystem(() => sql.erase(ctx.tx, erased))
    }),
  ],
  constraints: { verifier_is_not_recorder: verifierNotIndependent },
  handlers: [
    on(decideVerification, {
      may: policy.judge,
      async run(ctx, input) {
        if ((input.decision === 'reject') !== (input.reason !== undefined)) throw verificationReasonMissing()
        if (input.decision === 'ask' && !input.wanted?.length && !input.note) throw verificationNothingAsked()
        if (input.decision === 'accept') await requireOpened(ctx, input.claim)
        return decide(ctx, { ...input, wanted: input.decision === 'ask' ? (input.wanted ?? []) : [] })
      },
    }),
    on(voidVerification, {
      may: policy.judge,
      run: (ctx, input) => decide(ctx, { ...input, decision: 'void', wanted: [] }),
    }),
    on(takeBackVerification, { may: policy.judge, run: takeBack }),
    answer(verificationInbox, {
      may: policy.judge,
      async run(ctx, { count, state = 'submitted', ...by }) {
        const outcomes = outcomeWords(ctx.pack.pack)
        const sought = { ...by, state, verifier: ctx.actor.organisation, outcomes }
        const { rows, ...next } = await sql.inbox(ctx.tx, sought)
        return {
          claims: await Promise.all(rows.map((row) => summary(ctx, row))),
          waiting: await sql.countWaiting(ctx.tx, ctx.actor.organisation),
          ...next,
          ...(count && { total: await sql.countInbox(ctx.tx, sought) }),
        }
      },
    }),
    answer(getVerification, { may: policy.judge, run: detail }),
    answer(verificationFigures, { may: policy.judge, run: figures }),
    answer(decisionsOn, {
      may: policy.readDecisions,
      run: async (ctx, { claim }) => ({ decisions: await decisions(ctx, claim) }),
    }),
  ],
}

/** Whoever accepts a claim has opened every file of it that they may see. */
async function requireOpened(ctx: CommandContext, claim: string): Promise<void> {
  const evidence = await sql.evidenceOf(ctx.tx, claim, ctx.actor.user)
  const unopened = evidence.flatMap(({ opened, attachment, type }) => (opened ? [] : [{ attachment, type }]))
  if (unopened.length > 0) throw verificationEvidenceUnopened({ count: unopened.length, unopened })
}

async function decide(
  ctx: CommandContext,
  input: {
    id: string
    claim: string
    decision: keyof typeof BECOMES
    reason?: RejectionReason | undefined
    wanted: readonly string[]
    note?: string | undefined
  },
) {
  const claim = await sql.findClaim(ctx.tx, input.claim)
  // A claim of another verifier is refused like one that does not exist.
  if (!claim || claim.verifier !== ctx.actor.organisation) throw outcomeUnknown()
  if (policy.isIndependent(ctx.actor, claim) !== true) throw verifierNotIndependentForbidden()
  const outcome = definitionOf((await getRelease(ctx.tx, claim.pack_release)).pack, claim)
  const strange = input.wanted.find((type) => !outcome.evidence.some((rule) => rule.type === type))
  if (strange !== undefined) throw evidenceTypeUnknownConflict({ type: strange })
  const state = BECOMES[input.decision]
  const { person, organisation, recorders } = await ctx.run(concludeOutcome, { id: input.claim, state })
  await sql.insert(ctx.tx, {
    id: input.id,
    person,
    organisation: ctx.actor.organisation,
    provider: organisation,
    claim: input.claim,
    decision: input.decision,
    reason: input.reason ?? null,
    wanted: input.wanted,
    note: input.note ?? null,
    recorders,
    by: ctx.actor.user,
    at: ctx.receivedAt,
  })
  return { state }
}

/** The decision that the claim stands by; undefined where it waits for one, or was withdrawn. */
function standing(state: string, decisions: readonly sql.DecisionRow[]): Decided | undefined {
  return decisions.findLast(
    (each): each is Decided =>
      each.decision !== 'void' && each.decision !== 'take_back' && BECOMES[each.decision] === state,
  )
}

async function takeBack(ctx: CommandContext, input: { id: string; claim: string }) {
  const claim = await sql.findClaim(ctx.tx, input.claim)
  if (!claim || claim.verifier !== ctx.actor.organisation) throw outcomeUnknown()
  // Locks the claim: another decision may have come since it was read.
  const { person, organisation, recorders, was } = await ctx.run(reopenOutcome, { id: input.claim })
  const decided = standing(was, await sql.decisionsOn(ctx.tx, input.claim))
  if (decided?.decided_by !== ctx.actor.user) throw verificationNotYours()
  await sql.insert(ctx.tx, {
    id: input.id,
    person,
    organisation: ctx.actor.organisation,
    provider: organisation,
    claim: input.claim,
    decision: 'take_back',
    reason: null,
    wanted: [],
    note: null,
    recorders,
    by: ctx.actor.user,
    at: ctx.receivedAt,
  })
  return { state: 'submitted' as const }
}

function definitionOf(pack: Pack, claim: Pick<sql.ClaimRow, 'outcome'>): Outcome {
  return pack.outcomes.find(({ code }) => code === claim.outcome) as Outcome
}

function evidenceLabel(pack: Pack, type: string): { code: string; label: Label } {
  const term = pack.taxonomies.evidenceTypes.find(({ code }) => code === type)
  return { code: type, label: term?.label ?? { [pack.locales[0] ?? 'en']: type } }
}

async function summary(ctx: QueryContext, row: sql.ClaimRow): Promise<VerificationSummary> {
  const outcome = definitionOf((await getRelease(ctx.tx, row.pack_release)).pack, row)
  return {
    claim: row.id,
    pseudonym: row.pseudonym,
    outcome: { code: outcome.code, label: outcome.label },
    provider: row.provider,
    achievedOn: row.due_on,
    submittedAt: row.submitted_at,
    state: row.state,
    files: row.files,
  }
}

async function detail(ctx: QueryContext, { claim }: { claim: string }) {
  const row = await sql.findClaim(ctx.tx, claim)
  if (!row || row.verifier !== ctx.actor.organisation) throw outcomeUnknown()
  const { pack } = await getRelease(ctx.tx, row.pack_release)
  const outcome = definitionOf(pack, row)
  const evidence = await sql.evidenceOf(ctx.tx, claim, ctx.actor.user)
  const decided = standing(row.state, await sql.decisionsOn(ctx.tx, claim))
  const until = decided && standsFrom(decided.decided_at)
  const mayTakeBack =
    decided?.decided_by === ctx.actor.user &&
    until !== undefined &&
    Date.parse(ctx.receivedAt) < Date.parse(until)
  return {
    ...(await summary(ctx, row)),
    about: outcome.about ?? null,
    startedOn: row.started_on,
    spanDays: daysBetween(row.started_on, row.due_on),
    grounds: row.grounds.map(({ kind, on: day, as }) => ({ kind, on: day, as })),
    recorders: row.recorders.length,
    contradicted: row.contradicted,
    packRelease: row.pack_release,
    evidence: evidence.map((each) => ({
      attachment: each.attachment,
      type: evidenceLabel(pack, each.type),
      mediaType: each.media_type,
      size: each.size,
      attachedAt: each.attached_at,
      opened: each.opened,
    })),
    evidenceTypes: outcome.evidence.map(({ type }) => evidenceLabel(pack, type)),
    decisions: await decisions(ctx, claim),
    takeBackUntil: mayTakeBack ? until : null,
  }
}

async function decisions(ctx: QueryContext, claim: string) {
  const rows = await sql.decisionsOn(ctx.tx, claim)
  const row = rows.length > 0 ? await sql.findClaim(ctx.tx, claim) : undefined
  const pack = row ? (await getRelease(ctx.tx, row.pack_release)).pack : ctx.pack.pack
  return rows.map((each) => ({
    decision: each.decision,
    reason: each.reason,
    wanted: each.wanted.map((type) => evidenceLabel(pack, type)),
    note: each.note,
    verifier: each.verifier,
    decidedAt: each.decided_at,
  }))
}
