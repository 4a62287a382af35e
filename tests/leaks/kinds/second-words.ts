// Administrators of three organisations invite, accept, close, open again, reset, confirm and move in every
// order. Nobody gets to read an organisation's people by the decision of one person, or by decisions of which
// none is of that organisation (except recovery after it lost its administrators), and nobody closes or
// resets an account that works for another organisation.
import fc from 'fast-check'
import type { Actor } from '../../../src/kernel/actor.ts'
import { isPowerful, readsPeople } from '../../../src/kernel/duties.ts'
import { Problem } from '../../../src/kernel/problem.ts'
import { grantsOf, type Role } from '../../../src/kernel/roles.ts'
import type { Id } from '../../../src/kernel/words.ts'
import { actorToday } from '../../../src/identity/sessions/server/operator.ts'
import {
  listResets,
  inviteUser,
  grantRole,
  getMembershipCode,
  acceptMembership,
  deactivateUser,
  reactivateUser,
  reinviteUser,
  resetSecondFactor,
  confirmReset,
  confirmRole,
  revokeRole,
} from '../../../src/identity/users/operations.ts'
import { askMove, listMoves, decideMove } from '../../../src/protect/organisation-moves/operations.ts'
import type { TestNetwork } from '../../harness/network.ts'
import type { Kind, Result } from './kind.ts'

/**
 * The lead; an organisation whose only administrator has an account that the third one opened; and that third
 * one.
 */
const PLACES = ['lead', 'victim', 'opener'] as const
type Place = (typeof PLACES)[number]
/** The holders of accounts; the last has none until an organisation invites them. */
const PEOPLE = ['lara', 'lino', 'vera', 'oto', 'olga', 'nora', 'nuevo'] as const
type Person = (typeof PEOPLE)[number]
const ROLES_GIVEN = ['case_manager', 'administrator', 'analyst', 'data_protection_officer'] as const

const ACTS = ['invite', 'grant', 'accept', 'close', 'open', 'link', 'link for the password'] as const
const MORE_ACTS = [
  'ask a reset',
  'confirm a reset',
  'confirm',
  'confirm',
  'revoke',
  'ask a move',
  'decide a move',
] as const
type Step = {
  does: (typeof ACTS)[number] | (typeof MORE_ACTS)[number] | 'days pass'
  by: Person
  as: Place
  on: Person
  at: Place
  role: (typeof ROLES_GIVEN)[number]
}
const step: fc.Arbitrary<Step> = fc.record({
  does: fc.constantFrom(...ACTS, ...MORE_ACTS, 'days pass' as const),
  by: fc.constantFrom(...PEOPLE),
  as: fc.constantFrom(...PLACES),
  on: fc.constantFrom(...PEOPLE),
  at: fc.constantFrom(...PLACES),
  role: fc.constantFrom(...ROLES_GIVEN),
})

/**
 * Who decided that a role is held and for whom they acted; whether its holder counts as one of the two;
 * whether days passed since.
 */
type Decisions = { of: { person: Id; organisation: Id }[]; holderCounts: boolean; noticed: boolean }
type Held = {
  id: Id
  holder: Id
  organisation: Id
  role: Role
  open: boolean
  waits: boolean
}
type Account = { id: Id; home: Id; active: boolean; app: boolean; invitation: Id | null; elsewhere: string[] }

export const kind: Kind = {
  name: 'second-words',
  async attack(network: TestNetwork, rounds: number): Promise<Result> {
    const { pool } = network.database
    const leaks: string[] = []
    let attempts = 0

    async function play(steps: readonly Step[]): Promise<void> {
      const places = { lead: network.organisations.garden, victim: network.newId(), opener: network.newId() }
      const users = new Map<Person, Id>()
      const trail: string[] = []
      const leak = (words: string) => leaks.push(`${words}: ${trail.join(', ')}`)

      await pool.query('update role_assignment set revoked_at = now() where revoked_at is null')
      await pool.query(
        'update second_factor_reset set settled_at = now(), settled_by = app_user, confirmed = false where settled_at is null',
      )
      for (const place of ['victim', 'opener'] as const)
        await pool.query(
          `insert into organisation (id, name, class, time_zone, locale, second_factor, lead)
           values ($1, $1::uuid::text, 'cso', 'America/Bogota', 'es', 'required', false)`,
          [places[place]],
        )
      const open = async (person: Person, home: Place, works: Place, role: Role) => {
        const id = network.newId()
        users.set(person, id)
        await pool.query('insert into auth."user" (id, name, email) values ($1, $2, $3)', [
          id,
          person,
          mailOf(person),
        ])
        await pool.query('insert into app_user (id, organisation, name, locale) values ($1, $2, $3, $4)', [
          id,
          places[home],
          person,
          'es',
        ])
        await pool.query(
          `insert into auth.two_factor (id, user_id, secret, backup_codes, verified) values ($1, $1, '-', '-', true)`,
          [id],
        )
        await pool.query(
          `insert into role_assignment (id, app_user, organisation, organisation_class, role, valid_from, offer, accepted_at)
           values ($1, $2, $3, $4, $5, '2020-01-01', $6, $7)`,
          [
            network.newId(),
            id,
            places[works],
            works === 'lead' ? 'public' : 'cso',
            role,
            home === works ? null : network.newId(),
            home === works ? null : new Date(0),
          ],
        )
      }
      const run = places.victim.slice(-12)
      const mailOf = (person: Person) => `${person}.${run}@example.org`
      await open('lara', 'lead', 'lead', 'administrator')
      await open('lino', 'lead', 'lead', 'administrator')
      await open('vera', 'opener', 'victim', 'administrator')
      await open('oto', 'opener', 'opener', 'administrator')
      await open('olga', 'opener', 'opener', 'administrator')
      await open('nora', 'opener', 'opener', 'provider')

      const held = async () =>
        (
          await pool.query<Held>(
            `select r.id, r.app_user as holder, r.organisation, r.role, r.unconfirmed as waits,
               a.active and exists (select from read.membership m where m.app_user = r.app_user
                 and m.organisation = r.organisation and m.role = r.role) and not r.unconfirmed
                 and (r.offer is null or r.accepted_at is not null) and r.valid_from <= current_date as open
             from role_assignment r join app_user a on a.id = r.app_user
             where r.organisation = any ($1::uuid[]) and r.revoked_at is null order by r.created_at, r.id`,
            [Object.values(places)],
          )
        ).rows
      const accounts = async () =>
        (
          await pool.query<Account>(
            `select a.id, a.organisation as home, a.active, a.invitation,
               exists (select from auth.two_factor f where f.user_id = a.id) as app,
               array(select r.id::text from role_assignment r where r.app_user = a.id and r.organisation <> a.organisation
                 and r.revoked_at is null and (r.offer is null or r.accepted_at is not null) order by r.id) as elsewhere
             from app_user a where a.id = any ($1::uuid[])`,
            [[...users.values()]],
          )
        ).rows
      const acting = async (person: Person, place: Place): Promise<Actor | undefined> => {
        const user = users.get(person)
        if (user === undefined) return undefined
        const actor = await tried(() => actorToday(pool, { user, organisation: places[place] }))
        return actor && { ...actor, twoProofs: true }
      }
      const decisions = new Map<Id, Decisions>()
      for (const { id } of await held()) decisions.set(id, { of: [], holderCounts: true, noticed: false })
      const first = new Set(decisions.keys())
      const gaveLinks = new Map<Id, Set<Id>>()

      for (const one of steps) {
        const before = await accounts()
        const roles = await held()
        if (one.does === 'days pass') {
          trail.push('days pass')
          for (const { id, waits } of roles)
            if (!waits) Object.assign(decisions.get(id) ?? {}, { noticed: true })
          await pool.query(
            'update role_assignment set valid_from = current_date - 1 where valid_from > current_date',
          )
        } else {
          const actor = await acting(one.by, one.as)
          if (!actor) continue
          const done = await tried(() => act(one, actor, roles))
          attempts += 1
          if (done === undefined) continue
          trail.push(`${one.by} for ${one.as}: ${one.does} ${one.on} ${one.at} ${one.role}`)
          judgeAccounts(one, actor, before, await accounts())
          note(one, actor, done, before, await held())
        }
        judgeRoles(await held())
      }

      async function act(one: Step, actor: Actor, roles: readonly Held[]): Promise<Id> {
        const user = users.get(one.on) ?? network.newId()
        const organisation = places[one.at]
        const resets = async () => await network.ask(listResets, {}, actor)
        switch (one.does) {
          case 'invite': {
            const input = { id: network.newId(), name: one.on, email: mailOf(one.on), locale: 'es' }
            const { id } = await network.execute(
              inviteUser,
              { ...input, roles: [{ role: one.role }], organisation },
              actor,
            )
            users.set(one.on, id)
            return id
          }
          case 'grant':
            return (
              await network.execute(
                grantRole,
                { id: network.newId(), user, role: one.role, organisation },
                actor,
              )
            ).id
          case 'accept': {
            // The inviter may hand the code to anybody.
            const inviter = (await Promise.all(PEOPLE.map((each) => acting(each, one.at)))).find((each) =>
              each?.roles.includes('administrator'),
            )
            const { code } = await network.ask(
              getMembershipCode,
              { user: actor.user, organisation },
              inviter ?? actor,
            )
            return (await network.execute(acceptMembership, { organisation, code }, actor)).id
          }
          case 'close':
            return (await network.execute(deactivateUser, { user }, actor)).id
          case 'open':
            return (await network.execute(reactivateUser, { user }, actor)).id
          case 'link':
            return (await network.execute(reinviteUser, { user }, actor)).id
          case 'link for the password':
            return (await network.execute(reinviteUser, { user, keepSecondFactor: true }, actor)).id
          case 'ask a reset':
            return (await network.execute(resetSecondFactor, { id: network.newId(), user }, actor)).id
          case 'confirm a reset': {
            const id = (await resets()).find((each) => each.confirmed === null)?.id ?? network.newId()
            return (await network.execute(confirmReset, { id }, actor)).id
          }
          case 'confirm': {
            const id = roles.find((each) => each.waits && each.organisation === organisation)?.id
            return (await network.execute(confirmRole, { id: id ?? network.newId() }, actor)).id
          }
          case 'revoke': {
            const id = roles.find((each) => each.holder === user && each.organisation === organisation)?.id
            return (await network.execute(revokeRole, { id: id ?? network.newId() }, actor)).id
          }
          case 'ask a move': {
            const input = {
              id: network.newId(),
              organisation,
              class: 'consular' as const,
              because: 'It is one.',
            }
            return (await network.execute(askMove, input, actor)).id
          }
          case 'decide a move': {
            const { moves } = await network.ask(listMoves, {}, actor)
            const id = moves.find((each) => each.allowed === null)?.id ?? network.newId()
            await network.execute(decideMove, { id, allow: true }, actor)
            return id
          }
          case 'days pass':
            return actor.user
        }
      }

      /**
       * An account that works for another organisation than the one that opened it stays as it is, unless its
       * holder acts.
       */
      function judgeAccounts(one: Step, { user, organisation }: Actor, before: Account[], after: Account[]) {
        // Two people of the lead move an organisation behind the firewall, and with it the accounts it
        // opened.
        if (one.does === 'decide a move') return
        for (const was of before) {
          const is = after.find(({ id }) => id === was.id)
          if (!is || user === was.id) continue
          if (was.elsewhere.length > 0) {
            if (was.active && !is.active) leak('closed an account that works elsewhere')
            if (was.app !== is.app) leak('reset an account that works elsewhere')
            if (was.invitation !== is.invitation) leak('gave a link to an account that works elsewhere')
            if (organisation === was.home && was.elsewhere.join() !== is.elsewhere.join())
              leak('ended what another organisation gave')
          }
          const links = gaveLinks.get(was.id)
          if (one.does === 'confirm a reset' && was.app && !is.app && links?.has(user))
            leak('one person reset the password and the second proof')
        }
      }

      /** Keeps whose decision each role is, from the steps taken and never from the database. */
      function note(
        one: Step,
        { user, organisation }: Actor,
        done: Id,
        before: readonly Account[],
        now: readonly Held[],
      ) {
        const decision = { person: user, organisation }
        for (const { id } of now)
          if (!decisions.has(id)) decisions.set(id, { of: [decision], holderCounts: true, noticed: false })
        if (one.does === 'confirm') decisions.get(done)?.of.push(decision)
        if (one.does !== 'link' && one.does !== 'open' && one.does !== 'link for the password') return
        // Whoever acts has an open account: to open one's own changes nothing.
        if (one.does === 'open' && done === user) return
        if (one.does !== 'open') gaveLinks.set(done, (gaveLinks.get(done) ?? new Set()).add(user))
        for (const { id, holder, organisation: where, role } of now) {
          if (holder !== done || where !== organisation || one.does === 'link for the password') continue
          // A link resets both proofs where there was a second one; else only powerful roles wait, as when an
          // account is opened.
          const both = one.does === 'link' && before.some((was) => was.id === done && was.app)
          if (!both && !isPowerful(grantsOf([role]))) continue
          first.delete(id)
          decisions.set(id, { of: [decision], holderCounts: false, noticed: false })
        }
      }

      function judgeRoles(now: readonly Held[]) {
        for (const { id, holder, organisation, role, open: isOpen } of now) {
          const grants = grantsOf([role])
          if (!isOpen || first.has(id) || !(readsPeople(grants) || isPowerful(grants))) continue
          const { of, holderCounts, noticed } = decisions.get(id) ?? {
            of: [],
            holderCounts: false,
            noticed: false,
          }
          const others = new Set(of.filter(({ person }) => person !== holder).map(({ person }) => person))
          const enough = holderCounts && !isPowerful(grants) ? 1 : 2
          const ofTheirs = of.some((decision) => decision.organisation === organisation)
          const recovery = role === 'administrator' && others.size === 2 && noticed
          if (others.size < enough && !(of.some(({ person }) => person === holder) && others.size === 1))
            leak(`${role} by one will`)
          if (!ofTheirs && !recovery) leak(`${role} without a word of the organisation`)
        }
      }
    }

    const by = (
      does: Step['does'],
      by: Person,
      as: Place,
      on: Person = by,
      at: Place = as,
      role: Step['role'] = 'case_manager',
    ): Step => ({ does, by, as, on, at, role })
    // The attack that was found, first: the opener closes the only administrator, and the lead gives a role
    // that reads people.
    await play([
      by('close', 'oto', 'opener', 'vera'),
      by('invite', 'lara', 'lead', 'nuevo', 'victim'),
      by('grant', 'lara', 'lead', 'lara', 'victim'),
      by('confirm', 'lino', 'lead', 'lino', 'victim'),
    ])
    await play([
      by('link for the password', 'oto', 'opener', 'nora'),
      by('ask a reset', 'oto', 'opener', 'nora'),
      by('confirm a reset', 'olga', 'opener'),
    ])
    await play([
      by('link for the password', 'oto', 'opener', 'nora'),
      by('ask a reset', 'olga', 'opener', 'nora'),
      by('confirm a reset', 'oto', 'opener'),
    ])
    await play([
      by('ask a move', 'lara', 'lead', 'oto', 'opener'),
      by('decide a move', 'lino', 'lead'),
      by('invite', 'lara', 'lead', 'nuevo', 'victim', 'administrator'),
      by('confirm', 'lino', 'lead', 'lino', 'victim'),
      by('days pass', 'lara', 'lead'),
    ])
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), play), {
      numRuns: 20 * rounds,
      seed: 6,
    })
    return { attempts, leaks: [...new Set(leaks)] }
  },
}

async function tried<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}
