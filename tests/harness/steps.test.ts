// What follows a step that failed does not run, and what does not belong to the road does.
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const ROAD = `
import { describe, expect, test } from 'vitest'
import { stepByStep } from '${resolve('tests/harness/steps.ts')}'

describe('a road', () => {
  stepByStep()
  test('first', () => {})
  test('second', () => expect.fail('no way on'))
  test('third', () => {})
  test('fourth', () => {})
})
test('elsewhere', () => {})
`

test('the steps after one that failed are skipped, with its name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'arraigo-steps-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await symlink(resolve('node_modules'), join(folder, 'node_modules'))
  await writeFile(join(folder, 'road.test.ts'), ROAD)
  await writeFile(join(folder, 'vitest.config.ts'), `export default { test: { include: ['road.test.ts'] } }`)
  const report = join(folder, 'report.json')
  const run = ['run', '--root', folder, '--reporter', 'json', '--outputFile', report]
  spawnSync(resolve('node_modules/.bin/vitest'), run, { cwd: folder })
  const { testResults } = JSON.parse(await readFile(report, 'utf8')) as {
    testResults: { assertionResults: { title: string; status: string }[] }[]
  }
  const results = testResults.flatMap(({ assertionResults }) => assertionResults)
  expect(results.map(({ title, status }) => `${title}: ${status}`)).toEqual([
    'first: passed',
    'second: failed',
    'third: skipped',
    'fourth: skipped',
    'elsewhere: passed',
  ])
})
