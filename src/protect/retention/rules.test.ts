// What may be kept no longer, what must stay, and which fields of a fact hold no text of a person.
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { fact } from '../../kernel/fact.ts'
import type { RetentionRule } from '../../kernel/packs/pack.ts'
import { Code, Id } from '../../kernel/words.ts'
import { cutoffs, mustStay, takenIn, wordlessFields } from './rules.ts'

const rule = (one: RetentionRule['class'], months: number): RetentionRule => ({
  code: one,
  class: one,
  months,
  basis: { es: 'Ley' },
  about: { es: 'Qué' },
})

test('a rule looks back by its months, to the last day a shorter month has', () => {
  expect(cutoffs([rule('personal', 24), rule('protected', 1)], '2026-03-31')).toEqual([
    { class: 'personal', before: '2024-03-31' },
    { class: 'protected', before: '2026-02-28' },
  ])
})

test('an erasure of the person includes everything; one of confidential notes, only those', () => {
  expect(takenIn(['personal'])).toEqual(['personal', 'sensitive', 'protected', 'evidence'])
  expect(takenIn(['protected'])).toEqual(['protected'])
})

test('a proof stays until the months after its decision are over', () => {
  const proofs = [
    { attachment: 'old', decidedOn: '2021-03-02' },
    { attachment: 'new', decidedOn: '2021-03-03' },
  ]
  expect(mustStay(proofs, [rule('evidence', 60)], '2026-03-02')).toEqual(['new'])
  expect(mustStay(proofs, [], '2026-03-02')).toEqual([])
})

test('an id, a code, a date, a number and one of a few are kept; a text and what may hold one are not', () => {
  const kind = fact({
    kind: 'test.happened',
    summary: 'A test.',
    data: z.object({
      id: z.nullable(Id),
      codes: z.array(Code),
      on: z.iso.date(),
      count: z.int(),
      one: z.enum(['a', 'b']),
      words: z.string(),
      several: z.array(z.string()),
      inside: z.object({ because: z.nullable(z.string()) }),
      anything: z.unknown(),
    }),
  })
  expect(wordlessFields(kind)).toEqual(['id', 'codes', 'on', 'count', 'one'])
})
