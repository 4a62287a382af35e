// Tests what an expression may contain, what it evaluates to, and what is refused with a position.
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { fact } from '../fact.ts'
import { Problem } from '../problem.ts'
import { PlainDate } from '../time.ts'
import { Code } from '../words.ts'
import { evaluate, holds } from './evaluate.ts'
import { factFields, factRow } from './fields.ts'
import type { Answer, Fields, Row } from './expression.ts'
import { parse } from './parse.ts'
import { toSql } from './sql.ts'

const fields: Fields = {
  kind: 'text',
  'data.contract': 'text',
  beds: 'integer',
  hours: 'decimal',
  member: 'boolean',
  since: 'date',
  tags: 'list',
}
const row: Row = {
  kind: 'harvest',
  'data.contract': 'formal',
  beds: 7,
  hours: '0.10',
  member: true,
  since: '2026-01-31',
  tags: ['shade', 'herbs'],
}

const evaluated = (text: string, on: Row = row): Answer => evaluate(parse(text, fields), on)

function refused(text: string): { code: string; position: unknown } {
  try {
    parse(text, fields)
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, position: error.data['position'] }
    throw error
  }
  throw new Error(`was accepted: ${text}`)
}

describe('what an expression answers', () => {
  test.each<[string, Answer]>([
    ['kind == "harvest" && data.contract in ["formal", "informal"]', true],
    ['beds / 2', 3n],
    ['-beds / 2', -3n],
    ['-beds % 2', -1n],
    ['9223372036854775807 + 1', 9223372036854775808n],
    ['hours + 0.2 == 0.3', true],
    ['hours * 3', '0.3'],
    ['1.0 / 3', '0.333333333333'],
    ['-1.0 / 3', '-0.333333333333'],
    ['beds / 0', null],
    ['hours / 0', null],
    ['beds % 0', null],
    ['addDays(since, 30)', '2026-03-02'],
    ['addDays(since, 99999999999)', null],
    ['daysBetween(since, date("2026-05-01"))', 90n],
    ['size("día 🌱")', 5n],
    ['kind.startsWith("har") && kind.endsWith("vest") && kind.contains("rve")', true],
    ['"herbs" in tags', true],
    ['size(tags) == 2', true],
    ['member ? "in" : "out"', 'in'],
    ['"\uffff" < "🌱"', true],
  ])('%s is %s', (text, answer) => {
    expect(evaluated(text)).toEqual(answer)
  })

  test.each<[string, Answer]>([
    ['beds > 3', null],
    ['beds > 3 && false', false],
    ['beds > 3 || true', true],
    ['!(beds > 3)', null],
    ['beds == null', true],
    ['has(beds)', false],
    ['member ? 1 : 2', null],
    ['beds in [1, 2]', null],
    ['beds in []', false],
    ['1 in [beds, 1]', true],
    ['2 in [beds, 1]', null],
    ['size(tags)', null],
    ['(beds == null) ? "none" : "some"', 'none'],
  ])('with nothing known, %s is %s', (text, answer) => {
    expect(evaluated(text, {})).toEqual(answer)
    expect(evaluated(text, { beds: null, member: null, tags: null })).toEqual(answer)
  })

  test('a filter holds only when its condition is known to be true', () => {
    const filter = parse('beds > 3', fields, 'boolean')
    expect([{ beds: 4 }, { beds: 3 }, {}].map((each) => holds(filter, each))).toEqual([true, false, false])
  })

  test('a row with a value of another type is refused', () => {
    expect(() => evaluated('beds > 3', { beds: 'many' })).toThrow('expression.wrong_value')
    expect(() => evaluated('since > date("2026-01-01")', { since: '2026-02-30' })).toThrow(
      'expression.wrong_value',
    )
  })
})

describe('what is refused', () => {
  test.each([
    ['beds >', 'expression.syntax', 6],
    ['member && height > 3', 'expression.unknown_field', 10],
    ['constructor == 1', 'expression.unknown_field', 0],
    ['kind.matches("^h")', 'expression.unknown_function', 0],
    ['now() > since', 'expression.unknown_function', 0],
    ['startsWith(kind, "h")', 'expression.unknown_function', 0],
    ['kind + 1', 'expression.wrong_type', 7],
    ['kind == 1', 'expression.wrong_type', 8],
    ['member < true', 'expression.wrong_type', 0],
    ['hours % 2', 'expression.wrong_type', 0],
    ['date("2026-02-30") == since', 'expression.wrong_type', 5],
    ['beds ? 1 : 2', 'expression.wrong_type', 0],
    ['beds in tags', 'expression.wrong_type', 0],
    ['tags == tags', 'expression.wrong_type', 0],
    ['tags[0] == "a"', 'expression.unsupported', 0],
    ['tags.exists(t, t == "a")', 'expression.unknown_function', 0],
    ['{"a": 1} == null', 'expression.unsupported', 0],
    ['5u == beds', 'expression.unsupported', 0],
    ['1e3 == hours', 'expression.unsupported', 0],
    ['null', 'expression.unsupported', 0],
    ['null < beds', 'expression.unsupported', 0],
  ])('%s: %s at %i', (text, code, position) => {
    expect(refused(text)).toEqual({ code, position })
  })

  test('an expression that is too long or too deep is refused before it is checked', () => {
    expect(refused('1' + ' + 1'.repeat(600)).code).toBe('expression.too_long')
    expect(refused(`${'('.repeat(900)}1${')'.repeat(900)}`).code).toBe('expression.syntax')
    expect(refused('1' + '+1'.repeat(300)).code).toBe('expression.too_long')
  })

  test('a filter that is not boolean is refused', () => {
    expect(() => parse('beds + 1', fields, 'boolean')).toThrow('expression.wrong_type')
  })
})

describe('as SQL', () => {
  test('no literal of the expression becomes SQL text', () => {
    const { text, values, pieces } = toSql(
      parse(`kind == "'; drop table x; --" || beds > 41`, fields),
      (name) => `t.${name}`,
      3,
    )
    expect(text).toBe(
      '((((t.kind)::text collate "C") = ($3::text collate "C")) or (((t.beds)::numeric) > ($4::numeric)))',
    )
    expect(values).toEqual([`'; drop table x; --`, '41'])
    expect(pieces).toHaveLength(3)
  })
})

describe('over facts', () => {
  const kind = fact({
    kind: 'milestone.recorded',
    summary: 'Something happened.',
    data: z.object({
      milestone: Code,
      until: z.optional(PlainDate),
      beds: z.optional(z.int()),
      tools: z.array(z.string()),
      plot: z.object({ shade: z.nullable(z.boolean()) }),
    }),
  })

  test('the fields come from the schema of the fact', () => {
    expect(factFields(kind)).toMatchObject({
      occurredOn: 'date',
      'snapshot.sex': 'text',
      'data.milestone': 'text',
      'data.until': 'date',
      'data.beds': 'integer',
      'data.tools': 'list',
      'data.plot.shade': 'boolean',
    })
  })

  test('a fact answers by them', () => {
    const row = factRow({
      occurredOn: '2026-01-31',
      data: { milestone: 'harvest', tools: ['hoe'], plot: { shade: true } },
      snapshot: { sex: 'female' },
    })
    const text = 'data.plot.shade && "hoe" in data.tools && snapshot.sex == "female" && data.until == null'
    expect(evaluate(parse(text, factFields(kind)), row)).toBe(true)
  })
})
