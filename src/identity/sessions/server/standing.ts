// From a cookie to who stands before us: the session, what it proves, and the organisations the user may act for.
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
  /** What a role that the organisation made holds; null for those the house ships. */
  grants: readonly Grant[] | null
  centre: Id | null
  centre_name: string | null
}

export type Standing = {
  session: Id
  /** What the cookie holds; it never leaves the server. */
  token: string
  /** What was shown to open the session; a key for a program, and the operator's shell, are proof enough. */
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

/** As much of a standing as makes an actor. */
export type Acting = Pick<
  Standing,
  'user' | 'name' | 'locale' | 'memberships' | 'proof' | 'home' | 'organisation' | 'centre'
> &
  Partial<Pick<Standing, 'has_codes'>>

// One row a membership: every request asks this, and sorting or aggregating in it costs more than all its reads.
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

/** Who the cookie belongs to; using a session keeps it alive. Undefined when nobody is signed in. */
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

/** Throws 401: `session.ended` when a session was there, `actor.unknown` when nobody ever signed in. */
export async function getStanding(pool: pg.Pool, config: AuthConfig, headers: Headers): Promise<Standing> {
  const standing = await findStanding(pool, config, headers)
  if (standing) return standing
  const had = (headers.get('cookie') ?? '').includes('arraigo.session_token=')
  throw had ? sessionEnded() : actorUnknown()
}

/** Whether only one thing was shown: a password, or the word of a provider that says nothing of a second proof. */
export const isBare = (proof: Standing['proof']) => proof === 'password' || proof === 'sign_on'

/** Whoever has a second proof must have shown it. Throws `second_factor.required`. */
export function mustShowAll({
  proof,
  has_codes,
  passkeys,
}: Pick<Standing, 'proof' | 'has_codes' | 'passkeys'>): void {
  if (isBare(proof) && (has_codes || passkeys > 0)) throw secondFactorRequired()
}

/** Whether an organisation's provider opened the session, and nothing of the user's own was shown since. */
export const isProvidersWord = (proof: Standing['proof']) => proof === 'sign_on' || proof === 'vouched'

/** Two proofs, both of the user's own. */
const OWN_PROOFS: ReadonlySet<Standing['proof']> = new Set<Proof>(['code', 'backup_code', 'passkey'])

/** Whether this session proves enough for what the organisation asks of its people. */
export function provesEnough(
  standing: Pick<Acting, 'proof' | 'home' | 'has_codes'>,
  membership: Pick<Membership, 'second_factor' | 'organisation'>,
): boolean {
  // Whoever came in before there was an app owes the code that is asked for after every password since.
  if (standing.proof === 'password' && standing.has_codes) return false
  // A provider's word counts where it was chosen, and in no other organisation: not even where one proof is enough.
  if (isProvidersWord(standing.proof) && membership.organisation !== standing.home) return false
  if (membership.second_factor === 'optional') return true
  return !isBare(standing.proof)
}

/** A second proof was shown in an open session: in that of this token, and only while it is this user's. */
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
 * Takes a passkey away, unless two proofs are asked for and it is the last of them: each is locked, so that two are not taken
 * in the same moment.
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

/** Everything these roles hold, a role of the organisation's own no further than the house's ceiling stands today. */
function grantsIn(held: readonly Membership[]): Grant[] {
  const shipped = grantsOf(held.map(({ role }) => role))
  const made = held.flatMap(({ grants }) => grants ?? [])
  if (made.length === 0) return shipped
  const ceiling = ceilingOf((held[0] as Membership).organisation_class)
  return [...shipped, ...made.filter((grant) => isWithin(ceiling, grant))]
}

/** A page opened for one user must never speak with the session of the next one on a shared device. */
export function mustBeMeant(user: Id, headers: Headers): void {
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
  mustBeMeant(standing.user, headers)
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

/** What the sign-in screens need to know next, and nothing about anybody else. */
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
