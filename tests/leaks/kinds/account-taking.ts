// Administrators of several organisations invite, invite again, reset and grant in every order, and use each
// link they see; nobody acts for an organisation, or in an account held elsewhere, without what only its
// holder has.
import fc from 'fast-check'
import type { Actor } from '../../../src/kernel/actor.ts'
import { Problem } from '../../../src/kernel/problem.ts'
import type { Role } from '../../../src/kernel/roles.ts'
import type { Id } from '../../../src/kernel/words.ts'
import {
  inviteUser,
  getInvitation,
  reinviteUser,
  grantRole,
  getMembershipCode,
  revokeRole,
} from '../../../src/identity/users/operations.ts'
import { hashPassword } from '../../../src/identity/users/server/found.ts'
import type { TestNetwork } from '../../harness/network.ts'
import { codeOf, PASSWORD, visitor, type Visitor } from '../../harness/visitor.ts'
import type { Kind, Result } from './kind.ts'

/** The purse and the fence attack; they want the garden's caseload. */
type Step =
  | { does: 'invite' | 'reinvite' | 'grant' | 'link'; by: 'purse' | 'fence' | 'garden' }
  | { does: 'accept'; code: 'none' | 'guess' | 'of another' }
  | { does: 'holder accepts' | 'garden revokes' | 'home revokes' }

const by = fc.constantFrom('purse' as const, 'fence' as const, 'garden' as const)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    does: fc.constantFrom(
      'invite' as const,
      'invite' as const,
      'reinvite' as const,
      'grant' as const,
      'link' as const,
    ),
    by,
  }),
  fc.record({
    does: fc.constant('accept' as const),
    code: fc.constantFrom('none' as const, 'guess' as const, 'of another' as const),
  }),
  fc.record({
    does: fc.constantFrom('holder accepts' as const, 'garden revokes' as const, 'home revokes' as const),
  }),
)

const ROLES: Record<'purse' | 'fence' | 'garden', Role> = {
  purse: 'analyst',
  fence: 'provider',
  garden: 'case_manager',
}

/** Whether the account signed in in this browser may act for the organisation. */
async function acts(one: Visitor, organisation: Id): Promise<boolean> {
  const { status } = await one.session({ 'x-organisation': organisation })
  return status === 200
}

async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

async function enrol(one: Visitor): Promise<void> {
  const { body } = await one.post('enrol-codes', { password: PASSWORD })
  if (body.uri) await one.post('confirm-codes', { code: codeOf(String(body.uri)) })
}

export const kind: Kind = {
  name: 'account-taking',
  async attack(network: TestNetwork, rounds: number): Promise<Result> {
    const { pool } = network.database
    const { organisations } = network
    await pool.query(`update organisation set second_factor = 'optional'`)
    const administrators: Record<'purse' | 'fence' | 'garden', Actor> = {
      purse: await network.join('Fausto', 'purse', ['administrator']),
      fence: await network.join('Fidel', 'fence', ['administrator']),
      garden: await network.join('Gala', 'garden', ['administrator']),
    }
    const passwordHash = await hashPassword(PASSWORD)
    const leaks: string[] = []
    let attempts = 0

    async function play(steps: readonly Step[], starts: 'purse' | 'fence' | 'garden' | 'nobody') {
      const email = `v${network.newId().slice(-12)}@example.org`
      /**
       * Browsers in which an administrator who used a link is signed in, and that of the holder, once there
       * is one.
       */
      const taken: { one: Visitor; by: string }[] = []
      let holder: Visitor | undefined
      let user: Id | undefined
      let home: Id | undefined
      const trail: string[] = [`opened by ${starts}`]
      /** What the holder accepted with the code that the garden handed to them. */
      let accepted = false

      const invite = async (where: 'purse' | 'fence' | 'garden') => {
        const input = {
          id: network.newId(),
          name: 'Nora',
          email,
          locale: 'es',
          roles: [{ role: ROLES[where] }],
        }
        const done = await attempt(() => network.execute(inviteUser, input, administrators[where]))
        user ??= done?.id
        home ??= done && organisations[where]
        return done
      }
      if (starts !== 'nobody') {
        await invite(starts)
        // The intended person has used the link; the attacks begin afterwards.
        await pool.query('update app_user set invitation = null where id = $1', [user])
        await pool.query('delete from auth.verification where value = $1::text', [user])
        await pool.query(
          `insert into auth.account (id, user_id, account_id, provider_id, password)
           values (gen_random_uuid(), $1::uuid, $1::text, 'credential', $2)`,
          [user, passwordHash],
        )
        holder = visitor(network.hono)
        await holder.post('sign-in', { email, password: PASSWORD })
        await enrol(holder)
      }

      const linkOf = (where: 'purse' | 'fence' | 'garden') =>
        attempt(() => network.ask(getInvitation, { user: user ?? '' }, administrators[where]))
      const accept = (one: Visitor, code: string) =>
        one.send('/api/membership.accept', {
          method: 'POST',
          body: JSON.stringify({ organisation: organisations.garden, code }),
        })
      const rolesIn = async (organisation: Id) =>
        (
          await pool.query<{ id: Id }>(
            'select id from role_assignment where app_user = $1 and organisation = $2 and revoked_at is null',
            [user, organisation],
          )
        ).rows

      for (const each of steps) {
        trail.push('by' in each ? `${each.does} by ${each.by}` : each.does)
        attempts += 1
        switch (each.does) {
          case 'invite':
            await invite(each.by)
            break
          case 'reinvite':
            if (user === undefined) break
            await attempt(() => network.execute(reinviteUser, { user: user ?? '' }, administrators[each.by]))
            break
          case 'grant': {
            const input = { id: network.newId(), user: user ?? network.newId(), role: ROLES[each.by] }
            await attempt(() => network.execute(grantRole, input, administrators[each.by]))
            break
          }
          case 'link': {
            // Only the organisation that opened the account receives a link; for the garden's own account the
            // person receives it.
            if (each.by === 'garden') break
            const link = await linkOf(each.by)
            if (!link) break
            const token = link.path.split('/').at(-1)
            await visitor(network.hono).post('set-password', { token, password: PASSWORD })
            const one = visitor(network.hono)
            const { status } = await one.post('sign-in', { email, password: PASSWORD })
            if (status === 200) {
              await enrol(one)
              taken.push({ one, by: each.by })
              if (holder && accepted)
                leaks.push(`${each.by} took an account held elsewhere: ${trail.join(', ')}`)
            }
            break
          }
          case 'accept':
            for (const { one } of taken) {
              const other = await attempt(() =>
                network.ask(getMembershipCode, { user: user ?? '' }, administrators.fence),
              )
              const code = { none: '-', guess: '2345-6789-ABCD', 'of another': other?.code ?? 'X' }[each.code]
              await accept(one, code)
            }
            break
          case 'holder accepts': {
            if (!holder || user === undefined) break
            const handed = await attempt(() =>
              network.ask(getMembershipCode, { user: user ?? '' }, administrators.garden),
            )
            if (handed && (await accept(holder, handed.code)).status === 200) accepted = true
            break
          }
          case 'garden revokes':
            for (const { id } of await rolesIn(organisations.garden))
              await attempt(() => network.execute(revokeRole, { id }, administrators.garden))
            accepted = false
            break
          case 'home revokes':
            if (home === undefined || home === organisations.garden) break
            for (const { id } of await rolesIn(home)) {
              const where = home === organisations.purse ? 'purse' : 'fence'
              await attempt(() => network.execute(revokeRole, { id }, administrators[where]))
            }
            break
        }
        for (const one of taken)
          if (await acts(one.one, organisations.garden))
            leaks.push(`${one.by} acts for the garden: ${trail.join(', ')}`)
        if (
          holder &&
          home !== organisations.garden &&
          !accepted &&
          (await acts(holder, organisations.garden))
        )
          leaks.push(`the garden's role opened before it was accepted: ${trail.join(', ')}`)
        await pool.query('delete from auth.attempt')
      }
    }

    // The attack that was found first, then recovery of an account that works elsewhere; then every order.
    for (const where of ['purse', 'fence'] as const) {
      const offered: Step = { does: 'invite', by: 'garden' }
      const accepted: Step = { does: 'holder accepts' }
      const link: Step = { does: 'link', by: where }
      const again: Step = { does: 'reinvite', by: where }
      await play([{ does: 'invite', by: where }, link, offered, { does: 'accept', code: 'guess' }], 'nobody')
      await play([offered, accepted, again, link], where)
      await play([again, offered, accepted, link], where)
      await play([offered, again, link, accepted, { does: 'accept', code: 'of another' }], where)
    }
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 3, maxLength: 9 }),
        fc.constantFrom('purse' as const, 'fence' as const, 'garden' as const, 'nobody' as const),
        play,
      ),
      { numRuns: 3 * rounds, seed: 4 },
    )
    return { attempts, leaks: [...new Set(leaks)] }
  },
}
