// `arraigo audit` as an operator runs it: its output, its exit code, and the files for others to check.
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checker } from '../../../bin/verify-disclosures.mjs'
import { referred, world } from '../../../tests/authorization/world.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { readConfig, type Config } from '../../platform/config.ts'
import { openSigningKey } from '../../platform/signing-key.ts'
import { startSealing } from '../../protect/disclosure/server/seal.ts'
import { main } from '../cli.ts'

let network: TestNetwork
let folder: string
let config: Config

beforeAll(async () => {
  network = await testNetwork()
  folder = await mkdtemp(join(tmpdir(), 'arraigo-audit-'))
  config = readConfig({ ARRAIGO_DATA: folder, DATABASE_URL: network.database.url })
  await referred(await world(network))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function audit(...words: string[]) {
  const [said, told]: string[][] = [[], []]
  const code = await main(['audit', ...words], {
    config: () => config,
    print: (line) => void said?.push(line),
    tell: (line) => void told?.push(line),
  })
  return { code, said: said?.join('\n') ?? '', told: told?.join('\n') ?? '' }
}

test('before the first seal there is no checkpoint, and no finding', async () => {
  expect(await audit('checkpoint')).toMatchObject({ code: 1 })
  expect(await audit('verify')).toMatchObject({ code: 0 })
})

test('a sealed log verifies; its export is checked elsewhere with the checkpoint', async () => {
  await startSealing(network.app, {
    key: openSigningKey(config.sealKey),
    checkpoints: config.checkpointsFile,
  })()
  const { code, said } = await audit('verify')
  expect([code, said]).toEqual([0, expect.stringContaining('Nothing was changed')])
  const { said: checkpoint } = await audit('checkpoint')
  const file = join(folder, 'log.jsonl')
  expect((await audit('export', file)).code).toBe(0)
  expect((await audit('export', file)).told).toContain('cannot be written')
  const check = checker({ checkpoints: [checkpoint] })
  for (const line of (await readFile(file, 'utf8')).trim().split('\n')) check.line(line)
  expect(check.end()).toMatchObject({ findings: [], unsealed: 0 })
})

test('a change of the log is reported, and the exit code is 1', async () => {
  await network.database.pool.query(`update disclosure set purpose = 'care' where via = 'referral.send'`)
  const { code, told } = await audit('verify')
  expect([code, told]).toEqual([1, expect.stringContaining('was edited')])
})

test('a checkpoint kept elsewhere is compared as well, and one that cannot be read is reported', async () => {
  const kept = join(folder, 'kept.jsonl')
  await appendFile(
    kept,
    (await readFile(config.checkpointsFile, 'utf8')).replace('"signature":"', '"signature":"x'),
  )
  expect((await audit('verify', '--checkpoints', kept)).told).toContain('not genuine')
  await appendFile(kept, '{"seal":[')
  expect((await audit('verify', '--checkpoints', kept)).told).toContain('A checkpoint cannot be read')
  expect((await audit('verify', '--checkpoints', join(folder, 'gone.jsonl'))).told).toContain(
    'cannot be read',
  )
  expect((await audit('verify', 'log.jsonl')).code).toBe(2)
})
