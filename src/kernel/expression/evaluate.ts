// Evaluates an expression for one row in memory; sql.ts must give the same results, which a property test
// compares.
import { expressionWrongValue } from '../problems.ts'
import { entryOf } from '../words.ts'
import { addDays, daysBetween, PlainDate } from '../time.ts'
import {
  addDecimal,
  compareDecimal,
  divideDecimal,
  fromDecimal,
  multiplyDecimal,
  negateDecimal,
  toDecimal,
  type Decimal,
} from './decimal.ts'
import {
  DIVISION_DECIMALS,
  FIRST_DATE,
  LAST_DATE,
  type Answer,
  type Arithmetic,
  type Comparison,
  type Expression,
  type FieldType,
  type FunctionName,
  type Node,
  type Row,
  type RowValue,
} from './expression.ts'

// Numbers of both types are Decimals inside; `null` is "not known".
type Value = string | boolean | Decimal | readonly (string | null)[] | null

/**
 * The answer of an expression for a row.
 * @throws Problem 422 `expression.wrong_value` when a value of the row is not of the field's type.
 */
export function evaluate(expression: Expression, row: Row): Answer {
  const value = answer(expression.root, row)
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value as Answer
  const number = value as Decimal
  return expression.type === 'integer' ? number.units : fromDecimal(number)
}

/** True only when a boolean expression is known to be true, like `where` in SQL. */
export function holds(expression: Expression, row: Row): boolean {
  return answer(expression.root, row) === true
}

function answer(node: Node, row: Row): Value {
  switch (node.op) {
    case 'literal':
      return take(node.type, node.value, 'literal')
    case 'field':
      return take(node.type, entryOf(row, node.name), node.name)
    case 'known':
      return answer(node.of, row) !== null
    case 'not':
      return not(answer(node.of, row))
    case 'and':
    case 'or':
      return join(node.op === 'or', answer(node.left, row), answer(node.right, row))
    case 'compare':
      return compared(node.by, answer(node.left, row), answer(node.right, row))
    case 'if': {
      const when = answer(node.when, row)
      if (when === null) return null
      return answer(when ? node.yes : node.no, row)
    }
    case 'among':
      return among(answer(node.item, row), answer(node.list, row) as readonly (string | null)[] | null)
    case 'oneOf':
      return among(
        answer(node.item, row),
        node.list.map((element) => answer(element, row)),
      )
    case 'negate': {
      const of = answer(node.of, row)
      return of === null ? null : negateDecimal(of as Decimal)
    }
    case 'arithmetic':
      return calculated(node.type, node.by, answer(node.left, row), answer(node.right, row))
    case 'call':
      return called(
        node.name,
        node.args.map((arg) => answer(arg, row)),
      )
  }
}

function take(type: FieldType, value: RowValue, name: string): Value {
  if (value === null || value === undefined) return null
  const wrong = () => expressionWrongValue({ field: name, wanted: type })
  switch (type) {
    case 'text':
      if (typeof value !== 'string') throw wrong()
      return value
    case 'boolean':
      if (typeof value !== 'boolean') throw wrong()
      return value
    case 'date':
      if (!PlainDate.safeParse(value).success) throw wrong()
      return value as string
    case 'list':
      if (!Array.isArray(value)) throw wrong()
      return value as readonly string[]
    case 'integer':
    case 'decimal':
      return number(type, value) ?? refuse(wrong())
  }
}

function refuse(problem: Error): never {
  throw problem
}

function number(type: 'integer' | 'decimal', value: RowValue): Decimal | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return undefined
  try {
    const decimal = toDecimal(value)
    if (type === 'decimal') return decimal
    const whole = 10n ** BigInt(decimal.scale)
    return decimal.units % whole === 0n ? { units: decimal.units / whole, scale: 0 } : undefined
  } catch {
    return undefined
  }
}

function not(value: Value): boolean | null {
  return value === null ? null : !value
}

/**
 * Kleene's and / or: `winner` (true for or, false for and) decides alone; otherwise an unknown gives an
 * unknown.
 */
function join(winner: boolean, left: Value, right: Value): boolean | null {
  if (left === winner || right === winner) return winner
  return left === null || right === null ? null : !winner
}

function compared(by: Comparison, left: Value, right: Value): boolean | null {
  if (left === null || right === null) return null
  const order = typeof left === 'string' ? compareText(left, right as string) : rank(left, right)
  switch (by) {
    case '==':
      return order === 0
    case '!=':
      return order !== 0
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
  }
}

function rank(left: Value, right: Value): number {
  return typeof left === 'boolean'
    ? Number(left) - Number(right)
    : compareDecimal(left as Decimal, right as Decimal)
}

/** By code point, as PostgreSQL's "C" collation on UTF-8: UTF-16 order differs above U+FFFF. */
function compareText(a: string, b: string): number {
  const left = [...a]
  const right = [...b]
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const step = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0)
    if (step !== 0) return step
  }
  return left.length - right.length
}

/** SQL's `= any`: false for an empty list, true for a match, else unknown when any value is unknown. */
function among(item: Value, list: readonly Value[] | null): boolean | null {
  if (list === null) return null
  if (list.length === 0) return false
  if (item === null) return null
  const verdicts = list.map((element) => compared('==', item, element))
  return verdicts.includes(true) ? true : verdicts.includes(null) ? null : false
}

function calculated(type: 'integer' | 'decimal', by: Arithmetic, left: Value, right: Value): Value {
  if (left === null || right === null) return null
  const a = left as Decimal
  const b = right as Decimal
  switch (by) {
    case '+':
      return addDecimal(a, b)
    case '-':
      return addDecimal(a, negateDecimal(b))
    case '*':
      return multiplyDecimal(a, b)
    case '/':
      return divideDecimal(a, b, type === 'integer' ? 0 : DIVISION_DECIMALS) ?? null
    case '%':
      return b.units === 0n ? null : { units: a.units % b.units, scale: 0 }
  }
}

function called(name: FunctionName, args: readonly Value[]): Value {
  if (args.includes(null)) return null
  const [first, second] = args
  const text = first as string
  switch (name) {
    case 'startsWith':
      return text.startsWith(second as string)
    case 'endsWith':
      return text.endsWith(second as string)
    case 'contains':
      return text.includes(second as string)
    case 'concat':
      return text + (second as string)
    case 'size':
      return { units: BigInt([...(first as string | readonly string[])].length), scale: 0 }
    case 'daysBetween':
      return { units: BigInt(daysBetween(text, second as string)), scale: 0 }
    case 'addDays': {
      const days = (second as Decimal).units
      const fits = days >= daysBetween(text, FIRST_DATE) && days <= daysBetween(text, LAST_DATE)
      return fits ? addDays(text, Number(days)) : null
    }
  }
}
