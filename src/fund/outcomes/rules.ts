// Computes claims from a person's facts: what was achieved, which clocks run, and which evidence is missing.
import { factFields, factRow } from '../../kernel/expression/fields.ts'
import { holds } from '../../kernel/expression/evaluate.ts'
import type { Expression, Fields, FieldsOf } from '../../kernel/expression/expression.ts'
import { parse } from '../../kernel/expression/parse.ts'
import type { FactKind } from '../../kernel/fact.ts'
import type { EvidenceRule, FactMatch, Outcome, Pack } from '../../kernel/packs/pack.ts'
import { addDays, daysBetween, type PlainDate } from '../../kernel/time.ts'

/**
 * A fact as outcomes read it; `id` is a uuid version 7, so facts of one day are ordered by recording time.
 */
export type ReadFact = {
  readonly id: string
  readonly kind: string
  readonly occurredOn: PlainDate
  readonly organisation: string
  readonly sharedWith: readonly string[]
  /** The release it was recorded under; an outcome starts under the terms of that release. */
  readonly packRelease: string
  readonly data: Readonly<Record<string, unknown>>
  readonly snapshot: Readonly<Record<string, string>>
}

/** A fact that a claim is based on: its kind and date, never its data. */
/** What a fact does to a result: it starts its clock, or breaks it. */
export const GROUND_KINDS = ['start', 'break'] as const
export type GroundKind = (typeof GROUND_KINDS)[number]

export type Ground = {
  fact: string
  kind: string
  on: PlainDate
  organisation: string
  as: GroundKind
}

/**
 * The state of one outcome by the facts. `broken`: the clock stopped and a new start may follow. `failed`: it
 * stopped and the outcome can no longer be achieved. `dueOn`: the day it is achieved unless a fact breaks it
 * (for an event, its date).
 */
/** States of a clock, the best first. */
const STANDING = ['achieved', 'running', 'failed', 'broken'] as const

export type Detection = {
  outcome: string
  packRelease: string
  state: (typeof STANDING)[number]
  startedOn: PlainDate
  dueOn: PlainDate
  brokenOn?: PlainDate
  grounds: readonly Ground[]
  /** The organisation that recorded the start, and those it shared it with. */
  organisation: string
  sharedWith: readonly string[]
}

/** The fields of every kind of fact, for reading conditions. */
export function fieldsOfKinds(kinds: readonly FactKind[]): FieldsOf {
  const byKind = new Map(kinds.map((kind) => [kind.kind, kind]))
  const known = new Map<string, Fields>()
  return (name) => {
    const kind = byKind.get(name)
    if (!kind) return undefined
    const fields = known.get(name) ?? factFields(kind)
    known.set(name, fields)
    return fields
  }
}

/** Kinds of fact that can start or break one of these outcomes. */
export function kindsThatMatter(outcomes: readonly Outcome[]): ReadonlySet<string> {
  const matches = outcomes.flatMap((outcome) => [
    outcome.start,
    ...(breaksOf(outcome) ? [breaksOf(outcome)!] : []),
  ])
  return new Set(matches.map((match) => match.kind))
}

function breaksOf(outcome: Outcome): FactMatch | undefined {
  return outcome.metric === 'clock' ? outcome.breaks : undefined
}

/**
 * Finds each outcome at most once per person, under the release its start was recorded with; facts dated
 * after `today` do not count yet. Of several releases the best state wins (`STANDING`), then the earliest.
 * @param releases the packs of every release the facts were recorded under, by release id.
 * @throws Problem 422 `expression.*` when a condition cannot be read: `pack check` finds that before it is
 * loaded.
 */
export function detect(
  releases: ReadonlyMap<string, Pack>,
  facts: readonly ReadFact[],
  today: PlainDate,
  fieldsOf: FieldsOf,
): Detection[] {
  const past = facts.filter((fact) => fact.occurredOn <= today).sort(byDay)
  const found = new Map<string, Detection | undefined>()
  const find = (code: string): Detection | undefined => {
    if (found.has(code)) return found.get(code)
    // Set first, so that outcomes that depend on each other do not recurse for ever.
    found.set(code, undefined)
    const candidates = [...releases].flatMap(([release, pack]) => {
      const outcome = pack.outcomes.find((each) => each.code === code)
      const from = outcome && earliest(outcome, find)
      const detection = from && run(outcome, release, past, from, today, fieldsOf)
      return detection ? [detection] : []
    })
    const best = candidates.sort(byStanding)[0]
    found.set(code, best)
    return best
  }
  const codes = new Set(
    [...releases.values()].flatMap((pack) => pack.outcomes.map((outcome) => outcome.code)),
  )
  return [...codes].flatMap((code) => find(code) ?? [])
}

function byDay(a: ReadFact, b: ReadFact): number {
  if (a.occurredOn !== b.occurredOn) return a.occurredOn < b.occurredOn ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

function byStanding(a: Detection, b: Detection): number {
  return STANDING.indexOf(a.state) - STANDING.indexOf(b.state) || (a.dueOn < b.dueOn ? -1 : 1)
}

/** The first day on which a start counts: when all outcomes before it were achieved; undefined until then. */
function earliest(outcome: Outcome, find: (code: string) => Detection | undefined): PlainDate | undefined {
  let from = '0000-00-00'
  for (const code of outcome.after ?? []) {
    const before = find(code)
    if (before?.state !== 'achieved') return undefined
    if (before.dueOn > from) from = before.dueOn
  }
  return from
}

/**
 * Walks through the facts of one outcome by day. On one day breaks come before starts: a change of job
 * restarts the clock.
 */
function run(
  outcome: Outcome,
  release: string,
  facts: readonly ReadFact[],
  from: PlainDate,
  today: PlainDate,
  fieldsOf: FieldsOf,
): Detection | undefined {
  const starts = matcher(outcome.start, fieldsOf)
  const breaks = matcher(breaksOf(outcome), fieldsOf)
  const span = outcome.metric === 'clock' ? outcome.spanDays : 0
  const events = [
    ...facts.filter(breaks).map((fact) => ({ fact, as: 'break' as const })),
    ...facts
      .filter((fact) => fact.packRelease === release && fact.occurredOn >= from && starts(fact))
      .map((fact) => ({ fact, as: 'start' as const })),
  ].sort((a, b) =>
    a.fact.occurredOn < b.fact.occurredOn ? -1 : a.fact.occurredOn > b.fact.occurredOn ? 1 : 0,
  )

  let start: ReadFact | undefined
  let broken: Detection | undefined
  const grounds: Ground[] = []
  for (const { fact, as } of events) {
    if (start && fact.occurredOn >= addDays(start.occurredOn, span)) break
    if (as === 'start' && !start) {
      start = fact
      broken = undefined
      grounds.push(ground(fact, as))
    } else if (as === 'break' && start && fact.occurredOn > start.occurredOn) {
      grounds.push(ground(fact, as))
      const failed = outcome.metric === 'clock' && outcome.onBreak === 'fail'
      broken = {
        ...detection(outcome, release, start, span, failed ? 'failed' : 'broken', grounds),
        brokenOn: fact.occurredOn,
      }
      if (failed) return broken
      start = undefined
    }
  }
  if (!start) return broken
  const state = addDays(start.occurredOn, span) <= today ? 'achieved' : 'running'
  return detection(outcome, release, start, span, state, grounds)
}

function ground(fact: ReadFact, as: Ground['as']): Ground {
  return { fact: fact.id, kind: fact.kind, on: fact.occurredOn, organisation: fact.organisation, as }
}

function detection(
  outcome: Outcome,
  packRelease: string,
  start: ReadFact,
  span: number,
  state: Detection['state'],
  grounds: readonly Ground[],
): Detection {
  return {
    outcome: outcome.code,
    packRelease,
    state,
    startedOn: start.occurredOn,
    dueOn: addDays(start.occurredOn, span),
    grounds: [...grounds],
    organisation: start.organisation,
    sharedWith: start.sharedWith,
  }
}

// A release never changes, so each of its conditions is parsed once.
const conditions = new WeakMap<FactMatch, Expression>()

function conditionOf(match: FactMatch, fields: Fields): Expression | undefined {
  if (match.where === undefined) return undefined
  const known = conditions.get(match) ?? parse(match.where, fields, 'boolean')
  conditions.set(match, known)
  return known
}

function matcher(match: FactMatch | undefined, fieldsOf: FieldsOf): (fact: ReadFact) => boolean {
  if (!match) return () => false
  const fields = fieldsOf(match.kind)
  if (!fields) return () => false
  const where = conditionOf(match, fields)
  return (fact) => fact.kind === match.kind && (where === undefined || holds(where, factRow(fact)))
}

/** Claims in these states stand for no result. */
const WITHOUT_RESULT = ['broken', 'failed', 'rejected', 'voided']
/** The further a claim has come, the sooner it is the one that stands. */
const ADVANCE = ['verified', 'submitted', 'returned']

type Standing = {
  readonly id: string
  readonly outcome: string
  readonly state: string
  readonly started_on: PlainDate
}

/**
 * Of the claims of one person, whose records are merged, those for an outcome that another claim stands for already: one
 * that was decided or submitted, or else the one that started first.
 */
export function colliding(claims: readonly Standing[]): Set<string> {
  const advance = ({ state }: Standing) => {
    const at = ADVANCE.indexOf(state)
    return at === -1 ? ADVANCE.length : at
  }
  const first = (a: Standing, b: Standing) =>
    advance(a) - advance(b) || (a.started_on + a.id < b.started_on + b.id ? -1 : 1)
  const counted = claims.filter(({ state }) => !WITHOUT_RESULT.includes(state))
  return new Set(
    [...Map.groupBy(counted, ({ outcome }) => outcome).values()].flatMap((same) =>
      same
        .toSorted(first)
        .slice(1)
        .map(({ id }) => id),
    ),
  )
}

/** States of a claim before it is submitted. */
export const OPEN = ['running', 'broken', 'failed', 'evidence_missing', 'ready'] as const
export type OpenState = (typeof OPEN)[number]

/** States that need work of the organisation that serves the person. */
export const TO_DO = ['evidence_missing', 'ready', 'returned'] as const

export const isToDo = (state: string): boolean => (TO_DO as readonly string[]).includes(state)

/** Required evidence types that are not attached, in the order of the definition. */
export function missingEvidence(rules: readonly EvidenceRule[], onFile: readonly string[]): string[] {
  return rules.filter((rule) => rule.required && !onFile.includes(rule.type)).map((rule) => rule.type)
}

/** The network's verifiers that neither own the claim nor recorded a fact it is based on. */
export function independent<V extends { id: string }>(
  verifiers: readonly V[],
  claim: { organisation: string; recorders: readonly string[] },
): V[] {
  return verifiers.filter(({ id }) => id !== claim.organisation && !claim.recorders.includes(id))
}

/** The state of a claim from its detection and the attached evidence. */
export function standing(
  state: Detection['state'],
  rules: readonly EvidenceRule[],
  onFile: readonly string[],
): OpenState {
  if (state !== 'achieved') return state
  return missingEvidence(rules, onFile).length > 0 ? 'evidence_missing' : 'ready'
}

/** The clock of a claim for display: "day 78 of 90". Days count from the start up to the span. */
export function clock(startedOn: PlainDate, dueOn: PlainDate, on: PlainDate): { day: number; of: number } {
  const of = daysBetween(startedOn, dueOn)
  return { day: Math.max(0, Math.min(of, daysBetween(startedOn, on))), of }
}

// Crockford's base 32: without letters that are read as digits, and without U, against accidental words.
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * A pseudonym such as `7K3QX-90VWM` from the random bits of a new uuid (version 7): 50 bits, so that among a
 * million people a chance likeness is less likely than one in two thousand.
 */
export function pseudonymFrom(id: string): string {
  let bits = BigInt(`0x${id.replaceAll('-', '').slice(-13)}`)
  let text = ''
  for (let at = 0; at < 10; at++) {
    text = (LETTERS[Number(bits & 31n)] ?? '0') + text
    bits >>= 5n
  }
  return `${text.slice(0, 5)}-${text.slice(5)}`
}
