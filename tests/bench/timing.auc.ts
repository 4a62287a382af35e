// How well response times tell an outsider what they may not learn: that another organisation keeps a person,
// that an id belongs to a person, that an e-mail address has an account. The area under the ROC curve: 0.5 is
// a coin toss, 1 certainty.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hashPassword } from 'better-auth/crypto'
import { v7 as uuidv7 } from 'uuid'
import { compose } from '../../src/entry/server.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { Problem } from '../../src/kernel/problem.ts'
import { grantsOf } from '../../src/kernel/roles.ts'
import type { Id } from '../../src/kernel/words.ts'
import { ask } from '../../src/platform/ask.ts'
import { setPassword } from '../../src/identity/users/sql/sign-in.ts'
import { startCluster } from '../../src/platform/database/cluster.ts'
import { asOwner, connect } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { execute } from '../../src/platform/execute.ts'
import { loadPack } from '../../src/platform/packs/packs.ts'
import { inventPerson, seeded, type Invented } from '../harness/names.ts'
import { fillPeople } from '../harness/population.ts'

const PEOPLE = Number(process.env['AUC_PEOPLE'] ?? 100_000)
const TRIES = Number(process.env['AUC_TRIES'] ?? 600)
/**
 * A patient attacker repeats the request and keeps the shortest time, which other load on the machine affects
 * least.
 */
const REPEATS = Number(process.env['AUC_REPEATS'] ?? 5)
/** Fewer, because each sign-in takes a twentieth of a second of scrypt. */
const SIGN_INS = Math.ceil(TRIES / 2)
const SEED = 20260305

const someone = (name: string, organisationName: string): Actor => ({
  user: uuidv7() as Id,
  name,
  organisation: uuidv7() as Id,
  organisationName,
  organisationClass: 'cso',
  roles: ['front_desk'],
  grants: grantsOf(['front_desk']),
  locale: 'es',
  timeZone: 'America/Bogota',
  scope: 'organisation',
})

/**
 * The probability that an answer about a person who exists took longer than one about nobody; equal times
 * count half.
 */
function auc(there: readonly number[], nothing: readonly number[]): number {
  const all = [...there.map((time) => ({ time, of: 1 })), ...nothing.map((time) => ({ time, of: 0 }))]
  all.sort((a, b) => a.time - b.time)
  let below = 0
  let wins = 0
  for (const { of } of all) {
    if (of === 1) wins += below
    else below++
  }
  return Number((wins / (there.length * nothing.length)).toFixed(3))
}

const folder = await mkdtemp(join(tmpdir(), 'arraigo-auc-'))
await chmod(folder, 0o711)
const cluster = await startCluster({ folder, log: () => {} })
const pool = connect({ ...cluster.connection, max: 4 })
try {
  await migrate(pool)
  await loadPack(asOwner(pool), 'packs/huerta')
  const [keeper, eve] = [someone('Ana', 'Huerta del Barrio'), someone('Eve', 'Otra Huerta')]
  const kept = await fillPeople(pool, keeper, PEOPLE, SEED)
  const { app, http } = await compose({
    pool,
    origin: 'http://localhost',
    secret: 'only for measuring, long enough',
    log: () => {},
  })
  const user = uuidv7() as Id
  await pool.query(
    `insert into auth."user" (id, name, email, email_verified) values ($1, 'Ana', 'ana@example.org', true)`,
    [user],
  )
  await setPassword(asOwner(pool), user, await hashPassword('a password nobody guesses'))

  const chance = seeded(SEED + 1)
  /**
   * Two people alike: both with a document and a telephone, or the form of the input would tell them apart.
   */
  const full = ({ identifiers, phones }: Invented) => identifiers.length > 0 && phones.length > 0
  const known = kept.filter(({ person }) => full(person))
  const anyKept = () => known[Math.floor(chance() * known.length)] as (typeof kept)[number]
  const anyNobody = (): { id: string; person: Invented } => {
    for (;;) {
      const person = inventPerson(chance)
      if (full(person)) return { id: uuidv7(), person }
    }
  }
  const quietly = async (work: Promise<unknown>) => {
    await work.catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error
    })
  }
  const register = ({ person: { identifiers, phones, ...who } }: { person: Invented }) =>
    execute(app, eve, {
      id: app.newId(),
      name: 'person.register',
      input: {
        id: uuidv7(),
        ...who,
        identifiers: identifiers.map((one) => ({ id: uuidv7(), ...one })),
        contacts: phones.map((value) => ({ id: uuidv7(), kind: 'phone', value })),
        searched: 'everywhere',
      },
    })
  let guess = 0
  const signIn = async (email: string) => {
    // Each from its own address, or the rate limit would answer.
    await pool.query('delete from auth.attempt')
    const body = JSON.stringify({ email, password: `a wrong password ${guess++}` })
    const headers = { 'content-type': 'application/json', 'x-requested-with': 'arraigo' }
    return async () => await http.request('/api/auth/sign-in', { method: 'POST', body, headers })
  }

  type Asked = { id: string; person: Invented }
  const questions: Record<string, (one: Asked) => Promise<unknown>> = {
    'search by draft': ({ person }) => ask(app, eve, 'person.search', { draft: person }),
    'search by document': ({ person }) =>
      ask(app, eve, 'person.search', { text: person.identifiers[0]?.number ?? '' }),
    'search by name': ({ person }) =>
      ask(app, eve, 'person.search', { text: `${person.givenNames} ${person.firstSurname}` }),
    register,
    'person.get by id': ({ id }) => ask(app, eve, 'person.get', { id }),
  }
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const start = performance.now()
    await quietly(work())
    return performance.now() - start
  }
  const shortest = async (work: () => Promise<unknown>, repeats: number): Promise<number> => {
    let least = Infinity
    for (let at = 0; at < repeats; at++) least = Math.min(least, await timed(work))
    return least
  }
  for (const [of, question] of Object.entries(questions)) {
    const times = { there: [] as number[], nothing: [] as number[] }
    for (let at = 0; at < TRIES; at++) {
      const pair = [
        ['there', anyKept()],
        ['nothing', anyNobody()],
      ] as const
      for (const [which, one] of at % 2 === 0 ? pair : pair.toReversed())
        times[which].push(await shortest(() => question(one), of === 'register' ? 1 : REPEATS))
    }
    process.stdout.write(
      `${JSON.stringify({ bench: 'timing.auc', of, people: PEOPLE, tries: TRIES, aim: '0.45 to 0.55', value: auc(times.there, times.nothing) })}\n`,
    )
  }
  const times = { there: [] as number[], nothing: [] as number[] }
  for (let at = 0; at < SIGN_INS; at++) {
    const pair = [
      ['there', 'ana@example.org'],
      ['nothing', `nobody${at}@example.org`],
    ] as const
    for (const [which, email] of at % 2 === 0 ? pair : pair.toReversed()) {
      const send = await signIn(email)
      times[which].push(await timed(send))
    }
  }
  process.stdout.write(
    `${JSON.stringify({ bench: 'timing.auc', of: 'sign-in', tries: SIGN_INS, aim: '0.45 to 0.55', value: auc(times.there, times.nothing) })}\n`,
  )
} finally {
  await pool.end()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}
