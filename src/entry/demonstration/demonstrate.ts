// Fills an empty database with an invented network and a year of its work, through the same commands that
// people use.
import { sql } from 'kysely'
import type pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { addDays, addMonths, dateIn, type PlainDate } from '../../kernel/time.ts'
import type { Id } from '../../kernel/words.ts'
import { asOwner, connect } from '../../platform/database/connect.ts'
import { Calendar } from '../../platform/demonstration/calendar.ts'
import type { Contribution } from '../../platform/demonstration/contribution.ts'
import { FailedStep } from '../../platform/demonstration/journey.ts'
import { TIME_ZONE, type City } from '../../platform/demonstration/organisations.ts'
import { random, type Random } from '../../platform/demonstration/random.ts'
import { AT_ONCE, DemonstrationRun } from '../../platform/demonstration/run.ts'
import type { KeyService } from '../../platform/key-service.ts'
import { shipRoles } from '../../identity/roles/sql.ts'
import { compose } from '../server.ts'
import { TaskError } from '../task.ts'
import * as manifest from '../manifest/demonstration.ts'
import { foundNetwork, signIns, type SignIn } from './network.ts'

/** 300 people in total. */
const PEOPLE: Record<City, number> = { riohacha: 112, cartagena: 90, cucuta: 98 }
const PACK = 'integrate'

export type Demonstration = {
  connection: pg.PoolConfig
  origin: string
  secret: string
  appUrl?: string | undefined
  /** Wraps the keys of the invented notes. */
  keys: KeyService
  /** Folder of the evidence files. */
  attachments: string
  /** The same seed invents the same people. */
  seed?: string
  present?: Date
  /** How many people each centre has met. */
  people?: Record<City, number>
  /** The contributions to use; those of every capability when left out. */
  contributions?: Readonly<Record<string, Contribution>>
  /** Called with the months done so far, of the months of the year. */
  progress?: (months: number, of: number) => void
}

/**
 * Fills in the network when the database is empty and its pack is the demonstration's; removes first what an
 * interrupted start left. No requests may be served meanwhile.
 * @returns a sign-in for each role, or undefined when the database holds other data
 */
export async function demonstrate(given: Demonstration): Promise<SignIn[] | undefined> {
  // The data is invented, so losing it in a power cut is acceptable: not waiting for the disk makes this
  // three times as fast.
  const options = [given.connection.options, '-c synchronous_commit=off'].filter(Boolean).join(' ')
  const pool = connect({ ...given.connection, max: AT_ONCE + 2, options })
  try {
    switch (await filledSoFar(pool)) {
      case 'all':
        return signIns()
      case 'another':
        return undefined
      case 'half':
        await clear(pool)
        break
      default:
    }
    return (await fill(pool, given).catch(explain)) ? signIns() : undefined
  } finally {
    await pool.end()
  }
}

async function fill(
  pool: pg.Pool,
  { origin, secret, appUrl, keys, attachments, ...given }: Demonstration,
): Promise<boolean> {
  const { app } = await compose({ pool, origin, secret, appUrl, keys, attachments, log: () => {} })
  if (app.packs.active().pack.name !== PACK) return false
  await mark(pool, 'half')
  const { present = new Date(), people = PEOPLE, contributions = manifest.contributions } = given
  const today = dateIn(present.toISOString(), TIME_ZONE)
  const chance = random(given.seed ?? 'arraigo')
  const calendar = new Calendar(present)
  const first = addDays(today, -368)
  const network = await foundNetwork(pool, first, idsOf(chance.fork('network'), first))
  const run = new DemonstrationRun({
    app,
    calendar,
    network,
    random: chance,
    contributions,
    attachments,
    today,
    people,
  })
  const months = monthsUntil(today)
  given.progress?.(0, months.length)

  await calendar.open(instantOf(addDays(today, -364)))
  await run.offices('prepare', first)
  run.begin()
  for (const [at, month] of months.entries()) {
    await calendar.open(Math.min(instantOf(addDays(month, 3)), calendar.present))
    if (month < today) await run.offices('month', month)
    given.progress?.(at + 1, months.length)
  }
  await run.offices('lastDays', addDays(today, -4))
  await completeJobs(pool, run.jobs())
  await mark(pool, 'all')
  return true
}

/**
 * Turns a failed step into a TaskError, so that the operator reads in one line which step it was.
 * @throws TaskError, or the error as it came
 */
export function explain(error: unknown): never {
  throw error instanceof FailedStep ? new TaskError(error.message, { cause: error }) : error
}

/** Makes ids (uuid version 7) of that date, the same for the same seed. */
function idsOf(chance: Random, date: PlainDate): () => Id {
  const msecs = Date.parse(`${date}T12:00:00Z`)
  return () => uuidv7({ msecs, random: Uint8Array.from({ length: 16 }, () => chance.whole(0, 255)) }) as Id
}

/** The first days of the last twelve months, and today. */
function monthsUntil(today: PlainDate): PlainDate[] {
  const first = `${today.slice(0, 8)}01`
  const months = Array.from({ length: 12 }, (_, back) => addMonths(first, back - 11))
  return [...months, today]
}

const instantOf = (date: PlainDate) => Date.parse(`${date}T23:59:59-05:00`)

/** Completes queued jobs whose work the journeys did at its date: it must not be done again now. */
async function completeJobs(pool: pg.Pool, names: readonly string[]): Promise<void> {
  await pool.query(
    `select graphile_worker.complete_jobs(array(
       select id from graphile_worker.jobs where task_identifier = any ($1)))`,
    [names],
  )
}

/**
 * Stores the progress as a comment on the table installation, which no query reads and no backup contains.
 */
async function mark(pool: pg.Pool, filled: 'half' | 'all'): Promise<void> {
  await pool.query(`comment on table installation is 'demonstration: ${filled}'`)
}

async function filledSoFar(pool: pg.Pool): Promise<'nothing' | 'half' | 'all' | 'another'> {
  const { rows } = await pool.query<{ marked: string | null; inhabited: boolean }>(
    `select obj_description('installation'::regclass) as marked, exists (select from read.organisation) as inhabited`,
  )
  const [found] = rows
  if (found?.marked === 'demonstration: all') return 'all'
  if (found?.marked === 'demonstration: half') return 'half'
  return found?.inhabited ? 'another' : 'nothing'
}

async function clear(pool: pg.Pool): Promise<void> {
  const kept = ['migration', 'installation', 'pack_release']
  await asOwner(pool)
    .transaction()
    .execute(async (tx) => {
      const { rows } = await sql<{ name: string }>`
        select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname in ('public', 'auth') and tablename <> all (${kept})`.execute(tx)
      await sql`truncate ${sql.join(rows.map(({ name }) => sql.raw(name)))} cascade`.execute(tx)
      // The truncation cascades from organisations to the shipped roles, which the migrations had inserted.
      await shipRoles(tx)
      await sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`.execute(tx)
    })
}
