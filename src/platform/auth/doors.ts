// What stands behind the doors of signing in, under /api/auth: what each counts as a guess, and what it answers.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import type * as z from 'zod/mini'
import { conflict, forbidden, invalid, type Json } from '../../kernel/problem.ts'
import { addNobody, addressForPassword, identifierOf } from './accounts.ts'
import { attemptKey, countAttempt, forgiveAttempt, type AttemptKey } from './attempts.ts'
import type { DOORS } from './door-contracts.ts'
import type { Caller, Inner } from './inner.ts'
import { type AuthConfig, SIGN_ON } from './options.ts'
import { passwordFlaw } from './password.ts'
import { anySignOn } from './providers.ts'
import { askAgain, beginSignOn, endSignOn } from './sign-on.ts'
import {
  findStanding,
  getStanding,
  isBare,
  provesEnough,
  raiseProof,
  signedCookie,
  type Standing,
} from './standing.ts'

export type Answer = { body: Json; cookies?: readonly string[] }
type Behind<Input> = (caller: Caller, input: Input) => Promise<Answer>
export type Doors = { [Name in keyof typeof DOORS]: Behind<z.output<(typeof DOORS)[Name]['input']>> }

const DONE = { done: true } as const

export function createDoors(pool: pg.Pool, config: AuthConfig, inner: Inner): Doors {
  let nobody: Promise<void> | undefined
  const standingOf = (caller: Caller) => getStanding(pool, config, caller.headers)

  /** Counts a guess before it is judged and takes it back when it was right. */
  async function guarded<T>(caller: Caller, keys: readonly AttemptKey[], work: () => Promise<T>): Promise<T> {
    const all = [...keys, attemptKey('address', caller.address)]
    await countAttempt(pool, all)
    const result = await work()
    await forgiveAttempt(pool, all)
    return result
  }

  /** The user whose password was right a moment ago and who now owes a code. */
  async function challenged(caller: Caller): Promise<string> {
    const challenge = signedCookie(caller.headers, config, 'two_factor') ?? ''
    const { rows } = await pool.query<{ value: string }>(
      'select value from auth.verification where identifier = $1',
      [createHash('sha256').update(challenge).digest('base64url')],
    )
    return rows[0]?.value ?? caller.address
  }

  /** Who holds a second factor must show it before adding another: a stolen password alone opens no new way in. */
  async function mayEnrol(caller: Caller): Promise<Standing> {
    const standing = await standingOf(caller)
    if (isBare(standing.proof) && (standing.has_codes || standing.passkeys > 0)) {
      throw forbidden('second_factor.required')
    }
    return standing
  }

  /** A door behind the password of whoever is signed in, if they have one: an unlocked screen is not enough. */
  const withPassword =
    (
      path: string,
      answer: (body: Record<string, unknown>) => Json,
    ): Behind<{ password?: string | undefined }> =>
    async (caller, { password }) => {
      const { email } = await mayEnrol(caller)
      const { body, cookies } = await guarded(caller, [attemptKey('account', email)], () =>
        inner(caller, 'POST', path, { password }),
      )
      return { body: answer(body), cookies }
    }

  /** After the password no session is open yet; after organisation sign-on one is, and the code makes it whole. */
  const withCode =
    (path: string, proof: 'code' | 'backup_code'): Behind<{ code: string }> =>
    async (caller, { code }) => {
      const open = await findStanding(pool, config, caller.headers)
      const about = open?.user ?? (await challenged(caller))
      const { cookies } = await guarded(caller, [attemptKey('factor', about)], () =>
        inner(caller, 'POST', path, { code: code.replaceAll(' ', '') }),
      )
      if (open) await raiseProof(pool, open.session, proof)
      return { body: DONE, cookies }
    }

  const refuseWeak = (password: string, about: readonly string[]) => {
    const because = passwordFlaw(password, about)
    if (because) throw invalid('password.weak', { because })
  }

  async function invited(caller: Caller, token: string) {
    return guarded(caller, [attemptKey('invitation', caller.address)], async () => {
      const { rows } = await pool.query<{
        name: string
        email: string
        organisation: string
        locale: string
      }>(
        `select a.name, u.email, o.name as organisation, a.locale
         from auth.verification v
         join auth."user" u on u.id::text = v.value
         join read.app_user a on a.id = u.id and a.active
         join read.organisation o on o.id = a.organisation
         where v.identifier = $1 and v.expires_at > now()`,
        [identifierOf(token)],
      )
      if (!rows[0]) throw conflict('invitation.used')
      return rows[0]
    })
  }

  return {
    'sign-in': async (caller, input) => {
      const { body, cookies } = await guarded(caller, [attemptKey('account', input.email)], async () => {
        nobody ??= addNobody(pool)
        await nobody.catch((error: unknown) => {
          nobody = undefined
          throw error
        })
        const email = await addressForPassword(pool, input.email)
        return await inner(caller, 'POST', '/sign-in/email', { ...input, email })
      })
      return { body: { next: body['twoFactorRedirect'] ? 'second_factor' : 'done' }, cookies }
    },
    'second-factor': withCode('/two-factor/verify-totp', 'code'),
    'backup-code': withCode('/two-factor/verify-backup-code', 'backup_code'),
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
      const { user, proof, destination } = await guarded(caller, [], () =>
        endSignOn(pool, config, caller.headers, answer),
      )
      const { cookies } = await inner(caller, 'POST', SIGN_ON, { user, proof })
      return {
        body: destination === undefined ? {} : { destination },
        cookies: [...cookies, askAgain(config, false)],
      }
    },

    invitation: async (caller, { token }) => ({
      body: await invited(caller, token),
    }),
    'set-password': async (caller, input) => {
      const { name, email } = await invited(caller, input.token)
      refuseWeak(input.password, [email, email.split('@')[0] ?? '', ...name.split(' ')])
      await inner(caller, 'POST', '/reset-password', { token: input.token, newPassword: input.password })
      return { body: { email } }
    },
    'change-password': async (caller, input) => {
      const { email, name } = await standingOf(caller)
      refuseWeak(input.password, [email, email.split('@')[0] ?? '', ...name.split(' ')])
      const { cookies } = await guarded(caller, [attemptKey('account', email)], () =>
        inner(caller, 'POST', '/change-password', {
          currentPassword: input.current,
          newPassword: input.password,
          revokeOtherSessions: true,
        }),
      )
      return { body: DONE, cookies }
    },

    'enrol-codes': withPassword('/two-factor/enable', (body) => ({
      uri: String(body['totpURI']),
      backupCodes: body['backupCodes'] as string[],
    })),
    'confirm-codes': async (caller, { code }) => {
      const { user } = await mayEnrol(caller)
      const { cookies } = await guarded(caller, [attemptKey('factor', user)], () =>
        inner(caller, 'POST', '/two-factor/verify-totp', { code: code.replaceAll(' ', '') }),
      )
      return { body: DONE, cookies }
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
      const { cookies } = await guarded(caller, [], () =>
        inner(caller, 'POST', '/passkey/verify-authentication', { response: credential }),
      )
      return { body: DONE, cookies }
    },
    'new-passkey-options': async (caller) => {
      const { name } = await mayEnrol(caller)
      const about = new URLSearchParams({ name })
      const { body, cookies } = await inner(caller, 'GET', `/passkey/generate-register-options?${about}`)
      return { body: body as Json, cookies }
    },
    'new-passkey': async (caller, input) => {
      const { session } = await mayEnrol(caller)
      const made = { response: input.credential, name: input.name }
      const { cookies } = await inner(caller, 'POST', '/passkey/verify-registration', made)
      // Who has just made a passkey has just used it.
      await raiseProof(pool, session, 'passkey')
      return { body: DONE, cookies }
    },
    passkeys: async (caller) => {
      const { user } = await standingOf(caller)
      const { rows } = await pool.query(
        'select id, name, created_at as "createdAt" from auth.passkey where user_id = $1 order by created_at',
        [user],
      )
      return { body: rows as Json }
    },
    'drop-passkey': async (caller, { id }) => {
      const standing = await standingOf(caller)
      const mustKeepOne = standing.memberships.some(({ second_factor }) => second_factor === 'required')
      if (mustKeepOne && !standing.has_codes && standing.passkeys === 1) throw conflict('second_factor.last')
      await pool.query('delete from auth.passkey where id = $1 and user_id = $2', [id, standing.user])
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
    sessions: async (caller) => {
      const { user, session } = await standingOf(caller)
      const { rows } = await pool.query(
        `select id, user_agent as "browser", ip_address as "address", created_at as "since",
           updated_at as "usedAt", id = $2 as "current"
         from auth.session where user_id = $1 and expires_at > now() order by updated_at desc`,
        [user, session],
      )
      return { body: rows as Json }
    },
    'end-sessions': async (caller, { id }) => {
      const { user, session } = await standingOf(caller)
      await pool.query(
        'delete from auth.session where user_id = $1 and id <> $2 and ($3::uuid is null or id = $3)',
        [user, session, id ?? null],
      )
      return { body: DONE }
    },
    'choose-organisation': async (caller, { organisation, centre }) => {
      const { session, memberships } = await standingOf(caller)
      const own = memberships.filter((one) => one.organisation === organisation)
      if (own.length === 0) throw forbidden('organisation.not_yours')
      if (centre !== undefined && !own.some((one) => one.centre === centre))
        throw forbidden('organisation.not_yours')
      await pool.query('update auth.session set organisation = $2, centre = $3 where id = $1', [
        session,
        organisation,
        centre ?? null,
      ])
      return { body: DONE }
    },
  }
}

/** What the sign-in screens need to know next, and nothing about anybody else. */
function describe(standing: Standing) {
  const organisations = Map.groupBy(standing.memberships, ({ organisation }) => organisation)
  const chosen =
    standing.organisation ?? (organisations.size === 1 ? standing.memberships[0]?.organisation : undefined)
  const current = standing.memberships.find(({ organisation }) => organisation === chosen)
  return {
    next:
      organisations.size === 0
        ? 'role'
        : !current
          ? 'organisation'
          : provesEnough(standing, current)
            ? 'done'
            : 'second_factor',
    user: { id: standing.user, name: standing.name, email: standing.email, locale: standing.locale },
    proof: standing.proof,
    hasCodes: standing.has_codes,
    passkeys: standing.passkeys,
    organisations: [...organisations.values()].flatMap((memberships) => {
      const [first] = memberships
      if (!first) return []
      const centres = memberships.flatMap(({ centre, centre_name }) =>
        centre === null ? [] : [[centre, { id: centre, name: centre_name }] as const],
      )
      return [
        {
          id: first.organisation,
          name: first.organisation_name,
          class: first.organisation_class,
          secondFactor: first.second_factor,
          roles: [...new Set(memberships.map(({ role }) => role))],
          centres: [...new Map(centres).values()],
        },
      ]
    }),
  }
}
