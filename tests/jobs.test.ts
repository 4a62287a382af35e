// A job runs at least once, and sometimes twice: the second run changes nothing.
import type pg from 'pg'
import { expect, test } from 'vitest'
import { capabilities } from '../src/entry/capabilities.ts'
import { outbound } from '../src/platform/http/outbound.ts'
import { declared } from './authorization/declared.ts'
import { world } from './authorization/world.ts'
import { closeAfterEach } from './harness/close-after-each.ts'
import { testNetwork } from './harness/network.ts'

closeAfterEach()

const declaredJobs = declared.flatMap(({ file, jobs }) =>
  Object.entries(jobs).map(([name, prepare]) => ({ name, file, prepare })),
)

/** Every row of ours as text, but the command log, which may record that a command was sent again. */
async function everything(pool: pg.Pool): Promise<string[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('public', 'auth') and tablename <> 'command_log' order by 1`,
  )
  const all: string[] = []
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(`select t::text as row from ${name} t order by 1`)
    all.push(...rows.map(({ row }) => `${name} ${row}`))
  }
  return all
}

test('every job is declared by its own capability, and no declared job is missing', async () => {
  const { app } = await testNetwork()
  const names = declaredJobs.map(({ name }) => name)
  expect(
    [...app.jobs.keys()].filter((name) => !names.includes(name)),
    'jobs to declare as `jobs` in authorization.ts of their capability',
  ).toEqual([])
  expect(names.filter((name) => !app.jobs.has(name))).toEqual([])
  const owners = new Map(
    capabilities.flatMap(({ name, jobs = [] }) => jobs.map((job) => [job.name, `/${name}/`] as const)),
  )
  const strayed = declaredJobs.filter(
    ({ name, file }) => owners.has(name) && file.startsWith('src/') && !file.includes(owners.get(name) ?? ''),
  )
  expect(strayed.map(({ name, file }) => `${name} in ${file}`)).toEqual([])
})

test.each(declaredJobs)('$name, run twice, does its work once', async ({ name, prepare }) => {
  const texts = async () => ['arraigo-sign-on=the record']
  const network = await testNetwork({ outbound: { ...outbound(), texts } })
  const payload = await prepare(await world(network))
  await network.runJob(name, payload)
  const once = await everything(network.database.pool)
  await network.runJob(name, payload)
  expect(await everything(network.database.pool)).toEqual(once)
})
