// Which questions are asked while an answer is being typed, and how answers of a wrong kind are reported.
import { expect, test } from 'vitest'
import { parse } from '../../kernel/expression/parse.ts'
import { answerFields, type Pack, type Questionnaire } from '../../kernel/packs/pack.ts'
import { readPack } from '../../platform/packs/packs.ts'
import { askedQuestions, daysOf, flaws } from './rules.ts'

const KINDS = ['text', 'date', 'yes_no', 'integer', 'one', 'many'] as const
const CONDITIONS = {
  text: 'first == "a"',
  date: 'first > date("2026-01-01")',
  yes_no: 'first == false',
  integer: 'first > 3',
  one: 'first == "a"',
  many: '"a" in first',
}
const RIGHT = { text: 'a', date: '2026-03-02', yes_no: false, integer: 4, one: 'a', many: ['a'] }
const VALUES = ['Ana', '', '-', '1a', '2026-02-30', 1, 0.5, 2 ** 60, true, ['b'], []]

/** A second question that is asked only after an answer to the first. */
function two(kind: (typeof KINDS)[number]) {
  const label = { es: '¿?' }
  const questions = [
    { name: 'first', kind, label, choices: [{ code: 'a', label }], fieldGroup: 'needs' },
    { name: 'second', kind: 'text', label, relevant: CONDITIONS[kind], fieldGroup: 'needs' },
  ]
  const questionnaire = { code: 'test', version: 1, title: label, pages: [{ title: label, questions }] }
  return questionnaire as unknown as Questionnaire
}

test.each(KINDS)(
  'an answer of another kind than %s has no effect, and is reported as of a wrong type',
  (kind) => {
    const questionnaire = two(kind)
    const understood = (condition: string) => parse(condition, answerFields(questionnaire), 'boolean')
    const asked = (first: (typeof VALUES)[number]) =>
      askedQuestions(questionnaire, { first } as never, understood).map(({ name }) => name)
    expect(asked(RIGHT[kind])).toEqual(['first', 'second'])
    for (const value of VALUES) {
      expect(asked(value), JSON.stringify(value)).toEqual(['first'])
      const [flaw] = flaws({} as Pack, questionnaire, { first: value } as never, understood)
      // An empty list counts as not answered.
      if (typeof value !== typeof RIGHT[kind] && String(value) !== '')
        expect(flaw, JSON.stringify(value)).toEqual({ question: 'first', reason: 'wrong_type' })
    }
  },
)

test('more children than people in the household contradict each other, as far as both are answered', async () => {
  const pack = await readPack('packs/integrate')
  const [questionnaire] = pack.questionnaires
  if (!questionnaire) throw new Error('The pack has no questionnaire.')
  const understood = (condition: string) => parse(condition, answerFields(questionnaire), 'boolean')
  const contradicting = (answers: Record<string, number>) =>
    flaws(pack, questionnaire, answers, understood).flatMap(({ question, reason }) =>
      reason === 'contradicts' ? [question] : [],
    )
  expect(contradicting({ household_size: 1, children_5_to_17: 5 })).toEqual(['children_5_to_17'])
  expect(contradicting({ household_size: 4, children_under_5: 2, children_5_to_17: 3 })).toEqual([
    'children_5_to_17',
  ])
  // A child who lives alone counts themself.
  expect(contradicting({ household_size: 1, children_5_to_17: 1 })).toEqual([])
  expect(contradicting({ household_size: 3, children_5_to_17: 2 })).toEqual([])
  expect(contradicting({ children_5_to_17: 2 })).toEqual([])
})

test('days in the life of the person are those of questions that ask what happened', () => {
  const question = (name: string, more: object) => ({ name, kind: 'date', label: { es: '¿?' }, ...more })
  const asked = [
    question('arrived_on', { happened: true }),
    question('left_on', { happened: true }),
    question('comes_on', {}),
  ] as never
  const answers = { arrived_on: '2026-03-02', left_on: 'ayer', comes_on: '2027-01-01' }
  expect(daysOf(asked, answers).map(({ question: name }) => name)).toEqual(['arrived_on'])
})
