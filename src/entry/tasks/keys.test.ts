// Keys are rotated while the server runs, also after an interruption at any step; a forgotten key opens
// nothing again.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { EVERY_ROLE, testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { readConfig } from '../../platform/config.ts'
import type { App } from '../../platform/app.ts'
import { keysFrom, makeKey, readRing, type KeySource } from '../../platform/key-service.ts'
import { run } from '../../platform/execute.ts'
import { get } from '../../platform/ask.ts'
import { listNotes, openNote, sealNote } from '../../protect/confidential/operations.ts'
import { giveConsent } from '../../protect/consent/operations.ts'
import { askElsewhere } from '../../serve/elsewhere/operations.ts'
import { registerPerson } from '../../serve/record/operations.ts'
import { rotate } from './keys.ts'

const folder = mkdtempSync(join(tmpdir(), 'arraigo-keys-'))
afterAll(() => rmSync(folder, { recursive: true }))

const STORY = 'Una historia'
let network: TestNetwork
let app: App
let source: { file: string }
let places = 0

beforeEach(async () => {
  network = await testNetwork()
  const data = join(folder, String(places++))
  source = readConfig({ ARRAIGO_DATA: data }).keys as { file: string }
  app = opened(source)
})

/** The same application with its own key cache, as another process has. */
const opened = (from: KeySource): App => ({ ...network.app, keys: keysFrom(from) })

async function sealed(count: number): Promise<{ person: string; id: string }[]> {
  const { ana, clara } = network.actors
  const all: { person: string; id: string }[] = []
  for (let at = 0; at < count; at++) {
    const one = { person: network.newId(), id: network.newId() }
    await run(app, ana, registerPerson, { id: one.person, searched: 'device', called: `Lina ${at}` })
    await run(app, clara, sealNote, { ...one, group: 'health', need: 'N', agreed: 'A', story: STORY })
    all.push(one)
  }
  return all
}

const reads = (by: App, one: { person: string; id: string }) =>
  run(by, network.actors.clara, openNote, { ...one, because: 'other' }).then(
    ({ story }) => story,
    (error: { code?: string }) => error.code,
  )

const wrappedBy = async () =>
  (
    await network.database.pool.query<{ kek: string; count: number }>(
      'select kek, count(*)::int as count from data_key group by 1 order by 1',
    )
  ).rows

test('the first start makes a key file that only its owner reads, outside the database', async () => {
  expect(statSync(source.file).mode & 0o777).toBe(0o600)
  const [one] = await sealed(1)
  expect(one && (await reads(app, one))).toBe(STORY)
  const key = readFileSync(source.file, 'utf8').trim()
  const hex = Buffer.from(key, 'base64').toString('hex')
  const { rows } = await network.database.pool.query<{ found: boolean }>(
    `select bool_or(t::text like $1 or t::text like $2) as found from data_key t`,
    [`%${key}%`, `%${hex}%`],
  )
  expect(rows).toEqual([{ found: false }])
})

test('every data key is wrapped anew, while a running server goes on to encrypt and decrypt', async () => {
  const all = await sealed(5)
  const running = app
  const lines = await rotate(opened(source), source)
  expect(lines[0]).toMatch(/^5 data keys/)
  const [current] = readRing(readFileSync(source.file, 'utf8')).keys()
  expect(await wrappedBy()).toEqual([{ kek: current, count: 5 }])
  for (const one of all) expect(await reads(running, one)).toBe(STORY)
  await sealed(1)
  expect(await wrappedBy()).toEqual([{ kek: current, count: 6 }])
})

test('after an interruption everything stays readable, and the next run finishes the same rotation', async () => {
  const all = await sealed(5)
  let left = 2
  const keys = keysFrom(source)
  const cut: App = {
    ...network.app,
    keys: {
      ...keys,
      wrap: (key, context) => {
        if (left-- === 0) throw new Error('the power went')
        return keys.wrap(key, context)
      },
    },
  }
  await expect(rotate(cut, source, { step: 1 })).rejects.toThrow('the power went')
  expect((await wrappedBy()).map(({ count }) => count).toSorted((a, b) => a - b)).toEqual([2, 3])
  for (const one of all) expect(await reads(opened(source), one)).toBe(STORY)
  const before = readFileSync(source.file, 'utf8')
  await rotate(opened(source), source)
  expect(readFileSync(source.file, 'utf8')).toBe(before)
  expect((await wrappedBy()).map(({ count }) => count)).toEqual([5])
  for (const one of all) expect(await reads(opened(source), one)).toBe(STORY)
})

test('a copy of the database opens with the old key until that key is forgotten, and never after', async () => {
  const [one] = await sealed(1)
  if (!one) throw new Error('no story')
  const { pool } = network.database
  const { rows: copy } = await pool.query<{ kek: string; wrapped: Buffer }>(
    'select kek, wrapped from data_key',
  )
  const putBack = () =>
    pool.query('update data_key set kek = $1, wrapped = $2', [copy[0]?.kek, copy[0]?.wrapped])
  const backup = join(folder, 'backup-of-key')
  copyFileSync(source.file, backup)
  await rotate(opened(source), source)
  await putBack()
  expect(await reads(opened(source), one)).toBe(STORY)
  const lines = await rotate(opened(source), source, { forget: true })
  expect(lines.at(-1)).toMatch(/^Forgot 1 older/)
  expect(readRing(readFileSync(source.file, 'utf8')).size).toBe(1)
  expect(statSync(source.file).mode & 0o777).toBe(0o600)
  expect(await reads(opened(source), one)).toBe(STORY)
  await putBack()
  expect(await reads(opened(source), one)).toBe('note.unreadable')
  const { notes } = await get(opened(source), network.actors.clara, listNotes, { person: one.person })
  expect(notes).toMatchObject([{ need: null, agreed: null }])
  // A person who kept the old key and the copy can still read: docs/sensitive.md says so.
  expect(await reads(opened({ file: backup }), one)).toBe(STORY)
})

test('secrets of tokens are wrapped anew too: when the old key is forgotten, the same people are found', async () => {
  const { ana } = network.actors
  const bruno = await network.join('Bruno', 'roots', EVERY_ROLE)
  const allowing = async (by: typeof ana, recipient: string) => {
    const person = network.newId()
    const card = { id: network.newId(), type: 'library_card', country: 'xa', number: '70000001' }
    await run(app, by, registerPerson, {
      id: person,
      searched: 'device',
      called: 'Lina',
      identifiers: [card],
    })
    const said = {
      id: network.newId(),
      person,
      purpose: 'known_elsewhere',
      recipient,
      textVersion: 'known_v1',
    }
    const how = { fieldGroups: ['documents'], locale: 'es', how: 'signature' as const }
    await run(app, by, giveConsent, { ...said, ...how })
    return person
  }
  await allowing(bruno, 'public')
  const here = await allowing(ana, 'cso')
  const secrets = async () =>
    (await network.database.pool.query('select version, kek, made_at from known_secret')).rows
  const [before] = await secrets()
  const lines = await rotate(opened(source), source, { forget: true })
  expect(lines.at(-1)).toMatch(/^Forgot 1 older/)
  const [current] = readRing(readFileSync(source.file, 'utf8')).keys()
  expect(current).not.toBe(before.kek)
  expect(await secrets()).toEqual([{ ...before, kek: current }])
  const asked = await run(opened(source), ana, askElsewhere, { id: network.newId(), person: here })
  expect(asked).toEqual({ answer: 'known' })
})

test('every table that keeps something wrapped is counted before a key is forgotten', async () => {
  const { rows } = await network.database.pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where column_name = 'kek' and table_schema not in ('read') order by 1`,
  )
  expect(rows.map(({ name }) => name)).toEqual(['data_key', 'known_secret'])
})

test('keys from the environment: the first wraps, the others open, and the program makes none', async () => {
  const [old, fresh] = [makeKey(), makeKey()]
  app = opened({ ring: old })
  const [one] = await sealed(1)
  if (!one) throw new Error('no story')
  const ring = { ring: `${fresh}, ${old}` }
  expect(await reads(opened(ring), one)).toBe(STORY)
  await rotate(opened(ring), ring)
  expect(await reads(opened({ ring: fresh }), one)).toBe(STORY)
  expect(await reads(opened({ ring: old }), one)).toBe('note.unreadable')
})

test('an encrypted value is bound to its row: in another row it cannot be decrypted', async () => {
  const [one, other] = await sealed(2)
  if (!one || !other) throw new Error('no story')
  const { pool } = network.database
  await pool.query(
    `update sealed_note set story = (select story from sealed_note where id = $1) where id = $2`,
    [one.id, other.id],
  )
  expect(await reads(app, other)).toBe('note.unreadable')
  await pool.query(
    `update data_key set wrapped = (select wrapped from data_key where person = $1) where person = $2`,
    [one.person, other.person],
  )
  expect(await reads(app, other)).toBe('note.unreadable')
})
