// Problems: every refusal is a Problem of a declared kind, with a stable code that people and programs can
// act on.
import type * as z from 'zod/mini'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

export type ProblemStatus = 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503

type Data = Readonly<Record<string, Json>>

export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: string
  readonly status: ProblemStatus
  readonly data: Data

  constructor(code: string, status: ProblemStatus, data: Data = {}) {
    super(code)
    this.code = code
    this.status = status
    this.data = data
  }
}

type Shape = Readonly<Record<string, z.ZodMiniType>>
type DataOf<S extends Shape> = z.output<z.ZodMiniObject<S>>

/** A declared refusal. */
export type ProblemKind<Code extends string = string, S extends Shape = Shape> = {
  readonly code: Code
  readonly status: ProblemStatus
  /** Schemas of its data, by field name. */
  readonly shape: S
}

/**
 * A declared refusal as a function that returns the Problem to throw. It is named after its code; where a
 * code is also returned with a second status, that one is declared too and named after both, such as
 * `codeUnknownConflict`.
 */
export type ProblemConstructor<Code extends string, S extends Shape> = ProblemKind<Code, S> & {
  (...data: {} extends DataOf<S> ? [data?: DataOf<S>] : [data: DataOf<S>]): Problem
  /** Whether the error is a Problem with this code; narrows the type of its data. */
  is(error: unknown): error is Problem & { readonly data: DataOf<S> }
}

const declaring =
  (status: ProblemStatus) =>
  <const Code extends string, S extends Shape = {}>(code: Code, shape?: S): ProblemConstructor<Code, S> => {
    const make = (data: unknown = {}) => new Problem(code, status, data as Data)
    const is = (error: unknown) => error instanceof Problem && error.code === code
    return Object.freeze(Object.assign(make, { code, status, shape: shape ?? {}, is })) as never
  }

/** 401: the caller is not signed in, or no longer signed in. */
export const unauthenticated = declaring(401)
/** 403: the caller may know that it exists but may not do it. */
export const forbidden = declaring(403)
/** 404: it does not exist, or the caller may not know that it does; the two look the same on purpose. */
export const unknown = declaring(404)
/** 409: the data changed meanwhile, or a rule does not allow it in the current state. */
export const conflict = declaring(409)
/** 413: larger than the limit for one request. */
export const tooLarge = declaring(413)
/** 422: malformed. */
export const invalid = declaring(422)
/** 429: too often. */
export const tooOften = declaring(429)
/** 503: the server is busy; the same request may be repeated. */
export const unavailable = declaring(503)

/** A Problem in JSON: application/problem+json (RFC 9457). */
export type ProblemDocument = {
  type: string
  title: string
  status: number
  code: string
  data?: Data
}

export function toDocument(problem: Problem): ProblemDocument {
  return {
    type: `urn:arraigo:problem:${problem.code}`,
    title: problem.code,
    status: problem.status,
    code: problem.code,
    data: problem.data,
  }
}
