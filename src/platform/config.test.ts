// Tests the settings: which values are refused, the defaults, and that the documentation lists them all.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ConfigError, projectFolder, readConfig, settingNames } from './config.ts'

const folder = mkdtempSync(join(tmpdir(), 'arraigo-test-'))
const least = { ARRAIGO_DATA: folder }

afterAll(() => {
  rmSync(folder, { recursive: true })
})

test('with nothing set it is a demonstration on this machine alone', () => {
  expect(readConfig(least)).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:3000',
    databaseUrl: undefined,
    trustProxy: false,
    demonstration: true,
  })
})

test('with a public address there are no demonstration sign-ins unless they are asked for', () => {
  const served = { ...least, PUBLIC_URL: 'https://arraigo.example.org/' }
  expect(readConfig(served)).toMatchObject({ publicUrl: 'https://arraigo.example.org', demonstration: false })
  expect(readConfig({ ...served, ARRAIGO_DEMO: 'yes' }).demonstration).toBe(true)
})

test('an empty setting counts as left out', () => {
  expect(readConfig({ ...least, PORT: '', DATABASE_URL: ' ' })).toMatchObject({
    port: 3000,
    databaseUrl: undefined,
  })
})

test.each([
  ['PORT', 'many', 'PORT is "many". Set it to a number from 1 to 65535'],
  ['PORT', '70000', 'PORT is "70000"'],
  ['HOST', 'my machine', 'HOST is "my machine". Set it to an address of this machine'],
  ['PUBLIC_URL', 'http://arraigo.example.org', 'Set it to https:// and a name'],
  ['PUBLIC_URL', 'https://arraigo.example.org/app', 'without a path'],
  [
    'DATABASE_URL',
    'mysql://u:hunter2@h/d',
    'DATABASE_URL has a value that does not fit. Set it to an address such as',
  ],
  ['SECRET', 'short', 'SECRET has a value that does not fit. Set it to 32 characters or more'],
  ['TRUST_PROXY', 'maybe', 'TRUST_PROXY is "maybe". Set it to yes or no'],
])('%s=%s is refused with what to set', (name, value, line) => {
  expect(() => readConfig({ ...least, [name]: value })).toThrow(ConfigError)
  expect(() => readConfig({ ...least, [name]: value })).toThrow(line)
  expect(() => readConfig({ ...least, [name]: value })).not.toThrow('hunter2')
})

test('every bad value is named at once', () => {
  expect(() => readConfig({ ...least, PORT: 'x', SECRET: 'y' })).toThrow(/PORT[^]*\nSECRET/)
})

test('the secret is made once, for its owner only', () => {
  const { secret } = readConfig(least)
  expect(secret.length).toBeGreaterThanOrEqual(32)
  expect(readConfig(least).secret).toBe(secret)
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600)
})

test('a data folder that cannot be written gives a plain error', () => {
  expect(() => readConfig({ ARRAIGO_DATA: '/dev/null/data' })).toThrow(
    'Set ARRAIGO_DATA to a folder that may be written',
  )
})

test('every setting is documented, and nothing else is', () => {
  const page = readFileSync(join(projectFolder, 'docs', 'configuration.md'), 'utf8')
  const documented = [...page.matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1])
  expect(documented).toEqual(settingNames)
})
