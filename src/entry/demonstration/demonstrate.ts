// Fills an empty house with an invented network and a year of its life, through the same commands that people use.
import { sql } from 'kysely'
import type pg from 'pg'
import { addDays, addMonths, dateIn, type PlainDate } from '../../kernel/time.ts'
import type { Id } from '../../kernel/words.ts'
import { asOwner, connect } from '../../platform/database/connect.ts'
import type { KeyService } from '../../platform/key-service.ts'
import { shipRoles } from '../../identity/roles/sql.ts'
import { compose } from '../server.ts'
import { Calendar, limiter, queues } from './calendar.ts'
import { breakOnce, CONFIDED } from './confiding.ts'
import { decideLately } from './deciding.ts'
import { closeMonth, signContracts } from './funding.ts'
import { setUp, signIns, type SignIn } from './network.ts'
import { inventHouseholds, type City } from './people.ts'
import { random } from './random.ts'
import { Stage, type Theatre } from './stage.ts'
import { live } from './story.ts'

/** 300 together. */
const PEOPLE: Record<City, number> = { riohacha: 112, cartagena: 90, cucuta: 98 }
const PACK = 'integrate'
const TIME_ZONE = 'America/Bogota'
/** Commands at once: enough to keep two cores busy. */
const AT_ONCE = 8

export type Demonstration = {
  connection: pg.PoolConfig
  origin: string
  secret: string
  appUrl?: string | undefined
  /** Wraps the keys of the invented notes. */
  keys: KeyService
  /** Where evidence is kept. */
  attachments: string
  /** The same seed invents the same people. */
  seed?: string
  present?: Date
  /** How many people each centre has met. */
  people?: Record<City, number>
  /** What has been told so far: months of the year. */
  progress?: (months: number, of: number) => void
}

/**
 * Invents the network when the house is empty and its pack is the demonstration's; what an earlier start left half
 * told is cleared away first. Nobody may be served meanwhile.
 * @returns a sign-in for each role, or undefined when the house belongs to somebody else.
 */
export async function demonstrate(given: Demonstration): Promise<SignIn[] | undefined> {
  // Nothing here is real, so a power cut may take it: not waiting for the disk makes it three times as fast.
  const options = [given.connection.options, '-c synchronous_commit=off'].filter(Boolean).join(' ')
  const pool = connect({ ...given.connection, max: AT_ONCE + 2, options })
  try {
    switch (await toldSoFar(pool)) {
      case 'all':
        return signIns()
      case 'another':
        return undefined
      case 'half':
        await clear(pool)
        break
      default:
    }
    return (await tellAll(pool, given)) ? signIns() : undefined
  } finally {
    await pool.end()
  }
}

async function tellAll(
  pool: pg.Pool,
  { origin, secret, appUrl, keys, attachments, ...given }: Demonstration,
): Promise<boolean> {
  const { app } = await compose({ pool, origin, secret, appUrl, keys, attachments, log: () => {} })
  if (app.packs.active().pack.name !== PACK) return false
  await mark(pool, 'half')
  const { present = new Date(), people = PEOPLE } = given
  const today = dateIn(present.toISOString(), TIME_ZONE)
  const chance = random(given.seed ?? 'arraigo')
  const calendar = new Calendar(present)
  const theatre: Theatre = { app, calendar, turn: limiter(AT_ONCE), inOrder: queues() }
  const months = monthsUntil(today)
  given.progress?.(0, months.length)

  await calendar.open(instantOf(addDays(today, -364)))
  const office = new Stage(theatre, chance.fork('office'), addDays(today, -368))
  const network = await setUp(pool, office)
  const funding = await signContracts(office, network)
  const confidedBy: Id[] = []
  for (const city of Object.keys(people) as City[]) {
    const households = inventHouseholds(chance.fork('people'), city, people[city], today)
    for (const [at, household] of households.entries()) {
      const stage = new Stage(theatre, chance.fork(`story/${city}/${at}`), household.cameOn)
      const confided = city === 'riohacha' ? CONFIDED[at] : undefined
      calendar.begin(() => live(stage, household, { calendar, network, attachments, confided, confidedBy }))
    }
  }
  for (const [at, month] of months.entries()) {
    await calendar.open(Math.min(instantOf(addDays(month, 3)), calendar.present))
    if (month < today) {
      await office.goTo(month)
      await closeMonth(office, funding)
    }
    given.progress?.(at + 1, months.length)
  }
  const [first] = confidedBy
  if (first) await breakOnce(office, network, first, today)
  await decideLately(office, network, today)
  await forgetErrands(pool)
  await mark(pool, 'all')
  return true
}

/** First days of the months of the year up to today, and today. */
function monthsUntil(today: PlainDate): PlainDate[] {
  const first = `${today.slice(0, 8)}01`
  const months = Array.from({ length: 12 }, (_, back) => addMonths(first, back - 11))
  return [...months, today]
}

const instantOf = (date: PlainDate) => Date.parse(`${date}T23:59:59-05:00`)

/** What the stories did in their own time must not be done again now. */
async function forgetErrands(pool: pg.Pool): Promise<void> {
  await pool.query(
    `select graphile_worker.complete_jobs(array(
       select id from graphile_worker.jobs where task_identifier in ('outcome.evaluate', 'outcome.tell')))`,
  )
}

/** Kept as a comment on the installation, where no query and no backup of people meets it. */
async function mark(pool: pg.Pool, told: 'half' | 'all'): Promise<void> {
  await pool.query(`comment on table installation is 'demonstration: ${told}'`)
}

async function toldSoFar(pool: pg.Pool): Promise<'nothing' | 'half' | 'all' | 'another'> {
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
      // The roles the house ships came with the migrations, and went with the organisations that refer to them.
      await shipRoles(tx)
      await sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`.execute(tx)
    })
}
