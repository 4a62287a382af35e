// Parses an expression and checks it against the declared fields; refuses whatever one of the evaluators does
// not support.
import { parse as parseCel, ParseError, type ASTNode } from '@marcbachmann/cel-js'
import {
  expressionSyntax,
  expressionTooLong,
  expressionUnknownField,
  expressionUnknownFunction,
  expressionUnsupported,
  expressionWrongType,
} from '../problems.ts'
import { PlainDate } from '../time.ts'
import type {
  Arithmetic,
  Comparison,
  Expression,
  Fields,
  FieldType,
  FunctionName,
  Node,
} from './expression.ts'

const LONGEST = 2000
const MOST_NODES = 400

type Signature = {
  readonly takes: readonly (readonly FieldType[])[]
  readonly gives: FieldType
  readonly method: boolean
}

const FUNCTIONS: Readonly<Partial<Record<string, Signature>>> = {
  startsWith: { takes: [['text'], ['text']], gives: 'boolean', method: true },
  endsWith: { takes: [['text'], ['text']], gives: 'boolean', method: true },
  contains: { takes: [['text'], ['text']], gives: 'boolean', method: true },
  size: { takes: [['text', 'list']], gives: 'integer', method: true },
  addDays: { takes: [['date'], ['integer']], gives: 'date', method: false },
  daysBetween: { takes: [['date'], ['date']], gives: 'integer', method: false },
}

/**
 * Parses `text` into a typed expression.
 * @param fields every variable that it may use.
 * @param wanted the type that the whole expression must have (`boolean` for a filter), if given.
 * @throws Problem 422 `expression.too_long` | `.syntax` | `.unsupported` | `.unknown_field` |
 *   `.unknown_function` | `.wrong_type`, each with `position` (offset in the text).
 */
export function parse(text: string, fields: Fields, wanted?: FieldType): Expression {
  if (text.length > LONGEST) throw expressionTooLong({ position: LONGEST, longest: LONGEST })
  const ast = read(text)
  const root = check(ast, fields)
  if (wanted && root.type !== wanted) throw wrongType(ast, [wanted], root.type)
  return { text, type: root.type, root }
}

function read(text: string): ASTNode {
  try {
    const { ast } = parseCel(text)
    let nodes = 0
    walk(ast, () => {
      if (++nodes > MOST_NODES) throw expressionTooLong({ position: 0, nodes: MOST_NODES })
    })
    return ast
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    throw expressionSyntax({ position: error.range?.start ?? 0, because: error.summary })
  }
}

function walk(node: unknown, visit: () => void): void {
  if (Array.isArray(node)) for (const each of node) walk(each, visit)
  else if (node && typeof node === 'object' && 'op' in node && 'args' in node) {
    visit()
    walk(node.args, visit)
  }
}

function check(ast: ASTNode, fields: Fields): Node {
  const of = (node: ASTNode) => check(node, fields)
  switch (ast.op) {
    case 'value':
      return literal(ast)
    case 'id':
    case '.':
      return field(ast, fields)
    case '!_':
      return { op: 'not', type: 'boolean', of: expect(ast.args, of(ast.args), 'boolean') }
    case '-_': {
      const node = expect(ast.args, of(ast.args), 'integer', 'decimal')
      return { op: 'negate', type: node.type as 'integer' | 'decimal', of: node }
    }
    case '&&':
    case '||': {
      const [left, right] = ast.args
      return {
        op: ast.op === '&&' ? 'and' : 'or',
        type: 'boolean',
        left: expect(left, of(left), 'boolean'),
        right: expect(right, of(right), 'boolean'),
      }
    }
    case '?:':
      return choice(ast.args, fields)
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparison(ast.op, ast.args, fields)
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return arithmetic(ast.op, ast.args, fields)
    case 'in':
      return membership(ast.args, fields)
    case 'call': {
      const [name, args] = ast.args
      if (name === 'has') return has(ast, args, fields)
      if (name === 'date') return dateLiteral(ast, args)
      return call(ast, name, args, fields)
    }
    case 'rcall': {
      const [name, receiver, args] = ast.args
      if (!Object.hasOwn(FUNCTIONS, name) || !FUNCTIONS[name]?.method) throw unknownFunction(ast, name)
      return call(ast, name, [receiver, ...args], fields)
    }
    default:
      throw unsupported(ast)
  }
}

function literal(ast: ASTNode): Node {
  const value = ast.args
  if (typeof value === 'string') {
    if (value.includes('\u0000') || !value.isWellFormed()) throw unsupported(ast)
    return { op: 'literal', type: 'text', value }
  }
  if (typeof value === 'boolean') return { op: 'literal', type: 'boolean', value }
  if (typeof value === 'bigint') return { op: 'literal', type: 'integer', value: value.toString() }
  if (typeof value === 'number') {
    // The digits of the source, not the library's float: 0.1 stays exactly a tenth.
    const written = ast.input.slice(ast.start, ast.end)
    if (!/^\d+\.\d+$/u.test(written)) throw unsupported(ast)
    return { op: 'literal', type: 'decimal', value: written }
  }
  throw unsupported(ast)
}

function isNull(ast: ASTNode): boolean {
  return ast.op === 'value' && ast.args === null
}

function nameOf(ast: ASTNode): string | undefined {
  if (ast.op === 'id') return ast.args
  if (ast.op !== '.') return undefined
  const parent = nameOf(ast.args[0])
  return parent === undefined ? undefined : `${parent}.${ast.args[1]}`
}

function field(ast: ASTNode, fields: Fields): Node {
  const name = nameOf(ast)
  if (name === undefined) throw unsupported(ast)
  const type = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (!type) throw expressionUnknownField({ position: ast.start, field: name })
  return { op: 'field', type, name }
}

function has(ast: ASTNode, args: readonly ASTNode[], fields: Fields): Node {
  const [named] = args
  if (!named || args.length !== 1 || nameOf(named) === undefined) throw unsupported(ast)
  return { op: 'known', type: 'boolean', of: field(named, fields) }
}

function dateLiteral(ast: ASTNode, args: readonly ASTNode[]): Node {
  const [written] = args
  if (!written || args.length !== 1 || written.op !== 'value' || typeof written.args !== 'string')
    throw unsupported(ast)
  if (!PlainDate.safeParse(written.args).success) throw wrongType(written, ['date'], 'text')
  return { op: 'literal', type: 'date', value: written.args }
}

function call(ast: ASTNode, name: string, args: readonly ASTNode[], fields: Fields): Node {
  const signature = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined
  if (!signature) throw unknownFunction(ast, name)
  if (signature.method && ast.op === 'call' && name !== 'size') throw unknownFunction(ast, name)
  if (args.length !== signature.takes.length) throw unknownFunction(ast, `${name}/${args.length}`)
  const given = args.map((arg, index) => expect(arg, check(arg, fields), ...(signature.takes[index] ?? [])))
  return { op: 'call', type: signature.gives, name: name as FunctionName, args: given }
}

function choice([when, then, otherwise]: readonly [ASTNode, ASTNode, ASTNode], fields: Fields): Node {
  const condition = expect(when, check(when, fields), 'boolean')
  if (isNull(then) && isNull(otherwise)) throw unsupported(then)
  const left = isNull(then) ? undefined : check(then, fields)
  const right = isNull(otherwise) ? undefined : check(otherwise, fields)
  const type = left && right ? common(otherwise, left, right) : (left ?? right)!.type
  const nothing: Node = { op: 'literal', type, value: null }
  return { op: 'if', type, when: condition, yes: left ?? nothing, no: right ?? nothing }
}

function comparison(by: Comparison, [a, b]: readonly [ASTNode, ASTNode], fields: Fields): Node {
  if (isNull(a) || isNull(b)) {
    if ((by !== '==' && by !== '!=') || (isNull(a) && isNull(b))) throw unsupported(a)
    const known: Node = { op: 'known', type: 'boolean', of: check(isNull(a) ? b : a, fields) }
    return by === '!=' ? known : { op: 'not', type: 'boolean', of: known }
  }
  const left = check(a, fields)
  const right = check(b, fields)
  const type = common(b, left, right)
  const ordered = by !== '==' && by !== '!='
  if (type === 'list' || (ordered && type === 'boolean'))
    throw wrongType(a, ['text', 'integer', 'decimal', 'date'], type)
  return { op: 'compare', type: 'boolean', by, left, right }
}

function arithmetic(by: Arithmetic, [a, b]: readonly [ASTNode, ASTNode], fields: Fields): Node {
  const left = check(a, fields)
  const right = check(b, fields)
  if (by === '+' && left.type === 'text') {
    return { op: 'call', type: 'text', name: 'concat', args: [left, expect(b, right, 'text')] }
  }
  const allowed: readonly FieldType[] = by === '%' ? ['integer'] : ['integer', 'decimal']
  expect(a, left, ...allowed)
  expect(b, right, ...allowed)
  return { op: 'arithmetic', type: common(b, left, right) as 'integer' | 'decimal', by, left, right }
}

function membership([a, b]: readonly [ASTNode, ASTNode], fields: Fields): Node {
  const item = check(a, fields)
  if (b.op !== 'list') {
    const list = expect(b, check(b, fields), 'list')
    return { op: 'among', type: 'boolean', item: expect(a, item, 'text'), list }
  }
  if (item.type === 'list') throw wrongType(a, ['text', 'integer', 'decimal', 'boolean', 'date'], 'list')
  const list = b.args.map((element) => {
    const node = check(element, fields)
    common(element, item, node)
    return node
  })
  return { op: 'oneOf', type: 'boolean', item, list }
}

/** The common type of both; an integer widens to a decimal. */
function common(at: ASTNode, left: Node, right: Node): FieldType {
  if (left.type === right.type) return left.type
  const numbers = [left.type, right.type].every((type) => type === 'integer' || type === 'decimal')
  if (!numbers) throw wrongType(at, [left.type], right.type)
  return 'decimal'
}

function expect(at: ASTNode, node: Node, ...types: readonly FieldType[]): Node {
  if (!types.includes(node.type)) throw wrongType(at, types, node.type)
  return node
}

const unsupported = (at: ASTNode) =>
  expressionUnsupported({ position: at.start, found: at.input.slice(at.start, at.end).slice(0, 60) })
const unknownFunction = (at: ASTNode, name: string) =>
  expressionUnknownFunction({ position: at.start, function: name })
const wrongType = (at: ASTNode, wanted: readonly FieldType[], found: FieldType) =>
  expressionWrongType({ position: at.start, wanted: wanted.join(' | '), found })
