// Browsers in which a user signed in before. Guesses from elsewhere at the account do not lock these out.
import { randomBytes, timingSafeEqual } from 'node:crypto'
import type pg from 'pg'
import { sign } from '../../../platform/secrets.ts'
import { attemptKey, type AttemptKey } from '../../../platform/http/attempts.ts'
import { cookieHeader, plainCookie } from './cookies.ts'
import type { AuthConfig } from './options.ts'

const COOKIE = 'known_browser'
const LASTS_SECONDS = 180 * 24 * 60 * 60
/** A shared computer remembers this many users, the latest first. */
const MOST_USERS = 20

type Account = { user: string; password: string | null; app: string | null }

async function findAccount(
  pool: pg.Pool,
  by: { email: string } | { user: string },
): Promise<Account | undefined> {
  const [column, value] = 'email' in by ? ['email', by.email] : ['id', by.user]
  const { rows } = await pool.query<Account>(
    `select u.id as user, c.password, f.id as app from auth."user" u
     left join auth.account c on c.user_id = u.id and c.provider_id = 'credential'
     left join auth.two_factor f on f.user_id = u.id and f.verified
     where u.${column} = $1`,
    [value],
  )
  return rows[0]
}

/**
 * The mark that this browser was signed in as that user. It names nobody, and ends when the password or the
 * app changes: a browser that signed in with a stolen password is no longer known once the password is
 * changed or a second proof is set up.
 */
const markOf = (config: AuthConfig, browser: string, { user, password, app }: Account) =>
  sign(config.secret, `known browser ${JSON.stringify([browser, user, password, app])}`).slice(0, 22)

function read(headers: Headers, config: AuthConfig): { browser?: string | undefined; marks: string[] } {
  const [browser, ...marks] = (plainCookie(headers, config, COOKIE) ?? '').split('.')
  return { browser: browser || undefined, marks }
}

const isSame = (one: string, other: string) =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))

/**
 * The key under which guesses of this browser at this account are counted; undefined when it was never signed
 * in there.
 */
export async function knownBrowser(
  pool: pg.Pool,
  config: AuthConfig,
  headers: Headers,
  by: { email: string } | { user: string },
): Promise<AttemptKey | undefined> {
  const { browser, marks } = read(headers, config)
  if (browser === undefined) return undefined
  const account = await findAccount(pool, by)
  if (!account) return undefined
  const mark = markOf(config, browser, account)
  return marks.some((one) => isSame(one, mark))
    ? attemptKey('browser', `${browser} ${account.user}`)
    : undefined
}

/** The cookie by which this browser is known as that user's from now on. */
export async function rememberBrowser(
  pool: pg.Pool,
  config: AuthConfig,
  headers: Headers,
  user: string,
): Promise<string[]> {
  const account = await findAccount(pool, { user })
  if (!account) return []
  const { browser = randomBytes(16).toString('base64url'), marks } = read(headers, config)
  const mark = markOf(config, browser, account)
  const all = [mark, ...marks.filter((one) => one !== mark)].slice(0, MOST_USERS)
  return [cookieHeader(config, COOKIE, [browser, ...all].join('.'), LASTS_SECONDS)]
}
