// Which text is read for a purpose.
import { expect, test } from 'vitest'
import type { ConsentText } from '../../../kernel/pack.ts'
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
