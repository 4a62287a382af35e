// Subjects of the authorization table that wait: for a second administrator, or for the holder of an account elsewhere.
import type { Actor } from '../src/kernel/actor.ts'
import type { Id } from '../src/kernel/words.ts'
import {
  getMembershipCode,
  grantRole,
  inviteUser,
  resetSecondFactor,
} from '../src/identity/access/operations.ts'
import { configureSignOn } from '../src/identity/sign-on/operations.ts'
import type { Subject } from './authorization.subjects.ts'
import type { World } from './authorization.world.ts'

/** A role that an administrator of the garden gave themselves. */
async function unconfirmed({ network, id, run }: World): Promise<Id> {
  const one = await network.join('Iris', 'garden', ['administrator'])
  const given = id()
  await run(one, grantRole, { id: given, user: one.user, role: 'analyst' })
  return given
}

/** What the garden gave at Raíces while nobody administered it. */
async function fromOutside({ network, rosa, bruno, id }: World): Promise<Id> {
  const given = id()
  const one = await network.join('Nora', 'roots', [])
  await network.database.pool.query(
    `insert into role_assignment (id, app_user, organisation, organisation_class, role, valid_from, granted_by,
       granted_from, unconfirmed)
     values ($1, $2, $3, 'cso', 'administrator', '2020-01-01', $4, $5, true)`,
    [given, one.user, bruno.organisation, rosa.user, rosa.organisation],
  )
  return given
}

/** Somebody of the garden who has lost the telephone. */
async function withApp({ network }: World): Promise<Id> {
  const { user } = await network.join('Olvido', 'garden', ['front_desk'])
  await network.database.pool.query(
    `insert into auth.two_factor (id, user_id, secret, backup_codes, verified)
     values (gen_random_uuid(), $1, 'unread', 'unread', true)`,
    [user],
  )
  return user
}

async function resetAsked(world: World): Promise<Id> {
  const iris = await world.network.join('Iris', 'garden', ['administrator'])
  const asked = world.id()
  await world.run(iris, resetSecondFactor, { id: asked, user: await withApp(world) })
  return asked
}

/** The garden offers a role to Bruno, whose account is Raíces'. */
async function offer({ network, rosa, bruno, id, run }: World) {
  const { pool } = network.database
  const { organisation } = rosa
  await pool.query(
    'update role_assignment set revoked_at = now() where app_user = $1 and organisation = $2 and revoked_at is null',
    [bruno.user, organisation],
  )
  const { rows } = await pool.query<{ email: string }>('select email from auth."user" where id = $1', [
    bruno.user,
  ])
  await run(rosa, inviteUser, {
    id: id(),
    name: 'Bruno',
    email: rows[0]?.email ?? '',
    locale: 'es',
    roles: [{ role: 'analyst' }],
  })
  const { code } = await network.ask(getMembershipCode, { user: bruno.user }, rosa)
  return { organisation, code, user: bruno.user }
}

const confirmed = (make: Subject['make']): Subject => ({
  who: ({ rosa, bruno, eve }) => ({ own: rosa, shared: bruno, outsider: eve }),
  make,
})
const offered = (make: Subject['make']): Subject => ({
  who: ({ bruno, vito, eve }) => ({ own: bruno, shared: vito, outsider: eve }),
  make,
})

/** An organisation claims a domain for its sign-on. */
async function claim({ run, id }: World, by: Actor): Promise<string> {
  const domain = `d${id().slice(-12)}.example`
  await run(by, configureSignOn, {
    issuer: `https://sign-on.${domain}`,
    clientId: 'arraigo',
    domain,
    required: false,
    secondFactor: 'house',
  })
  return domain
}

export const ofAccess: Readonly<Record<string, Subject>> = {
  'role.confirm': confirmed(async (world) => ({ input: { id: await unconfirmed(world) } })),
  'role.unconfirmed': confirmed(async (world) => ({ input: {}, shows: [await unconfirmed(world)] })),
  'role.from_outside': {
    who: ({ rosa, bruno, eve }) => ({ own: bruno, shared: rosa, outsider: eve }),
    make: async (world) => ({ input: {}, shows: [await fromOutside(world)] }),
  },
  'second_factor.reset': confirmed(async (world) => ({
    input: { id: world.id(), user: await withApp(world) },
  })),
  'second_factor.confirm_reset': confirmed(async (world) => ({ input: { id: await resetAsked(world) } })),
  'second_factor.decline_reset': confirmed(async (world) => ({ input: { id: await resetAsked(world) } })),
  'second_factor.resets': confirmed(async (world) => ({ input: {}, shows: [await resetAsked(world)] })),
  'sign_on.prove_domain': confirmed(async (world) => {
    await claim(world, world.rosa)
    return { input: {} }
  }),
  // The lead confirms what another organisation claims; nobody else does, not even for themselves.
  'sign_on.confirm_domain': confirmed(async (world) => {
    const domain = await claim(world, world.flora)
    return { input: { organisation: world.flora.organisation, domain } }
  }),
  'sign_on.claims': confirmed(async (world) => ({ input: {}, shows: [await claim(world, world.flora)] })),
  'membership.code': confirmed(async (world) => {
    const { organisation, user } = await offer(world)
    return { input: { user, organisation } }
  }),
  'membership.accept': offered(async (world) => {
    const { organisation, code } = await offer(world)
    return { input: { organisation, code } }
  }),
  'membership.decline': offered(async (world) => ({
    input: { organisation: (await offer(world)).organisation },
  })),
  'membership.offered': offered(async (world) => ({
    input: {},
    shows: [(await offer(world)).organisation],
  })),
}
