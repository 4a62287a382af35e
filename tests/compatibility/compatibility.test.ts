// Released data and requests never change meaning: whatever a release wrote, signed or sent is accepted by
// today's code with the same result.
import 'fake-indexeddb/auto'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checker } from '../../bin/verify-disclosures.mjs'
import { capabilities } from '../../src/entry/capabilities.ts'
import type { Composed } from '../../src/entry/server.ts'
import { ANSWER_MARK, API_VERSION } from '../../src/kernel/answer-mark.ts'
import { storeName } from '../../src/kernel/device-sync.ts'
import { countUnreadable } from '../../src/identity/sessions/server/code.ts'
import { openArchive } from '../../src/platform/backup/backup-archive.ts'
import { openBackup } from '../../src/platform/backup/backup-file.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { startNotifications } from '../../src/platform/notify.ts'
import { getRelease } from '../../src/platform/packs/packs.ts'
import { restore } from '../../src/platform/backup/restore.ts'
import { exportLog } from '../../src/protect/disclosure/server/export.ts'
import { readErasures } from '../../src/protect/retention/server/list.ts'
import * as today from './client.ts'
import { newDatabase, poolOf } from './database.ts'
import { openInstallation, signedIn, unpacked, type Keys } from './installation.ts'
import * as replay from './replay.ts'
import { loadStores } from './stores.ts'

type Place = { composed: Composed; pool: pg.Pool }

const here = fileURLToPath(new URL('.', import.meta.url))
const versions = readdirSync(here).filter((name) => /^\d{4}-\d{2}/u.test(name))

test('there is at least one stored release', () => expect(versions).toContain('2026-11'))

describe.each(versions)('of %s', (version) => {
  const file = (name: string) => join(here, version, name)
  const keys = JSON.parse(readFileSync(file('keys.json'), 'utf8')) as Keys
  const trusted = new Map([[keys.publicKey, 'written down']])
  let phones: replay.Phones
  let answers: replay.Answers
  /** The device's code of that release. */
  let client: replay.Client
  let folder: string
  /** The restored installation, and two copies of it for requests that can be sent only once. */
  let [restored, byHand, byPhone] = [] as unknown as [Place, Place, Place]

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'arraigo-kept-'))
    phones = await unpacked(file('phones.json.gz'))
    answers = await unpacked(file('answers.json.gz'))
    const code = join(folder, 'client.mjs')
    await writeFile(code, gunzipSync(readFileSync(file('client.mjs.gz'))))
    client = (await import(/* @vite-ignore */ pathToFileURL(code).href)) as replay.Client
    const connection = await newDatabase()
    const place = { connection, attachmentsFolder: join(folder, 'attachments'), file: file('house.backup') }
    const { evidence, filesMissing } = await restore(place, { keys: trusted })
    expect([evidence.signature, filesMissing]).toEqual(['trusted', 0])
    const open = async ({ database }: typeof connection): Promise<Place> => {
      const pool = await poolOf(database)
      return { composed: await openInstallation(pool, keys, { folder }), pool }
    }
    const copies = [await newDatabase(connection.database), await newDatabase(connection.database)]
    ;[restored, byHand, byPhone] = (await Promise.all([connection, ...copies].map(open))) as [
      Place,
      Place,
      Place,
    ]
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  describe('the restored database', () => {
    test('the disclosure log verifies, seal by seal, against the separately kept checkpoints', async () => {
      const checkpoints = readFileSync(file('checkpoints.jsonl'), 'utf8').trim().split('\n')
      const lines: string[] = []
      await exportLog(restored.composed.app.appPool, new Date(keys.now), (line) => void lines.push(line))
      expect(lines).toEqual(answers.log)
      const check = checker({ checkpoints, keys: [keys.publicKey] })
      for (const line of lines) check.line(line)
      const { findings, seals, entries, erased } = check.end()
      expect(findings).toEqual([])
      expect([seals, erased > 0, entries > 100]).toEqual([checkpoints.length, true, true])
    })

    test('every fact has a known kind and matches its schema', async () => {
      const kinds = new Map(capabilities.flatMap(({ facts = [] }) => facts.map((fact) => [fact.kind, fact])))
      const { rows } = await restored.pool.query<{ kind: string; data: unknown }>(
        'select kind, data from fact',
      )
      expect(rows.length).toBeGreaterThan(500)
      // An erasure removed the words from facts about erased people.
      const { rows: erased } = await restored.pool.query<{ data: unknown }>(
        `select data from fact f where exists (select from erasure e where e.person = f.subject and e.organisation = f.organisation)`,
      )
      const emptied = new Set(erased.map(({ data }) => JSON.stringify(data)))
      const unread = rows.filter(
        ({ kind, data }) =>
          kinds.get(kind)?.data.safeParse(data).success !== true &&
          !(kinds.has(kind) && emptied.has(JSON.stringify(data))),
      )
      expect(unread).toEqual([])
    })

    test('every stored pack release still has its hash', async () => {
      const { rows } = await restored.pool.query<{ id: string }>('select id from pack_release')
      for (const { id } of rows) expect((await getRelease(asOwner(restored.pool), id)).id).toBe(id)
    })

    test('an authenticator app set up then still works', async () => {
      const { rows } = await restored.pool.query('select from auth.two_factor where verified')
      expect([rows.length, await countUnreadable(restored.pool, { secret: keys.secret })]).toEqual([1, 0])
    })

    test('statements, ledgers, figures, records, sealed notes and exports are the same byte for byte', async () => {
      const readings = await replay.read(restored.composed, keys, answers.readings)
      for (const [at, { path, text }] of readings.entries()) {
        const before = answers.readings[at]?.text ?? ''
        const now = before.startsWith('{')
          ? JSON.stringify(replay.asBefore(JSON.parse(text), JSON.parse(before)))
          : text
        expect(now, path).toBe(before)
      }
    })
  })

  test('a key issued to a program still opens what it was issued for', async () => {
    const { composed, pool } = restored
    // It is valid for a year by the clock of the database, which no test changes.
    await pool.query('update auth.api_key set issued_at = now(), valid_until = current_date + 30')
    const headers = { authorization: `Bearer ${keys.program}` }
    const { status } = await composed.http.request('/api/report.overview?input={"scope":"organisation"}', {
      headers,
    })
    expect(status).toBe(200)
  })

  test('the list of erasures verifies', async () => {
    const { lines, ...rest } = await readErasures(file('erasures.jsonl'), [keys.publicKey])
    expect([lines.length > 0, rest]).toEqual([true, { unproven: 0, unreadable: 0 }])
  })

  test('an encrypted backup opens with its identity, verifies, and is complete', async () => {
    const [, identity = ''] = readFileSync(file('backups.identity'), 'utf8').trim().split('\n')
    const opened = await openBackup(file('encrypted.backup'), [identity])
    try {
      const evidence = await opened.verify(trusted)
      expect(evidence.signature).toBe('trusted')
      const names: string[] = []
      for await (const entry of openArchive(opened.read(evidence)).entries) {
        names.push(entry.header.name)
        entry.resume()
      }
      expect([names[0], names.at(-1)]).toEqual(['backup.json', 'manifest.json'])
      expect(names).toContain('tables/public.pack_release/000000')
    } finally {
      await opened.close()
    }
  })

  test('every offline command has the same result, and records the same facts', async () => {
    const { composed, pool } = byHand
    for (const phone of phones.full) {
      const outcomes = await replay.sendEnvelopes(composed, keys, phone)
      const before = answers.outcomes[phone.holder]
      expect(replay.asBefore(outcomes, before)).toEqual(before)
      expect(outcomes.filter(({ duplicate }) => duplicate)).toEqual([])
    }
    const facts = await replay.factsOf(pool, phones.full)
    for (const [command, kinds] of Object.entries(answers.facts))
      expect(facts[command], command).toEqual(expect.arrayContaining(kinds))
  })

  test('a phone with the code of then opens with its PIN, sends its full outbox and pulls', async () => {
    await reconnect(client, byPhone.composed)
  })

  test('a phone that was updated to today’s code opens the store that the older code wrote, and sends it', async () => {
    // Here the server knows the commands already, as after a lost response.
    await reconnect(today, byHand.composed)
  })

  async function reconnect(code: replay.Client, composed: Composed): Promise<void> {
    await loadStores(phones.databases)
    for (const phone of phones.full) {
      const { line, pending, ended, people } = await replay.reconnect(code, composed, keys, phone)
      expect([line, pending]).toEqual(['idle', phone.envelopes.length])
      for (const [id, end] of Object.entries(ended)) expect(end, id).toEqual(answers.ended[id])
      expect(people).toEqual(answers.people[phone.holder])
    }
  }

  test('a phone whose PIN is forgotten opens with the secret of the server', async () => {
    const [phone] = phones.full as [replay.Phone]
    const holder = await signedIn(restored.composed, keys, phone.holder)
    const asked = encodeURIComponent(JSON.stringify({ id: phone.device }))
    const { body } = await holder.get(`/api/device.get_secret?input=${asked}`)
    for (const code of [client, today]) {
      await loadStores(phones.databases)
      const lock = await code.findLock(storeName(phone))
      const opened = await code.renewPin<today.Session>(
        lock as never,
        body['secret'] as unknown as string,
        '930184',
      )
      expect(opened.session.actor.user).toBe(phone.user)
    }
  })

  test('a lost phone hands over the same bytes with either code, and the office takes them in', async () => {
    const { lost } = phones
    for (const code of [client, today]) {
      await loadStores(phones.databases)
      const sent: [string, unknown][] = []
      const lock = await code.findLock(storeName(lost))
      const done = await code.handOver(lock as never, true, async (path, { body }) => {
        sent.push([path, JSON.parse(body as string)])
        // As the server answers, which today's code asks for.
        return Response.json({ kept: lost.handOver.rows.length }, { headers: { [ANSWER_MARK]: API_VERSION } })
      })
      expect([done, sent]).toEqual(['done', [[`/api/late?device=${lost.device}`, lost.handOver]]])
    }
    const late = await replay.takeInHandedOver(restored.composed, keys, phones, v7)
    expect(replay.asBefore(late, answers.late)).toEqual(answers.late)
  })

  test('a phone with the code of then is set up: it signs in, enrols and pulls', async () => {
    const { composed } = restored
    const set = await replay.setUpPhone(composed, phones)
    expect(set.map(({ status }) => status)).toEqual(answers.fresh.map(({ status }) => status))
    for (const [at, { keys: fields }] of answers.fresh.entries())
      expect(set[at]?.keys, phones.fresh[at]?.path).toEqual(expect.arrayContaining(fields))
  })

  test('a screen with the code of then receives live notifications', async () => {
    const { composed } = restored
    const stop = startNotifications(composed.app)
    const away = new AbortController()
    try {
      const clara = await signedIn(composed, keys, 'clara')
      const { body } = await clara.send('/api/live', { signal: away.signal })
      const stream = (body as ReadableStream<Uint8Array<ArrayBuffer>>).pipeThrough(new TextDecoderStream())
      const reader = stream.getReader()
      let heard = ''
      const hear = async (isThere: () => boolean) => {
        while (!isThere()) heard += (await reader.read()).value ?? ''
      }
      await hear(() => /event: ready\ndata: \{\}\nid: \d+/u.test(heard))
      const all = phones.full.flatMap(({ envelopes }) => envelopes)
      const input = all.find(({ name }) => name === 'need.end')?.input as { person: string }
      expect((await clara.post('/api/need.end', input)).status).toBe(200)
      await hear(() =>
        [...heard.matchAll(/event: fact\ndata: (.*)\n/gu)].some(([, data = '']) => {
          const { kinds, persons } = JSON.parse(data) as { kinds: string[]; persons: string[] }
          return kinds.includes('need.met') && persons.includes(input.person)
        }),
      )
    } finally {
      away.abort()
      await stop()
    }
  })
})
