// What response times could tell: that another organisation keeps a person, that an id or an address is
// known. Compares the work instead of the time: the statements sent, the rows returned and the rows read.
import { hashPassword } from 'better-auth/crypto'
import { capabilities } from '../../../src/entry/capabilities.ts'
import type { Actor } from '../../../src/kernel/actor.ts'
import { Problem } from '../../../src/kernel/problem.ts'
import type { Id } from '../../../src/kernel/words.ts'
import { ask } from '../../../src/platform/ask.ts'
import { setPassword } from '../../../src/identity/users/sql/sign-in.ts'
import { asOwner } from '../../../src/platform/database/connect.ts'
import { execute } from '../../../src/platform/execute.ts'
import { registerPerson } from '../../../src/serve/record/operations.ts'
import { subjects } from '../../authorization/declared.ts'
import { world } from '../../authorization/world.ts'
import { inventPerson, seeded, type Invented } from '../../harness/names.ts'
import type { TestNetwork } from '../../harness/network.ts'
import { plain, watchWork, type Work } from '../../harness/database-work.ts'
import { watchRecords } from '../watch.ts'
import type { Kind, Result } from './kind.ts'

export const kind: Kind = {
  name: 'timing',
  async attack(network, rounds) {
    const result: Result = { attempts: 0, leaks: [] }
    const watch = watchWork(network.database)
    const look = async (work: () => Promise<unknown>) => await watch(() => answerTo(work))
    const compare: Compare = async (what, there, nothing, reads = true) => {
      result.attempts++
      const difference = differenceOf(await look(there), await look(nothing), reads)
      if (difference) result.leaks.push(`${what}: ${difference}`)
    }
    await people(network, rounds, compare)
    await ids(network, compare)
    await addresses(network, rounds, compare)
    return result
  },
}

/**
 * Does the same with a person or thing that exists and with one that does not; any difference is a leak.
 * @param reads false when the id itself leads to the row: a caller with an id of others has learnt of it
 * before
 */
type Compare = (
  what: string,
  there: () => Promise<unknown>,
  nothing: () => Promise<unknown>,
  reads?: boolean,
) => Promise<void>

async function answerTo(work: () => Promise<unknown>): Promise<string> {
  try {
    const answer = await work()
    return plain(JSON.stringify(answer ?? null))
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
}

function differenceOf(one: Work & { result: string }, other: Work & { result: string }, reads: boolean) {
  const lines = ({ statements, read, result }: typeof one) => [...statements, result, ...(reads ? read : [])]
  const [a, b] = [lines(one), lines(other)]
  const at = a.findIndex((line, place) => line !== b[place])
  if (at < 0 && a.length === b.length) return undefined
  return `${brief(a[at])} / ${brief(b[at])}`
}

/** The statement's beginning, by which it is found, and its end, which says how many rows it returned. */
const brief = (line: string | undefined) =>
  line === undefined || line.length <= 300 ? line : `${line.slice(0, 200)} … ${line.slice(-100)}`

/**
 * A person whom the garden keeps is searched for and registered at the fence, and one like them whom nobody
 * keeps.
 */
async function people(network: TestNetwork, rounds: number, compare: Compare): Promise<void> {
  const { ana, eve } = network.actors
  const chance = seeded(rounds)
  const search = (input: object) => () => ask(network.app, eve, 'person.search', input)
  for (let at = 0; at < rounds * 12; at++) {
    const [kept, nobody] = [invented(chance, at * 2), invented(chance, at * 2 + 1)]
    // Some share everything, others only names or documents, with one organisation or many.
    for (let copies = 0; copies <= at % 4; copies++) await register(network, ana, kept)
    const asked = (one: Invented) => [
      { text: `${one.givenNames} ${one.firstSurname}` },
      { text: one.givenNames.slice(0, 3) },
      { text: one.identifiers[0]?.number },
      { text: one.phones[0] },
      { draft: one },
      { draft: { ...one, identifiers: [], phones: [] } },
      { draft: { identifiers: one.identifiers } },
    ]
    const others = asked(nobody)
    for (const [which, input] of asked(kept).entries())
      await compare(`search ${which}`, search(input), search(others[which] ?? {}))
    await compare(
      'register',
      () => register(network, eve, kept),
      () => register(network, eve, nobody),
    )
  }
}

/**
 * A person with all fields filled, so that both of a pair cause equal work, and with names and a date of birth of their own:
 * who asks registers them all, and would otherwise find one of the pair among earlier ones by chance.
 */
function invented(chance: () => number, serial: number): Invented {
  const letter = (of: string, at: number) => of[Math.floor(at) % of.length] as string
  // The three first letters differ, and so does what is heard of them.
  const first =
    letter('bdfglmnprt', serial) + letter('aeiou', serial / 10) + letter('bdfglmnprt', serial / 50)
  const word = () =>
    first + Array.from({ length: 6 }, () => letter('abcdefghijklmnopqrstu', chance() * 21)).join('')
  // The same digits in another order are looked for too: each number has a set of digits of its own.
  const number = Array.from({ length: 8 }, (_, at) => ((serial >> at) & 1 ? at + 1 : 9)).join('')
  // No day that could be a month: a date with both exchanged is looked for too.
  const [day, month, year] = [
    13 + (serial % 16),
    1 + (Math.floor(serial / 16) % 12),
    1910 + Math.floor(serial / 192),
  ]
  return {
    ...inventPerson(chance),
    givenNames: `${word()} ${word()}`,
    firstSurname: word(),
    secondSurname: word(),
    born: { date: `${year}-${String(month).padStart(2, '0')}-${day}` },
    identifiers: [{ type: 'library_card', country: 'xa', number }],
    phones: [`3${String(Math.floor(1e8 + 8e8 * chance()))}`],
  }
}

async function register(network: TestNetwork, actor: Actor, { identifiers, phones, ...who }: Invented) {
  const input = {
    id: network.newId(),
    ...who,
    identifiers: identifiers.map((one) => ({ id: network.newId(), ...one })),
    contacts: phones.map((value) => ({ id: network.newId(), kind: 'phone', value })),
    searched: 'device',
  } as const
  return await network.execute(registerPerson, input, actor)
}

/** Each command and query with ids of others' records, and with ids that do not exist. */
async function ids(network: TestNetwork, compare: Compare): Promise<void> {
  const fixture = await world(network)
  const inputs = new Map<string, unknown>()
  for (const [name, subject] of Object.entries(subjects))
    inputs.set(name, (await subject.make(fixture)).input)
  const known = new Set((await watchRecords(network.database.pool, fixture.eve.organisation)).ids())
  for (const { operation } of capabilities.flatMap(({ handlers }) => handlers)) {
    const theirs = JSON.stringify(inputs.get(operation.name) ?? {})
    const replaced = new Map<string, string>()
    const nobodys = theirs.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
      if (!known.has(id)) return id
      const fresh = replaced.get(id) ?? network.newId()
      replaced.set(id, fresh)
      return fresh
    })
    if (replaced.size === 0) continue
    const send = (input: string) => async () =>
      operation.is === 'query'
        ? await ask(network.app, fixture.eve, operation.name, JSON.parse(input))
        : await execute(network.app, fixture.eve, {
            id: network.newId(),
            name: operation.name,
            input: JSON.parse(input),
          })
    await compare(operation.name, send(theirs), send(nobodys), false)
  }
  const get = (path: string, id: string) => async () =>
    (await network.http(fixture.eve).send(`${path.replace(':id', id)}`)).status
  for (const path of ['/api/attachments/:id', '/api/imports/:id/errors.csv', '/api/demands/documents/:id'])
    for (const id of [...known].slice(0, 40))
      await compare(path, get(path, id), get(path, network.newId()), false)
}

/**
 * Signing in with an e-mail that has an account, with a password and without one, and with an e-mail that has
 * none.
 */
async function addresses(network: TestNetwork, rounds: number, compare: Compare): Promise<void> {
  const { rows } = await network.database.pool.query<{ id: string; email: string }>(
    `select u.id, email from auth."user" u join app_user a on a.id = u.id order by u.id`,
  )
  const post = (path: string, body: object) => async () => {
    const response = await network.hono.request(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'x-requested-with': 'arraigo' },
    })
    return { status: response.status, body: await response.json() }
  }
  const [one] = rows
  await setPassword(
    asOwner(network.database.pool),
    one?.id as Id,
    await hashPassword('the password they have'),
  )
  // The first sign-in after a start creates the hash that later ones compare with.
  await post('/api/auth/sign-in', { email: 'first@example.org', password: 'not their password' })()
  for (const [at, { email }] of rows.slice(0, rounds * 4).entries()) {
    const signIn = (address: string) =>
      post('/api/auth/sign-in', { email: address, password: `not their password ${at}` })
    // Many failures from one address lock it, whoever is asked for: between the two of a pair that would be a difference.
    await network.database.pool.query('delete from auth.attempt')
    await compare('sign-in', signIn(email), signIn(`nobody.${at}@example.org`))
  }
}
