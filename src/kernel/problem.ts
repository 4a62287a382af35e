// The one way to say no: every refusal in the house is a Problem with a stable code that people and programs can act on.

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

export type ProblemStatus = 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503

export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: string
  readonly status: ProblemStatus
  readonly data: Readonly<Record<string, Json>>

  constructor(code: string, status: ProblemStatus, data: Readonly<Record<string, Json>> = {}) {
    super(code)
    this.code = code
    this.status = status
    this.data = data
  }
}

type Data = Readonly<Record<string, Json>>

/** 401: the caller is not signed in, or no longer is. */
export const unauthenticated = (code: string, data?: Data) => new Problem(code, 401, data)
/** 403: you may know of it but not do it. */
export const forbidden = (code: string, data?: Data) => new Problem(code, 403, data)
/** 404: not yours to know about, or not there; the two look the same on purpose. */
export const unknown = (code: string, data?: Data) => new Problem(code, 404, data)
/** 409: the world moved, or a rule of the record stands against it. */
export const conflict = (code: string, data?: Data) => new Problem(code, 409, data)
/** 413: more than is taken in one piece. */
export const tooLarge = (code: string, data?: Data) => new Problem(code, 413, data)
/** 422: malformed. */
export const invalid = (code: string, data?: Data) => new Problem(code, 422, data)
/** 429: too often. */
export const tooOften = (code: string, data?: Data) => new Problem(code, 429, data)

/** 503: too much at once; the same may be asked again. */
export const unavailable = (code: string, data?: Data) => new Problem(code, 503, data)

/** The wire form of a Problem: application/problem+json (RFC 9457). */
export type ProblemDocument = {
  type: string
  title: string
  status: number
  code: string
  data?: Readonly<Record<string, Json>>
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

/** Codes any command or query may answer with, whatever its contract lists. */
export const COMMON_PROBLEMS = [
  'input.malformed',
  'request.too_often',
  'server.busy',
  'input.too_large',
  'input.invalid',
  'input.id_taken',
  'input.reference_unknown',
  'actor.unknown',
  'actor.not_allowed',
  'firewall.closed',
  'firewall.recipient',
  'command.unknown',
  'command.reused',
  'command.parked',
  'pack.unknown',
  'person.unknown',
] as const
