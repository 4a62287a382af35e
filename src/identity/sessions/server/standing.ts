// From a cookie to the user: the session, what it proves, and the organisations the user may act for.
import type pg from 'pg'
import type { Actor, OrganisationClass } from '../../../kernel/actor.ts'
import { actorUnknown, organisationNotYours } from '../../../kernel/problems.ts'
import { ceilingOf, grantsOf, isWithin, type Grant } from '../../../kernel/roles.ts'
import type { Id } from '../../../kernel/words.ts'
import { organisationChoose, roleNone, secondFactorRequired, sessionEnded } from '../problems.ts'
import { signedCookie } from './cookies.ts'
import { type AuthConfig, type Proof, SESSION_IDLE_SECONDS, SESSION_LIFE_SECONDS } from './options.ts'

export type Membership = {
  organisation: Id
  organisation_name: string
  organisation_class: OrganisationClass
  time_zone: string
  second_factor: 'required' | 'optional'
  lead: boolean
  role: string
  /** The grants of a role that the organisation made; null for shipped roles. */
  grants: readonly Grant[] | null
  centre: Id | null
  centre_name: string | null
}

export type Standing = {
  session: Id
  /** What the cookie holds; it never leaves the server. */
  token: string
  /** What was shown to open the session; a program's key, and the operator's shell, are proof enough. */
  proof: Proof | 'key' | 'shell'
  expires_at: string
  /** The organisation and centre last chosen in this session. */
  organisation: Id | null
  centre: Id | null
  user: Id
  email: string
  name: string
  locale: string
  active: boolean
  has_codes: boolean
  passkeys: number
  /** The organisation that opened the account. */
  home: Id
  memberships: readonly Membership[]
}

/** The part of a standing that an actor is made from. */
export type Acting = Pick<
  Standing,
  'user' | 'name' | 'locale' | 'memberships' | 'proof' | 'home' | 'organisation' | 'centre'
> &
  Partial<Pick<Standing, 'has_codes'>>

// One row for each membership: every request runs this, and sorting or aggregating in it costs more than all
// its reads.
const FIND_STANDING = `
  select s.id as session, s.token, s.proof, s.expires_at, s.organisation, s.centre, u.id as user, u.email,
    coalesce(a.name, u.name) as name, coalesce(a.locale, 'es') as locale, coalesce(a.active, false) as active,
    exists (select from auth.two_factor f where f.user_id = u.id and f.verified) as has_codes,
    (select count(*)::integer from auth.passkey p where p.user_id = u.id) as passkeys, a.organisation as home,
    row_to_json(m) as membership,
    s.expires_at < least(now() + make_interval(secs => $2), s.created_at + make_interval(secs => $3))
      - interval '5 minutes' as extend
  from auth.session s
  join auth."user" u on u.id = s.user_id
  left join read.app_user a on a.id = u.id
  left join read.membership m on m.app_user = u.id
  where s.token = $1 and s.expires_at > now()`

const nameOf = (one: Membership) => `${one.organisation_name} ${one.centre_name ?? ''} ${one.role}`
const byName = (a: Membership, b: Membership) => nameOf(a).localeCompare(nameOf(b))

/** The user of the cookie's session; each use extends it. Undefined when nobody is signed in. */
export async function findStanding(
  pool: pg.Pool,
  config: AuthConfig,
  headers: Headers,
): Promise<Standing | undefined> {
  const token = signedCookie(headers, config, 'session_token')
  if (token === undefined) return undefined
  const { rows } = await pool.query<
    Omit<Standing, 'memberships'> & { membership: Membership | null; extend: boolean }
  >({
    name: 'standing',
    text: FIND_STANDING,
    values: [token, SESSION_IDLE_SECONDS, SESSION_LIFE_SECONDS],
  })
  const first = rows[0]
  if (!first?.active) return undefined
  const { extend, membership: _, ...known } = first
  const memberships = rows.flatMap(({ membership }) => membership ?? []).sort(byName)
  const standing: Standing = { ...known, memberships }
  if (extend) {
    await pool.query(
      `update auth.session set updated_at = now(),
         expires_at = least(now() + make_interval(secs => $2), created_at + make_interval(secs => $3))
       where id = $1`,
      [standing.session, SESSION_IDLE_SECONDS, SESSION_LIFE_SECONDS],
    )
  }
  return standing
}

/** Throws 401: `session.ended` when there was a session, `actor.unknown` when there was none. */
export async function getStanding(pool: pg.Pool, config: AuthConfig, headers: Headers): Promise<Standing> {
  const standing = await findStanding(pool, config, headers)
  if (standing) return standing
  const had = (headers.get('cookie') ?? '').includes('arraigo.session_token=')
  throw had ? sessionEnded() : actorUnknown()
}

/** Whether only one factor was shown: a password, or a provider's assertion without a second proof. */
export const isSingleFactor = (proof: Standing['proof']) => proof === 'password' || proof === 'sign_on'

/** A user with a second proof must have shown it. Throws `second_factor.required`. */
export function demandSecondFactor({
  proof,
  has_codes,
  passkeys,
}: Pick<Standing, 'proof' | 'has_codes' | 'passkeys'>): void {
  if (isSingleFactor(proof) && (has_codes || passkeys > 0)) throw secondFactorRequired()
}

/**
 * Whether an organisation's provider opened the session, and the user has shown no proof of their own since.
 */
export const isProviderProof = (proof: Standing['proof']) => proof === 'sign_on' || proof === 'vouched'

/** Two proofs, both of the user's own. */
const OWN_PROOFS: ReadonlySet<Standing['proof']> = new Set<Proof>(['code', 'backup_code', 'passkey'])

/** Whether this session proves enough for what the organisation asks of its people. */
export function provesEnough(
  standing: Pick<Acting, 'proof' | 'home' | 'has_codes'>,
  membership: Pick<Membership, 'second_factor' | 'organisation'>,
): boolean {
  // A user who signed in before the app was set up still has to show the code that each password needs since.
  if (standing.proof === 'password' && standing.has_codes) return false
  // A provider's assertion counts in the organisation that chose it, and in no other: not even where one
  // proof is enough.
  if (isProviderProof(standing.proof) && membership.organisation !== standing.home) return false
  if (membership.second_factor === 'optional') return true
  return !isSingleFactor(standing.proof)
}

/** Records a second proof in an open session: that of this token, and only while it is this user's. */
export async function raiseProof(
  pool: pg.Pool,
  { token, user }: { token: string; user: Id },
  proof: Proof,
): Promise<void> {
  await pool.query(
    `update auth.session set proof = $3
     where token = $1 and user_id = $2 and proof in ('password', 'sign_on', 'vouched')`,
    [token, user, proof],
  )
}

/**
 * Removes a passkey, unless two proofs are required and it is the last one: the rows are locked, so that two
 * are not removed at the same moment.
 * @returns false when it stays
 */
export async function dropPasskey(
  pool: pg.Pool,
  { id, user, mustKeepOne }: { id: string; user: Id; mustKeepOne: boolean },
): Promise<boolean> {
  const { rows } = await pool.query<{ stays: boolean }>(
    `with mine as materialized (select id from auth.passkey where user_id = $2 order by id for update),
     gone as (
       delete from auth.passkey p using mine m where p.id = $1 and m.id = p.id and (not $3
         or exists (select from auth.two_factor f where f.user_id = $2 and f.verified)
         or (select count(*) from mine) > 1)
       returning p.id
     )
     select exists (select from mine where id = $1) and not exists (select from gone) as stays`,
    [id, user, mustKeepOne],
  )
  return rows[0]?.stays === false
}

/**
 * All grants of these roles; a role of the organisation's own no wider than the system's ceiling is today.
 */
function grantsIn(held: readonly Membership[]): Grant[] {
  const shipped = grantsOf(held.map(({ role }) => role))
  const made = held.flatMap(({ grants }) => grants ?? [])
  if (made.length === 0) return shipped
  const ceiling = ceilingOf((held[0] as Membership).organisation_class)
  return [...shipped, ...made.filter((grant) => isWithin(ceiling, grant))]
}

/**
 * A page opened for one user must never send requests with the session of the next user of a shared device.
 */
export function demandSameUser(user: Id, headers: Headers): void {
  const meant = headers.get('x-user')
  if (meant !== null && meant !== user) throw sessionEnded()
}

/**
 * The actor in the organisation that `x-organisation` names, that was chosen before, or that is the only one.
 * Roles tied to a centre hold only in that centre. Throws `role.none`, `organisation.not_yours`,
 * `organisation.choose` or `second_factor.required`.
 */
export function actorIn(standing: Acting, headers: Headers): Actor {
  const { memberships } = standing
  demandSameUser(standing.user, headers)
  const organisations = new Set(memberships.map(({ organisation }) => organisation))
  if (organisations.size === 0) throw roleNone()
  const asked = headers.get('x-organisation')
  if (asked !== null && !organisations.has(asked)) throw organisationNotYours()
  const stored =
    standing.organisation !== null && organisations.has(standing.organisation) ? standing.organisation : null
  const organisation = asked ?? stored ?? (organisations.size === 1 ? [...organisations][0] : undefined)
  const own = memberships.filter((membership) => membership.organisation === organisation)
  const first = own[0]
  if (first === undefined) throw organisationChoose()
  if (!provesEnough(standing, first)) throw secondFactorRequired()
  const centres = [...new Set(own.flatMap(({ centre }) => (centre === null ? [] : [centre])))]
  const wanted = headers.get('x-centre') ?? standing.centre
  const centre = centres.find((one) => one === wanted) ?? centres[0]
  const held = own.filter((one) => one.centre === null || one.centre === centre)
  return {
    user: standing.user,
    name: standing.name,
    organisation: first.organisation,
    organisationName: first.organisation_name,
    organisationClass: first.organisation_class,
    roles: [...new Set(held.map(({ role }) => role))],
    grants: grantsIn(held),
    ...(centre === undefined ? {} : { centre }),
    locale: standing.locale,
    timeZone: first.time_zone,
    scope: 'organisation',
    ...(OWN_PROOFS.has(standing.proof) && { twoProofs: true as const }),
  }
}

/** What the sign-in screens need to know next, and nothing about other users. */
export function describe(standing: Standing) {
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
