// Implements the sign-in routes under /api/auth: how each counts guesses, and what it answers.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import type * as z from 'zod/mini'
import { type Json, Problem } from '../../../kernel/problem.ts'
import { invitationUsed, secondFactorNone } from '../../../kernel/problems.ts'
import type { Id } from '../../../kernel/words.ts'
import { lineOf, networkOf } from '../../../platform/http/address.ts'
import {
  passwordWeak,
  secondFactorLast,
  secondFactorUnreadable,
  secondFactorUsed,
  signInAgain,
  signOnOwnProof,
} from '../problems.ts'
import { identifierOf } from '../../../platform/secrets.ts'
import { forgetLinkGivers, passwordAddresses } from '../sql/accounts.ts'
import {
  attemptKey,
  countAttempt,
  countUnlessFull,
  forgiveAttempt,
  inTurn,
  type AttemptKey,
  type Wide,
} from '../../../platform/http/attempts.ts'
import { isUnreadable, takeCode, tidyCode } from './code.ts'
import { afterSetting, signedCookie } from './cookies.ts'
import type { AUTH_ROUTES } from '../rules/route-schemas.ts'
import type { Caller, Inner, InnerAnswer } from './inner.ts'
import { knownBrowser, rememberBrowser } from './known-browser.ts'
import { type AuthConfig, SIGN_ON } from './options.ts'
import { ownAccount } from './own-account.ts'
import { tidyBackupCode } from './backup-codes.ts'
import { passwordFlaw } from '../rules/password.ts'
import { anySignOn } from '../sql/providers.ts'
import { forgetOldRefused, recordingRefused, type RefusedKind, type Tried } from './refused.ts'
import { askAgain, beginSignOn, endSignOn } from './sign-on.ts'
import {
  dropPasskey,
  findStanding,
  getStanding,
  isSingleFactor,
  demandSameUser,
  demandSecondFactor,
  describe,
  isProviderProof,
  raiseProof,
  type Standing,
} from './standing.ts'

export type Answer = { body: Json; cookies?: readonly string[] }
export type AuthRoute<Input> = (caller: Caller, input: Input) => Promise<Answer>
export type AuthRoutes = {
  [Name in keyof typeof AUTH_ROUTES]: AuthRoute<z.output<(typeof AUTH_ROUTES)[Name]['input']>>
}

const DONE = { done: true } as const
const VERIFY = { code: '/two-factor/verify-totp', backup_code: '/two-factor/verify-backup-code' } as const

const userIn = (body: InnerAnswer['body']) => (body['user'] as { id: Id }).id

/** The session and the user that the inner call reports as verified; never another than was asked about. */
function verified(body: InnerAnswer['body'], user: string): { token: string; user: Id } {
  const found = userIn(body)
  if (found !== user) throw new Error('The inner call verified another user.')
  return { token: String(body['token']), user: found }
}

export function createAuthRoutes(pool: pg.Pool, config: AuthConfig, inner: Inner): AuthRoutes {
  const addressForPassword = passwordAddresses(pool)
  const turn = inTurn()
  const inLine = <T>({ address }: Caller, work: () => Promise<T>) => turn(lineOf(address), work)
  async function standingOf(caller: Caller): Promise<Standing> {
    const standing = await getStanding(pool, config, caller.headers)
    demandSameUser(standing.user, caller.headers)
    return standing
  }

  const refusable = <T>(caller: Caller, kind: RefusedKind, on: Tried, judge: () => Promise<T>) =>
    recordingRefused(pool, caller, kind, on, judge)

  async function forgive(keys: readonly AttemptKey[]): Promise<void> {
    await forgiveAttempt(pool, keys)
    await forgetOldRefused(pool)
  }

  /** Counts a guess before it is checked and takes it back when it was right. */
  async function guarded<T>(keys: readonly AttemptKey[], work: () => Promise<T>): Promise<T> {
    await countAttempt(pool, keys)
    const result = await work()
    await forgive(keys)
    return result
  }

  /** What counts a guess at an account from a browser not known there: keys, the narrowest first. */
  const pairOf = ({ address }: Caller, about: string) => attemptKey('pair', `${networkOf(address)} ${about}`)

  const remember = (caller: Caller, user: string) => rememberBrowser(pool, config, caller.headers, user)

  /** The user whose password was right a moment ago and who must now show a code. */
  async function challenged(caller: Caller): Promise<string> {
    const challenge = signedCookie(caller.headers, config, 'two_factor')
    const { rows } = await pool.query<{ value: string }>(
      `select v.value from auth.verification v join auth."user" u on u.id::text = v.value
       where v.identifier = $1 and v.expires_at > now()`,
      [
        createHash('sha256')
          .update(challenge ?? '')
          .digest('base64url'),
      ],
    )
    if (challenge === undefined || !rows[0]) throw signInAgain()
    return rows[0].value
  }

  /** Each code of the app works once; better-auth reports every other fault. */
  async function takeOnce(user: string, code: string): Promise<void> {
    if ((await takeCode(pool, config, user, code)) === 'used') throw secondFactorUsed()
  }

  /** A user with a second factor shows it before adding another: a stolen password alone adds none. */
  async function mayEnrol(caller: Caller): Promise<Standing> {
    const standing = await standingOf(caller)
    demandSecondFactor(standing)
    // Nor does a provider's assertion set up a factor that any other organisation relies on.
    if (
      isProviderProof(standing.proof) &&
      standing.memberships.some((one) => one.organisation !== standing.home)
    )
      throw signOnOwnProof()
    return standing
  }

  /** A route that asks a signed-in user for the password, if any: an unlocked screen is not enough. */
  const withPassword =
    (
      path: string,
      answer: (body: Record<string, unknown>) => Json,
    ): AuthRoute<{ password?: string | undefined }> =>
    async (caller, { password }) => {
      const { session, user } = await mayEnrol(caller)
      const ask = () => inner(caller, 'POST', path, { password })
      const { body, cookies } = await guarded([attemptKey('session', session)], () =>
        refusable(caller, 'password', { user }, () =>
          ask().catch((error: unknown) => {
            if (error instanceof Problem) throw error
            // In two windows at once: better-auth reads, then writes, and the second call finds the first's
            // app.
            return ask()
          }),
        ),
      )
      return { body: answer(body), cookies: [...cookies, ...(await remember(caller, user))] }
    }

  /**
   * After the password no session is open yet; after organisation sign-on one is, and the code completes it.
   * The inner call sees the cookie of the one or of the other, and the session it verified is raised.
   */
  async function showCode(
    caller: Caller,
    typed: string,
    proof: 'code' | 'backup_code',
    wide: Wide = 'address',
  ): Promise<Answer> {
    const open = await findStanding(pool, config, caller.headers)
    if (open && !open.has_codes) throw secondFactorNone()
    const user = open?.user ?? (await challenged(caller))
    if (await isUnreadable(pool, config, user)) throw secondFactorUnreadable()
    const code = proof === 'code' ? tidyCode(typed) : tidyBackupCode(typed)
    const known = await knownBrowser(pool, config, caller.headers, { user })
    // A backup code is too long to be guessed: attempts from many addresses lock nobody out.
    const everywhere = proof === 'code' ? [attemptKey('factor', user)] : []
    const own = pairOf(caller, `${proof} ${user}`)
    const keys = known ? [known] : [own, attemptKey(wide, caller.address), ...everywhere]
    const { body, cookies } = await guarded(keys, () =>
      refusable(caller, proof, { user }, async () => {
        if (proof === 'code') await takeOnce(user, code)
        return inner(caller, 'POST', VERIFY[proof], { code }, [open ? 'session_token' : 'two_factor'])
      }),
    )
    await raiseProof(pool, verified(body, user), proof)
    return { body: DONE, cookies: [...cookies, ...(await remember(caller, user))] }
  }

  /** In one request. While guesses are limited, a right password alone must look like a wrong one. */
  async function signInWithCode(caller: Caller, opened: InnerAnswer, code: string, wide: Wide) {
    if (opened.body['twoFactorRedirect'] !== true) {
      await pool.query('delete from auth.session where token = $1', [opened.body['token']])
      throw secondFactorNone()
    }
    const headers = afterSetting(caller.headers, opened.cookies)
    const shown = await showCode(
      { ...caller, headers },
      code,
      /^[\p{Nd} ]+$/u.test(code) ? 'code' : 'backup_code',
      wide,
    )
    return { body: { next: 'done' }, cookies: [...opened.cookies, ...(shown.cookies ?? [])] }
  }

  /**
   * When the shared limit of an address is reached, the password alone is not checked; with a code it is, and
   * only both together sign in. Otherwise the typing errors of some would lock their whole office out.
   */
  async function signIn(
    caller: Caller,
    { email, password, code }: z.output<(typeof AUTH_ROUTES)['sign-in']['input']>,
  ): Promise<Answer> {
    const about = email.trim().toLowerCase()
    const known = await knownBrowser(pool, config, caller.headers, { email: about })
    const counted = [known ?? pairOf(caller, about)]
    await countAttempt(pool, counted)
    let full: Problem | undefined
    let wide: Wide = 'address'
    if (!known) {
      full = await countUnlessFull(pool, attemptKey(wide, caller.address))
      if (full && code !== undefined) {
        wide = 'address_code'
        await countAttempt(pool, [attemptKey(wide, caller.address)])
      } else if (full) throw full
      const account = attemptKey('account', about)
      const attacked = await countUnlessFull(pool, account)
      if (attacked && code === undefined) throw attacked
      counted.push(attemptKey(wide, caller.address), ...(attacked ? [] : [account]))
      full ??= attacked
    }
    try {
      const holder = { email: await addressForPassword(about) }
      const opened = await refusable(caller, 'password', holder, () =>
        inner(caller, 'POST', '/sign-in/email', { ...holder, password }, []),
      )
      const owes = opened.body['twoFactorRedirect'] === true
      const answer =
        code !== undefined && (owes || full)
          ? await signInWithCode(caller, opened, code, wide)
          : {
              body: { next: owes ? 'second_factor' : 'done' },
              cookies: [...opened.cookies, ...(owes ? [] : await remember(caller, userIn(opened.body)))],
            }
      await forgive(counted)
      return answer
    } catch (refused) {
      throw full && refused instanceof Problem ? full : refused
    }
  }

  const refuseWeak = (password: string, about: readonly string[]) => {
    const because = passwordFlaw(password, about)
    if (because) throw passwordWeak({ because })
  }

  async function invited(caller: Caller, token: string) {
    const { rows } = await pool.query<{
      user: string
      name: string
      email: string
      organisation: string
      locale: string
    }>(
      `select u.id as user, a.name, u.email, o.name as organisation, a.locale
       from auth.verification v
       join auth."user" u on u.id::text = v.value
       join read.app_user a on a.id = u.id and a.active
       join read.organisation o on o.id = a.organisation
       where v.identifier = $1 and v.expires_at > now()`,
      [identifierOf(token)],
    )
    if (rows[0]) return rows[0]
    await countAttempt(pool, [attemptKey('invitation', caller.address)])
    throw invitationUsed()
  }

  return {
    'sign-in': (caller, input) => inLine(caller, () => signIn(caller, input)),
    'second-factor': (caller, { code }) => inLine(caller, () => showCode(caller, code, 'code')),
    'backup-code': (caller, { code }) => inLine(caller, () => showCode(caller, code, 'backup_code')),
    'sign-out': async (caller) => {
      const { cookies } = await inner(caller, 'POST', '/sign-out')
      return { body: DONE, cookies: [...cookies, askAgain(config, true)] }
    },

    'sign-on': async (caller, { email, destination }) => {
      await countAttempt(pool, [attemptKey('sign_on', caller.address)])
      const about = { email: email.trim().toLowerCase(), destination }
      const { to, cookie } = await beginSignOn(pool, config, caller.headers, about)
      return { body: { to }, cookies: [cookie] }
    },
    'sign-on-return': async (caller, { answer }) => {
      const { user, proof, destination } = await endSignOn(pool, config, caller.headers, answer)
      await forgive([])
      const { cookies } = await inner(caller, 'POST', SIGN_ON, { user, proof }, [])
      return {
        body: destination === undefined ? {} : { destination },
        cookies: [...cookies, askAgain(config, false)],
      }
    },

    invitation: async (caller, { token }) => {
      const { user: _, ...body } = await invited(caller, token)
      return { body }
    },
    'set-password': async (caller, input) => {
      const { user, name, email } = await invited(caller, input.token)
      refuseWeak(input.password, [email, email.split('@')[0] ?? '', ...name.split(' ')])
      const chosen = { token: input.token, newPassword: input.password }
      await inner(caller, 'POST', '/reset-password', chosen, [])
      return { body: { email }, cookies: await remember(caller, user) }
    },
    'change-password': async (caller, input) => {
      const standing = await standingOf(caller)
      // Otherwise a person who has only the password could lock its holder out.
      demandSecondFactor(standing)
      const { session, user, email, name, proof } = standing
      refuseWeak(input.password, [email, email.split('@')[0] ?? '', ...name.split(' ')])
      const change = {
        currentPassword: input.current,
        newPassword: input.password,
        revokeOtherSessions: true,
      }
      const { cookies } = await guarded([attemptKey('session', session)], () =>
        refusable(caller, 'password', { user }, () => inner(caller, 'POST', '/change-password', change)),
      )
      if (!isSingleFactor(proof)) await forgetLinkGivers(pool, user)
      return { body: DONE, cookies: [...cookies, ...(await remember(caller, user))] }
    },

    'enrol-codes': withPassword('/two-factor/enable', (body) => ({
      uri: String(body['totpURI']),
      backupCodes: body['backupCodes'] as string[],
    })),
    'confirm-codes': async (caller, { code: typed }) => {
      const { session, user } = await mayEnrol(caller)
      const code = tidyCode(typed)
      const { cookies } = await guarded([attemptKey('session', session)], async () => {
        await takeOnce(user, code)
        return inner(caller, 'POST', VERIFY.code, { code })
      })
      return { body: DONE, cookies: [...cookies, ...(await remember(caller, user))] }
    },
    'drop-codes': withPassword('/two-factor/disable', () => DONE),
    'renew-backup-codes': withPassword('/two-factor/generate-backup-codes', (body) => ({
      backupCodes: body['backupCodes'] as string[],
    })),

    'passkey-options': async (caller) => {
      const { body, cookies } = await inner(caller, 'GET', '/passkey/generate-authenticate-options')
      return { body: { ...body, userVerification: 'required' } as Json, cookies }
    },
    'passkey-sign-in': async (caller, { credential }) => {
      // Not counted: a signature cannot be guessed, and the passkey's holder signs in whatever others try.
      const { body, cookies } = await refusable(caller, 'passkey', { credential: credential.id }, () =>
        inner(caller, 'POST', '/passkey/verify-authentication', { response: credential }, [
          'session_token',
          'better-auth-passkey',
        ]),
      )
      await forgive([])
      return { body: DONE, cookies: [...cookies, ...(await remember(caller, userIn(body)))] }
    },
    'new-passkey-options': async (caller) => {
      const { name } = await mayEnrol(caller)
      const about = new URLSearchParams({ name })
      const { body, cookies } = await inner(caller, 'GET', `/passkey/generate-register-options?${about}`)
      return { body: body as Json, cookies }
    },
    'new-passkey': async (caller, input) => {
      const { token, user } = await mayEnrol(caller)
      const made = { response: input.credential, name: input.name }
      const { body, cookies } = await inner(caller, 'POST', '/passkey/verify-registration', made, [
        'session_token',
        'better-auth-passkey',
      ])
      // A user who has just made a passkey has just used it.
      if (body['userId'] === user) await raiseProof(pool, { token, user }, 'passkey')
      return { body: DONE, cookies }
    },
    'drop-passkey': async (caller, { id }) => {
      // Otherwise a stolen password alone would allow the thief to add a passkey.
      const { user, memberships } = await mayEnrol(caller)
      const mustKeepOne = memberships.some(({ second_factor }) => second_factor === 'required')
      if (!(await dropPasskey(pool, { id, user, mustKeepOne }))) throw secondFactorLast()
      return { body: DONE }
    },

    standing: async (caller) => {
      const standing = await findStanding(pool, config, caller.headers)
      if (!standing) return { body: { next: 'sign_in', signOn: await anySignOn(pool) } }
      const { rowCount } = await pool.query(
        'select from auth.account where user_id = $1 and password is not null',
        [standing.user],
      )
      return { body: { ...describe(standing), hasPassword: rowCount === 1 } }
    },
    ...ownAccount(pool, standingOf),
  }
}
