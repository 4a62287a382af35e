// Which text is read for a purpose.
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ConsentText } from '../../../kernel/packs/pack.ts'
import { readPack } from '../../../platform/packs/packs.ts'
import { textsFor } from './texts.ts'

const text = (version: string, purposes: string[], fieldGroups: string[]): ConsentText => ({
  version,
  title: { es: version },
  text: { es: version },
  purposes,
  fieldGroups,
  validDays: 30,
})
const pack = {
  consent: 'v1',
  consentTexts: [
    text('results_v1', ['results'], ['documents']),
    text('sensitive_v1', ['service', 'referral'], ['identity', 'health']),
    text('v1', ['service', 'referral', 'results'], ['identity', 'documents']),
  ],
}
const versions = (purpose: string, wanted?: string[]) =>
  textsFor(pack, purpose, wanted).map(({ version }) => version)

test('a purpose with a text of its own is asked by it and by no general text', () => {
  expect(versions('results')).toEqual(['results_v1'])
})

test('of several texts the one that covers most of the wanted parts comes first, then the one in force', () => {
  expect(versions('referral')).toEqual(['v1', 'sensitive_v1'])
  expect(versions('referral', ['health'])).toEqual(['sensitive_v1', 'v1'])
})

test('a purpose that no text names has none', () => {
  expect(versions('story')).toEqual([])
})

test('in the pack of the demonstration each purpose is asked by texts that name it alone', async () => {
  const pack = await readPack('packs/integrate')
  for (const { code } of pack.taxonomies.purposes) {
    const texts = textsFor(pack, code)
    expect(texts.length, code).toBeGreaterThan(0)
    for (const { purposes } of texts) expect(purposes).toEqual([code])
    // The first one is the one for what is asked mostly; health is shared by a text of its own.
    expect(texts[0]?.fieldGroups).not.toContain('health')
  }
  expect(textsFor(pack, 'referral', ['health'])[0]?.version).toBe('sensitive_referral_v1')
})

test('what people said yes to stays: the texts of earlier releases are as they were', async () => {
  const { consentTexts } = await readPack('packs/integrate')
  const hashOf = (version: string) => {
    const { text, purposes, fieldGroups, validDays } = consentTexts.find(
      (one) => one.version === version,
    ) as ConsentText
    const words = JSON.stringify([text, purposes, fieldGroups, validDays])
    return createHash('sha256').update(words).digest('hex').slice(0, 12)
  }
  expect(
    Object.fromEntries(['v1', 'sensitive_v1', 'contact_v1', 'results_v1'].map((one) => [one, hashOf(one)])),
  ).toEqual({
    v1: 'c25a7ce6a02c',
    sensitive_v1: 'ee7bc645bbb2',
    contact_v1: '2c8a261706ed',
    results_v1: '53bb816327c9',
  })
})
