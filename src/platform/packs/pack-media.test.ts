// Pictures and texts of a pack: a drawing holds paths and nothing else, and a key names one text.
import { expect, test } from 'vitest'
import { spokenText, wordsToSay } from '../../kernel/packs/pack-spoken.ts'
import { shapesOf } from './pack-media.ts'
import { readPack } from './packs.ts'

const svg = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">${inside}</svg>`

test('a drawing is read as its shapes, in their order', () => {
  const text = svg('\n  <path class="sun" d="M1 2h3" />\n  <path class="line" d="M4 5v6Z"/>\n')
  expect(shapesOf(text)).toEqual([
    { d: 'M1 2h3', tone: 'sun' },
    { d: 'M4 5v6Z', tone: 'line' },
  ])
})

test.each([
  ['a script', svg('<script>alert(1)</script>')],
  ['a handler', svg('<path class="line" d="M1 2" onclick="x()"/>')],
  ['a reference', svg('<use href="#a"/>')],
  ['another tone', svg('<path class="red" d="M1 2"/>')],
  ['text after it', `${svg('')}<svg/>`],
  ['another size', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>'],
])('%s is no drawing', (_what, text) => {
  expect(shapesOf(text)).toBeUndefined()
})

test('a key names the text of a consent, a purpose, a question or a choice, and nothing else', async () => {
  const pack = await readPack('packs/integrate')
  expect(spokenText(pack, 'consent/v1')?.['es']).toMatch(/^Autorización para usar sus datos\n\nGuardamos/u)
  expect(spokenText(pack, 'purpose/contact')?.['en']).toBe('Calling or writing to you')
  const [questionnaire] = pack.questionnaires
  const question = questionnaire?.pages.flatMap(({ questions }) => questions)[0]
  expect(spokenText(pack, `question/${questionnaire?.code}/${question?.name}`)).toEqual(question?.label)
  for (const key of ['consent/none', 'consent/v1/more', 'purpose/none', 'question/none/none', 'other/v1', ''])
    expect(spokenText(pack, key)).toBeUndefined()
  // Nobody writes it in Wayuunaiki: it is said from the first language of the pack.
  expect(wordsToSay(pack, 'purpose/contact', 'guc')).toBe('Llamarle o escribirle')
})

test('every purpose of the demonstration network has its picture, in words too', async () => {
  const { pictures = [], taxonomies, locales } = await readPack('packs/integrate')
  const ofPurposes = pictures.map(({ key }) => key).filter((key) => key.startsWith('purpose/'))
  expect(ofPurposes).toEqual(taxonomies.purposes.map(({ code }) => `purpose/${code}`))
  for (const { alt } of pictures) expect(Object.keys(alt)).toEqual(expect.arrayContaining(locales))
})
