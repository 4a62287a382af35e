// Updates a person's claims from their facts, by the outcome definitions of the releases the facts were
// recorded under.
import type { FieldsOf } from '../../../kernel/expression/expression.ts'
import type { FactName } from '../../../kernel/fact.ts'
import type { Outcome, Pack } from '../../../kernel/pack.ts'
import { dateIn } from '../../../kernel/time.ts'
import type { CommandContext } from '../../../platform/capability.ts'
import { getRelease } from '../../../platform/packs.ts'
import { outcomeAchieved } from '../facts.ts'
import { detect, OPEN, pseudonymFrom, standing, type Detection } from '../rules.ts'
import * as sql from '../sql.ts'

type OutcomeFact = Extract<FactName, `outcome.${string}`>

export const isOpen = (state: string) => (OPEN as readonly string[]).includes(state)

/**
 * Computes the person's claims again. A submitted or decided claim keeps its terms, and is marked
 * contradicted when the facts no longer support it.
 */
export async function evaluate(ctx: CommandContext, person: string, fieldsOf: FieldsOf): Promise<number> {
  await sql.lockPerson(ctx.tx, person)
  const facts = await sql.factsOf(ctx.tx, person)
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
