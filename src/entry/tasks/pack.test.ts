// Every pack of the repository passes `pack check`, and the check finds each kind of fault.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readPack } from '../../platform/packs/packs.ts'
import { TaskError } from '../task.ts'
import { packCheckTask } from './pack.ts'

const HUERTA = fileURLToPath(new URL('../../../packs/huerta/', import.meta.url))

async function check(...folders: string[]): Promise<{ fine: boolean; said: string }> {
  const lines: string[] = []
  const print = (line: string) => void lines.push(line)
  const config = () => expect.fail('a pack is checked without a database')
  try {
    await packCheckTask(folders, { print, tell: print, config })
    return { fine: true, said: lines.join('\n') }
  } catch (error) {
    if (!(error instanceof TaskError)) throw error
    return { fine: false, said: lines.join('\n') }
  }
}

test('every pack of the repository may be loaded', async () => {
  const { fine, said } = await check()
  expect(fine, said).toBe(true)
  expect(said).toMatch(/huerta@.+integrate@/su)
})

test('the garden pack has no word about migration', async () => {
  const text = JSON.stringify(await readPack(HUERTA))
  expect(text.match(/migra|refugi|asylum|asilo|passport|pasaporte|border|fronter|هجر|لاجئ/iu)).toBeNull()
})

describe('a garden with one fault is not loaded', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pack-'))
    await cp(HUERTA, folder, { recursive: true })
  })
  afterEach(() => rm(folder, { recursive: true }))

  const faults: [fault: string, file: string, from: string, to: string, expected: RegExp][] = [
    [
      'a text is missing in one language',
      'taxonomies/sexes',
      '"ar": "أنثى"',
      '"fr": "Femme"',
      /label is missing in ar/u,
    ],
    [
      'a need has no domain',
      'taxonomies/needs',
      '"land"',
      '"lawn"',
      /"lawn" is not in taxonomy needDomains/u,
    ],
    ['a code stands twice', 'taxonomies/languages', '"code": "en"', '"code": "es"', /"es" stands twice/u],
    [
      'nobody may stay silent about their status',
      'taxonomies/statuses',
      '"not_asked"',
      '"asked"',
      /"not_asked" is not in/u,
    ],
    [
      'a document does not fit its own example',
      'taxonomies/identifier-types',
      'HA0042',
      'HA42',
      /"HA42" does not fit/u,
    ],
    [
      'a condition asks for an answer nobody gives',
      'questionnaires/characterization.v1',
      'has_gardened ==',
      'has_farmed ==',
      /unknown_field/u,
    ],
    [
      'an outcome waits for an unknown milestone',
      'outcomes/first_harvest',
      '\\"first_harvest\\"',
      '\\"last_harvest\\"',
      /"last_harvest" is not in taxonomy milestones/u,
    ],
    [
      'a result hangs on status and names no law',
      'outcomes/first_harvest',
      'data.milestone == \\"first_harvest\\"',
      'snapshot.migration_status == \\"member\\"',
      /depends on migration status and cites no law/u,
    ],
    [
      'a purpose of asking about status stands twice',
      'pack',
      '"garden_card"',
      '"right_plot"',
      /"right_plot" stands twice/u,
    ],
    [
      'somebody behind the firewall would pay for results',
      'rate-cards/harvest_fund',
      '"funder"',
      '"enforcement"',
      /its payer stands behind the firewall/u,
    ],
    [
      'an outcome waits for facts that nothing records',
      'outcomes/first_harvest',
      'milestone.recorded',
      'harvest.seen',
      /nothing records facts of kind "harvest.seen"/u,
    ],
    [
      'an outcome comes after itself',
      'outcomes/mentor_30_days',
      '["first_harvest"]',
      '["mentor_30_days"]',
      /comes after itself/u,
    ],
    [
      'something unknown has a price',
      'rate-cards/harvest_fund',
      '"first_harvest"',
      '"second_harvest"',
      /prices "second_harvest"/u,
    ],
    [
      'a price has more decimals than its money',
      'rate-cards/harvest_fund',
      '"40.00"',
      '"40.005"',
      /more decimals than EUR/u,
    ],
    ['a message says what it is not told', 'messages/appointment', '{place}', '{room}', /uses \{room\}/u],
    ['a message cannot be read', 'messages/appointment', '{place}', '{place', /is not ICU MessageFormat/u],
    ['there is a field that no pack has', 'pack', '"currency"', '"money": 1, "currency"', /pack/u],
    [
      'an example comes out otherwise',
      'tests/cap_per_person',
      '"150.00"',
      '"151.00"',
      /which did not come out/u,
    ],
  ]
  test.each(faults)('when %s', async (_fault, name, from, to, expected) => {
    const file = join(folder, `${name}.json`)
    const text = await readFile(file, 'utf8')
    expect(text).toContain(from)
    await writeFile(file, text.replace(from, to))
    const { fine, said } = await check(folder)
    expect(fine).toBe(false)
    expect(said).toMatch(expected)
  })
})
