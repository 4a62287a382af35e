// A thief of a backup edits it in every way, and signs it anew with a key of their own: none of it is
// restored.
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import fc from 'fast-check'
import tar from 'tar-stream'
import { backup, type Closing } from '../../../src/platform/backup/backup.ts'
import { BackupError, openBackup, signed, type Keys } from '../../../src/platform/backup/backup-file.ts'
import { restore } from '../../../src/platform/backup/restore.ts'
import { makeSigningKey, openSigningKey } from '../../../src/platform/signing-key.ts'
import { registerPerson } from '../../../src/serve/record/operations.ts'
import { testDatabase } from '../../harness/database.ts'
import type { TestNetwork } from '../../harness/network.ts'
import type { Kind } from './kind.ts'

type Entry = { name: string; body: Buffer; type?: 'file' | 'symlink'; linkname?: string }
type Edit = { name: string; entries: Entry[] }

/** Bytes of the signature at the end; the bytes before it are the backup of a release that did not sign. */
const SIGNATURE = 512

const kept = makeSigningKey()
const [own, foreign] = [openSigningKey(kept), openSigningKey(makeSigningKey())]
const keys: Keys = new Map([[own.publicKey, 'written down']])

export const kind: Kind = { name: 'backup', attack }

async function attack(network: TestNetwork, rounds: number) {
  const identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  const [first, second, secret] = await genuine(network, recipient)
  const file = join(network.folder, 'attack.backup')
  const leaks: string[] = []
  let attempts = 0

  async function isTrusted(bytes: Buffer): Promise<boolean> {
    await writeFile(file, bytes)
    try {
      const opened = await openBackup(file, [identity])
      try {
        return (await opened.verify(keys)).signature === 'trusted'
      } finally {
        await opened.close()
      }
    } catch (error) {
      if (error instanceof BackupError) return false
      throw error
    }
  }
  async function tryVerify(name: string, bytes: Buffer): Promise<void> {
    attempts++
    if (await isTrusted(bytes)) leaks.push(`${name}: passes for genuine`)
  }

  for (const [name, bytes] of Object.entries({ first, second, secret }))
    if (!(await isTrusted(bytes))) leaks.push(`the genuine backup "${name}" is not trusted`)
  if (gunzipSync(first).includes(kept)) leaks.push('the backup holds the key that signs it')

  // The archive inside, edited entry by entry, under every signature that an attacker can put on it.
  const entries = await unpack(first)
  const others = await unpack(second)
  for (const edit of edits(entries, others)) {
    const inside = gzipSync(await pack(edit.entries), { level: 1 })
    for (const [how, bytes] of Object.entries(await signedEveryWay(inside, first, second)))
      await tryVerify(`${edit.name}, ${how}`, bytes)
  }

  // The file as bytes: every byte of the signature, and random other ones.
  for (let at = first.length - SIGNATURE; at < first.length; at++)
    await tryVerify(`flip ${at}`, flip(first, at))
  const places = fc.sample(fc.nat(), 40 * rounds)
  for (const place of places) {
    for (const [name, bytes] of Object.entries({ first, secret })) {
      const at = place % bytes.length
      await tryVerify(`flip ${at} of ${name}`, flip(bytes, at))
      await tryVerify(`cut ${name} at ${at}`, bytes.subarray(0, at))
      await tryVerify(
        `take ${at} out of ${name}`,
        Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]),
      )
    }
  }
  const [body, signature] = [first.subarray(0, -SIGNATURE), first.subarray(-SIGNATURE)]
  await tryVerify('one more byte', Buffer.concat([first, Buffer.from([0])]))
  await tryVerify('two backups', Buffer.concat([first, second]))
  await tryVerify('two signatures', Buffer.concat([first, signature]))
  await tryVerify('another first', Buffer.concat([second.subarray(0, -SIGNATURE), first]))
  await tryVerify('an empty member between', Buffer.concat([body, gzipSync(''), signature]))
  await tryVerify('a signature alone', signature)
  await tryVerify('nothing', Buffer.alloc(0))
  const plain = encryptedFor(recipient)
  await tryVerify('an edit encrypted anew', await plain(Buffer.concat([flip(body, 4000), signature])))
  await tryVerify('encrypted without a signature', await plain(body))
  await tryVerify('encrypted twice', await plain(secret))

  // The real restore refuses before it writes; with edits accepted by the operator, it still writes nothing
  // that is not listed.
  const { connection, pool } = await testDatabase()
  const folder = await mkdtemp(join(network.folder, 'restored-'))
  const attachmentsFolder = join(folder, 'attachments')
  async function tryRestore(name: string, bytes: Buffer, acceptUnproven: boolean): Promise<void> {
    attempts++
    await writeFile(file, bytes)
    try {
      await restore({ connection, attachmentsFolder, file }, { keys, identities: [identity], acceptUnproven })
      leaks.push(`${name}: was restored`)
    } catch (error) {
      if (!(error instanceof BackupError)) leaks.push(`${name}: nobody foresaw ${String(error)}`)
      else if (/[\p{Cc}\p{Cf}]/u.test(error.message)) leaks.push(`${name}: moves the cursor`)
    }
    const { rowCount } = await pool.query('select from organisation')
    if (rowCount !== 0) leaks.push(`${name}: left rows behind`)
  }
  for (const [index, edit] of [...edits(entries, others)].entries()) {
    if (index % Math.ceil(100 / rounds) > 0 && !/^flip .*organisation\/.*anew$/u.test(edit.name)) continue
    const inside = gzipSync(await pack(edit.entries), { level: 1 })
    const { unsigned, foreign: byForeign } = await signedEveryWay(inside, first, second)
    await tryRestore(`${edit.name}, unsigned`, unsigned, false)
    await tryRestore(`${edit.name}, foreign`, byForeign, false)
  }
  if ((await readdir(folder)).length > 0) leaks.push('a refused restore left files behind')
  for (const { name, entries: odd } of oddities(entries))
    await tryRestore(name, gzipSync(await pack(odd), { level: 1 }), true)
  const misplaced = (await readdir(folder, { recursive: true })).filter(
    (path) => !/^attachments(\/|$)/u.test(path),
  )
  for (const path of misplaced) leaks.push(`written outside its folder: ${path}`)
  return { attempts, leaks }
}

/** Two backups of different moments, and the first one encrypted. */
async function genuine(network: TestNetwork, recipient: string): Promise<[Buffer, Buffer, Buffer]> {
  const attachmentsFolder = join(network.folder, 'attachments')
  for (const text of ['a page', 'another page']) {
    const sha256 = sha256Of(Buffer.from(text))
    await mkdir(join(attachmentsFolder, sha256.slice(0, 2)), { recursive: true })
    await writeFile(join(attachmentsFolder, sha256.slice(0, 2), sha256), text)
  }
  const made: Buffer[] = []
  for (const recipients of [[], [], [recipient]]) {
    const names = { givenNames: 'Rosa', firstSurname: `Semilla ${made.length}` }
    const person = { id: network.newId(), searched: 'everywhere', ...names } as const
    await network.execute(registerPerson, person, network.actors.ana)
    const file = join(network.folder, `${made.length}.backup`)
    const place = { connection: network.database.connection, attachmentsFolder, file }
    await backup(place, { key: own, sealKey: own.publicKey, recipients })
    made.push(await readFile(file))
  }
  return made as [Buffer, Buffer, Buffer]
}

/**
 * Every entry flipped, removed, doubled, renamed, cut, swapped; the list of contents unchanged and adapted.
 */
function* edits(entries: readonly Entry[], others: readonly Entry[]): Generator<Edit> {
  for (const [index, entry] of entries.entries()) {
    const change = (how: string, ...instead: Entry[]): Edit => ({
      name: `${how} ${entry.name}`,
      entries: entries.toSpliced(index, 1, ...instead),
    })
    const other = others.find(({ name }) => name === entry.name)
    const made = [
      change('flip', { ...entry, body: flip(entry.body, Math.floor(entry.body.length / 2)) }),
      change('remove'),
      change('double', entry, entry),
      change('rename', { ...entry, name: `${entry.name}0` }),
      change('cut', { ...entry, body: entry.body.subarray(0, Math.floor(entry.body.length / 2)) }),
      change('add after', entry, { name: 'files/../../evil', body: Buffer.from('evil') }),
      change('link', { ...entry, body: Buffer.alloc(0), type: 'symlink', linkname: '/etc/passwd' }),
      ...(other && !other.body.equals(entry.body) ? [change('exchange with another backup', other)] : []),
      { name: `move ${entry.name}`, entries: [...entries.toSpliced(index, 1), entry] },
    ]
    for (const edit of made) {
      yield edit
      const fitting = listedAnew(edit.entries)
      if (fitting) yield { name: `${edit.name}, listed anew`, entries: fitting }
    }
  }
  const [opening, ...rest] = entries
  for (const format of [0, 2, '1', null])
    if (opening) yield { name: `format ${format}`, entries: [openingWith(opening, { format }), ...rest] }
  if (opening)
    yield {
      name: 'a newer date',
      entries: [openingWith(opening, { madeAt: '2099-01-01T00:00:00.000Z' }), ...rest],
    }
}

/** Contents that an archive must not hold even where the operator accepts that it was edited. */
function oddities(entries: readonly Entry[]): Edit[] {
  const list = entries.at(-1) as Entry
  const before = entries.slice(0, -1)
  const closing = JSON.parse(list.body.toString()) as Closing
  const listing = (more: Partial<Closing>) => ({
    ...list,
    body: Buffer.from(JSON.stringify({ ...closing, ...more })),
  })
  const evil = Buffer.from('evil')
  const table = before.find(({ name }) => name.startsWith('tables/public.organisation/')) as Entry
  const withFile = (path: string, more: Partial<Entry> = {}): Entry[] => [
    ...before,
    { name: `files/${path}`, body: evil, ...more },
    listing({ files: [...closing.files, { path, sha256: sha256Of(more.body ?? evil) }] }),
  ]
  const place = `${sha256Of(evil).slice(0, 2)}/${sha256Of(evil)}`
  return [
    { name: 'a file above its folder', entries: withFile('../evil') },
    { name: 'a file at the root', entries: withFile('/tmp/arraigo-evil') },
    {
      name: 'a link',
      entries: withFile(place, { type: 'symlink', linkname: '../../evil', body: Buffer.alloc(0) }),
    },
    { name: 'a file that is not listed', entries: [...before, { name: `files/${place}`, body: evil }, list] },
    {
      name: 'a file twice',
      entries: withFile(place).toSpliced(-1, 0, { name: `files/${place}`, body: evil }),
    },
    { name: 'an entry after the list', entries: [...entries, { name: `files/${place}`, body: evil }] },
    { name: 'two lists', entries: [...entries, list] },
    { name: 'something else', entries: [...before, { name: 'more.json', body: evil }, list] },
    {
      name: 'a name for the terminal',
      entries: [...before, { name: '\u001b[2Jwell done\u202e', body: evil }, list],
    },
    {
      name: 'a name with a zero',
      entries: [...before, { name: 'tables/a\u0000b/000000', body: evil }, list],
    },
    {
      name: 'a date for the terminal',
      entries: [openingWith(entries[0] as Entry, { madeAt: '\u001b[2J' }), ...entries.slice(1)],
    },
    { name: 'a list in a folder', entries: [...before, { ...list, name: 'manifest.json/x' }] },
    {
      name: 'a table of PostgreSQL',
      entries: [...before, { name: 'tables/pg_catalog.pg_authid/000000', body: evil }, list],
    },
    {
      name: 'a name that is SQL',
      entries: [...before, { name: 'tables/organisation; drop table x/000000', body: evil }, list],
    },
    {
      name: 'parts out of order',
      entries: entries.map((one) =>
        one === table ? { ...one, name: one.name.replace('000000', '000001') } : one,
      ),
    },
    {
      name: 'a table left out of the list',
      entries: [
        ...before,
        listing({ tables: closing.tables.filter(({ name }) => name !== 'public.organisation') }),
      ],
    },
    {
      name: 'a table listed twice',
      entries: [...before, listing({ tables: [...closing.tables, ...closing.tables.slice(0, 1)] })],
    },
    {
      name: 'rows that are none',
      entries:
        listedAnew(entries.map((one) => (one === table ? { ...one, body: Buffer.from('evil\n') } : one))) ??
        [],
    },
    {
      name: 'a counter of another',
      entries: [
        ...before,
        listing({ sequences: [{ name: 'pg_catalog.pg_class', value: '1', called: true }] }),
      ],
    },
    {
      name: 'a counter beyond its end',
      entries: [
        ...before,
        listing({ sequences: closing.sequences.map((one) => ({ ...one, value: '99999999999999999999' })) }),
      ],
    },
    { name: 'a list that is none', entries: [...before, { ...list, body: evil }] },
    { name: 'an opening that is none', entries: [{ name: 'backup.json', body: evil }, ...entries.slice(1)] },
    {
      name: 'no migrations',
      entries: [openingWith(entries[0] as Entry, { migrations: [] }), ...entries.slice(1)],
    },
    { name: 'no list', entries: before },
    { name: 'no rows', entries: [] },
  ]
}

function openingWith(opening: Entry, more: Record<string, unknown>): Entry {
  return {
    ...opening,
    body: Buffer.from(JSON.stringify({ ...JSON.parse(opening.body.toString()), ...more })),
  }
}

/** The correct list of contents for these entries; undefined without a list. */
function listedAnew(entries: readonly Entry[]): Entry[] | undefined {
  const list = entries.find(({ name }) => name === 'manifest.json')
  if (!list) return undefined
  const parts = (name: string) =>
    Buffer.concat(entries.filter((one) => one.name.startsWith(`tables/${name}/`)).map(({ body }) => body))
  let closing: Closing
  try {
    closing = JSON.parse(list.body.toString()) as Closing
  } catch {
    return undefined
  }
  const tables = closing.tables.map((table) => {
    const rows = parts(table.name)
    return { ...table, rows: rows.toString('latin1').split('\n').length - 1, sha256: sha256Of(rows) }
  })
  const files = entries
    .filter(({ name }) => name.startsWith('files/'))
    .map(({ name, body }) => ({ path: name.slice('files/'.length), sha256: sha256Of(body) }))
  const body = Buffer.from(JSON.stringify({ ...closing, tables, files }))
  return entries.map((one) => (one === list ? { ...one, body } : one))
}

async function signedEveryWay(inside: Buffer, first: Buffer, second: Buffer) {
  const of = async (key: typeof own) =>
    await buffer(
      Readable.from(
        signed(Readable.from([inside]), { madeAt: new Date(0).toISOString(), key, sealKey: own.publicKey }),
      ),
    )
  const byForeign = await of(foreign)
  const mixed = { publicKey: own.publicKey, sign: foreign.sign }
  return {
    'with the signature it had': Buffer.concat([inside, first.subarray(-SIGNATURE)]),
    'with that of another backup': Buffer.concat([inside, second.subarray(-SIGNATURE)]),
    unsigned: inside,
    foreign: byForeign,
    'with the key of another named': await of(mixed),
  }
}

function encryptedFor(recipient: string) {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  return async (bytes: Buffer) => Buffer.from(await encrypter.encrypt(bytes))
}

async function unpack(bytes: Buffer): Promise<Entry[]> {
  const entries: Entry[] = []
  const extract = Readable.from([gunzipSync(bytes)]).pipe(tar.extract())
  for await (const entry of extract) entries.push({ name: entry.header.name, body: await buffer(entry) })
  return entries
}

async function pack(entries: readonly Entry[]): Promise<Buffer> {
  const archive = tar.pack()
  for (const { body, ...header } of entries) archive.entry(header, body)
  archive.finalize()
  return await buffer(archive)
}

function flip(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes)
  if (copy.length > 0) copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
