// A device holds what its user reads aloud, each text once in each language, within its bound.
import { expect, test } from 'vitest'
import type { Recording } from './operations.ts'
import { best, hold, toHold, type Held } from './rules.ts'

const CONSENT = 'consent/v1'
const ANSWER = 'choice/first/crops/tomato'
const of = (id: string, key: string, language: string, standing: Recording['standing']): Recording => ({
  id,
  key,
  language,
  standing,
})
const ids = (recordings: readonly Recording[]) => recordings.map(({ id }) => id)

test('a recording of the pack is heard before one that was recorded on the spot, and a confirmed one before one’s own', () => {
  const [own, confirmed, pack] = [
    of('own', CONSENT, 'ar', 'own'),
    of('confirmed', CONSENT, 'ar', 'confirmed'),
    of('pack', CONSENT, 'ar', 'pack'),
  ]
  expect(best([own, confirmed, pack], 'ar')).toBe(pack)
  expect(best([own, confirmed], 'ar')).toBe(confirmed)
  expect(best([own], 'ar')).toBe(own)
  expect(best([of('waiting', CONSENT, 'ar', 'waiting')], 'ar')).toBeUndefined()
  expect(best([own, confirmed, pack], 'guc')).toBeUndefined()
})

test('it holds the texts of consent first, each once in each language, and only what the role reads', () => {
  const recordings = [
    of('answer', ANSWER, 'ar', 'pack'),
    of('own', CONSENT, 'ar', 'own'),
    of('pack', CONSENT, 'ar', 'pack'),
    of('guc', CONSENT, 'guc', 'confirmed'),
    of('waiting', 'consent/v2', 'ar', 'waiting'),
  ]
  expect(ids(toHold(recordings, { consent: true, questions: true }))).toEqual(['pack', 'guc', 'answer'])
  expect(ids(toHold(recordings, { consent: true, questions: false }))).toEqual(['pack', 'guc'])
  expect(ids(toHold(recordings, { consent: false, questions: true }))).toEqual(['answer'])
  expect(toHold(recordings, { consent: false, questions: false })).toEqual([])
})

const three = ['a', 'b', 'c'].map((id) => of(id, `consent/${id}`, 'ar', 'pack'))

async function held(fetch: Parameters<typeof hold>[1], most = 100): Promise<Held[]> {
  const said: Held[] = []
  await hold(three, fetch, (now) => said.push(now), most)
  return said
}

test('each is fetched in turn, and it says how many are there', async () => {
  expect(await held(async () => 30)).toEqual([
    { held: 0, wanted: 3, stage: 'coming' },
    { held: 1, wanted: 3, stage: 'coming' },
    { held: 2, wanted: 3, stage: 'coming' },
    { held: 3, wanted: 3, stage: 'all' },
  ])
})

test('what would be more than the bound is not held, and it says so; so does a device without room', async () => {
  expect((await held(async () => 50)).at(-1)).toEqual({ held: 2, wanted: 3, stage: 'full' })
  expect((await held(async ({ id }) => (id === 'b' ? undefined : 10))).at(-1)).toEqual({
    held: 1,
    wanted: 3,
    stage: 'full',
  })
})

test('without a network the others come later; one that was deleted meanwhile is not waited for', async () => {
  const cut = await held(async ({ id }) => (id === 'b' ? await Promise.reject(new Error('cut')) : 10))
  expect(cut.at(-1)).toEqual({ held: 1, wanted: 3, stage: 'later' })
  expect((await held(async ({ id }) => (id === 'c' ? null : 10))).at(-1)).toEqual({
    held: 2,
    wanted: 2,
    stage: 'all',
  })
})
