// How better-auth is configured: our tables and column names, what proves a session, and how long one lasts.
import { passkey } from '@better-auth/passkey'
import type { BetterAuthOptions, BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint, getSessionFromCtx } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { type Kysely, type KyselyPlugin } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import * as z from 'zod/mini'
import type { OwnProof } from '../../../kernel/actor.ts'
import type { Outbound } from '../../../platform/http/outbound.ts'
import { makeBackupCodes } from './backup-codes.ts'

/** The public origin of the service; passkeys are bound to it, and it decides whether cookies need https. */
export type AuthConfig = {
  origin: string
  secret: string
  /** How providers are reached; public addresses only, unless given. */
  outbound?: Outbound
}

/** The path under which better-auth believes it is mounted; only `auth.ts` calls it there. */
export const INNER = '/inner-auth'

/** Set by us from the connection, never taken from the client: better-auth writes it into the session. */
export const ADDRESS_HEADER = 'x-arraigo-address'

/** Maximum length kept of a user agent. */
export const BROWSER_LENGTH = 300

/** A session ends after this long without use, and in any case after SESSION_LIFE_SECONDS. */
export const SESSION_IDLE_SECONDS = 12 * 60 * 60
export const SESSION_LIFE_SECONDS = 7 * 24 * 60 * 60

/**
 * What the person showed to open the session. A bare password is one factor, and so is `sign_on`, an
 * assertion of the organisation's provider; `vouched` is its assertion that it asked for two.
 */
export type Proof = OwnProof | 'sign_on' | 'vouched'

const PROOF_OF: Record<string, Proof> = {
  '/two-factor/verify-totp': 'code',
  '/two-factor/verify-backup-code': 'backup_code',
  '/passkey/verify-authentication': 'passkey',
}

/** Opens a session for a user whom the organisation's provider identified; only our own route calls it. */
export const SIGN_ON = '/sign-on'

const SignedOn = z.object({ user: z.string(), proof: z.enum(['sign_on', 'vouched']) })

const signOn = {
  id: 'sign-on',
  endpoints: {
    signOn: createAuthEndpoint(SIGN_ON, { method: 'POST', body: SignedOn }, async (context) => {
      const user = await context.context.internalAdapter.findUserById(context.body.user)
      if (!user) throw new APIError('FORBIDDEN', { code: 'USER_DEACTIVATED' })
      const session = await context.context.internalAdapter.createSession(user.id)
      await setSessionCookie(context, { session, user })
      return context.json({})
    }),
  },
} satisfies BetterAuthPlugin

const timestamps = { createdAt: 'created_at', updatedAt: 'updated_at' }

export type AuthOptionsInput = AuthConfig & {
  /** Kysely bound to the schema `auth`. */
  db: Kysely<unknown>
  /** Why this user may not sign in now; undefined when they may. */
  whyClosed(user: string): Promise<'USER_DEACTIVATED' | 'USER_IS_PROGRAM' | undefined>
  /** Whether this user signs in through the organisation's provider and in no other way. */
  mustSignOn(user: string): Promise<boolean>
}

export function authOptions({ origin, secret, db, whyClosed, mustSignOn }: AuthOptionsInput) {
  return {
    appName: 'Arraigo',
    baseURL: origin,
    basePath: INNER,
    secret,
    database: { db: db.withPlugin(datesAsDates), type: 'postgres' as const },
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Guesses are counted in platform/http/attempts.ts, by account and by address, for all processes together.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'arraigo',
      useSecureCookies: origin.startsWith('https:'),
      database: { generateId: () => uuidv7() },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
    },
    user: { fields: { emailVerified: 'email_verified', ...timestamps } },
    account: {
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...timestamps,
      },
    },
    verification: { storeIdentifier: 'hashed' as const, fields: { expiresAt: 'expires_at', ...timestamps } },
    session: {
      expiresIn: SESSION_LIFE_SECONDS,
      disableSessionRefresh: true,
      fields: {
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        userId: 'user_id',
        ...timestamps,
      },
      additionalFields: {
        proof: { type: 'string', required: true, input: false, defaultValue: 'password' },
        organisation: { type: 'string', required: false, input: false },
        centre: { type: 'string', required: false, input: false },
      },
    },
    databaseHooks: {
      session: {
        create: {
          async before(session, context) {
            const code = await whyClosed(session.userId)
            if (code) throw new APIError('FORBIDDEN', { code })
            const path = context?.path ?? ''
            const isFirst = path === '/sign-in/email'
            if ((isFirst || path in PROOF_OF) && (await mustSignOn(session.userId))) {
              // A code or a passkey is accepted as the second proof of a user who has just signed in that
              // way.
              const open = isFirst || !context ? null : await getSessionFromCtx(context)
              const came = open?.session['proof'] === 'sign_on' || open?.session['proof'] === 'vouched'
              if (open?.user.id !== session.userId || !came)
                throw new APIError('FORBIDDEN', { code: 'SIGN_ON_REQUIRED' })
            }
            const expiresAt = new Date(Date.now() + SESSION_IDLE_SECONDS * 1000)
            // A changed password replaces the session by a new one, which keeps the proof of the old.
            const old = path === '/change-password' ? context?.context.session?.session : undefined
            const signedOn = path === SIGN_ON ? SignedOn.parse(context?.body).proof : undefined
            const proof = old?.['proof'] ?? signedOn ?? PROOF_OF[path] ?? 'password'
            const place = old ? { organisation: old['organisation'], centre: old['centre'] } : {}
            return { data: { expiresAt, proof, ...place } }
          },
        },
      },
    },
    plugins: [
      signOn,
      twoFactor({
        issuer: 'Arraigo',
        // A user who signs in through the organisation's provider may have no password to show again.
        allowPasswordless: true,
        accountLockout: { enabled: false },
        backupCodeOptions: { customBackupCodesGenerate: makeBackupCodes, storeBackupCodes: 'encrypted' },
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'two_factor',
            fields: {
              backupCodes: 'backup_codes',
              userId: 'user_id',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
      passkey({
        rpID: new URL(origin).hostname,
        rpName: 'Arraigo',
        origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: {
          afterVerification({ verification }) {
            if (!verification.registrationInfo?.userVerified) throw userNotVerified()
          },
        },
        authentication: {
          afterVerification({ verification }) {
            if (!verification.authenticationInfo.userVerified) throw userNotVerified()
          },
        },
        schema: {
          passkey: {
            fields: {
              publicKey: 'public_key',
              userId: 'user_id',
              credentialID: 'credential_id',
              deviceType: 'device_type',
              backedUp: 'backed_up',
              createdAt: 'created_at',
            },
          },
        },
      }),
    ],
  } satisfies BetterAuthOptions
}

// A passkey used without a finger, a face or a PIN proves possession only, so it is one factor.
const userNotVerified = () => new APIError('UNAUTHORIZED', { code: 'PASSKEY_USER_NOT_VERIFIED' })

// Our database clients read instants as ISO strings; better-auth compares them with Date, and a string would
// never expire.
const datesAsDates: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  async transformResult({ result }) {
    const rows = result.rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [
          column,
          /_(?:at|until)$/u.test(column) && typeof value === 'string' ? new Date(value) : value,
        ]),
      ),
    )
    return { ...result, rows }
  },
}
