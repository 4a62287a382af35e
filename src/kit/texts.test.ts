// Messages arrive in parts, with the modules that need them; a change of the language brings all parts on the page.
import { beforeAll, expect, test } from 'vitest'
import { Problem } from '../kernel/problem.ts'
import {
  changeLanguage,
  loadLanguage,
  loadWordsOf,
  startTexts,
  textsOf,
  wantKey,
  subscribeToTexts,
  withPart,
} from './texts.ts'

const asked: string[] = []
const FILES: Readonly<Record<string, Record<string, string>>> = {
  'es/start': { 'kit.home': 'Inicio' },
  'en/start': { 'kit.home': 'Home' },
  'es/bed-List': { 'bed.title': 'Eras' },
  'en/bed-List': { 'bed.title': 'Beds' },
  'es/of-bed': { 'problem.bed.dry': 'Está seca.', 'bed.state.dry': 'Seca' },
  'es/well-Depth': { 'well.depth_shown': 'Hondura' },
  'ar/well-Depth': { 'well.depth_shown': 'العمق' },
  'en/of-bed': { 'problem.bed.dry': 'It is dry.', 'bed.state.dry': 'Dry' },
}
let isDown = false

beforeAll(async () => {
  await startTexts(async (locale, part) => {
    asked.push(`${locale}/${part}`)
    if (isDown) throw new TypeError('no network')
    return FILES[`${locale}/${part}`]
  }, 'es')
})

test('a module comes with its messages', async () => {
  expect(textsOf('es')['bed.title']).toBeUndefined()
  expect(await withPart(Promise.resolve('module'), 'bed-List')).toBe('module')
  expect(textsOf('es')['bed.title']).toBe('Eras')
})

test('a refusal brings the messages of its noun, once', async () => {
  await loadWordsOf(new Problem('bed.dry', 409))
  await loadWordsOf(new Problem('bed.dry', 409))
  expect(textsOf('es')['problem.bed.dry']).toBe('Está seca.')
  expect(asked.filter((each) => each === 'es/of-bed')).toHaveLength(1)
})

test('a key that nobody has is asked for once, and draws nothing again', async () => {
  let drawn = 0
  const stop = subscribeToTexts(() => (drawn += 1))
  wantKey('well.depth')
  wantKey('well.depth')
  await expect.poll(() => asked.filter((each) => each === 'es/of-well').length).toBe(1)
  expect(drawn).toBe(0)
  stop()
})

test('a code that names no noun asks for no file', async () => {
  wantKey('problem.not_a_date')
  await loadWordsOf(new Problem('not_a_date', 422))
  expect(asked.filter((each) => each.includes('not_a_date'))).toEqual([])
})

test('without a network the language stays', async () => {
  isDown = true
  await expect(changeLanguage('en')).rejects.toThrow('no network')
  isDown = false
  await withPart(Promise.resolve(), 'bed-List')
  expect(textsOf('en')['bed.title']).toBeUndefined()
})

test('another language brings every part on the page', async () => {
  await changeLanguage('en')
  expect(textsOf('en')).toMatchObject({
    'kit.home': 'Home',
    'bed.title': 'Beds',
    'problem.bed.dry': 'It is dry.',
  })
})

test('a part of the page in another language has the messages of modules that come later, if they can be had', async () => {
  await loadLanguage('ar')
  await withPart(Promise.resolve(), 'well-Depth')
  expect(textsOf('ar')['well.depth_shown']).toBe('العمق')
  isDown = true
  await expect(withPart(Promise.resolve(), 'well-Bucket')).rejects.toThrow('no network')
  isDown = false
})
