// Compiles an expression to parameterised PostgreSQL; evaluate.ts must give the same results, which a
// property test compares.
import { daysBetween } from '../time.ts'
import {
  DIVISION_DECIMALS,
  FIRST_DATE,
  LAST_DATE,
  type Arithmetic,
  type Expression,
  type Node,
} from './expression.ts'

/**
 * A statement fragment: `text` with `$1…`, and `pieces`: the text split at its parameters (one more than
 * `values`).
 */
export type SqlFragment = {
  readonly text: string
  readonly values: readonly (string | null)[]
  readonly pieces: readonly string[]
}

/**
 * The expression as one PostgreSQL value expression. No part of its source becomes SQL text: every literal is
 * a parameter, every name comes from `columnOf`, and every operand appears once, so the size stays linear.
 * @param columnOf returns trusted SQL for a field: text, numeric, boolean, date or text[] (or castable to
 *   it).
 * @param first the number of the first parameter.
 */
export function toSql(expression: Expression, columnOf: (field: string) => string, first = 1): SqlFragment {
  const pieces: string[] = ['']
  const values: (string | null)[] = []
  const put = (text: string) => {
    pieces[pieces.length - 1] += text
  }
  const parameter = (value: string | null) => {
    values.push(value)
    pieces.push('')
  }
  write(expression.root, { put, parameter, columnOf })
  const text = pieces.map((piece, at) => (at < values.length ? `${piece}$${first + at}` : piece)).join('')
  return { text, values, pieces }
}

type Writer = {
  readonly put: (text: string) => void
  readonly parameter: (value: string | null) => void
  readonly columnOf: (field: string) => string
}

// Numbers of both types are numeric (integers cannot overflow); text compares by code point everywhere.
const CAST: Readonly<Record<Node['type'], string>> = {
  text: '::text collate "C"',
  integer: '::numeric',
  decimal: '::numeric',
  boolean: '::boolean',
  date: '::date',
  list: '::text[]',
}

const COMPARE = { '==': '=', '!=': '<>', '<': '<', '<=': '<=', '>': '>', '>=': '>=' } as const

function write(node: Node, to: Writer): void {
  // Writes the parts of a fragment in order: strings unchanged, nodes by a recursive call.
  const emit = (...parts: readonly (string | Node)[]) => {
    to.put('(')
    for (const part of parts) {
      if (typeof part === 'string') to.put(part)
      else write(part, to)
    }
    to.put(')')
  }
  switch (node.op) {
    case 'literal':
      to.put('(')
      to.parameter(node.value === null ? null : String(node.value))
      to.put(`${CAST[node.type]})`)
      return
    case 'field':
      return emit(`(${to.columnOf(node.name)})${CAST[node.type]}`)
    case 'known':
      return emit(node.of, ' is not null')
    case 'not':
      return emit('not ', node.of)
    case 'and':
    case 'or':
      return emit(node.left, ` ${node.op} `, node.right)
    case 'compare':
      return emit(node.left, ` ${COMPARE[node.by]} `, node.right)
    case 'if':
      // The simple form of `case` returns null for an unknown condition; the searched form would take `else`.
      return emit('case ', node.when, ' when true then ', node.yes, ' when false then ', node.no, ' end')
    case 'among':
      return emit(node.item, ' = any(', node.list, ')')
    case 'oneOf':
      return emit(node.item, ' = any(array[', ...separated(node.list), `]${arrayOf(node.item)})`)
    case 'negate':
      return emit('- ', node.of)
    case 'arithmetic':
      return emit(...arithmetic(node.by, node))
    case 'call':
      return emit(...call(node))
  }
}

function separated(nodes: readonly Node[]): readonly (string | Node)[] {
  return nodes.flatMap((node, at) => (at === 0 ? [node] : [', ', node]))
}

function arrayOf(item: Node): string {
  return item.type === 'text' ? '::text[]' : `${CAST[item.type]}[]`
}

function arithmetic(by: Arithmetic, node: Extract<Node, { op: 'arithmetic' }>): readonly (string | Node)[] {
  const { left, right } = node
  if (by === '%') return [left, ' % nullif(', right, ', 0)']
  if (by !== '/') return [left, ` ${by} `, right]
  if (node.type === 'integer') return ['div(', left, ', nullif(', right, ', 0))']
  // `/` of numeric rounds at a scale that PostgreSQL chooses; div() is exact, so we choose where to cut.
  const places = '0'.repeat(DIVISION_DECIMALS)
  return ['div(', left, ` * 1${places}, nullif(`, right, `, 0)) * 0.${places.slice(1)}1`]
}

const LAST_DAY = daysBetween(FIRST_DATE, LAST_DATE)

function call(node: Extract<Node, { op: 'call' }>): readonly (string | Node)[] {
  const [first, second] = node.args as [Node, Node]
  switch (node.name) {
    case 'startsWith':
      return ['starts_with(', first, ', ', second, ')']
    case 'endsWith':
      return ['starts_with(reverse(', first, '), reverse(', second, '))']
    case 'contains':
      return ['strpos(', first, ', ', second, ') > 0']
    case 'concat':
      return [first, ' || ', second]
    case 'size':
      return [first.type === 'list' ? 'cardinality(' : 'char_length(', first, ')::numeric']
    case 'daysBetween':
      return ['(', second, ' - ', first, ')::numeric']
    case 'addDays':
      // Days since the first date, limited to one day past either end; those ends, and null (which least()
      // ignores), become null.
      return [
        `date '${FIRST_DATE}' + nullif(nullif(greatest(least((`,
        first,
        ` - date '${FIRST_DATE}') + `,
        second,
        `, ${LAST_DAY + 1}), -1), ${LAST_DAY + 1}), -1)::integer`,
      ]
  }
}
