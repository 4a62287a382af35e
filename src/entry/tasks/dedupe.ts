// `arraigo people dedupe`: compares everybody on record with everybody, organisation by organisation, as each may see them,
// and notes the pairs that may be one person for review. Running it again notes what is new: pairs that are noted or decided
// stay as they are, so it may be interrupted anywhere.
import { parseArgs } from 'node:util'
import type { Id } from '../../kernel/words.ts'
import type { App } from '../../platform/app.ts'
import { connect, transaction } from '../../platform/database/connect.ts'
import { withDatabase } from '../../platform/database/open.ts'
import { run } from '../../platform/execute.ts'
import { systemActor } from '../../platform/jobs.ts'
import { keysFrom } from '../../platform/key-service.ts'
import { Columns, readSex } from '../../serve/duplicates/rules/columns.ts'
import { readBirth } from '../../serve/duplicates/rules/births.ts'
import { link, type Linked } from '../../serve/duplicates/rules/link.ts'
import { LinkError } from '../../serve/duplicates/rules/link-map.ts'
import { MOST_NOTED, noteDuplicates } from '../../serve/record/operations.ts'
import { bornOf } from '../../serve/record/rules/glimpse.ts'
import { keepers, nextCompared } from '../../serve/record/sql/compared.ts'
import type { ComparedRow } from '../../serve/record/sql/rows.ts'
import { compose } from '../server.ts'
import { TaskError, type Task } from '../task.ts'
import { byTenths } from './link-progress.ts'
import { Ids } from './link-reading.ts'

/** People read in one transaction. */
const AT_ONCE = 2000
const JOB = 'person.dedupe'
const FIRST = '00000000-0000-0000-0000-000000000000'

export const dedupeTask: Task = async (words, { config, print, tell }) => {
  const { values } = parseArgs({ args: words, options: { possible: { type: 'boolean', default: false } } })
  const settings = config()
  await withDatabase(settings, async (connection) => {
    const pool = connect({ ...connection, max: 4 })
    try {
      const { publicUrl: origin, secret, appUrl } = settings
      const { app } = await compose({ pool, origin, secret, appUrl, keys: keysFrom(settings.keys) })
      print(JSON.stringify(await dedupe(app, { ...values, tell })))
    } catch (error) {
      if (error instanceof LinkError) throw new TaskError(error.message)
      throw error
    } finally {
      await pool.end()
    }
  })
}

/** What was compared, what may be one person, and what of it is kept for review, with what was there before. */
export type Deduped = { records: number; candidate_pairs: number; pairs: number }

/** @param possible whether pairs that are only worth a look are noted too */
export async function dedupe(
  app: App,
  { possible, tell }: { possible: boolean; tell(line: string): void },
): Promise<Deduped> {
  const all = { records: 0, candidate_pairs: 0, pairs: 0 }
  for (const organisation of await transaction(app.appPool, systemActor(JOB), keepers)) {
    const { columns, ids, isKept } = await readPeople(app, organisation as Id, tell)
    const found: Linked[] = []
    const { compared } = link(
      columns,
      columns.count,
      (pair) => {
        if (isKept[pair.a] || isKept[pair.b]) if (possible || pair.strength === 'strong') found.push(pair)
      },
      byTenths(tell),
    )
    // The likeliest first: an interruption leaves out those that matter least.
    found.sort((x, y) => x.score - y.score)
    all.records += columns.count
    all.candidate_pairs += compared
    while (found.length > 0) {
      const pairs = found.splice(-MOST_NOTED).map(({ a, b, score, reasons }) => {
        // As at the desk, by the later of both; of two keepers by the one who acts.
        const [person, other] = isKept[b] ? [b, a] : [a, b]
        return { person: ids.at(person) as Id, other: ids.at(other) as Id, score, reasons }
      })
      all.pairs += (await run(app, systemActor(JOB, organisation as Id), noteDuplicates, { pairs })).pairs
      if (found.length > 0) tell(`${found.length.toLocaleString('en')} pairs are left to be noted.`)
    }
  }
  return all
}

/** Everybody whom an organisation may see, as it may see them. */
async function readPeople(app: App, organisation: Id, tell: (line: string) => void) {
  const reader = { ...systemActor(JOB, organisation), scope: 'organisation' as const }
  const [columns, ids] = [new Columns(), new Ids()]
  const isKept: boolean[] = []
  for (let after = FIRST; ;) {
    const rows = await transaction(app.appPool, reader, (tx) => nextCompared(tx, after, AT_ONCE))
    for (const row of rows) {
      addPerson(columns, row)
      ids.addText(row.person)
      isKept.push(row.organisation === organisation)
    }
    const last = rows.at(-1)
    if (last === undefined) break
    after = last.person
    if (columns.count % (25 * AT_ONCE) === 0) tell(`${columns.count.toLocaleString('en')} records are read …`)
  }
  tell(`${columns.count.toLocaleString('en')} records. Comparing …`)
  return { columns, ids, isKept }
}

function addPerson(columns: Columns, row: ComparedRow): void {
  columns.begin()
  columns.addGiven(columns.readGiven(row.given_names ?? ''))
  for (const surname of [row.first_surname, row.second_surname])
    if (surname !== null) columns.addSurnames(columns.readSurnames(surname))
  columns.addBirth(readBirth(bornOf(row)))
  columns.addSex(readSex(row.sex ?? ''))
  columns.addPlace(columns.readPlace(row.place ?? ''))
  for (const { type, country, number } of row.identifiers)
    columns.addDocument(columns.readKind(`${type} ${country ?? ''}`), columns.readDocument(number))
  for (const phone of row.phones) columns.addTelephone(columns.readTelephone(phone))
}
