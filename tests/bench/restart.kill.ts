// Kills the server, the database and all its sessions repeatedly while desks register people over HTTP. After
// each restart it looks for every record whose acceptance a desk had read: none may be missing or incomplete.
import { setTimeout as pause } from 'node:timers/promises'
import { v7 as uuidv7 } from 'uuid'
import { findCluster, startCluster } from '../../src/platform/database/cluster.ts'
import { connect } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { openDesk, post, signIn } from '../harness/desk.ts'
import { dataFolder, launch, removeData } from '../harness/launch.ts'
import { inventPerson, seeded } from '../harness/names.ts'

const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 50)
const DESKS = Number(process.env['KILL_DESKS'] ?? 16)

const folder = await dataFolder()
const settings = { ARRAIGO_DEMO: 'no', ARRAIGO_PACK: 'packs/huerta' }
const chance = seeded(20260409)

await openHouse()
let cookie = ''
let acknowledged = 0
let lost = 0
let broken = 0
let unanswered = 0
let slowest = 0
let before: string[] = []
for (let round = 0; round <= ROUNDS; round++) {
  const running = await launch(folder, settings)
  slowest = Math.max(slowest, round === 0 ? 0 : running.took)
  const found = await lookFor(before)
  lost += found.missing
  broken += found.half
  if (round === ROUNDS) {
    await running.stop()
    break
  }
  cookie ||= await signIn(running.url)
  const accepted: string[] = []
  let open = true
  const desks = Array.from({ length: DESKS }, async () => {
    while (open) {
      const id = uuidv7()
      try {
        if (await register(running.url, id)) accepted.push(id)
      } catch {
        unanswered++
        return
      }
    }
  })
  // At any moment of a checkpoint, a commit or a response.
  await pause(800 + chance() * 2000)
  await running.killAll()
  open = false
  await Promise.all(desks)
  acknowledged += accepted.length
  before = accepted
  process.stderr.write(`round ${round + 1}: ${accepted.length} accepted, ${lost} lost so far\n`)
}
await removeData(folder)
process.stdout.write(
  `${JSON.stringify({
    name: 'restart.kill',
    value: lost,
    unit: 'acknowledged writes lost',
    kills: ROUNDS,
    acknowledged,
    half_written: broken,
    cut_off_unanswered: unanswered,
    slowest_restart_s: Number((slowest / 1000).toFixed(2)),
  })}\n`,
)
if (lost > 0 || broken > 0) process.exitCode = 1

/** One organisation and one front desk, before the server starts. */
async function openHouse(): Promise<void> {
  const { connection, stop } = await startCluster({ folder, log: () => {} })
  const pool = connect(connection)
  await migrate(pool)
  await openDesk(pool)
  await pool.end()
  await stop()
}

/** True only after the whole response was read: from then on the desk counts the record as saved. */
async function register(url: string, id: string): Promise<boolean> {
  const { givenNames, firstSurname } = inventPerson(chance)
  const input = { id, givenNames, firstSurname, searched: 'device' }
  const response = await post(url, 'person.register', input, cookie)
  const answer = (await response.json()) as { id?: string }
  if (response.status !== 200) throw new Error(`${response.status} ${JSON.stringify(answer)}`)
  return answer.id === id
}

/** Checks in the database: the record, its fact and its command exist together. */
async function lookFor(ids: string[]): Promise<{ missing: number; half: number }> {
  const connection = await findCluster(folder)
  if (!connection) throw new Error('The database is not there.')
  const pool = connect(connection)
  try {
    const { rows } = await pool.query<{ missing: number; half: number }>(
      `select
         (select count(*) from unnest($1::uuid[]) a (id) where not exists (select from person p where p.person = a.id))
           as missing,
         (select count(*) from person p
           where (select count(*) from fact f where f.subject = p.person and f.kind = 'person.registered') <> 1)
         + (select count(*) from fact f where not exists (select from command_log c where c.id = f.command))
           as half`,
      [ids],
    )
    return rows[0] ?? { missing: ids.length, half: 0 }
  } finally {
    await pool.end()
  }
}
