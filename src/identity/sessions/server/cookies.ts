// The signed cookies of sign-in: better-auth's and our own, each read only when it is byte for byte what we
// set.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { cookieIn } from '../../../platform/http/cookies.ts'
import type { AuthConfig } from './options.ts'

/** Those that better-auth reads: a session, a password that still needs a code, and a passkey's challenge. */
export type InnerCookie = 'session_token' | 'two_factor' | 'better-auth-passkey'

const nameOf = (config: AuthConfig, name: string) =>
  `${config.origin.startsWith('https:') ? '__Secure-' : ''}arraigo.${name}`

const signed = (config: AuthConfig, value: string) =>
  encodeURIComponent(`${value}.${createHmac('sha256', config.secret).update(value).digest('base64')}`)

/** The value of a signed cookie, or undefined when there is none or it is not exactly one that we signed. */
export function signedCookie(headers: Headers, config: AuthConfig, name: string): string | undefined {
  const given = cookieIn(headers, nameOf(config, name))
  const value = given?.slice(0, Math.max(0, given.lastIndexOf('.')))
  if (given === undefined || !value) return undefined
  const [one, other] = [Buffer.from(given), Buffer.from(signed(config, value))]
  return one.length === other.length && timingSafeEqual(one, other) ? value : undefined
}

/** A cookie of our own that is sent to the sign-in routes alone and lasts this long. */
export function cookieHeader(config: AuthConfig, name: string, value: string, seconds: number): string {
  const secure = config.origin.startsWith('https:') ? '; Secure' : ''
  return `${nameOf(config, name)}=${value}; Max-Age=${seconds}; Path=/api/auth; HttpOnly; SameSite=Lax${secure}`
}

/** The same, signed as better-auth signs its own. */
export const signedCookieHeader = (
  config: AuthConfig,
  name: string,
  value: string,
  seconds: number,
): string => cookieHeader(config, name, signed(config, value), seconds)

/** A cookie of our own without a signature, because its value is verifiable by itself. */
export const plainCookie = (headers: Headers, config: AuthConfig, name: string): string | undefined =>
  cookieIn(headers, nameOf(config, name))

/**
 * The cookies that an inner call may read, written anew from those we verified: so it sees no user that we
 * did not.
 */
export function innerCookies(headers: Headers, config: AuthConfig, names: readonly InnerCookie[]): string {
  return names
    .flatMap((name) => {
      const value = signedCookie(headers, config, name)
      return value === undefined ? [] : [`${nameOf(config, name)}=${signed(config, value)}`]
    })
    .join('; ')
}

/** The headers a browser sends next, once it has kept what an answer set. */
export function afterSetting(headers: Headers, set: readonly string[]): Headers {
  const kept = new Map<string, string>()
  for (const pair of [
    ...(headers.get('cookie') ?? '').split(';'),
    ...set.map((one) => one.split(';')[0] ?? ''),
  ]) {
    const at = pair.indexOf('=')
    if (at > 0) kept.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim())
  }
  const next = new Headers(headers)
  next.set('cookie', [...kept].flatMap(([name, value]) => (value ? [`${name}=${value}`] : [])).join('; '))
  return next
}
