// Whether a change to the disclosure log is detected: every kind of tampering, as the database's superuser,
// after the fact.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checker } from '../../../bin/verify-disclosures.mjs'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Id } from '../../kernel/words.ts'
import { transaction } from '../../platform/database/connect.ts'
import { run } from '../../platform/execute.ts'
import { systemActor } from '../../platform/jobs.ts'
import { makeSigningKey, openSigningKey } from '../../platform/signing-key.ts'
import { eraseDisclosures } from './operations.ts'
import { exportLog, lastCheckpoint } from './server/export.ts'
import { claimEntries, START } from './sql.ts'
import { hashOf, sealAll, sealOnce, startSealing } from './server/seal.ts'

const key = openSigningKey(makeSigningKey())
const folders: string[] = []
const alone = promisify(execFile)

let network: TestNetwork
let folder: string
let checkpoints: string

beforeAll(async () => {
  network = await testNetwork()
})
beforeEach(async () => {
  await network.database.pool.query('truncate disclosure, disclosure_erasure, disclosure_seal')
  folder = await mkdtemp(join(tmpdir(), 'arraigo-seals-'))
  folders.push(folder)
  checkpoints = join(folder, 'checkpoints.jsonl')
})
afterAll(() => Promise.all(folders.map((each) => rm(each, { recursive: true, force: true }))))

const pool = () => network.database.pool

/** A person of the garden; inserted directly, because only the accesses matter here. */
async function person(): Promise<Id> {
  const id = network.newId()
  await pool().query(
    `insert into person (person, organisation, called, pack_release, registered_at, registered_by, touched_at)
     values ($1, $2, 'Lina', 'test', now(), $3, now())`,
    [id, network.organisations.garden, network.actors.ana.user],
  )
  return id
}

const look = async (id: Id, times = 1) => {
  for (let n = 0; n < times; n++) await network.http(network.actors.ana).post('person.get', { id })
}

const seal = () => sealAll(network.app, { key, checkpoints })

/** Three seals over five accesses to two people. */
async function chain(): Promise<{ lina: Id; rosa: Id }> {
  const [lina, rosa] = [await person(), await person()]
  await look(lina, 2)
  await seal()
  await look(rosa, 2)
  await seal()
  await look(lina)
  await seal()
  return { lina, rosa }
}

async function exported(): Promise<string[]> {
  const lines: string[] = []
  await exportLog(network.app.appPool, network.clock.now, (line) => void lines.push(line))
  return lines
}

const kept = async () => (await readFile(checkpoints, 'utf8')).trim().split('\n')

/**
 * The findings of the command line (straight from the database) and, in a process of its own, of the exported
 * file.
 */
async function findings(lines?: string[]): Promise<string[]> {
  const log = lines ?? (await exported())
  const inside = checker({ checkpoints: await kept(), keys: [key.publicKey] })
  for (const line of log) inside.line(line)
  const found = inside.end().findings

  const file = join(folder, `${network.newId()}.jsonl`)
  await writeFile(file, `${log.join('\n')}\n`)
  const words = ['bin/verify-disclosures.mjs', file, '--checkpoints', checkpoints, '--key', key.publicKey]
  const { stdout, code } = await alone(process.execPath, words).then(
    (done) => ({ ...done, code: 0 }),
    (failed: { stdout: string; code: number }) => failed,
  )
  const outside = [...stdout.matchAll(/^FOUND {2}(.*)$/gmu)].map(([, finding]) => finding)
  expect(outside).toEqual(found)
  expect(code).toBe(found.length === 0 ? 0 : 1)
  return found
}

const tamper = (statement: string, values: unknown[] = []) => pool().query(statement, values)

test('an unchanged log verifies, by both', async () => {
  await chain()
  expect(await findings()).toEqual([])
  expect(await kept()).toHaveLength(3)
  expect(await lastCheckpoint(network.app.appPool)).toBe((await kept()).at(-1))
})

/** So many entries of one moment, more than one batch when there are hundreds. */
const entries = (id: Id, count: number, at = '2026-03-01T10:00:00Z') =>
  pool().query(
    `insert into disclosure (person, id, at, organisation, actor, via, fields, purpose)
     select $1, gen_random_uuid(), $4, $2, $3, 'person.get', '{name}', 'record' from generate_series(1, $5)`,
    [id, network.organisations.garden, network.actors.ana.user, at, count],
  )

test('many entries come under one seal, batch after batch, and one that was late under the next', async () => {
  const lina = await person()
  await entries(lina, 601)
  await entries(lina, 150, '2026-03-01T10:00:01.000001Z')
  expect((await seal()).map((one) => one.entries)).toEqual([751])
  await entries(lina, 1, '2026-03-01T09:00:00Z')
  expect((await seal()).map((one) => one.entries)).toEqual([1])
  expect(await seal()).toEqual([])
  expect(await findings()).toEqual([])
})

test('sealing reads the entries that wait and never the whole log, whatever its statistics say', async () => {
  await entries(await person(), 5000)
  await pool().query('analyze disclosure')
  const scans = await transaction(network.app.appPool, systemActor('test'), async (tx, client) => {
    // What earlier transactions of the connection did may still be in the count.
    const count = async () => {
      const { rows } = await client.query<{ seq_scan: number }>(
        `select seq_scan from pg_stat_xact_user_tables where relname = 'disclosure'`,
      )
      return rows[0]?.seq_scan ?? 0
    }
    const before = await count()
    for (let round = 0; round < 8; round++) await claimEntries(tx, 1, 500, START)
    return (await count()) - before
  })
  expect(scans).toBe(0)
})

test('an entry that waits for its seal is counted and is no fault', async () => {
  const { lina } = await chain()
  await look(lina)
  const check = checker({ checkpoints: await kept() })
  for (const line of await exported()) check.line(line)
  expect(check.end()).toMatchObject({ findings: [], seals: 3, entries: 5, unsealed: 1 })
})

test('what a file says neither moves the cursor nor writes a line of its own', async () => {
  await chain()
  const log = await exported()
  const last = log.findLastIndex((line) => line.includes('"seal"'))
  const forged = JSON.parse(log[last] as string) as { seal: unknown[]; key: string }
  const words = '\u001B[2J\u202E\nNothing was changed.'
  forged.seal[2] = words
  forged.key = words
  const lines = log.with(last, JSON.stringify(forged))
  const found = await findings(lines)
  expect(found.join('\n')).toMatch(/^Seal \uFFFD\[2J\uFFFD\uFFFDNothing was changed\. follows seal 2/mu)
  const file = join(folder, 'forged.jsonl')
  await writeFile(file, lines.join('\n'))
  const told = await alone(process.execPath, ['bin/verify-disclosures.mjs', file]).catch(
    (failed: { stdout: string }) => failed,
  )
  expect(told.stdout).toContain('Signed with \uFFFD[2J')
  expect(told.stdout).not.toMatch(/[^\P{Cc}\n]|\p{Cf}|^Nothing was changed/mu)
})

test('invalid checkpoints are reported, whatever they are', () => {
  for (const line of ['null', '{}', '{"seal":null}', '7', '{'])
    expect(checker({ checkpoints: [line] }).end().findings).toContain('A checkpoint cannot be read.')
})

describe('found when the superuser', () => {
  test.each([
    ['edits who looked', `update disclosure set actor = gen_random_uuid() where seal = 2`, 'edited'],
    ['edits what for', `update disclosure set purpose = 'care' where seal = 2`, 'edited'],
    [
      'edits when, by a microsecond',
      `update disclosure set at = at + interval '1 microsecond' where seal = 1`,
      'edited',
    ],
    [
      'hides it from the keeper',
      `update disclosure set shared_with = array[gen_random_uuid()] where seal = 1`,
      'edited',
    ],
    [
      'moves it to another person',
      `update disclosure set person = gen_random_uuid() where seal = 2`,
      'edited',
    ],
    [
      'deletes one entry',
      `delete from disclosure where id in (select id from disclosure where seal = 2 limit 1)`,
      'gone',
    ],
    ['deletes all of a seal', `delete from disclosure where seal = 2`, 'gone'],
    [
      'adds an entry',
      `insert into disclosure select person, gen_random_uuid(), at, organisation, shared_with, actor, via,
       fields, purpose, recipient, consent, seal from disclosure where seal = 3`,
      'were put under',
    ],
    ['files an entry elsewhere', `update disclosure set seal = 1 where seal = 3`, 'gone'],
    [
      'files an entry nowhere',
      `update disclosure set seal = 99 where seal = 3`,
      'claim a seal that is not there',
    ],
    ['takes a seal off', `update disclosure set seal = null where seal = 2`, 'gone'],
    ['deletes a seal', `delete from disclosure_seal where sequence = 2`, 'missing or out of order'],
    [
      'deletes a seal and closes the gap',
      `delete from disclosure_seal where sequence = 2;
       update disclosure_seal set sequence = 2 where sequence = 3`,
      'not signed',
    ],
    ['edits a seal', `update disclosure_seal set entries = entries + 1 where sequence = 1`, 'not signed'],
    [
      'puts the seals in another order',
      `update disclosure_seal set sequence = case sequence when 1 then 2 else 1 end + 10
       where sequence < 3; update disclosure_seal set sequence = sequence - 10 where sequence > 10`,
      'does not continue',
    ],
    [
      'cuts the end off',
      `delete from disclosure where seal = 3; delete from disclosure_seal where sequence = 3`,
      'was cut off',
    ],
    ['empties the log', `delete from disclosure; delete from disclosure_seal`, 'was cut off'],
  ])('%s', async (_, statement, finding) => {
    await chain()
    await tamper(statement)
    expect((await findings()).join('\n')).toContain(finding)
  })

  test('writes the end anew and lets the sealer sign it', async () => {
    await chain()
    await tamper(`delete from disclosure_seal where sequence = 3`)
    await tamper(`update disclosure set purpose = 'care', seal = null where seal = 3`)
    await seal()
    expect((await findings()).join('\n')).toContain('not the one that was kept')
  })

  test('signs with a key of their own', async () => {
    const { lina } = await chain()
    await look(lina)
    await sealOnce(network.app, openSigningKey(makeSigningKey()))
    expect((await findings()).join('\n')).toContain('key that is trusted')
  })

  test('erases an entry and says it was an erasure, without one that is sealed', async () => {
    await chain()
    const hidden = await exported()
    const at = hidden.findIndex((line) => line.startsWith('{"entry"'))
    const entry = JSON.parse(hidden[at] as string) as { entry: unknown[] }
    hidden[at] = JSON.stringify({ erased: hashOf(entry.entry) })
    expect((await findings(hidden)).join('\n')).toContain('no erasure accounts for them')
  })

  test('edits, reorders or cuts the exported file', async () => {
    await chain()
    const lines = await exported()
    const first = lines.findIndex((line) => line.startsWith('{"entry"'))
    const swapped = lines.with(first, lines[first + 1] as string).with(first + 1, lines[first] as string)
    expect((await findings(swapped)).join('\n')).toContain('another order')
    expect((await findings(lines.slice(0, -1))).join('\n')).toContain('cut off')
    expect((await findings(lines.toSpliced(first, 1))).join('\n')).toContain('gone')
    expect((await findings(lines.with(first, '{"entry'))).join('\n')).toContain('cannot be read')
  })

  test('edits what was kept outside', async () => {
    await chain()
    const [one = '', ...rest] = await kept()
    const edited = one.replace(/"signature":"(.)/u, (_, first) => `"signature":"${first === '_' ? '-' : '_'}`)
    await writeFile(checkpoints, [edited, ...rest].join('\n'))
    expect((await findings()).join('\n')).toContain('not genuine')
  })
})

test('an entry whose transaction ends late is under the next seal, and none waits for it', async () => {
  const [lina, rosa] = [await person(), await person()]
  const late = await pool().connect()
  try {
    await late.query('begin')
    await late.query(
      `insert into disclosure (person, id, at, organisation, actor, via, fields, purpose)
       values ($1, gen_random_uuid(), now(), $2, $3, 'test.late', '{}', 'care')`,
      [lina, network.organisations.garden, network.actors.ana.user],
    )
    await look(rosa)
    expect((await seal()).map(({ entries }) => entries)).toEqual([1])
    await late.query('commit')
  } finally {
    late.release()
  }
  expect((await seal()).map(({ entries }) => entries)).toEqual([1])
  expect(await findings()).toEqual([])
})

test('two processes that seal at once make one chain', async () => {
  const lina = await person()
  for (let n = 0; n < 4; n++) {
    await look(lina)
    await Promise.all([seal(), seal(), seal()])
  }
  const { rows } = await pool().query('select sequence from disclosure_seal order by sequence')
  expect(rows.map(({ sequence }) => sequence as number)).toEqual(rows.map((__, at) => at + 1))
  expect(await findings()).toEqual([])
})

test('a server that stops seals what it still has', async () => {
  const stop = startSealing(network.app, { key, checkpoints })
  await look(await person(), 3)
  await stop()
  const { rows } = await pool().query('select from disclosure where seal is null')
  expect(rows).toEqual([])
})

test('erasing a person deletes their entries and leaves the chain valid, with the erasure in it', async () => {
  const { lina, rosa } = await chain()
  await look(lina)
  const { erased } = await run(network.app, systemActor('test'), eraseDisclosures, {
    person: lina,
    because: 'asked',
  })
  expect(erased).toBe(4)
  expect(await findings()).toEqual([])
  await seal()
  expect(await findings()).toEqual([])
  const told = (await exported()).join('\n')
  expect(told).not.toContain(lina)
  expect(told).toContain(rosa)
  expect(told).toContain('"erasure"')
  await tamper(`delete from disclosure_erasure`)
  expect((await findings()).join('\n')).toContain('gone')
})

test('the application itself can neither change nor delete an entry, an erasure or a seal', async () => {
  const { lina } = await chain()
  const attempt = (statement: string) =>
    transaction(network.app.appPool, systemActor('test'), (_, client) => client.query(statement)).catch(
      (error: { code?: string }) => error.code,
    )
  for (const statement of [
    `update disclosure set purpose = 'care'`,
    `update disclosure set actor = person`,
    `update disclosure set seal = null`,
    `delete from disclosure where person = '${lina}'`,
    `truncate disclosure`,
    `update disclosure_seal set root = ''`,
    `delete from disclosure_seal`,
    `update disclosure_erasure set because = ''`,
    `delete from disclosure_erasure`,
  ])
    expect([statement, await attempt(statement)]).toEqual([statement, '42501'])
})
