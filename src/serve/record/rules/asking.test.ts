// Migration status is asked with a purpose or not at all.
import { expect, test } from 'vitest'
import { readPack } from '../../../platform/packs/packs.ts'
import { checkAsking, wasAsked } from './asking.ts'

const pack = await readPack('packs/huerta')
const ask = (
  status: string | null | undefined,
  purpose?: string,
  asking: 'never' | 'with_purpose' = 'with_purpose',
) => checkAsking(pack, asking, status, purpose)

test('a status that was not asked needs no purpose; preferring not to say is an answer', () => {
  expect([undefined, null, 'not_asked'].map(wasAsked)).toEqual([false, false, false])
  expect(wasAsked('prefers_not_to_say')).toBe(true)
  expect(() => ask('not_asked')).not.toThrow()
  expect(() => ask(null, undefined, 'never')).not.toThrow()
})

test('a question states its purpose, one that the pack lists', () => {
  expect(() => ask('visitor')).toThrow('status.purpose_missing')
  expect(() => ask('visitor', 'curiosity')).toThrow('code.unknown')
  expect(() => ask('visitor', 'right_plot')).not.toThrow()
})

test('a centre that never asks accepts no answer, whatever the purpose', () => {
  expect(() => ask('visitor', 'right_plot', 'never')).toThrow('status.not_asked_here')
  expect(() => ask('not_asked', undefined, 'never')).not.toThrow()
})

test('work done under a release that lists no purposes is still accepted', () => {
  const { statusPurposes: _, ...before } = pack
  expect(() => checkAsking(before, 'with_purpose', 'visitor', undefined)).not.toThrow()
})
