// Compares all records with one another, for each organisation with what it sees of them, and the result with the pairs that
// are kept.
import type { Id } from '../../src/kernel/words.ts'
import { transaction } from '../../src/platform/database/connect.ts'
import { systemActor } from '../../src/platform/jobs.ts'
import { compare, isSuspected } from '../../src/serve/duplicates/operations.ts'
import { matchKeys } from '../../src/serve/record/rules/keys.ts'
import { onlyParts, type ShownTo } from '../../src/serve/record/rules/parts.ts'
import { comparable } from '../../src/serve/record/rules/record.ts'
import { findPeople } from '../../src/serve/record/sql/load.ts'
import type { TestDatabase } from './database.ts'

type Kept = { person: Id; organisation: Id; shownTo: ShownTo }
type Pair = { person: Id; other: Id; organisation: Id; state: string; reasons: string[] }

/**
 * Pairs that are kept and should not be (`+`), or should be and are not (`-`); empty when all are right. A pair that shares
 * no match key may be missing: it is found only while it does.
 */
export async function wrongPairs({ pool, appPool }: TestDatabase): Promise<string[]> {
  const { rows: people } = await pool.query<Kept>(
    'select person, organisation, shown_to as "shownTo" from person where erased_on is null order by person desc',
  )
  const { rows: kept } = await pool.query<Pair>(
    'select person, other, organisation, state, reasons from duplicate_pair',
  )
  const app = systemActor('test')
  const records = await transaction(appPool, app, (tx) =>
    findPeople(
      { tx, actor: app },
      people.map(({ person }) => person),
    ),
  )
  const byId = new Map(records.map((record) => [record.id, record]))
  const decided = new Set(kept.filter(({ state }) => state !== 'open').map(keyOf))
  const [allowed, expected] = [new Set<string>(), new Set<string>()]
  const viewers = new Set(people.flatMap((one) => [one.organisation, ...Object.keys(one.shownTo)]))
  for (const viewer of viewers) {
    const seen = people.flatMap(({ person, organisation, shownTo }) => {
      const record = byId.get(person)
      if (!record) return []
      if (organisation === viewer) return [record]
      return shownTo[viewer] ? [onlyParts(record, shownTo[viewer])] : []
    })
    for (const [at, person] of seen.entries())
      for (const other of seen.slice(at + 1)) {
        const likeness = compare(comparable(person), comparable(other))
        const pair = { person: person.id as Id, other: other.id as Id, organisation: viewer as Id }
        if (!isSuspected(likeness) || decided.has(keyOf(pair))) continue
        const written = `${keyOf(pair)} ${likeness.reasons.join()}`
        allowed.add(written)
        const keys = new Set(matchKeys(comparable(person)))
        if (matchKeys(comparable(other)).some((key) => keys.has(key))) expected.add(written)
      }
  }
  const open = new Set(
    kept.filter(({ state }) => state === 'open').map((pair) => `${keyOf(pair)} ${pair.reasons.join()}`),
  )
  return [
    ...[...open].filter((one) => !allowed.has(one)).map((one) => `+ ${one}`),
    ...[...expected].filter((one) => !open.has(one)).map((one) => `- ${one}`),
  ]
}

const keyOf = ({ person, other, organisation }: Pick<Pair, 'person' | 'other' | 'organisation'>) =>
  `${organisation}: ${person} ${other}`
