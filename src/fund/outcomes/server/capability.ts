// The handlers and jobs of outcomes: update claims from facts, attach evidence, and submit claims to an
// independent verifier.
import type { OutputOf, ParsedOf } from '../../../kernel/command.ts'
import type { FieldsOf } from '../../../kernel/expression/expression.ts'
import type { FactKind } from '../../../kernel/fact.ts'
import { outcomeWords, type Label, type Outcome } from '../../../kernel/packs/pack.ts'
import { attachmentUnknown } from '../../../kernel/problems.ts'
import { dateIn } from '../../../kernel/time.ts'
import { Id } from '../../../kernel/words.ts'
import { shareAttachments } from '../../../platform/files/attachments.ts'
import {
  answer,
  job,
  listen,
  on,
  type Capability,
  type CommandContext,
  type QueryContext,
} from '../../../platform/capability.ts'
import { earliestFirst, together } from '../../../kernel/same-person.ts'
import type { Composition } from '../../../platform/composition.ts'
import { listFile } from '../../../platform/files/list-file.ts'
import { getRelease } from '../../../platform/packs/packs.ts'
import { parseInput } from '../../../platform/http/parse.ts'
import {
  attachEvidence,
  concludeOutcome,
  evaluateOutcomes,
  getOutcome,
  listOutcomes,
  outcomesOfPerson,
  reopenOutcome,
  standsSince,
  submitOutcome,
  tellOutcome,
  DECIDED_STATES,
  type ClaimSummary,
} from '../operations.ts'
import {
  outcomeAchieved,
  outcomePaid,
  outcomeSettled,
  outcomeRecalled,
  outcomeRejected,
  outcomeReopened,
  outcomeReturned,
  outcomeSubmitted,
  outcomeVerified,
  outcomeVoided,
} from '../facts.ts'
import * as policy from '../policy.ts'
import {
  evidenceAlreadyAttached,
  evidenceIsAVoice,
  evidenceTypeUnknown,
  outcomeClosed,
  outcomeContradicted,
  outcomeDecided,
  outcomeNotReady,
  outcomeUnknown,
  verifierChoose,
  verifierNone,
  verifierNotIndependent,
} from '../problems.ts'
import { consentTo, demandConsent, followingConsent, mayStillShow } from './consent.ts'
import { evaluate, followingMerges, isDoubtful, isOpen, isRelevant, recordAbout } from './evaluating.ts'
import { clock, fieldsOfKinds, independent, missingEvidence, standing } from '../rules.ts'
import { held } from './held.ts'
import * as sql from '../sql.ts'
import { decisionsAbout, lockConsent } from '../../../protect/consent/reads.ts'

const FACT_OF_STATE = {
  verified: outcomeVerified,
  rejected: outcomeRejected,
  returned: outcomeReturned,
  voided: outcomeVoided,
  reopened: outcomeReopened,
  paid: outcomePaid,
  settled: outcomeSettled,
} as const

const ownKinds: readonly FactKind[] = [
  outcomeAchieved,
  outcomeSubmitted,
  outcomeRecalled,
  ...Object.values(FACT_OF_STATE),
]

const takesEvidence = (state: string) => isOpen(state) || state === 'returned'
const isUndecided = (state: string) => (takesEvidence(state) || state === 'submitted') && state !== 'failed'

export function capability({ facts: kinds }: Composition): Capability {
  // Conditions in packs may use the fields of every kind but those recorded here, which no claim is based on.
  let fields: FieldsOf | undefined
  const fieldsOf: FieldsOf = (kind) =>
    (fields ??= fieldsOfKinds(kinds().filter((one) => !ownKinds.includes(one))))(kind)
  return {
    name: 'outcomes',
    routes: [file],
    facts: ownKinds,
    holds: held,
    holdsOrder: 60,
    constraints: {
      claim_evidence_once: evidenceAlreadyAttached,
      claim_verifier_independent: verifierNotIndependent,
    },
    listeners: [
      listen('*', async (ctx, { person, kind }) => {
        if (person === undefined || !isRelevant(ctx.pack.pack, kind)) return
        ctx.enqueue('outcome.evaluate', { person }, { key: `outcome.evaluate:${person}` })
      }),
      ...followingMerges,
      ...followingConsent(definitionOf, recordAbout),
    ],
    jobs: [
      job('outcome.evaluate', async (ctx, { person }) => {
        await ctx.execute(evaluateOutcomes, { person: person as string })
      }),
      // Clocks end without a fact; the job runs hourly, so that no time zone waits a day.
      job(
        'outcome.advance',
        async (ctx) => {
          // The latest date anywhere on Earth: `evaluate` uses the date in the pack's time zone.
          const latest = dateIn(ctx.now, 'Pacific/Kiritimati')
          for (const person of await ctx.read((tx) => sql.personsDue(tx, latest))) {
            await ctx.execute(evaluateOutcomes, { person })
          }
        },
        { cron: '7 * * * *' },
      ),
      job('outcome.tell', async (ctx, { id, state, told }) => {
        const change = { id: id as string, state: state as keyof typeof FACT_OF_STATE }
        await ctx.execute(tellOutcome, change, undefined, told as string)
      }),
    ],
    handlers: [
      on(evaluateOutcomes, {
        may: policy.keep,
        run: async (ctx, { person }) => ({ claims: await evaluate(ctx, person, fieldsOf) }),
      }),
      on(attachEvidence, {
        may: policy.attach,
        async run(ctx, input) {
          const claim = await lock(ctx, input.claim)
          if (!takesEvidence(claim.state)) throw outcomeClosed({ state: claim.state })
          const outcome = await definitionOf(ctx, claim)
          if (!outcome.evidence.some((rule) => rule.type === input.type)) throw evidenceTypeUnknown()
          const file = await sql.typeOfFile(ctx.tx, claim.person, input.attachment)
          if (file === undefined) throw attachmentUnknown()
          // A voice recording would tell a verifier whose result it is.
          if (file.startsWith('audio/')) throw evidenceIsAVoice()
          await sql.insertEvidence(ctx.tx, claim, {
            id: input.id,
            organisation: ctx.actor.organisation,
            attachment: input.attachment,
            type: input.type,
            by: ctx.actor.user,
            at: ctx.occurredAt,
          })
          if (ctx.actor.organisation !== claim.organisation) {
            const shared = { person: claim.person, attachments: [input.attachment], to: claim.organisation }
            await ctx.run(shareAttachments, shared)
          }
          if (claim.state !== 'evidence_missing') return { state: claim.state }
          const onFile = (await sql.evidenceOf(ctx.tx, claim)).map(({ type }) => type)
          const state = standing('achieved', outcome.evidence, onFile)
          await sql.setState(ctx.tx, claim, state, null)
          return { state }
        },
      }),
      on(submitOutcome, { may: policy.submit, run: submit }),
      on(concludeOutcome, {
        may: policy.keep,
        async run(ctx, { id, state }) {
          const claim = await lock(ctx, id)
          const from = state === 'voided' ? 'verified' : 'submitted'
          if (claim.state !== from) throw outcomeClosed({ state: claim.state })
          if (state === 'verified' && isDoubtful(claim)) throw outcomeContradicted()
          // By the server's clock: a statement waits for it.
          await sql.setState(ctx.tx, claim, state, ctx.receivedAt)
          // The job gets the id of its command: however often it runs, the fact is recorded once.
          ctx.enqueue('outcome.tell', { id, state, told: ctx.newId() })
          return { person: claim.person, organisation: claim.organisation, recorders: claim.recorders }
        },
      }),
      on(reopenOutcome, { may: policy.keep, run: reopen }),
      on(tellOutcome, {
        may: policy.keep,
        async run(ctx, { id, state }) {
          const claim = await lock(ctx, id)
          await recordAbout(ctx, claim, FACT_OF_STATE[state].kind)
          return {}
        },
      }),
      answer(listOutcomes, { may: policy.read, run: (ctx, asked) => list(ctx, asked, ['name', 'outcome']) }),
      answer(outcomesOfPerson, {
        may: policy.read,
        joining: {
          by: 'person',
          join: (parts) => ({
            claims: together(
              parts,
              ({ claims }) => claims,
              earliestFirst(({ dueOn }) => dueOn),
            ),
          }),
        },
        run: async (ctx, { person }) => ({ claims: await summaries(ctx, await sql.namedOf(ctx.tx, person)) }),
      }),
      answer(getOutcome, { may: policy.read, run: detail }),
    ],
  }
}

async function submit(ctx: CommandContext, input: { id: string; verifier?: string | undefined }) {
  const person = await sql.personOf(ctx.tx, input.id)
  if (person === undefined) throw outcomeUnknown()
  await lockConsent(ctx.tx, person)
  const claim = await lock(ctx, input.id)
  if (claim.state !== 'ready' && claim.state !== 'returned') throw outcomeNotReady({ state: claim.state })
  if (isDoubtful(claim)) throw outcomeContradicted()
  const verifiers = independent(await sql.verifiers(ctx.tx), claim)
  const wanted = input.verifier ?? claim.verifier ?? (verifiers.length === 1 ? verifiers[0]?.id : undefined)
  if (verifiers.length === 0) throw verifierNone()
  if (!wanted) throw verifierChoose()
  if (!verifiers.some(({ id }) => id === wanted)) throw verifierNotIndependent()
  const consent = await demandConsent(ctx, person, await definitionOf(ctx, claim), wanted)
  // With the system's row scope: the verifier gets the files of all who attached evidence, whoever submits.
  await ctx.asSystem(async () => {
    const files = (await sql.evidenceOf(ctx.tx, claim)).map(({ attachment }) => attachment)
    await sql.submit(ctx.tx, claim, wanted, ctx.occurredAt)
    await ctx.run(shareAttachments, { person: claim.person, attachments: files, to: wanted, consent })
  })
  await recordAbout(ctx, claim, outcomeSubmitted.kind)
  return { state: 'submitted' as const, verifier: wanted }
}

/**
 * Refused once something rests on the decision: evidence that was asked for, a statement, or the withdrawal of the
 * consent under which the evidence was shown.
 */
async function reopen(ctx: CommandContext, { id }: { id: string }) {
  const claim = await lock(ctx, id)
  const { verifier, decided_at: decidedAt } = claim
  if (!(DECIDED_STATES as readonly string[]).includes(claim.state))
    throw outcomeClosed({ state: claim.state })
  if (verifier === null || decidedAt === null) throw outcomeClosed({ state: claim.state })
  const isOver = Date.parse(decidedAt) <= Date.parse(standsSince(ctx.receivedAt))
  const final =
    isOver ||
    (await ctx.asSystem(() => sql.isFollowedUp(ctx.tx, claim, decidedAt))) ||
    !(await mayStillShow(ctx, claim.person, await definitionOf(ctx, claim), verifier))
  if (final) throw outcomeDecided()
  await sql.reopen(ctx.tx, claim)
  ctx.enqueue('outcome.tell', { id, state: 'reopened', told: ctx.newId() })
  return {
    person: claim.person,
    organisation: claim.organisation,
    recorders: claim.recorders,
    was: claim.state,
  }
}

async function lock(ctx: CommandContext, id: string): Promise<sql.ClaimRow> {
  const claim = await sql.lockClaim(ctx.tx, id)
  if (!claim) throw outcomeUnknown()
  return claim
}

/** The outcome definition of the claim's own release, which later packs do not change. */
async function definitionOf(ctx: Pick<QueryContext, 'tx'>, claim: sql.ClaimRow): Promise<Outcome> {
  const { pack } = await getRelease(ctx.tx, claim.pack_release)
  return pack.outcomes.find(({ code }) => code === claim.outcome) as Outcome
}

async function typeLabels(
  ctx: Pick<QueryContext, 'tx'>,
  claim: sql.ClaimRow,
): Promise<(type: string) => Label> {
  const { pack } = await getRelease(ctx.tx, claim.pack_release)
  return (type) =>
    pack.taxonomies.evidenceTypes.find(({ code }) => code === type)?.label ?? {
      [pack.locales[0] ?? 'en']: type,
    }
}

/** @param fields what of the people is read: a file has their outcomes without their names */
async function list(
  ctx: QueryContext,
  { count, ...asked }: ParsedOf<typeof listOutcomes>,
  fields: readonly string[],
): Promise<OutputOf<typeof listOutcomes>> {
  const counts = await sql.counts(ctx.tx)
  const { states, after, ...more } = asked
  // As callers of older releases ask, and are answered: pages end at an id.
  if (!count && Object.keys(more).length === 0) {
    const rows = await sql.page(ctx.tx, states, after && parseInput(Id, after))
    const shown = rows.slice(0, sql.PAGE)
    const last = rows.length > sql.PAGE ? shown.at(-1)?.id : undefined
    return { claims: await summaries(ctx, shown, fields), counts, ...(last && { next: last }) }
  }
  const sought = { ...asked, labels: outcomeWords(ctx.pack.pack) }
  const { rows, ...next } = await sql.pageBy(ctx.tx, sought)
  const total = count && { total: await sql.countBy(ctx.tx, sought) }
  return { claims: await summaries(ctx, rows, fields), counts, ...next, ...total }
}

const file = listFile(listOutcomes, {
  title: 'outcome.title',
  read: { may: policy.read, run: (ctx, asked) => list(ctx, asked, ['outcome']) },
  rows: ({ claims }) => claims,
  columns: [
    { title: 'outcome.column.outcome', value: ({ outcome }, { label }) => label(outcome.label) },
    { title: 'outcome.state', value: ({ state }, { text }) => text(`outcome.state.${state}`) },
    { title: 'outcome.column.started', value: ({ startedOn }) => startedOn },
    { title: 'outcome.column.due', value: ({ dueOn }) => dueOn },
    {
      title: 'outcome.column.missing',
      value: ({ missing }, { label }) => missing.map((one) => label(one.label)).join(', '),
    },
  ],
})

async function summaries(
  ctx: QueryContext,
  rows: readonly sql.NamedClaim[],
  fields: readonly string[] = ['name', 'outcome'],
): Promise<ClaimSummary[]> {
  ctx.disclose(rows.map(({ person }) => ({ person, fields, purpose: 'outcomes' })))
  const undecided = rows.filter(({ state }) => isUndecided(state)).map(({ person }) => person)
  const decisions = await ctx.asSystem(() => decisionsAbout(ctx.tx, undecided))
  const verifiers = await sql.verifiers(ctx.tx)
  return Promise.all(rows.map((row) => summary(ctx, row, decisions, verifiers)))
}

async function summary(
  ctx: QueryContext,
  row: sql.NamedClaim,
  decisions: Awaited<ReturnType<typeof decisionsAbout>>,
  verifiers: readonly { id: string }[],
): Promise<ClaimSummary> {
  const outcome = await definitionOf(ctx, row)
  const label = await typeLabels(ctx, row)
  const missing = isOpen(row.state) ? missingEvidence(outcome.evidence, row.types) : []
  const said = decisions.filter(({ person }) => person === row.person)
  const asked = row.verifier ? [row.verifier] : independent(verifiers, row).map(({ id }) => id)
  return {
    id: row.id,
    person: row.person,
    personName: row.person_name,
    outcome: { code: outcome.code, label: outcome.label },
    state: row.state,
    startedOn: row.started_on,
    dueOn: row.due_on,
    clock: outcome.metric === 'clock' ? clock(row.started_on, row.due_on, row.broken_on ?? ctx.today) : null,
    missing: missing.map((code) => ({ code, label: label(code) })),
    consent: isUndecided(row.state) ? consentTo(ctx, row.person, outcome, said, asked) : null,
    contradicted: isDoubtful(row),
  }
}

async function detail(ctx: QueryContext, { id }: { id: string }) {
  const row = await sql.findNamed(ctx.tx, id)
  if (!row) throw outcomeUnknown()
  const [claim] = await summaries(ctx, [row])
  const outcome = await definitionOf(ctx, row)
  const label = await typeLabels(ctx, row)
  const evidence = await sql.evidenceOf(ctx.tx, row)
  return {
    ...(claim as ClaimSummary),
    about: outcome.about ?? null,
    ground: outcome.ground ?? null,
    packRelease: row.pack_release,
    pseudonym: row.pseudonym,
    brokenOn: row.broken_on,
    grounds: row.grounds.map(({ kind, on: day, as }) => ({ kind, on: day, as })),
    evidence: evidence.map((each) => ({
      id: each.id,
      attachment: each.attachment,
      type: { code: each.type, label: label(each.type) },
      name: each.name,
      mediaType: each.media_type,
      size: each.size,
      attachedAt: each.attached_at,
    })),
    evidenceTypes: outcome.evidence.map(({ type, required }) => ({
      code: type,
      label: label(type),
      required,
    })),
    submittedAt: row.submitted_at,
    decidedAt: row.decided_at,
    verifiers: independent(await sql.verifiers(ctx.tx), row),
    verifier: row.verifier === null ? null : { id: row.verifier, name: row.verifier_name ?? '' },
  }
}
