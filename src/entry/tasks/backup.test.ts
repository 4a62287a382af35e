// Backup and restore as an operator runs them: which keys prove a backup, and what is reported as proven.
import { cp, mkdir, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { symmetricEncrypt } from 'better-auth/crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { referred, world } from '../../../tests/authorization/world.ts'
import { testDatabase } from '../../../tests/harness/database.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { readConfig } from '../../platform/config.ts'
import { makeSigningKey, openSigningKey } from '../../platform/signing-key.ts'
import { startSealing } from '../../protect/disclosure/server/seal.ts'
import { main } from '../cli.ts'

let network: TestNetwork
let folder: string
let data: string
let file: string
let key: string

/** The command line on one data folder and one database. */
async function arraigo(on: { data: string; url?: string }, ...words: string[]) {
  const [said, told]: [string[], string[]] = [[], []]
  const code = await main(words, {
    config: () => readConfig({ ARRAIGO_DATA: on.data, DATABASE_URL: on.url ?? network.database.url }),
    print: (line) => void said.push(line),
    tell: (line) => void told.push(line),
  })
  return { code, said: said.join('\n'), told: told.join('\n') }
}

/** An empty database and a data folder of its own. */
async function elsewhere() {
  const { url, pool } = await testDatabase()
  return { url, pool, data: await mkdtemp(join(folder, 'other-')) }
}

async function seal(): Promise<void> {
  const { sealKey, checkpointsFile } = readConfig({ ARRAIGO_DATA: data })
  await startSealing(network.app, { key: openSigningKey(sealKey), checkpoints: checkpointsFile })()
}

beforeAll(async () => {
  network = await testNetwork()
  folder = await mkdtemp(join(tmpdir(), 'arraigo-backup-'))
  ;[data, file] = [join(folder, 'data'), join(folder, 'first.backup')]
  await referred(await world(network))
  await seal()
  const made = await arraigo({ data }, 'backup', file)
  expect(made.told).toBe('')
  key = openSigningKey(readConfig({ ARRAIGO_DATA: data }).sealKey).publicKey
  expect(made.said).toContain(`Signed with the key ${key}.`)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('on another machine a backup is restored with the noted public key, and not without', async () => {
  const place = await elsewhere()
  const refused = await arraigo(place, 'restore', file)
  expect([refused.code, refused.said]).toEqual([1, ''])
  expect(refused.told).toContain(`signed with the key ${key}, which only the file itself vouches for`)
  const other = openSigningKey(makeSigningKey()).publicKey
  expect((await arraigo(place, 'restore', file, '--key', other)).code).toBe(1)
  expect(await stat(join(place.data, 'restores.jsonl')).catch(() => 'none')).toBe('none')

  const { code, said, told } = await arraigo(place, 'restore', file, '--key', key)
  expect([code, told]).toEqual([0, ''])
  expect(said).toContain('all are as they were written')
  expect(said).toContain(`Proven: they are as signed with the key ${key} (given with --key).`)
  expect(said).toMatch(/^Proven: \d+ seals over \d+ entries of the disclosure log/mu)
  expect(said).toContain('0 days ago. Not proven: that no newer backup was made.')
  expect(said).toContain('the log of commands included')
  const line = JSON.parse(await readFile(join(place.data, 'restores.jsonl'), 'utf8'))
  expect(line).toMatchObject({ file, key, signature: 'trusted', acceptedPossiblyEdited: false })
})

test('with the own key of the installation, or with a checkpoint, no --key is needed', async () => {
  const [same, kept] = [await elsewhere(), await elsewhere()]
  await cp(join(data, 'seal-key'), join(same.data, 'seal-key'))
  expect((await arraigo(same, 'restore', file)).said).toContain('(that of this installation)')
  const checkpoints = join(folder, 'kept.jsonl')
  await writeFile(checkpoints, (await arraigo({ data }, 'audit', 'checkpoint')).said)
  const restored = await arraigo(kept, 'restore', file, '--checkpoints', checkpoints)
  expect([restored.code, restored.told]).toEqual([0, ''])
  expect(restored.said).toContain(`(that of the checkpoints in ${checkpoints})`)
  await writeFile(
    checkpoints,
    (await readFile(checkpoints, 'utf8')).replace('"signature":"', '"signature":"x'),
  )
  expect((await arraigo(await elsewhere(), 'restore', file, '--checkpoints', checkpoints)).told).toContain(
    'no genuine checkpoint',
  )
})

test('a backup that may have been edited is restored only with --accept-possibly-edited, which is reported and logged', async () => {
  const place = await elsewhere()
  const old = join(folder, 'old.backup')
  await cp(file, old)
  await truncate(old, (await stat(old)).size - 512)
  expect((await arraigo(place, 'restore', old, '--key', key)).told).toContain('bears no signature')
  const { code, said } = await arraigo(place, 'restore', old, '--accept-possibly-edited')
  expect(code).toBe(0)
  expect(said).toContain('all are as the backup itself lists them')
  expect(said).not.toMatch(/^Proven/mu)
  expect(said).toContain(`are sealed with the key ${key}, which is not known from elsewhere`)
  const line = JSON.parse(await readFile(join(place.data, 'restores.jsonl'), 'utf8'))
  expect(line).toMatchObject({ signature: 'none', acceptedPossiblyEdited: true })
})

test('a backup is verified without restoring it, also with nothing but the public key', async () => {
  const verify = (...words: string[]) =>
    arraigo({ data: join(folder, 'nothing') }, 'backup', 'verify', ...words)
  const good = await verify(file, '--key', key)
  expect([good.code, good.said]).toEqual([0, expect.stringContaining('It is as it was signed on')])
  expect(await stat(join(folder, 'nothing')).catch(() => 'none')).toBe('none')
  expect((await arraigo({ data }, 'backup', 'verify', file)).said).toContain('(that of this installation)')
  const edited = join(folder, 'edited.backup')
  const bytes = await readFile(file)
  bytes[3000] = (bytes[3000] ?? 0) ^ 1
  await writeFile(edited, bytes)
  expect((await verify(edited, '--key', key)).told).toContain('was edited after it was signed')
  expect((await verify(file, '--key', 'x')).code).toBe(2)
  // A public key may begin with one dash or two.
  for (const other of [`-${'A'.repeat(42)}`, `--${'A'.repeat(41)}`])
    expect((await verify(file, '--key', other)).told).toContain('vouches for')
  expect((await verify(file, '--key')).code).toBe(2)
  expect((await verify(join(folder, 'none'), '--key', key)).told).toContain('cannot be read')
})

test('an off-site copy is encrypted, and signed with a key that this machine does not store', async () => {
  const [identity, signing, copy] = ['identity', 'signing-key', 'copy.backup'].map((name) =>
    join(folder, name),
  ) as [string, string, string]
  const made = await arraigo({ data }, 'backup', 'identity', identity)
  expect(made.said).toMatch(/^age1[0-9a-z]{58}$/u)
  expect((await stat(identity)).mode & 0o077).toBe(0)
  expect((await arraigo({ data }, 'backup', 'identity', identity)).told).toContain('cannot be written')
  const operators = makeSigningKey()
  await writeFile(signing, `${operators}\n`)
  const { publicKey } = openSigningKey(operators)
  const kept = await arraigo({ data }, 'backup', copy, '--recipient', made.said, '--sign-with', signing)
  expect(kept.said).toContain(`Signed with the key ${publicKey}.`)
  expect(kept.said).toContain(`Encrypted for ${made.said}.`)

  const place = await elsewhere()
  expect((await arraigo(place, 'restore', copy, '--key', publicKey)).told).toContain('is encrypted')
  expect((await arraigo(place, 'restore', copy, '--identity', identity)).told).toContain('vouches for')
  // The operator's signature covers the key of the log, which is trusted with it.
  const { code, said } = await arraigo(place, 'restore', copy, '--identity', identity, '--key', publicKey)
  expect([code, said]).toEqual([0, expect.stringMatching(/^Proven: \d+ seals/mu)])
  expect((await arraigo({ data }, 'backup', join(folder, 'x'), '--sign-with', identity)).told).toContain(
    'holds no key',
  )
  expect((await arraigo(place, 'restore', copy, '--identity', signing)).told).toContain('holds no identity')
})

test('seals newer than the backup are reported, and a log changed before it is detected', async () => {
  const later = join(folder, 'later')
  await mkdir(later)
  await cp(join(data, 'seal-key'), join(later, 'seal-key'))
  await network.database.pool.query(
    `insert into disclosure (id, at, person, organisation, actor, via, purpose, fields)
     select gen_random_uuid(), now(), person, organisation, actor, via, purpose, fields from disclosure limit 1`,
  )
  await seal()
  await cp(join(data, 'checkpoints.jsonl'), join(later, 'checkpoints.jsonl'))
  const older = await arraigo({ ...(await elsewhere()), data: later }, 'restore', file)
  expect([older.code, older.told]).toEqual([0, ''])
  expect(older.said).toMatch(
    /ends at seal 1; seals up to 2 were kept: what came after is not in this backup/u,
  )

  await network.database.pool.query(`update disclosure set purpose = 'care' where via = 'referral.send'`)
  const changed = join(folder, 'changed.backup')
  await arraigo({ data }, 'backup', changed)
  const found = await arraigo(await elsewhere(), 'restore', changed, '--key', key)
  expect([found.code, found.said]).toEqual([1, expect.stringContaining('all are as they were written')])
  expect(found.told).toMatch(/^It is restored, but its disclosure log does not hold:\nFOUND {2}.*was edited/u)
})

test('second factors that the secret of this machine cannot decrypt are reported, with the setting to restore', async () => {
  const { pool } = network.database
  await pool.query(
    `insert into auth.two_factor (id, user_id, secret, backup_codes, verified)
     select gen_random_uuid(), id, $2, '', true from auth."user" where id = $1`,
    [
      network.actors.ana.user,
      await symmetricEncrypt({ key: readConfig({ ARRAIGO_DATA: data }).secret, data: 'app' }),
    ],
  )
  const copy = join(folder, 'factors.backup')
  expect((await arraigo({ data }, 'backup', copy)).code).toBe(0)
  const moved = await arraigo(await elsewhere(), 'restore', copy, '--key', key)
  expect(moved.said).toContain('The second factors of 1 users were set up under another secret')
  expect(moved.said).toContain('ARRAIGO_DATA/secret')
  const { url } = await elsewhere()
  expect((await arraigo({ data, url }, 'restore', copy)).said).not.toContain('second factors')
  await truncate(copy, 4000)
  const cut = await arraigo(await elsewhere(), 'restore', copy, '--accept-possibly-edited')
  expect([cut.code, cut.told]).toEqual([1, expect.stringContaining('Nothing was restored.')])
})
