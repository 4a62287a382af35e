// Writes the data of a release into a new folder beside the older ones: `node tests/compatibility/write.ts
// 2027-03`, or into another place: `… 2027-03 /tmp/releases`. Run by hand once for each release; README.md says why.
import 'fake-indexeddb/auto'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import pg from 'pg'
import { v7 } from 'uuid'
import { handOver } from '../../src/device/hand-over.ts'
import { findLock } from '../../src/device/locks.ts'
import type { Entry } from '../../src/device/store.ts'
import { createLock } from '../../src/device/unlock.ts'
import { demonstrate } from '../../src/entry/demonstration/demonstrate.ts'
import { PASSWORD } from '../../src/entry/demonstration/network.ts'
import type { Composed } from '../../src/entry/server.ts'
import { ANSWER_MARK, API_VERSION } from '../../src/kernel/answer-mark.ts'
import { storeName } from '../../src/kernel/device-sync.ts'
import type { HandOver } from '../../src/kernel/envelope.ts'
import type { Id } from '../../src/kernel/words.ts'
import { backup } from '../../src/platform/backup/backup.ts'
import { asOwner, connect } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { workOff } from '../../src/platform/jobs.ts'
import { inProcessKeys, makeKey } from '../../src/platform/key-service.ts'
import { loadPack } from '../../src/platform/packs/packs.ts'
import { restore } from '../../src/platform/backup/restore.ts'
import { makeSigningKey, openSigningKey } from '../../src/platform/signing-key.ts'
import { exportLog } from '../../src/protect/disclosure/server/export.ts'
import { sealAll } from '../../src/protect/disclosure/server/seal.ts'
import { startTestCluster } from '../harness/cluster.ts'
import { codeOf } from '../harness/visitor.ts'
import * as client from './client.ts'
import { emailOf, openInstallation, packed, signedIn, type Browser, type Keys } from './installation.ts'
import { namesOf } from './names.ts'
import { bundled, packs, readingsOf, type Wanted } from './release.ts'
import * as replay from './replay.ts'
import { dumpStores, loadStores } from './stores.ts'
import { anaCommands, betoCommands, claraCommands, prepare, type Do, type Kept, type Place } from './work.ts'

const version = process.argv[2] ?? ''
if (!/^\d{4}-\d{2}(-\d{2})?$/u.test(version))
  throw new Error('Say which release: a year and a month, such as 2027-03, or a day, such as 2027-03-15.')
const here = fileURLToPath(new URL('.', import.meta.url))
const folder = join(resolve(process.argv[3] ?? here), version)
process.chdir(join(here, '../..'))
/** Fails when the folder exists: a stored release is never written again. */
await mkdir(folder)

/** The invented year ends here. */
const PRESENT = new Date('2026-11-16T20:00:00Z')
const newId = () => v7() as Id
const sealKey = makeSigningKey()
const signing = openSigningKey(sealKey)
const keys: Keys = {
  secret: 'a secret only for tests, long enough',
  wrappingKey: makeKey(),
  sealKey,
  publicKey: signing.publicKey,
  now: '2026-11-16T23:00:00.000Z',
  password: PASSWORD,
  pin: '482951',
  program: '',
}
const place = await mkdtemp(join(tmpdir(), 'arraigo-compatibility-'))
const cluster = await startTestCluster()
const file = (name: string) => join(folder, name)
const json = (value: unknown) => `${JSON.stringify(value, undefined, 1)}\n`

/** A browser's own key is never exported; here it is, because a file has to hold the browser's data. */
const generateKey = crypto.subtle.generateKey.bind(crypto.subtle) as (
  ...given: unknown[]
) => Promise<CryptoKey>
crypto.subtle.generateKey = ((how: unknown, _hidden: boolean, uses: unknown) =>
  generateKey(how, true, uses)) as never

async function database(template = 'template0'): Promise<pg.PoolConfig> {
  const name = `${cluster.template}_${v7().slice(-8)}`
  const owner = new pg.Client(cluster.connection)
  await owner.connect()
  await owner.query(`create database ${name} template ${template}`).finally(() => owner.end())
  return { ...cluster.connection, database: name }
}

async function with_<T>(connection: pg.PoolConfig, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = connect({ ...connection, max: 8 })
  return await work(pool).finally(() => pool.end())
}

type Phones = Omit<replay.Phones, 'databases'>
type Working = {
  phone: Browser
  holder: string
  user: Id
  organisation: Id
  device: Id
  session: client.Session
}

/**
 * As *Devices → This device* does: registers the device, and the server issues its half of the recovery
 * secret.
 */
async function enrol(composed: Composed, holder: string): Promise<Working> {
  const phone = await signedIn(composed, keys, holder)
  const device = newId()
  await phone.post('/api/sync', { device, commands: [] })
  const { body } = await phone.get(
    `/api/device.get_secret?input=${encodeURIComponent(JSON.stringify({ id: device }))}`,
  )
  const session = (await phone.get('/api/session')).body as unknown as client.Session
  const { user, organisation } = session.actor
  const secret = body['secret'] as unknown as string
  await createLock({ session, device, pin: keys.pin, secret, idleMinutes: 5 })
  return { phone, holder, user, organisation, device, session }
}

async function opened({ phone, device, session, ...who }: Working, send = phone.send) {
  const unlocked = await client.tryPin<client.Session>(storeName(who), keys.pin)
  if (unlocked.is !== 'open') throw new Error(`It is ${unlocked.is}.`)
  const { body: pack } = await phone.get('/api/pack.get')
  const { body: services } = await phone.get('/api/service.list')
  const choices = { pack: pack['pack'] as never, services: services['services'] as never }
  const now = () => Date.parse(keys.now) - 1_800_000
  return await client.openPhone({ ...unlocked, session }, choices, { device, send, now, newId })
}

const unreachable = async () => Promise.reject(new TypeError('no network'))

async function keep(
  composed: Composed,
  working: Working,
  wanted: readonly Kept[],
  discarded: readonly Id[] = [],
) {
  const device = await opened(working, unreachable)
  const named = new Map<string, Id>()
  const entries: Entry[] = []
  for (const { name, input, as, after } of wanted) {
    const operation = composed.app.commands.get(name)?.operation
    if (!operation) throw new Error(`No command is called ${name}.`)
    const before = after === undefined ? undefined : named.get(after)
    const id = await device.enqueue(operation, input, before === undefined ? {} : { after: before })
    if (as !== undefined) named.set(as, id)
  }
  for (const id of discarded) await device.discard(id, 'Se escribió dos veces')
  entries.push(...(await device.entries('pending')).toSorted((one, other) => one.order - other.order))
  device.close()
  const { phone: _phone, session: _session, ...who } = working
  const envelopes = entries.map(
    ({ order: _order, state: _state, persons: _persons, documents: _documents, seq = 0, ...entry }) => ({
      ...entry,
      seq,
    }),
  )
  return { ...who, envelopes }
}

/** Everything up to the moment of the backup. */
async function live(pool: pg.Pool, connection: pg.PoolConfig): Promise<{ phones: Phones; wanted: Wanted }> {
  await loadPack(asOwner(pool), 'packs/huerta')
  await loadPack(asOwner(pool), 'packs/integrate')
  const attachments = join(place, 'attachments')
  const wrapping = inProcessKeys(() => keys.wrappingKey)
  const { secret } = keys
  const origin = 'http://localhost:3000'
  await demonstrate({
    connection,
    origin,
    secret,
    keys: wrapping,
    attachments,
    present: PRESENT,
  })
  const clock = { now: PRESENT }
  const composed = await openInstallation(pool, keys, { folder: place, now: () => clock.now })
  const staff = new Map<string, Browser>()
  for (const name of ['clara', 'ana', 'beto', 'dora', 'julia', 'sol', 'nora'])
    staff.set(name, await signedIn(composed, keys, name))
  const act: Do = async (who, name, input) => {
    const { status, body } = await (staff.get(who) as Browser).post(`/api/${name}`, input)
    if (status !== 200) throw new Error(`${name} of ${who}: ${status} ${JSON.stringify(body)}`)
  }
  const one = async (text: string, values: unknown[] = []) =>
    (await pool.query<{ id: Id }>(text, values)).rows[0]?.id ?? ''
  const organisation = (name: string) => one('select id from organisation where name = $1', [name])
  const service = (name: string) => one('select id from service where name = $1 limit 1', [name])
  const where: Place = {
    bridges: await organisation('Fundación Puentes del Caribe'),
    horizon: await organisation('Horizonte Humano Internacional'),
    legalAdvice: await service('Asesoría jurídica'),
    guidance: await one(
      `select s.id from service s join organisation o on o.id = s.organisation where o.name = $1 and s.kind = 'guidance'`,
      ['Centro Intégrate de Riohacha'],
    ),
    interpreter: await one(
      `select i.id from interpreter i join organisation o on o.id = i.organisation where o.name = $1
       order by i.name limit 1`,
      ['Centro Intégrate de Riohacha'],
    ),
  }
  const ids = await prepare(act, newId, where)
  const [clara, beto, ana] = [
    await enrol(composed, 'clara'),
    await enrol(composed, 'beto'),
    await enrol(composed, 'ana'),
  ]
  for (const working of [clara, beto]) {
    const device = await opened(working)
    await device.flush()
    device.close()
  }
  // A colleague was faster: one command is refused and waits on the phone for a decision, another will meet a
  // newer record.
  await act('sol', 'need.end', { id: ids.rent, person: ids.nilda, ending: 'no_longer' })
  const device = await opened(clara)
  const end = composed.app.commands.get('need.end')?.operation
  const late = await device.enqueue(end as never, { id: ids.rent, person: ids.nilda, ending: 'met' })
  await device.flush()
  if ((await device.entry(late))?.state !== 'attention') throw new Error('It was not refused.')
  device.close()
  await act('ana', 'person.change', { id: ids.nilda, base: 1, changes: { called: 'Doña Nilda' } })
  await act('dora', 'device.revoke', { id: ana.device, reason: 'Se perdió en la terminal' })
  // An authenticator app, and a person who is erased after the log was sealed.
  const oscar = await signedIn(composed, keys, 'oscar')
  const { body: enrolment } = await oscar.post('/api/auth/enrol-codes', { password: keys.password })
  const uri = enrolment['uri'] as unknown as string
  await oscar.post('/api/auth/confirm-codes', { code: codeOf(uri) })
  // A key of a program waits for a second administrator; the only one of Cartagena asks the lead
  // organisation.
  const program = newId()
  const issued = await (staff.get('nora') as Browser).post('/api/key.issue', {
    id: newId(),
    user: program,
    name: 'Tablero de la gobernación',
    roles: ['analyst'],
    allows: ['report.overview'],
    until: '2027-10-31',
  })
  keys.program = issued.body['key'] as unknown as string
  await act('dora', 'role.confirm', {
    id: await one('select id from role_assignment where app_user = $1', [program]),
  })
  await sealAll(composed.app, { key: signing, checkpoints: join(place, 'checkpoints.jsonl') })
  const gone = await one(
    `select distinct d.person as id from disclosure d join person p on p.person = d.person
      join organisation o on o.id = p.organisation and o.lead
     where not exists (select from case_file c where c.person = d.person and c.closed_at is null)
       and not exists (select from sealed_note n where n.person = d.person) and cardinality(p.shared_with) = 0
     order by 1 limit 1`,
  )
  const review = newId()
  await act('julia', 'erasure.ask', { id: review, person: gone })
  await act('julia', 'erasure.erase', { id: review, person: gone })
  await workOff(composed.app, 'erasure.note_down')
  await workOff(composed.app, 'attachment.remove')
  clock.now = new Date(keys.now)
  await sealAll(composed.app, { key: signing, checkpoints: join(place, 'checkpoints.jsonl') })
  // From here on the phones have no network.
  const full = [
    await keep(composed, clara, claraCommands(ids, where, newId), [late]),
    await keep(composed, beto, betoCommands(ids, where)),
  ]
  const lost = await keep(composed, ana, anaCommands(newId))
  const missing = [...composed.app.commands.values()]
    .filter(({ operation }) => operation.offline && operation.is === 'command')
    .map(({ operation }) => operation.name)
    .filter((name) => !full.some(({ envelopes }) => envelopes.some((one_) => one_.name === name)))
  if (missing.length > 0) throw new Error(`No phone keeps ${missing.join(', ')}: add them to work.ts.`)
  const lock = await findLock(storeName(ana))
  let handed: HandOver | undefined
  await handOver(lock as never, true, async (_path, { body }) => {
    handed = JSON.parse(body as string) as HandOver
    return Response.json({ kept: 2 }, { headers: { [ANSWER_MARK]: API_VERSION } })
  })
  const { envelopes: _, ...owner } = lost
  const input = (value: object) => `?input=${encodeURIComponent(JSON.stringify(value))}`
  const fresh = newId()
  const phones: Phones = {
    full,
    lost: { ...owner, decides: 'sol', handOver: handed as HandOver },
    fresh: [
      { path: '/api/auth/sign-in', body: { email: emailOf('maite'), password: keys.password } },
      { path: '/api/session' },
      { path: '/api/sync', body: { device: fresh, commands: [] } },
      { path: `/api/device.get_secret${input({ id: fresh })}` },
      { path: '/api/device.get_rule' },
      { path: '/api/pack.get' },
      { path: '/api/service.list' },
      {
        path: '/api/sync',
        body: { device: fresh, commands: [], persons: [ids.nilda], pull: { cursor: null } },
      },
    ],
  }
  return { phones, wanted: await readingsOf(composed, keys, pool, ids.nilda) }
}

/** What a restored copy of it answers today. */
async function answersOf(kept: replay.Phones, wanted: Wanted): Promise<replay.Answers> {
  const restored = await database()
  const attachmentsFolder = join(place, 'restored/attachments')
  const trust = { keys: new Map([[keys.publicKey, 'written down']]) }
  await restore({ connection: restored, attachmentsFolder, file: file('house.backup') }, trust)
  const inCopy = async <T>(work: (composed: Composed, pool: pg.Pool) => Promise<T>) =>
    with_(await database(restored.database), async (pool) =>
      work(await openInstallation(pool, keys, { folder: join(place, 'restored') }), pool),
    )
  const outcomes: replay.Answers['outcomes'] = {}
  const facts = await inCopy(async (composed, pool) => {
    for (const phone of kept.full) outcomes[phone.holder] = await replay.sendEnvelopes(composed, keys, phone)
    return await replay.factsOf(pool, kept.full)
  })
  const ended: replay.Answers['ended'] = {}
  const people: replay.Answers['people'] = {}
  await loadStores(kept.databases)
  await inCopy(async (composed) => {
    for (const phone of kept.full) {
      const back = await replay.reconnect(client, composed, keys, phone)
      Object.assign(ended, back.ended)
      people[phone.holder] = back.people
    }
  })
  return {
    outcomes,
    facts,
    ended,
    people,
    late: await inCopy((composed) => replay.takeInHandedOver(composed, keys, kept, newId)),
    fresh: await inCopy((composed) => replay.setUpPhone(composed, kept)),
    readings: await inCopy((composed) => replay.read(composed, keys, wanted)),
    log: await inCopy(async ({ app }) => {
      const lines: string[] = []
      await exportLog(app.appPool, new Date(keys.now), (line) => void lines.push(line))
      return lines
    }),
  }
}

/** Small, because the other backup holds the rest: only that an encrypted one opens and is complete. */
async function encryptedBackup(): Promise<void> {
  const identity = await generateX25519Identity()
  const connection = await database()
  await with_(connection, async (pool) => {
    await migrate(pool)
    await loadPack(asOwner(pool), 'packs/huerta')
  })
  const recipients = [await identityToRecipient(identity)]
  const attachmentsFolder = join(place, 'none')
  const one = { connection, attachmentsFolder, file: file('encrypted.backup') }
  await backup(one, { key: signing, sealKey: signing.publicKey, recipients })
  await writeFile(file('backups.identity'), `# recipient: ${recipients[0]}\n${identity}\n`)
}

try {
  const connection = await database(cluster.template)
  const { phones, wanted, databases, names } = await with_(connection, async (pool) => ({
    ...(await live(pool, connection)),
    // Before the names: to list a browser's stores empties this one.
    databases: await dumpStores(),
    names: await namesOf(await openInstallation(pool, keys, { folder: place }), pool),
  }))
  const kept: replay.Phones = { databases, ...phones }
  const locks = databases.flatMap(({ stores }) => stores.filter(({ name }) => name === 'lock'))
  for (const phone of phones.full)
    if (!locks.some(({ rows }) => rows.some(({ key }) => key === storeName(phone))))
      throw new Error(`The dump holds no lock of ${phone.holder}.`)
  await backup(
    { connection, attachmentsFolder: join(place, 'attachments'), file: file('house.backup') },
    { key: signing, sealKey: signing.publicKey },
  )
  await encryptedBackup()
  await writeFile(file('keys.json'), json(keys))
  await writeFile(file('checkpoints.jsonl'), readFileSync(join(place, 'checkpoints.jsonl')))
  await writeFile(file('erasures.jsonl'), readFileSync(join(place, 'erasures.jsonl')))
  await writeFile(file('names.json'), json(names))
  await writeFile(file('packs.json.gz'), packed(await packs()))
  await writeFile(file('phones.json.gz'), packed(kept))
  await writeFile(file('client.mjs.gz'), gzipSync(await bundled(), { level: 9 }))
  await writeFile(file('answers.json.gz'), packed(await answersOf(kept, wanted)))
} catch (error) {
  await rm(folder, { recursive: true })
  throw error
} finally {
  await cluster.stop()
  await rm(place, { recursive: true, force: true })
}
