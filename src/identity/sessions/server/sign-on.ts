// Organisation sign-on: sends the browser to the provider and judges what comes back. The checking of states, nonces,
// issuers, audiences, times and signatures is openid-client's; what is decided here is whose word counts for whom.
import { createHash, randomUUID } from 'node:crypto'
import * as oidc from 'openid-client'
import type pg from 'pg'
import * as z from 'zod/mini'
import { type Problem } from '../../../kernel/problem.ts'
import { signOnDomainUnproved, signOnNone } from '../../../kernel/problems.ts'
import type { Id } from '../../../kernel/words.ts'
import { outbound, publicFetch } from '../../../platform/outbound.ts'
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

/** The page of ours that a provider sends the browser back to; it is registered there, so it never changes. */
export const RETURN_PATH = '/sign-in/organisation'

const MINUTES_TO_RETURN = 10
const SECONDS_TO_ANSWER = 10
const COOKIE = 'sign_on'
const SIGNED_OUT = 'signed_out'

/**
 * Somebody signed out in this browser, perhaps at a desk that others use: the provider, which still knows them, is told
 * to ask for the password again. Forgotten with the next sign-on.
 */
export const askAgain = (config: AuthConfig, again: boolean): string =>
  signedCookieHeader(config, SIGNED_OUT, 'yes', again ? SESSION_LIFE_SECONDS : 0)

/** What is kept while somebody is away at the provider; it is looked up by the hash of the state, once. */
const Away = z.object({
  organisation: z.string(),
  email: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Where on our side the reader was going. */
  destination: z.optional(z.string()),
})

/**
 * Where to send the browser, and the cookie without which nobody can come back in its place.
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
  const away: z.infer<typeof Away> = {
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
 * Who came back, and how well that is proved. `answer` is the query of our own page's address, as the provider made it.
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

async function takeBack(pool: pg.Pool, state: string): Promise<z.infer<typeof Away> | undefined> {
  const { rows } = await pool.query<{ value: string }>(
    'delete from auth.verification where identifier = $1 and expires_at > now() returning value',
    [identifierOf(state)],
  )
  return rows[0] && Away.parse(JSON.parse(rows[0].value))
}

/**
 * Asks the provider for its addresses and keys each time: a sign-in is rare, and so a key it has put in its place works
 * at once, and one it has taken back does not.
 */
async function reach(config: AuthConfig, provider: Reached): Promise<oidc.Configuration> {
  const secret =
    provider.sealed === null
      ? undefined
      : await unseal(sign(config.secret, SEALING), provider.sealed).catch(() => {
          // The house's own secret was changed since.
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
        // Every address of the provider is one that somebody else wrote down: its issuer, tokens, keys and user info.
        [oidc.customFetch]: publicFetch(config.outbound ?? outbound()),
        execute: [
          oidc.enableNonRepudiationChecks,
          // Only at home, where the house itself has no https, may a provider of the same machine do without it.
          ...(isAtHome(config.origin) && isAtHome(provider.issuer) ? [oidc.allowInsecureRequests] : []),
        ],
      },
    )
    .catch(refuse)
}

const isAtHome = (address: string) =>
  /^http:$/u.test(new URL(address).protocol) && ['localhost', '127.0.0.1'].includes(new URL(address).hostname)

/** Users are never made here: the subject is one who came before, or the e-mail is of somebody who was invited. */
async function findLinked(
  pool: pg.Pool,
  reached: oidc.Configuration,
  provider: Reached,
  claims: oidc.IDToken,
  access: string,
): Promise<Holder> {
  const { issuer, organisation, domain } = provider
  /** A provider speaks for the people of its own organisation and for nobody else's. */
  const ours = (found: Holder | undefined): Holder => {
    if (found?.organisation !== organisation) throw signOnUnknownUser()
    return found
  }
  const linked = await findHolder(pool, { issuer, subject: claims.sub })
  if (linked) return ours(linked)
  // A domain that was only claimed may be anybody's: whoever came before goes on, and nobody new comes in.
  if (!provider.proved) throw signOnDomainUnproved()
  const about =
    claims['email'] === undefined && reached.serverMetadata().userinfo_endpoint !== undefined
      ? await oidc.fetchUserInfo(reached, access, claims.sub).catch(refuse)
      : claims
  // An address that the provider has not checked may be anybody's: whoever types it there would come in here.
  if (typeof about['email'] !== 'string' || about['email_verified'] !== true) throw signOnEmailUnverified()
  const email = about['email'].toLowerCase()
  const invited = ours(domainOf(email) === domain ? await findHolder(pool, { email }) : undefined)
  if (!(await link(pool, { user: invited.user, issuer, subject: claims.sub }))) throw signOnLinkedOtherwise()
  return invited
}

/** Two proofs when the organisation takes its provider's word and the provider gives it, in `amr` or as its own `acr`. */
function proofIn({ secondFactor, acr }: Reached, claims: oidc.IDToken): Proof {
  const methods: unknown = claims['amr']
  const says = (Array.isArray(methods) && methods.includes('mfa')) || (Boolean(acr) && claims['acr'] === acr)
  return secondFactor === 'provider' && says ? 'vouched' : 'sign_on'
}

function neverWithoutClaims(): never {
  throw signOnNotTrusted({ because: 'other' })
}

/** Which claim of a token was wrong, in the words of the message. */
const CLAIMS: Record<string, string> = { iss: 'issuer', aud: 'audience', azp: 'audience', nonce: 'nonce' }

/** Turns what openid-client found wrong into what a person can do about it. */
function refuse(error: unknown): never {
  throw refusalOf(error)
}

function refusalOf(error: unknown): Error {
  if (error instanceof oidc.AuthorizationResponseError)
    return signOnRefusedThere({ error: error.error.slice(0, 60) })
  // The provider knows us by another secret, or takes the code for used: nothing that whoever signs in can mend.
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
