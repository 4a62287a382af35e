// Calls better-auth as if over HTTP, and turns its refusals into our Problems.
import { betterAuth } from 'better-auth'
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { type Problem } from '../../../kernel/problem.ts'
import {
  inputInvalid,
  invitationUsed,
  secondFactorNone,
  userDeactivatedForbidden,
} from '../../../kernel/problems.ts'
import {
  passkeyExpired,
  passkeyRefused,
  passkeyRefusedInvalid,
  passkeyUnverified,
  passwordWeak,
  passwordWrong,
  secondFactorEnrolled,
  secondFactorWrong,
  sessionEnded,
  sessionStale,
  signInAgain,
  signInRefused,
  signOnRequired,
  userIsProgram,
} from '../problems.ts'
import { type InnerCookie, innerCookies } from './cookies.ts'
import { mustSignOn } from '../sql/providers.ts'
import { ADDRESS_HEADER, type AuthConfig, authOptions, BROWSER_LENGTH, INNER } from './options.ts'

/** The client: cookies and browser as sent, address as seen by us. */
export type Caller = { headers: Headers; address: string }

/** The body of better-auth's successful answer, with the cookies it sets. */
export type InnerAnswer = { body: Record<string, unknown>; cookies: readonly string[] }

/**
 * `cookies` names the caller's cookies that the call may read: better-auth never chooses the user it acts
 * for.
 */
export type Inner = (
  caller: Caller,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
  cookies?: readonly InnerCookie[],
) => Promise<InnerAnswer>

export function createInner(pool: pg.Pool, config: AuthConfig): Inner {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }).withSchema('auth')
  const auth = betterAuth(
    authOptions({
      ...config,
      db,
      whyClosed: (user) => whyClosed(pool, user),
      mustSignOn: (user) => mustSignOn(pool, user),
    }),
  )
  return async ({ headers, address }, method, path, body, cookies = ['session_token']) => {
    const inner = new Headers({
      // The origin was checked at our own route; to better-auth every request comes from our own origin.
      origin: config.origin,
      'content-type': 'application/json',
      [ADDRESS_HEADER]: address,
      'user-agent': (headers.get('user-agent') ?? '').slice(0, BROWSER_LENGTH),
    })
    const cookie = innerCookies(headers, config, cookies)
    if (cookie !== '') inner.set('cookie', cookie)
    const response = await auth.handler(
      new Request(`${config.origin}${INNER}${path}`, {
        method,
        headers: inner,
        ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
      }),
    )
    const text = await response.text()
    const answer = (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, unknown>
    if (!response.ok) throw refusal(path, response.status, answer['code'])
    return { body: answer, cookies: response.headers.getSetCookie() }
  }
}

async function whyClosed(pool: pg.Pool, user: string) {
  const { rows } = await pool.query<{ active: boolean; program: boolean }>(
    `select active, exists (select from auth.api_key k where k.app_user = a.id) as program
     from read.app_user a where id = $1`,
    [user],
  )
  if (!rows[0]?.active) return 'USER_DEACTIVATED' as const
  return rows[0].program ? ('USER_IS_PROGRAM' as const) : undefined
}

const REFUSALS: Record<string, () => Problem> = {
  INVALID_EMAIL: () => signInRefused(),
  INVALID_EMAIL_OR_PASSWORD: () => signInRefused(),
  USER_DEACTIVATED: () => userDeactivatedForbidden(),
  USER_IS_PROGRAM: () => userIsProgram(),
  SIGN_ON_REQUIRED: () => signOnRequired(),
  INVALID_CODE: () => secondFactorWrong(),
  INVALID_BACKUP_CODE: () => secondFactorWrong({ onPaper: true }),
  INVALID_TWO_FACTOR_COOKIE: () => signInAgain(),
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: () => signInAgain(),
  TOTP_ALREADY_ENABLED: () => secondFactorEnrolled(),
  TOTP_NOT_ENABLED: () => secondFactorNone(),
  TWO_FACTOR_NOT_ENABLED: () => secondFactorNone(),
  BACKUP_CODES_NOT_ENABLED: () => secondFactorNone(),
  INVALID_PASSWORD: () => passwordWrong(),
  CREDENTIAL_ACCOUNT_NOT_FOUND: () => passwordWrong(),
  PASSWORD_TOO_SHORT: () => passwordWeak({ because: 'short' }),
  PASSWORD_TOO_LONG: () => passwordWeak({ because: 'long' }),
  INVALID_TOKEN: () => invitationUsed(),
  USER_NOT_FOUND: () => invitationUsed(),
  SESSION_NOT_FRESH: () => sessionStale(),
  PASSKEY_NOT_FOUND: () => passkeyRefused(),
  AUTHENTICATION_FAILED: () => passkeyRefused(),
  FAILED_TO_VERIFY_REGISTRATION: () => passkeyRefusedInvalid(),
  CHALLENGE_NOT_FOUND: () => passkeyExpired(),
  PASSKEY_USER_NOT_VERIFIED: () => passkeyUnverified(),
}

function refusal(path: string, status: number, code: unknown): Error {
  const known = typeof code === 'string' && Object.hasOwn(REFUSALS, code) ? REFUSALS[code] : undefined
  if (known) return known()
  if (status >= 500) return new Error(`better-auth answered ${status} to ${path}`)
  if (status === 401) return sessionEnded()
  return inputInvalid()
}
