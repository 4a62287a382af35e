// What a form reads from a schema: what is needed, what typed texts become, and the words for what is refused.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { registerPerson } from '../../serve/record/operations.ts'
import { identifyNeed } from '../../serve/cases/operations.ts'
import { PlainDate } from '../../kernel/time.ts'
import { Code, Text } from '../../kernel/words.ts'
import { fieldOf, inputOf, isSame, refusalsOf } from './schema.ts'

const person = registerPerson.input
const reasons = (schema: z.ZodMiniType, values: unknown) =>
  refusalsOf(schema, inputOf(schema, values)).map(({ path, reason, values: bounds }) => [
    path,
    reason,
    bounds,
  ])

test('a field is needed when the schema and everything around it asks for a value', () => {
  const needed = (name: string) => fieldOf(identifyNeed.input, name).required
  expect(['code', 'urgency', 'note'].map(needed)).toEqual([true, true, false])
  expect(fieldOf(person, 'identifiers.0.number').required).toBe(false)
  expect(fieldOf(person, 'born.age').required).toBe(false)
  expect(fieldOf(z.object({ plain: z.string(), some: z.array(Code) }), 'plain').required).toBe(false)
  expect(fieldOf(z.object({ some: z.array(Code).check(z.minLength(1)) }), 'some').required).toBe(true)
})

test('texts become the input: nothing written is left out, figures become numbers, also Arabic ones', () => {
  const schema = z.strictObject({
    name: z.optional(Text(10)),
    plain: z.string(),
    count: z.optional(z.int()),
    born: person.shape.born,
    inner: z.optional(z.strictObject({ on: z.optional(PlainDate) })),
  })
  expect(
    inputOf(schema, { name: ' ', plain: '', count: '12', born: { date: '' }, inner: { on: '' } }),
  ).toEqual({
    plain: '',
    count: 12,
  })
  expect(inputOf(schema, { born: { age: '٣٤', on: '2026-11-29' } })).toEqual({
    born: { age: 34, on: '2026-11-29' },
  })
  expect(inputOf(z.object({ share: z.number() }), { share: '0,5' })).toEqual({ share: 0.5 })
})

test('a wrong date of birth is refused with the reason, and never becomes unknown', () => {
  const born = (value: unknown) => reasons(z.strictObject({ born: person.shape.born }), { born: value })
  const on = '2026-11-29'
  expect(born({ age: 'abc', on })).toEqual([['born.age', 'not_a_number', {}]])
  expect(born({ age: '320', on })).toEqual([['born.age', 'not_between', { min: 0, max: 125 }]])
  expect(born({ age: '3.5', on })).toEqual([['born.age', 'not_whole', {}]])
  expect(born({ age: '', on })).toEqual([['born.age', 'missing', {}]])
  expect(born({ year: '19' })).toEqual([['born.year', 'not_between', { min: 1880, max: 2199 }]])
  expect(born({ date: '1990--3' })).toEqual([['born.date', 'not_a_date', {}]])
  expect(born({ date: '' })).toEqual([])
  expect(born({ age: '34', on })).toEqual([])
})

test('each refusal says what to do: missing, the length that is stored, signs that cannot be saved', () => {
  const schema = z.strictObject({
    code: Code,
    note: z.optional(Text(5)),
    some: z.array(Code).check(z.minLength(1)),
  })
  expect(reasons(schema, { code: '', note: 'x'.repeat(6), some: [] })).toEqual([
    ['code', 'missing', {}],
    ['note', 'too_long', { max: 5 }],
    ['some', 'missing', {}],
  ])
  expect(reasons(schema, { code: 'a', note: 'x'.repeat(11), some: ['a'] })).toEqual([
    ['note', 'too_long', { max: 5 }],
  ])
  expect(reasons(schema, { code: 'a', note: 'a\u202eb', some: ['a'] })).toEqual([['note', 'unsafe_text', {}]])
})

test('an input that the schema accepts goes through a form unchanged', () => {
  const schema = z.strictObject({
    text: z.optional(Text(20)),
    count: z.optional(z.int()),
    list: z.optional(z.array(Code)),
    on: z.optional(z.boolean()),
  })
  const text = fc.string({ minLength: 1, maxLength: 10 })
  const value = fc.record(
    { text, count: fc.integer(), list: fc.array(fc.constantFrom('a', 'b_c')), on: fc.boolean() },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(value, (input) => {
      if (!z.safeParse(schema, input).success) return
      expect(inputOf(schema, input) ?? {}).toEqual(input)
    }),
  )
})

test('an emptied field says what one that was never filled in says; any other difference is one', () => {
  const file = new File([], 'a.txt')
  for (const [one, other] of [
    [{}, { text: undefined, born: null, some: [], deep: { a: '' } }],
    [undefined, {}],
    [{ at: file }, { at: file, more: undefined }],
    [{ some: [{ a: 1 }] }, { some: [{ a: 1, b: undefined }] }],
  ])
    expect(isSame(one, other) && isSame(other, one)).toBe(true)
  for (const [one, other] of [
    [{}, { text: 'a' }],
    [{}, { is: false }],
    [{ is: true }, { is: false }],
    [{ count: 0 }, {}],
    [{ some: ['a'] }, { some: ['b'] }],
    [{ some: ['a'] }, {}],
    [{ at: file }, { at: new File([], 'a.txt') }],
    [{ at: file }, {}],
  ])
    expect(isSame(one, other) || isSame(other, one)).toBe(false)
})

test('what is equal by value says the same, and anything given differs from nothing', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(isSame(value, structuredClone(value))).toBe(true)
      expect(isSame({ value: [0, value] }, {})).toBe(false)
    }),
  )
})
