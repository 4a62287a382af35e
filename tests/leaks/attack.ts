// Outsiders with every role, one of each class of organisation that may sign in, try every command, query and
// address on records of others; whatever they learn or change is a leak.
import fc from 'fast-check'
import * as z from 'zod/mini'
import { capabilities } from '../../src/entry/capabilities.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import type { Command, Query } from '../../src/kernel/command.ts'
import { grantsOf, type OrganisationClass } from '../../src/kernel/roles.ts'
import { addressesOf } from '../../src/platform/exposure.ts'
import { addresses, subjects } from '../authorization/declared.ts'
import { lookalikes } from '../../src/serve/duplicates/authorization.ts'
import { claimed, referred, statement, world, type World } from '../authorization/world.ts'
import { document, inputSchema } from '../fuzz/document.ts'
import { shaped } from '../fuzz/inputs.ts'
import { EVERY_ROLE, type TestNetwork } from '../harness/network.ts'
import { everyAddress, type Addresses } from './addresses.ts'
import type { Attempt } from './attempts.ts'
import { watchRecords, type Watch } from './watch.ts'

export type Outcome = {
  attempts: number
  /** How many attempts went to commands, to queries and to each address. */
  byAddress: Record<string, number>
  leaks: string[]
  /** Addresses for which no attack is declared. */
  untried: string[]
}

export type Fixture = World &
  Addresses & {
    /**
     * For each row of the authorization table, an input that works for the organisation that keeps the
     * record.
     */
    working: ReadonlyMap<string, unknown>
  }

/**
 * @param rounds generated inputs of each operation to send, besides the input that works for the keeper
 * @param most outsiders to try with: one is Eve, of a civil-society organisation
 */
export async function attack(network: TestNetwork, rounds: number, most: number): Promise<Outcome> {
  const fixture = await prepare(network)
  const outcome: Outcome = { attempts: 0, byAddress: {}, leaks: [], untried: [] }
  const inputs = new Map<string, unknown[]>()
  for (const attacker of (await outsiders(fixture)).slice(0, most)) {
    const watch = await watchRecords(network.database.pool, attacker.organisation)
    if (inputs.size === 0) {
      for (const one of operations) inputs.set(one.name, inputsFor(fixture, one, watch, rounds))
    }
    const tried = (target: string, what: string, learnt: string | undefined) => {
      outcome.attempts++
      outcome.byAddress[target] = (outcome.byAddress[target] ?? 0) + 1
      if (learnt) outcome.leaks.push(`${attacker.organisationClass}: ${what}: ${learnt}`)
    }
    for (const operation of operations) {
      for (const input of inputs.get(operation.name) ?? []) {
        tried(
          operation.is,
          operation.name,
          await attemptOperation(fixture, watch, attacker, operation, input),
        )
      }
    }
    for (const { method, path } of addressesOf(fixture.http)) {
      const target = `${method} ${path}`
      const tries = addresses.get(target)?.attack
      if (!tries) outcome.untried.push(target)
      for (const one of (await tries?.(fixture, watch, attacker)) ?? []) {
        tried(target, target, await judge(watch, one))
      }
    }
    tried('refused', 'what was refused', await watch.changed())
  }
  outcome.untried = [...new Set(outcome.untried)]
  return outcome
}

const operations: readonly (Command | Query)[] = capabilities.flatMap(({ handlers }) =>
  handlers.map(({ operation }) => operation),
)

/** The network of the authorization table, with records of every kind, and every address of the program. */
async function prepare(network: TestNetwork): Promise<Fixture> {
  const fixture = await world(network)
  await lookalikes(fixture)
  await referred(fixture)
  await referred(fixture, 'sent')
  await statement(fixture)
  await claimed(fixture, 'submitted')
  const working = new Map<string, unknown>()
  for (const [name, subject] of Object.entries(subjects)) {
    working.set(name, (await subject.make(fixture)).input)
  }
  return { ...fixture, ...(await everyAddress(network)), working }
}

/** Eve, and one like her in a verifier's and in a funder's organisation that no one works with. */
async function outsiders({ network, eve }: Fixture): Promise<Actor[]> {
  const others: Actor[] = []
  for (const organisationClass of ['verifier', 'funder'] as const satisfies OrganisationClass[]) {
    const [organisation, user] = [network.newId(), network.newId()]
    const name = `Nadie ${organisationClass}`
    await network.database.pool.query(
      `insert into organisation (id, name, class, time_zone, locale, second_factor)
       values ($1, $2, $3, 'America/Bogota', 'es', 'optional')`,
      [organisation, name, organisationClass],
    )
    await network.database.pool.query(
      `insert into auth."user" (id, name, email, email_verified) values ($1, $2, $3, true)`,
      [user, name, `${user}@example.org`],
    )
    await network.database.pool.query(
      `insert into app_user (id, organisation, name, locale) values ($1, $2, $3, 'es')`,
      [user, organisation, name],
    )
    const grants = grantsOf(EVERY_ROLE)
    others.push({ ...eve, user, name, organisation, organisationName: name, organisationClass, grants })
  }
  return [eve, ...others]
}

/** The inputs to send: the one that works for the keeper, and generated ones filled with others' ids. */
function inputsFor(
  { working }: Fixture,
  operation: Command | Query,
  watch: Watch,
  rounds: number,
): unknown[] {
  const described = document.paths[`/${operation.name}`]?.[operation.is === 'command' ? 'post' : 'get']
  const shapes = fc
    .sample(shaped(described ? inputSchema(described) : {}, { known: watch.ids() }), {
      numRuns: rounds * 20,
      seed: 11,
    })
    .filter((input) => z.safeParse(operation.input, input).success)
  const works = working.get(operation.name)
  return [...(works ? [works] : []), ...shapes.slice(0, rounds)]
}

async function attemptOperation(
  fixture: Fixture,
  watch: Watch,
  attacker: Actor,
  { name, is }: Command | Query,
  input: unknown,
): Promise<string | undefined> {
  const body = JSON.stringify(input)
  // A query may be sent both ways, and both are tried.
  const address = is === 'query' ? `/api/${name}?input=${encodeURIComponent(body)}` : `/api/${name}`
  const init = is === 'query' ? {} : { method: 'POST', body }
  const answer = await fixture.send(attacker, address, init)
  // Records that the outsiders made with an id of their own are theirs to see.
  if (is === 'command' && answer.status === 200) watch.claimAsOwn(body)
  if (is === 'query') return shownBy(watch, { sent: body, answer })
  return await judge(watch, { sent: body, answer })
}

function shownBy(watch: Watch, { sent, answer: { status, text } }: Attempt): string | undefined {
  if (status >= 500) return `answered ${status}`
  const shown = watch.shownIn(text, sent)
  return shown && `showed ${shown}`
}

/** What an attempt showed or changed, in words; undefined when nothing. */
async function judge(watch: Watch, one: Attempt): Promise<string | undefined> {
  const shown = shownBy(watch, one)
  if (shown) return shown
  // A refused request is rolled back; that none of them left anything is checked once, at the end.
  const changed = one.answer.status === 200 ? await watch.changed() : undefined
  return changed ? `changed ${changed}` : undefined
}
