// The log is verified while entries are written, sealed and erased on several connections: what nobody changed is
// never reported, a change made meanwhile is, and nobody waits for the verification.
import { AsyncLocalStorage } from 'node:async_hooks'
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { checker } from '../../../bin/verify-disclosures.mjs'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Id } from '../../kernel/words.ts'
import { run } from '../../platform/execute.ts'
import { systemActor } from '../../platform/jobs.ts'
import { makeSigningKey, openSigningKey } from '../../platform/signing-key.ts'
import { registerPerson } from '../../serve/record/operations.ts'
import { eraseDisclosures } from './operations.ts'
import { exportLog } from './server/export.ts'
import { sealAll } from './server/seal.ts'

const key = openSigningKey(makeSigningKey())
const folders: string[] = []

let network: TestNetwork
let checkpoints: string

beforeEach(async () => {
  network = await testNetwork()
  const folder = await mkdtemp(join(tmpdir(), 'arraigo-seals-'))
  folders.push(folder)
  checkpoints = join(folder, 'checkpoints.jsonl')
  await appendFile(checkpoints, '')
})
afterAll(() => Promise.all(folders.map((each) => rm(each, { recursive: true, force: true }))))

async function person(): Promise<Id> {
  const id = network.newId()
  await network.execute(registerPerson, { id, searched: 'file', called: 'Lina' }, network.actors.ana)
  return id
}
async function look(id: Id): Promise<void> {
  const { status } = await network.http(network.actors.ana).post('person.get', { id })
  expect(status).toBe(200)
}
const seal = () => sealAll(network.app, { key, checkpoints })
const erase = (id: Id) =>
  run(network.app, systemActor('test'), eraseDisclosures, { person: id, because: 'asked' })

/** As `arraigo audit verify` does it: what was kept outside is read first. */
async function verify(each: () => Promise<void> | void = () => {}) {
  const kept = (await readFile(checkpoints, 'utf8')).split('\n')
  const check = checker({ checkpoints: kept, keys: [key.publicKey] })
  await exportLog(network.app.appPool, network.clock.now, async (line) => {
    check.line(line)
    // The first line is written before the log is looked at.
    if (!line.startsWith('{"log"')) await each()
  })
  return check.end()
}

test('nobody waits for a verification that stands still, and it reports what was there when it began', async () => {
  const [lina, rosa, mara] = [await person(), await person(), await person()]
  for (const id of [lina, rosa, mara, lina]) {
    await look(id)
    await seal()
  }
  await look(rosa)
  // Outside the transaction that reads the log, whose connection work inside it may not leave for another.
  const outside = AsyncLocalStorage.snapshot()
  const found = await verify(() =>
    outside(async () => {
      await look(mara)
      await erase(rosa)
      await look(rosa)
      await seal()
    }),
  )
  expect(found).toMatchObject({ findings: [], seals: 4, unsealed: 1 })
  expect(await verify()).toMatchObject({ findings: [], unsealed: 0 })
})

test('of a log that grows on every side no verification finds a fault, until there is one', async () => {
  const people = await Promise.all([1, 2, 3, 4].map(person))
  for (const id of people) await look(id)
  await seal()
  let writing = true
  const desks = people.map(async (id, desk) => {
    for (let n = 0; n < 25; n++) {
      await look(id)
      if (n % 8 === desk) await erase(people[(desk + 1) % people.length] as Id)
    }
  })
  const sealers = [1, 2].map(async () => {
    while (writing) await seal()
  })
  const verified: unknown[] = []
  const reader = (async () => {
    while (writing) verified.push((await verify()).findings)
  })()
  await Promise.all(desks)
  await look(people[0] as Id)
  const more = people.map(async (id) => {
    for (let n = 0; n < 10; n++) await look(id)
  })
  const before = verified.length
  // While they write and seal: one entry, which no erasure will take.
  await expect
    .poll(async () => {
      const { rowCount } = await network.database.pool.query(
        `update disclosure set purpose = 'care' where id = (
           select id from disclosure where seal is not null and person = $1 order by at, id limit 1)`,
        [people[0]],
      )
      return rowCount
    })
    .toBe(1)
  writing = false
  await Promise.all([...sealers, reader])
  expect(before).toBeGreaterThan(0)
  expect(verified.slice(0, before).flat()).toEqual([])
  expect((await verify()).findings).toEqual([expect.stringContaining('was edited')])
  await Promise.all(more)
  await seal()
  expect((await verify()).findings).toEqual([expect.stringContaining('was edited')])
})
