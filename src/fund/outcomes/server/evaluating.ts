// Updates a person's claims from their facts, by the outcome definitions of the releases the facts were
// recorded under.
import type { FieldsOf } from '../../../kernel/expression/expression.ts'
import type { FactName } from '../../../kernel/fact.ts'
import type { Outcome, Pack } from '../../../kernel/packs/pack.ts'
import type { SamePerson } from '../../../kernel/same-person.ts'
import { dateIn } from '../../../kernel/time.ts'
import { listen, type CommandContext } from '../../../platform/capability.ts'
import { getRelease } from '../../../platform/packs/packs.ts'
import { recordsNow, samePerson } from '../../../platform/same-person.ts'
import { personMerged, personUnmerged } from '../../../serve/merges/facts.ts'
import { outcomeAchieved } from '../facts.ts'
import {
  colliding,
  detect,
  kindsThatMatter,
  OPEN,
  pseudonymFrom,
  standing,
  type Detection,
} from '../rules.ts'
import * as sql from '../sql.ts'

type OutcomeFact = Extract<FactName, `outcome.${string}`>

export const isOpen = (state: string) => (OPEN as readonly string[]).includes(state)

/**
 * Computes the person's claims again. A submitted or decided claim keeps its terms, and is marked
 * contradicted when the facts no longer support it.
 */
export async function evaluate(ctx: CommandContext, person: string, fieldsOf: FieldsOf): Promise<number> {
  const same = await samePerson(ctx.tx, person)
  const people = same?.people ?? [person]
  for (const one of people.toSorted()) await sql.lockPerson(ctx.tx, one)
  let found = 0
  for (const one of people) found += await evaluateRecord(ctx, one, same, fieldsOf)
  await judgeTogether(ctx, people)
  return found
}

/** Marks which of one person's claims another one stands for already. */
async function judgeTogether(ctx: CommandContext, people: readonly string[]): Promise<void> {
  const claims: sql.ClaimRow[] = []
  for (const one of people) claims.push(...(await sql.claimsOf(ctx.tx, one)))
  await sql.setCollisions(ctx.tx, claims, people.length > 1 ? colliding(claims) : new Set())
}

/** Of one record: merged ones keep their own claims, so that each is right again when the merge is undone. */
async function evaluateRecord(
  ctx: CommandContext,
  person: string,
  same: SamePerson | undefined,
  fieldsOf: FieldsOf,
): Promise<number> {
  const facts = await sql.factsOf(ctx.tx, person, same)
  const releases = new Map<string, Pack>()
  for (const id of new Set(facts.map((fact) => fact.packRelease))) {
    releases.set(id, id === '' ? ctx.pack.pack : (await getRelease(ctx.tx, id)).pack)
  }
  const today = dateIn(ctx.receivedAt, ctx.pack.pack.timeZone)
  const found = detect(releases, facts, today, fieldsOf)
  const claims = await sql.claimsOf(ctx.tx, person)
  const pseudonym = claims[0]?.pseudonym ?? pseudonymFrom(ctx.newId())
  for (const detection of found) {
    const known = claims.find((claim) => claim.outcome === detection.outcome)
    if (known && !isOpen(known.state)) await compare(ctx, known, detection)
    else await takeOver(ctx, person, pseudonym, releases, detection, known)
  }
  return found.length
}

async function compare(ctx: CommandContext, claim: sql.ClaimRow, detection: Detection): Promise<void> {
  const contradicted = detection.state !== 'achieved' || detection.dueOn !== claim.due_on
  if (contradicted !== claim.contradicted) await sql.setContradicted(ctx.tx, claim, contradicted)
}

async function takeOver(
  ctx: CommandContext,
  person: string,
  pseudonym: string,
  releases: ReadonlyMap<string, Pack>,
  detection: Detection,
  known: sql.ClaimRow | undefined,
): Promise<void> {
  const outcome = releases
    .get(detection.packRelease)
    ?.outcomes.find(({ code }) => code === detection.outcome) as Outcome
  const onFile = known ? (await sql.evidenceOf(ctx.tx, known)).map(({ type }) => type) : []
  const claim = {
    person,
    organisation: detection.organisation,
    shared_with: detection.sharedWith.filter((each) => each !== detection.organisation),
    family: outcome.family,
    pack_release: detection.packRelease === '' ? ctx.pack.id : detection.packRelease,
    state: standing(detection.state, outcome.evidence, onFile),
    started_on: detection.startedOn,
    due_on: detection.dueOn,
    broken_on: detection.brokenOn ?? null,
    grounds: [...detection.grounds],
    recorders: [...new Set(detection.grounds.map((ground) => ground.organisation))],
  }
  const id = known?.id ?? ctx.newId()
  if (known) await sql.refresh(ctx.tx, id, claim)
  else await sql.insertClaim(ctx.tx, { ...claim, id, pseudonym, outcome: detection.outcome })
  const wasAchieved = known?.state === 'evidence_missing' || known?.state === 'ready'
  if (detection.state === 'achieved' && !wasAchieved) {
    await recordAbout(
      ctx,
      { ...claim, id, outcome: detection.outcome },
      outcomeAchieved.kind,
      detection.dueOn,
    )
  }
}

/**
 * Records a fact about the claim's person, visible only to the claim's organisation and to the one that keeps
 * the person's record: a verifier must not see whose claim it is.
 */
export async function recordAbout<Name extends OutcomeFact>(
  ctx: CommandContext<NoInfer<Name>>,
  claim: Pick<sql.ClaimRow, 'person' | 'id' | 'organisation' | 'outcome'>,
  kind: Name,
  occurredOn = dateIn(ctx.receivedAt, ctx.pack.pack.timeZone),
): Promise<void> {
  const { person, organisation, id, outcome } = claim
  const keeper = await sql.keeperOf(ctx.tx, person)
  const sharedWith = keeper === undefined || keeper === organisation ? [] : [keeper]
  ctx.record(kind, { person, occurredOn, organisation, sharedWith, data: { claim: id, outcome } })
}

const relevantKinds = new WeakMap<Pack, ReadonlySet<string>>()

/** Whether a kind of fact can change a claim. */
export function isRelevant(pack: Pack, kind: string): boolean {
  const kinds = relevantKinds.get(pack) ?? kindsThatMatter(pack.outcomes)
  relevantKinds.set(pack, kinds)
  return kinds.has(kind)
}

/** Whether newer facts, or another claim of the same person, speak against it. */
export const isDoubtful = ({ contradicted, collides }: Pick<sql.ClaimRow, 'contradicted' | 'collides'>) =>
  contradicted || collides

/** What is one person now, or no longer, is judged anew: at once what collides, so that no statement pays it meanwhile. */
export const followingMerges = [personMerged, personUnmerged].map((kind) =>
  listen(kind, async (ctx, { person }) => {
    const people = await recordsNow(ctx.tx, person)
    await ctx.asSystem(async () => {
      for (const one of people.toSorted()) await sql.lockPerson(ctx.tx, one)
      await judgeTogether(ctx, people)
    })
    for (const one of people)
      ctx.enqueue('outcome.evaluate', { person: one }, { key: `outcome.evaluate:${one}` })
  }),
)
