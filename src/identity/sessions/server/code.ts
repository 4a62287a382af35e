// The codes of an authenticator app: each is accepted once (RFC 6238, 5.2). better-auth checks a code by its
// secret alone, so its time step is taken here first, in one statement, so that several requests at once
// cannot use it together.
import { createHmac } from 'node:crypto'
import { symmetricDecrypt } from 'better-auth/crypto'
import type pg from 'pg'
import { plainDigits } from '../../../kernel/digits.ts'
import type { AuthConfig } from './options.ts'

const STEP_SECONDS = 30
/** As many steps before and after the present one as better-auth accepts. */
const TOLERANCE = 1

/** A code of six digits from what was typed: in digits of any script, with spaces. */
export const tidyCode = (typed: string): string => plainDigits(typed).replaceAll(' ', '')

/** RFC 4226, 5.3: HMAC-SHA-1 of the step, cut to six digits. */
function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const at = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/**
 * Whether the user's app was set up under another secret of the installation: after a restore without that
 * secret, neither codes of the app nor backup codes can be checked.
 */
export async function isUnreadable(
  pool: pg.Pool,
  config: Pick<AuthConfig, 'secret'>,
  user: string,
): Promise<boolean> {
  const { rows } = await pool.query<{ secret: string }>(
    'select secret from auth.two_factor where user_id = $1',
    [user],
  )
  return rows[0] !== undefined && !(await opens(config, rows[0].secret))
}

/** How many users hold codes that this secret does not decrypt. */
export async function countUnreadable(pool: pg.Pool, config: Pick<AuthConfig, 'secret'>): Promise<number> {
  const { rows } = await pool.query<{ secret: string }>('select secret from auth.two_factor where verified')
  const opened = await Promise.all(rows.map(({ secret }) => opens(config, secret)))
  return opened.filter((does) => !does).length
}

const opens = (config: Pick<AuthConfig, 'secret'>, data: string): Promise<boolean> =>
  symmetricDecrypt({ key: config.secret, data }).then(
    () => true,
    () => false,
  )

/**
 * Takes the time step of a right code, so that neither it nor an earlier one is accepted again.
 * `absent` when the user has no app.
 */
export async function takeCode(
  pool: pg.Pool,
  config: AuthConfig,
  user: string,
  code: string,
): Promise<'taken' | 'used' | 'wrong' | 'absent'> {
  const { rows } = await pool.query<{ secret: string }>(
    'select secret from auth.two_factor where user_id = $1',
    [user],
  )
  if (!rows[0]) return 'absent'
  const secret = await symmetricDecrypt({ key: config.secret, data: rows[0].secret })
  const now = Math.floor(Date.now() / 1000 / STEP_SECONDS)
  const near = Array.from({ length: 2 * TOLERANCE + 1 }, (_, place) => now + TOLERANCE - place)
  const step = near.find((one) => codeAt(secret, one) === code)
  if (step === undefined) return 'wrong'
  const { rowCount } = await pool.query(
    `update auth.two_factor set used_step = $3
     where user_id = $1 and secret = $2 and coalesce(used_step, 0) < $3`,
    [user, rows[0].secret, step],
  )
  return rowCount === 1 ? 'taken' : 'used'
}
