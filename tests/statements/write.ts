// `npm run sql:record [-- words]`: runs the tests (those whose path has the words) and keeps the statements that they send. With
// RECORD_STATEMENTS set to a folder, takes what a run has left there, as a full one that was under way anyhow.
import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startTestCluster } from '../harness/cluster.ts'
import { booksOf, inWords, isKept, readBooks, type Recorded } from './book.ts'
import { describer } from './describe.ts'
import type { Sent } from './record.ts'
import { plain, readStatements, type Call } from './source.ts'

const words = process.argv.slice(2)
const given = process.env['RECORD_STATEMENTS']
const folder = given ?? (await mkdtemp(join(tmpdir(), 'arraigo-statements-')))
const { calls } = readStatements()

/** What can be described: one statement that reads or writes rows. */
const isStatement = (text: string) =>
  /^\s*(?:select|insert|update|delete|merge|with|values)\b/iu.test(text) && !/;\s*\S/u.test(text)

/** Lists of as many parameters as there were values are one statement, however long. */
const shape = (text: string) =>
  plain(text)
    .replaceAll(/\$\d+(?:\s*,\s*\$\d+)*/gu, '$')
    .replaceAll(/'[^']*'/gu, "'")

function callAt(at: string): Call | undefined {
  const [file = '', line = ''] = at.split(':')
  return calls.find((call) => call.file === file && call.line === Number(line))
}

try {
  if (given === undefined) {
    const run = ['vitest', 'run', '--project', 'db', '--project', 'program', ...words]
    const env = { ...process.env, RECORD_STATEMENTS: folder }
    const { status } = spawnSync('npx', run, { stdio: 'inherit', env })
    // A test that stops early does not send its other statements, and they would go from the record.
    if (status !== 0) throw new Error('Tests failed: the record stays as it was.')
  }
  const sent: Sent[] = []
  for (const name of await readdir(folder))
    for (const line of (await readFile(join(folder, name), 'utf8')).split('\n').filter(Boolean))
      sent.push(JSON.parse(line) as Sent)
  const cluster = await startTestCluster()
  const client = new pg.Client({ ...cluster.connection, database: cluster.template })
  await client.connect()
  const describe = await describer(client)
  const found = new Map<string, Recorded>()
  const add = (one: Omit<Recorded, 'description'>, description: string) => {
    const key = `${one.file} ${one.name} ${shape(one.text)}`
    const known = found.get(key)
    if (!known || isKept(one.text, known.text)) found.set(key, { ...one, description })
  }
  const unplaced = new Set<string>()
  for (const { at, text } of sent) {
    if (!isStatement(text)) continue
    const call = callAt(at)
    if (!call) {
      unplaced.add(at)
      continue
    }
    try {
      add({ file: call.file, name: call.name, text: plain(text) }, inWords(await describe(plain(text))))
    } catch (error) {
      console.error(`${at}: ${(error as Error).message}`)
    }
  }
  // Of some tests only: what is on record stays, while the call is there and the statement fits the database. A full run drops
  // what nothing sends any more.
  for (const one of words.length > 0 ? readBooks() : []) {
    if (!calls.some(({ file, name }) => file === one.file && name === one.name)) continue
    const now = await describe(one.text).then(inWords, () => undefined)
    if (now !== undefined) add({ file: one.file, name: one.name, text: one.text }, now)
  }
  await client.end()
  await cluster.stop()
  for (const [path, text] of booksOf([...found.values()])) await writeFile(path, text)
  console.log(
    `${found.size} statements on record; calls not found in the source: ${[...unplaced].join(', ') || 'none'}`,
  )
} finally {
  if (given === undefined) await rm(folder, { recursive: true })
}
