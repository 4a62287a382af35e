// Parses untrusted input by the schema of an operation; an error is one Problem that names every wrong field.
import * as z from 'zod/mini'
import { inputInvalid, inputMalformed } from '../../kernel/problems.ts'

/** @throws Problem `input.invalid` with `fields: [{ path, reason }]`, never with the value */
export function parseInput<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = z.safeParse(schema, value)
  if (result.success) return result.data
  throw inputInvalid({
    fields: result.error.issues
      .slice(0, 50)
      .map((issue) => ({ path: pathOf(issue), reason: reasonOf(issue) })),
  })
}

/**
 * The path of a field; unusual keys are replaced, because a key from outside can hold a name or invalid
 * characters.
 */
function pathOf({ path }: z.core.$ZodIssue): string {
  const parts = path.map((part) => (/^[\w-]{1,60}$/u.test(String(part)) ? String(part) : '?'))
  return parts.join('.').slice(0, 200)
}

function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'missing' : 'wrong_type'
  if (issue.code === 'unrecognized_keys') return 'unknown_field'
  if (issue.code === 'custom' && /^[a-z_]+$/u.test(issue.message)) return issue.message
  return issue.code
}

/**
 * Deeper than any input of an operation; much deeper JSON would overflow the stack when it is serialised
 * again.
 */
const DEEPEST = 64

/** Reads each character once: the sender may not be signed in, so this must be cheap. */
function isTooDeep(text: string): boolean {
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]
    if (quoted) {
      if (mark === '\\') at++
      else if (mark === '"') quoted = false
    } else if (mark === '"') quoted = true
    else if (mark === '[' || mark === '{') {
      if (++depth > DEEPEST) return true
    } else if (mark === ']' || mark === '}') depth--
  }
  return false
}

/** @throws Problem `input.malformed` */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw inputMalformed()
  try {
    // `__proto__` in untrusted JSON must stay an ordinary, unknown field.
    return JSON.parse(text) as unknown
  } catch {
    throw inputMalformed()
  }
}
