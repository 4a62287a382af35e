// Organisation sign-on: sends the browser to the provider and checks its answer. States, nonces, issuers,
// audiences, times and signatures are checked by openid-client; this file decides which provider may identify
// which user.
import { createHash, randomUUID } from 'node:crypto'
import * as oidc from 'openid-client'
import type pg from 'pg'
import * as z from 'zod/mini'
import { type Problem } from '../../../kernel/problem.ts'
import { signOnDomainUnproved, signOnNone } from '../../../kernel/problems.ts'
import type { Id } from '../../../kernel/words.ts'
import { outbound, publicFetch } from '../../../platform/http/outbound.ts'
import {
  signOnEmailUnverified,
  signOnExpired,
  signOnLinkedOtherwise,
  signOnMisconfigured,
  signOnNotTrusted,
  signOnOtherAccount,
  signOnRefusedThere,
  signOnUnknownUser,
  signOnUnreachable,
} from '../problems.ts'
import { sign } from '../../../platform/secrets.ts'
import { signedCookie, signedCookieHeader } from './cookies.ts'
import { type AuthConfig, type Proof, SESSION_LIFE_SECONDS } from './options.ts'
import {
  findByEmail,
  findByOrganisation,
  findHolder,
  link,
  type Holder,
  type Reached,
  unseal,
} from '../sql/providers.ts'
import { SEALING } from '../../sign-on/operations.ts'

/**
 * The page of ours that a provider sends the browser back to; it is registered there, so it never changes.
 */
export const RETURN_PATH = '/sign-in/organisation'

const MINUTES_TO_RETURN = 10
const SECONDS_TO_ANSWER = 10
const COOKIE = 'sign_on'
const SIGNED_OUT = 'signed_out'

/**
 * A user signed out in this browser, perhaps at a shared desk: the provider, which still has a session, is
 * asked for the password again. The cookie is removed by the next sign-on.
 */
export const askAgain = (config: AuthConfig, again: boolean): string =>
  signedCookieHeader(config, SIGNED_OUT, 'yes', again ? SESSION_LIFE_SECONDS : 0)

/**
 * The state kept while the browser is at the provider; it is looked up by the hash of the `state` parameter,
 * once.
 */
const PendingSignOn = z.object({
  organisation: z.string(),
  email: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** The page the reader was going to. */
  destination: z.optional(z.string()),
})

/**
 * Where to send the browser, and the cookie without which another browser could finish the sign-on.
 * @throws Problem `sign_on.none`, `sign_on.unreachable`, `sign_on.misconfigured`
 */
export async function beginSignOn(
  pool: pg.Pool,
  config: AuthConfig,
  headers: Headers,
  { email, destination }: { email: string; destination?: string | undefined },
): Promise<{ to: string; cookie: string }> {
  const provider = await findByEmail(pool, email)
  if (!provider) throw signOnNone()
  const reached = await reach(config, provider)
  const state = oidc.randomState()
  const nonce = oidc.randomNonce()
  const verifier = oidc.randomPKCECodeVerifier()
  const away: z.infer<typeof PendingSignOn> = {
    organisation: provider.organisation,
    email,
    nonce,
    verifier,
    destination,
  }
  await pool.query(
    `with old as (delete from auth.verification where expires_at < now() - interval '1 day')
     insert into auth.verification (id, identifier, value, expires_at)
     values ($1, $2, $3, now() + make_interval(mins => $4))`,
    [randomUUID(), identifierOf(state), JSON.stringify(away), MINUTES_TO_RETURN],
  )
  const to = oidc.buildAuthorizationUrl(reached, {
    redirect_uri: `${config.origin}${RETURN_PATH}`,
    scope: 'openid email',
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    login_hint: email,
    ...(signedCookie(headers, config, SIGNED_OUT) === undefined ? {} : { prompt: 'login' }),
    ...(provider.acr ? { acr_values: provider.acr } : {}),
  })
  return { to: to.href, cookie: signedCookieHeader(config, COOKIE, state, MINUTES_TO_RETURN * 60) }
}

/**
 * The user who returned, and how strong the proof is. `answer` is the query of our own page's address, as the
 * provider made it.
 * @throws Problem `sign_on.expired`, `sign_on.refused_there`, `sign_on.not_trusted` with `because`,
 * `sign_on.unreachable`, `sign_on.misconfigured`, `sign_on.email_unverified`, `sign_on.other_account`,
 * `sign_on.unknown_user`, `sign_on.linked_otherwise`, `sign_on.domain_unproved`
 */
export async function endSignOn(
  pool: pg.Pool,
  config: AuthConfig,
  headers: Headers,
  answer: string,
): Promise<{ user: Id; proof: Proof; destination?: string | undefined }> {
  const state = signedCookie(headers, config, COOKIE)
  const away = state === undefined ? undefined : await takeBack(pool, state)
  const provider = away && (await findByOrganisation(pool, away.organisation as Id))
  if (state === undefined || !away || !provider) throw signOnExpired()

  const here = new URL(`${config.origin}${RETURN_PATH}`)
  here.search = answer
  const reached = await reach(config, provider)
  const { claims, access } = await oidc
    .authorizationCodeGrant(reached, here, {
      pkceCodeVerifier: away.verifier,
      expectedState: state,
      expectedNonce: away.nonce,
      idTokenExpected: true,
    })
    .then((tokens) => ({ claims: tokens.claims() ?? neverWithoutClaims(), access: tokens.access_token }))
    .catch(refuse)

  const holder = await findLinked(pool, reached, provider, claims, access)
  if (holder.email !== away.email) throw signOnOtherAccount({ email: holder.email })
  return { user: holder.user, proof: proofIn(provider, claims), destination: away.destination }
}

const domainOf = (email: string) => email.split('@').at(-1) ?? ''

const identifierOf = (state: string) => createHash('sha256').update(`sign-on:${state}`).digest('base64url')

async function takeBack(pool: pg.Pool, state: string): Promise<z.infer<typeof PendingSignOn> | undefined> {
  const { rows } = await pool.query<{ value: string }>(
    'delete from auth.verification where identifier = $1 and expires_at > now() returning value',
    [identifierOf(state)],
  )
  return rows[0] && PendingSignOn.parse(JSON.parse(rows[0].value))
}

/**
 * Fetches the provider's metadata and keys each time: sign-ins are rare, and so a new key works at once and a
 * withdrawn one stops.
 */
async function reach(config: AuthConfig, provider: Reached): Promise<oidc.Configuration> {
  const secret =
    provider.sealed === null
      ? undefined
      : await unseal(sign(config.secret, SEALING), provider.sealed).catch(() => {
          // The installation's own secret was changed since.
          throw signOnMisconfigured()
        })
  return oidc
    .discovery(
      new URL(provider.issuer),
      provider.clientId,
      undefined,
      secret === undefined ? oidc.None() : oidc.ClientSecretBasic(secret),
      {
        timeout: SECONDS_TO_ANSWER,
        // Every address of the provider was written by another party: its issuer, tokens, keys and user info.
        [oidc.customFetch]: publicFetch(config.outbound ?? outbound()),
        execute: [
          oidc.enableNonRepudiationChecks,
          // Only on loopback, where this server itself has no https, may a provider of the same machine use
          // http.
          ...(isAtHome(config.origin) && isAtHome(provider.issuer) ? [oidc.allowInsecureRequests] : []),
        ],
      },
    )
    .catch(refuse)
}

const isAtHome = (address: string) =>
  /^http:$/u.test(new URL(address).protocol) && ['localhost', '127.0.0.1'].includes(new URL(address).hostname)

/** Users are never made here: the subject is already linked, or the e-mail belongs to an invited user. */
async function findLinked(
  pool: pg.Pool,
  reached: oidc.Configuration,
  provider: Reached,
  claims: oidc.IDToken,
  access: string,
): Promise<Holder> {
  const { issuer, organisation, domain } = provider
  /** A provider identifies the users of its own organisation only. */
  const ours = (found: Holder | undefined): Holder => {
    if (found?.organisation !== organisation) throw signOnUnknownUser()
    return found
  }
  const linked = await findHolder(pool, { issuer, subject: claims.sub })
  if (linked) return ours(linked)
  // A domain without proof may belong to others: users linked before go on, and no new one signs in.
  if (!provider.proved) throw signOnDomainUnproved()
  const about =
    claims['email'] === undefined && reached.serverMetadata().userinfo_endpoint !== undefined
      ? await oidc.fetchUserInfo(reached, access, claims.sub).catch(refuse)
      : claims
  // An address that the provider has not verified could be typed by anybody, who would then sign in here as
  // its owner.
  if (typeof about['email'] !== 'string' || about['email_verified'] !== true) throw signOnEmailUnverified()
  const email = about['email'].toLowerCase()
  const invited = ours(domainOf(email) === domain ? await findHolder(pool, { email }) : undefined)
  if (!(await link(pool, { user: invited.user, issuer, subject: claims.sub }))) throw signOnLinkedOtherwise()
  return invited
}

/**
 * Two proofs when the organisation trusts its provider for them and the provider reports them, in `amr` or as
 * its own `acr`.
 */
function proofIn({ secondFactor, acr }: Reached, claims: oidc.IDToken): Proof {
  const methods: unknown = claims['amr']
  const says = (Array.isArray(methods) && methods.includes('mfa')) || (Boolean(acr) && claims['acr'] === acr)
  return secondFactor === 'provider' && says ? 'vouched' : 'sign_on'
}

function neverWithoutClaims(): never {
  throw signOnNotTrusted({ because: 'other' })
}

/** The message's word for the claim of a token that was wrong. */
const CLAIMS: Record<string, string> = { iss: 'issuer', aud: 'audience', azp: 'audience', nonce: 'nonce' }

/** Turns an error of openid-client into a problem that a person can act on. */
function refuse(error: unknown): never {
  throw refusalOf(error)
}

function refusalOf(error: unknown): Error {
  if (error instanceof oidc.AuthorizationResponseError)
    return signOnRefusedThere({ error: error.error.slice(0, 60) })
  // The provider knows us by another secret, or considers the code used: the person signing in cannot fix it.
  if (error instanceof oidc.ResponseBodyError || error instanceof oidc.WWWAuthenticateChallengeError)
    return signOnMisconfigured()
  if (error instanceof TypeError && error.message === 'fetch failed') return signOnUnreachable()
  if (!(error instanceof oidc.ClientError)) return error as Error
  const notTrusted = (because: string): Problem => signOnNotTrusted({ because })
  const { claim = '' } = (error.cause as { cause?: { claim?: string } } | undefined)?.cause ?? {}
  switch (error.code) {
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
      return notTrusted('expired')
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
      return notTrusted(CLAIMS[claim] ?? 'other')
    case 'OAUTH_KEY_SELECTION_FAILED':
      return notTrusted('key')
    case 'OAUTH_INVALID_RESPONSE':
      return notTrusted('other')
    default:
      return signOnUnreachable()
  }
}
