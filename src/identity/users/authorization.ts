// Who may invite users and give roles; docs/authorization.md says what the letters and words mean.
import type { Id } from '../../kernel/words.ts'
import type { Addresses } from '../../../tests/authorization/address.ts'
import { listFileAddress } from '../../../tests/leaks/list-file.ts'
import { served, type Subject, type Subjects } from '../../../tests/authorization/subject.ts'
import type { Visits } from '../../../tests/authorization/visits.ts'
import type { World } from '../../../tests/authorization/world.ts'
import { getMembershipCode, grantRole, inviteUser, resetSecondFactor } from './operations.ts'

export const rows = `
Who works here                    F O C S P K N M V $ D A    own   shared  outsider
user.invite                       . . . . . . . . . . . A    -     -       -
user.add_program                  . . . . . . . . . . . .    -     -       -
user.hand_program                 . . . . . . . . . . . .    -     -       -
user.reinvite                     . . . . . . . . . . . A    yes   404     404
user.deactivate                   . . . . . . . . . . . A    yes   404     404
user.reactivate                   . . . . . . . . . . . A    yes   404     404
user.choose_language              F O C S P K N M V $ D A    -     -       -
user.list                         . . . S . K . . . . D A    yes   none    none
user.browse                       . . . S . K . . . . D A    yes   none    none
user.invitation                   . . . . . . . . . . . A    409   404     404
role.grant                        . . . . . . . . . . . A    yes   403     403
role.confirm                      . . . . . . . . . . . A    yes   404     404
role.revoke                       . . . . . . . . . . . A    yes   404     404
role.unconfirmed                  . . . . . . . . . . . A    yes   none    none
role.from_outside                 F O C S P K N M V $ D A    yes   yes     none
second_factor.reset               . . . . . . . . . . . A    yes   404     404
second_factor.confirm_reset       F O C S P K N M V $ D A    yes   404     404
second_factor.decline_reset       F O C S P K N M V $ D A    yes   404     404
second_factor.resets              F O C S P K N M V $ D A    yes   none    none
membership.accept                 F O C S P K N M V $ D A    yes   404     404
membership.decline                F O C S P K N M V $ D A    yes   404     404
membership.offered                F O C S P K N M V $ D A    yes   none    none
membership.code                   . . . . . . . . . . . A    yes   403     403
`

/** A role that an administrator of the garden gave themselves. */
async function unconfirmed({ network, id, run }: World): Promise<Id> {
  const one = await network.join('Iris', 'garden', ['administrator'])
  const given = id()
  await run(one, grantRole, { id: given, user: one.user, role: 'analyst' })
  return given
}

/** A role that the garden gave at Raíces while Raíces had no administrator. */
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

/** A person of the garden who has lost their telephone. */
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

const offered = (make: Subject['make']): Subject => ({
  who: ({ bruno, vito, eve }) => ({ own: bruno, shared: vito, outsider: eve }),
  make,
})

const onUser = served(async ({ network }) => ({ input: { user: network.actors.ana.user } }))

async function roleOfAna({ network }: World): Promise<Id> {
  const { rows } = await network.database.pool.query<{ id: Id }>(
    'select id from role_assignment where app_user = $1',
    [network.actors.ana.user],
  )
  return rows[0]?.id as Id
}

export const subjects: Subjects = {
  'user.reinvite': onUser,
  'user.deactivate': onUser,
  'user.reactivate': onUser,
  'user.list': served(async ({ network }) => ({ input: {}, shows: [network.actors.ana.user] })),
  'user.browse': served(async ({ network }) => ({ input: {}, shows: [network.actors.ana.user] })),
  'user.invitation': onUser,
  'role.grant': served(async (world) => ({
    input: {
      id: world.id(),
      user: world.network.actors.ana.user,
      role: 'analyst',
      organisation: world.rosa.organisation,
    },
  })),
  'role.confirm': served(async (world) => ({ input: { id: await unconfirmed(world) } })),
  'role.revoke': served(async (world) => ({ input: { id: await roleOfAna(world) } })),
  'role.unconfirmed': served(async (world) => ({ input: {}, shows: [await unconfirmed(world)] })),
  'role.from_outside': {
    who: ({ rosa, bruno, eve }) => ({ own: bruno, shared: rosa, outsider: eve }),
    make: async (world) => ({ input: {}, shows: [await fromOutside(world)] }),
  },
  'second_factor.reset': served(async (world) => ({
    input: { id: world.id(), user: await withApp(world) },
  })),
  'second_factor.confirm_reset': served(async (world) => ({ input: { id: await resetAsked(world) } })),
  'second_factor.decline_reset': served(async (world) => ({ input: { id: await resetAsked(world) } })),
  'second_factor.resets': served(async (world) => ({ input: {}, shows: [await resetAsked(world)] })),
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
  'membership.code': served(async (world) => {
    const { organisation, user } = await offer(world)
    return { input: { user, organisation } }
  }),
}

export const visits: Visits = {
  records: async ({ network }) => ({ user: network.actors.ana.user }),
}

export const addresses: Addresses = {
  'POST /api/user.browse/file': listFileAddress('user.browse', 'user.read'),
}
