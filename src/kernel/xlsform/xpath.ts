// Says whether a text is an XPath expression, by the grammar of XPath 1.0 (W3C, section 3) as ODK XForms take it over.
// Nothing is evaluated.

type Lexeme = {
  kind: 'number' | 'literal' | 'name' | 'function' | 'axis' | 'sign' | 'operator'
  text: string
}

const SIGNS = ['::', '//', '..', '!=', '<=', '>=', '(', ')', '[', ']', '.', '@', ',', '/', '|', '+', '-', '=']
const MORE_SIGNS = ['<', '>', '*', '$']
const WORDS = new Set(['and', 'or', 'mod', 'div'])
const NODE_TYPES = new Set(['comment', 'text', 'processing-instruction', 'node'])
const LEXEME =
  /\s+|(?<number>\d+(?:\.\d*)?|\.\d+)|(?<literal>"[^"]*"|'[^']*')|(?<name>[\p{L}_][\p{L}\p{M}\p{N}_.\-\u00b7]*(?::[\p{L}_*][\p{L}\p{M}\p{N}_.\-\u00b7]*)?(?::\*)?)/uy

/** Levels of brackets that are followed. */
const DEEPEST = 200

class SyntaxFault extends Error {}

/** @returns what the expression stumbles over, or undefined where it is one */
export function faultIn(expression: string): string | undefined {
  try {
    new Parser(lexemesOf(expression)).whole()
    return undefined
  } catch (error) {
    if (error instanceof SyntaxFault) return error.message
    throw error
  }
}

function lexemesOf(text: string): Lexeme[] {
  const found: Lexeme[] = []
  let at = 0
  while (at < text.length) {
    LEXEME.lastIndex = at
    const match = LEXEME.exec(text)
    if (!match) {
      const sign = [...SIGNS, ...MORE_SIGNS].find((each) => text.startsWith(each, at))
      if (sign === undefined) throw new SyntaxFault(text.slice(at, at + 20))
      found.push({ kind: sign === '*' && endsOperand(found.at(-1)) ? 'operator' : 'sign', text: sign })
      at += sign.length
      continue
    }
    at = LEXEME.lastIndex
    const { number, literal, name } = match.groups ?? {}
    if (number !== undefined) found.push({ kind: 'number', text: number })
    else if (literal !== undefined) found.push({ kind: 'literal', text: literal })
    else if (name !== undefined) found.push(named(name, text.slice(at), found.at(-1)))
  }
  return found
}

/** A name after an operand is an operator (section 3.7). */
function named(name: string, rest: string, before: Lexeme | undefined): Lexeme {
  if (endsOperand(before)) {
    if (!WORDS.has(name)) throw new SyntaxFault(name)
    return { kind: 'operator', text: name }
  }
  if (/^\s*::/.test(rest)) return { kind: 'axis', text: name }
  return { kind: /^\s*\(/.test(rest) ? 'function' : 'name', text: name }
}

function endsOperand(before: Lexeme | undefined): boolean {
  if (!before) return false
  if (before.kind === 'sign') return [')', ']', '.', '..', '*'].includes(before.text)
  return before.kind === 'number' || before.kind === 'literal' || before.kind === 'name'
}

class Parser {
  readonly #lexemes: readonly Lexeme[]
  #at = 0
  #depth = 0

  constructor(lexemes: readonly Lexeme[]) {
    this.#lexemes = lexemes
  }

  whole(): void {
    this.#expression()
    if (this.#next) throw this.#fault()
  }

  get #next(): Lexeme | undefined {
    return this.#lexemes[this.#at]
  }

  #fault(): SyntaxFault {
    return new SyntaxFault(this.#next?.text ?? '…')
  }

  #is(...texts: string[]): boolean {
    const next = this.#next
    return next !== undefined && next.kind !== 'literal' && next.kind !== 'name' && texts.includes(next.text)
  }

  #take(text: string): void {
    if (!this.#is(text)) throw this.#fault()
    this.#at++
  }

  /** All operators of two sides at once: only whether they alternate with operands matters here. */
  #expression(): void {
    if (++this.#depth > DEEPEST) throw this.#fault()
    this.#operand()
    while (this.#next?.kind === 'operator' || this.#is('|', '+', '-', '=', '!=', '<', '<=', '>', '>=')) {
      this.#at++
      this.#operand()
    }
    this.#depth--
  }

  #operand(): void {
    while (this.#is('-')) this.#at++
    const next = this.#next
    if (!next) throw this.#fault()
    if (next.kind === 'number' || next.kind === 'literal') {
      this.#at++
      this.#predicates()
      if (this.#is('/', '//')) throw this.#fault()
    } else if (next.text === '(' && next.kind === 'sign') {
      this.#at++
      this.#expression()
      this.#take(')')
      this.#afterFilter()
    } else if (next.kind === 'function' && !NODE_TYPES.has(next.text)) {
      this.#at++
      this.#call()
      this.#afterFilter()
    } else this.#path()
  }

  #call(): void {
    this.#take('(')
    if (!this.#is(')')) {
      this.#expression()
      while (this.#is(',')) {
        this.#at++
        this.#expression()
      }
    }
    this.#take(')')
  }

  #afterFilter(): void {
    this.#predicates()
    if (!this.#is('/', '//')) return
    this.#at++
    this.#steps()
  }

  #predicates(): void {
    while (this.#is('[')) {
      this.#at++
      this.#expression()
      this.#take(']')
    }
  }

  #path(): void {
    if (this.#is('//')) this.#at++
    else if (this.#is('/')) {
      this.#at++
      if (!this.#beginsStep()) return
    }
    this.#steps()
  }

  #beginsStep(): boolean {
    const next = this.#next
    if (!next) return false
    return ['name', 'axis', 'function'].includes(next.kind) || this.#is('.', '..', '@', '*')
  }

  #steps(): void {
    this.#step()
    while (this.#is('/', '//')) {
      this.#at++
      this.#step()
    }
  }

  #step(): void {
    if (this.#is('.', '..')) this.#at++
    else {
      if (this.#is('@')) this.#at++
      else if (this.#next?.kind === 'axis') {
        this.#at++
        this.#take('::')
      }
      const next = this.#next
      if (next?.kind === 'name' || this.#is('*')) this.#at++
      else if (next?.kind === 'function') {
        this.#at++
        this.#call()
      } else throw this.#fault()
    }
    this.#predicates()
  }
}
