// Tests that the two evaluators agree: any well-typed expression gives the same answer in memory and in
// PostgreSQL.
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/harness/database.ts'
import { fromDecimal, toDecimal } from './decimal.ts'
import { evaluate } from './evaluate.ts'
import type { Answer, Fields, FieldType, Row } from './expression.ts'
import { parse } from './parse.ts'
import { toSql } from './sql.ts'

const fields: Fields = {
  t1: 'text',
  't.two': 'text',
  i1: 'integer',
  i2: 'integer',
  d1: 'decimal',
  b1: 'boolean',
  on: 'date',
  list: 'list',
}
const COLUMN: Readonly<Record<FieldType, string>> = {
  text: 'text',
  integer: 'bigint',
  decimal: 'numeric',
  boolean: 'boolean',
  date: 'date',
  list: 'text[]',
}

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})

// A few awkward words, so that equal texts, prefixes, empty texts and code points above U+FFFF really occur
// together.
const word = fc.constantFrom(
  '',
  'a',
  'A',
  'ab',
  'b',
  'ñ',
  'n\u0303',
  '\uffff',
  '🌱',
  'a🌱',
  '%',
  '_',
  "'",
  '\\',
  ' a',
  'سلام',
)
const whole = fc.oneof(
  fc.integer({ min: -3, max: 3 }).map(BigInt),
  fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }),
)
const exact = fc.oneof(
  fc.constantFrom('0.0', '0.1', '0.2', '0.30', '1.0', '2.5', '123456789.987654321', '0.000000000001'),
  fc.tuple(fc.nat(9999), fc.nat(9999)).map(([a, b]) => `${a}.${b}`),
)
const day = fc.constantFrom(
  '1850-01-01',
  '1999-12-31',
  '2000-02-29',
  '2026-01-31',
  '2026-03-02',
  '2199-12-31',
)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 4 })

const rows: fc.Arbitrary<Row> = fc.record({
  t1: maybe(word),
  't.two': maybe(word),
  i1: maybe(whole),
  i2: maybe(fc.integer({ min: -2, max: 2 }).map(BigInt)),
  d1: maybe(exact),
  b1: maybe(fc.boolean()),
  on: maybe(day),
  list: maybe(fc.array(maybe(word), { maxLength: 3 })),
})

const quote = (text: string) => JSON.stringify(text).replaceAll("'", "\\'")
const join = (parts: readonly string[]) => parts.join('')

const written = fc.letrec<Record<FieldType | 'number', string>>((tie) => {
  const depth = { depthSize: 'small', maxDepth: 6 } as const
  const choice = (of: fc.Arbitrary<string>) =>
    fc.tuple(tie('boolean'), of, fc.oneof(of, fc.constant('null'))).map(([c, a, b]) => `(${c} ? ${a} : ${b})`)
  const compare = (of: fc.Arbitrary<string>, signs: string[]) =>
    fc.tuple(of, fc.constantFrom(...signs), of).map(([a, by, b]) => `(${a} ${by} ${b})`)
  const list = (of: fc.Arbitrary<string>) =>
    fc.tuple(of, fc.array(of, { maxLength: 3 })).map(([item, all]) => `(${item} in [${all.join(', ')}])`)
  const all = ['==', '!=', '<', '<=', '>', '>=']
  const any = fc.oneof(tie('text'), tie('integer'), tie('decimal'), tie('boolean'), tie('date'), tie('list'))
  return {
    text: fc.oneof(
      depth,
      fc.constantFrom('t1', 't.two'),
      word.map(quote),
      choice(tie('text')),
      fc.tuple(tie('text'), tie('text')).map(([a, b]) => `(${a} + ${b})`),
    ),
    integer: fc.oneof(
      depth,
      fc.constantFrom('i1', 'i2'),
      whole.map((value) => `(${value})`),
      fc
        .tuple(tie('integer'), fc.constantFrom('+', '-', '*', '/', '%'), tie('integer'))
        .map((of) => `(${of.join(' ')})`),
      fc.oneof(tie('text'), tie('list')).map((of) => `size(${of})`),
      fc.tuple(tie('date'), tie('date')).map(([a, b]) => `daysBetween(${a}, ${b})`),
      tie('integer').map((of) => `-${of}`),
      choice(tie('integer')),
    ),
    decimal: fc.oneof(
      depth,
      fc.constant('d1'),
      exact,
      fc
        .tuple(tie('decimal'), fc.constantFrom('+', '-', '*', '/'), tie('number'))
        .map((of) => `(${of.join(' ')})`),
      fc
        .tuple(tie('number'), fc.constantFrom('+', '-', '*', '/'), tie('decimal'))
        .map((of) => `(${of.join(' ')})`),
      choice(tie('decimal')),
    ),
    number: fc.oneof(tie('integer'), tie('decimal')),
    date: fc.oneof(
      depth,
      fc.constant('on'),
      day.map((value) => `date("${value}")`),
      fc.tuple(tie('date'), tie('integer')).map(([on, n]) => `addDays(${on}, ${n})`),
      choice(tie('date')),
    ),
    list: fc.oneof(depth, fc.constant('list'), choice(fc.constant('list'))),
    boolean: fc.oneof(
      depth,
      fc.constantFrom('b1', 'true', 'false'),
      Object.keys(fields).length
        ? fc.constantFrom(...Object.keys(fields)).map((name) => `has(${name})`)
        : fc.constant('true'),
      fc.tuple(tie('boolean'), fc.constantFrom(' && ', ' || '), tie('boolean')).map((of) => `(${join(of)})`),
      tie('boolean').map((of) => `!${of}`),
      compare(tie('text'), all),
      compare(tie('number'), all),
      compare(tie('date'), all),
      compare(tie('boolean'), ['==', '!=']),
      fc.tuple(any, fc.constantFrom('==', '!=')).map(([of, by]) => `(${of} ${by} null)`),
      fc
        .tuple(tie('text'), fc.constantFrom('startsWith', 'endsWith', 'contains'), tie('text'))
        .map(([a, name, b]) => `(${a}).${name}(${b})`),
      fc.tuple(tie('text'), tie('list')).map(([a, b]) => `(${a} in ${b})`),
      list(tie('text')),
      list(tie('number')),
      list(tie('date')),
      choice(tie('boolean')),
    ),
  }
})

/** Evaluates the expression in PostgreSQL on one row, given as a derived table. */
async function inDatabase(text: string, row: Row): Promise<Answer> {
  const expression = parse(text, fields)
  const names = Object.keys(fields)
  const columns = names.map((name, at) => `$${at + 1}::${COLUMN[fields[name] as FieldType]} as "${name}"`)
  const value = toSql(expression, (name) => `f."${name}"`, names.length + 1)
  const { rows } = await database.pool.query<{ answer: unknown }>(
    `select ${expression.type === 'list' ? `to_jsonb(${value.text})` : `(${value.text})::text`} as answer
     from (select ${columns.join(', ')}) as f`,
    [...names.map((name) => row[name]), ...value.values],
  )
  const answer = rows[0]?.answer as string | null
  if (answer === null) return null
  switch (expression.type) {
    case 'boolean':
      return answer === 'true'
    case 'integer':
      return BigInt(answer)
    case 'decimal':
      return fromDecimal(toDecimal(answer))
    default:
      return answer
  }
}

test('memory and PostgreSQL give the same answer to any expression on any row', async () => {
  const any = fc.oneof(
    { arbitrary: written.boolean, weight: 4 },
    written.text,
    written.integer,
    written.decimal,
    written.date,
    written.list,
  )
  await fc.assert(
    fc.asyncProperty(any, rows, async (text, row) => {
      fc.pre(text.length <= 1500)
      expect(await inDatabase(text, row)).toEqual(evaluate(parse(text, fields), row))
    }),
    { numRuns: 1500 },
  )
})
