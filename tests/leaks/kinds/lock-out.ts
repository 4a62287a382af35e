// A limit counts against the one who exceeds it. Attackers at one address, a few, an address range or many
// try everything that is counted; afterwards people elsewhere can still sign in, each by the means they have.
import fc from 'fast-check'
import { issueKey } from '../../../src/identity/keys/operations.ts'
import { getInvitation, inviteUser } from '../../../src/identity/users/operations.ts'
import { registerPerson } from '../../../src/serve/record/operations.ts'
import type { TestNetwork } from '../../harness/network.ts'
import { codeFor } from '../../harness/own-view.ts'
import { codeOf, PASSWORD, signInWorld, type SignInWorld, visitor } from '../../harness/visitor.ts'
import { confirmAll } from '../../harness/second-administrator.ts'
import type { Kind } from './kind.ts'

const WRONG = 'not this one at all'

/** The addresses from which an attack comes. */
const FEW: Record<string, string[]> = {
  'one address': ['198.51.100.1'],
  'a handful of addresses': Array.from({ length: 5 }, (_, place) => `198.51.100.${place + 10}`),
  'the lines of one network': Array.from({ length: 24 }, (_, place) => `2001:db8:7:${place}::1`),
}
/** With this many, only a known browser or a second proof distinguishes a person from the attacker. */
const MANY = Array.from({ length: 21 }, (_, place) => `203.0.113.${place + 1}`)

type Fixture = Awaited<ReturnType<typeof prepare>>
/** Tries `times` from one address. */
type Attack = (fixture: Fixture, from: string, times: number) => Promise<number>

async function repeat(times: number, work: (time: number) => Promise<unknown>): Promise<number> {
  for (let time = 0; time < times; time++) await work(time)
  return times
}

/** What is counted: `times` is enough to exceed the limit of one address. */
const ATTACKS: Record<string, { times: number; attack: Attack; hashes?: true }> = {
  'wrong passwords': {
    times: 7,
    hashes: true,
    attack: async ({ world, staff, holder }, from, times) => {
      let tried = 0
      // A password hash is slow: many addresses try one account, up to its limit.
      for (const email of MANY.includes(from) ? [holder.email] : staff)
        tried += await repeat(times, () => world.browser(from).post('sign-in', { email, password: WRONG }))
      return tried
    },
  },
  'wrong codes with the right password': {
    times: 7,
    attack: async ({ world, holder }, from, times) => {
      const one = world.browser(from)
      await one.post('sign-in', { email: holder.email, password: PASSWORD })
      return repeat(times, () => one.post('second-factor', { code: '000000' }))
    },
  },
  'wrong codes with a wrong password': {
    times: 7,
    attack: ({ world, holder }, from, times) =>
      repeat(times, () =>
        world.browser(from).post('sign-in', { email: holder.email, password: WRONG, code: '000000' }),
      ),
  },
  'one-time codes': {
    times: 40,
    attack: ({ world }, from, times) =>
      repeat(times, (time) => enterOwn(world, from, String(time).padStart(16, '1'))),
  },
  keys: {
    times: 22,
    attack: ({ world }, from, times) => repeat(times, (time) => askWithKey(world, from, `arraigo_${time}`)),
  },
  invitations: {
    times: 22,
    attack: ({ world }, from, times) =>
      repeat(times, (time) => world.browser(from).post('invitation', { token: `guess${time}` })),
  },
  'organisation sign-on': {
    times: 102,
    attack: ({ world }, from, times) =>
      repeat(times, () => world.browser(from).post('sign-on', { email: 'who@nowhere.example' })),
  },
  passkeys: {
    times: 55,
    attack: ({ world }, from, times) =>
      repeat(times, () => world.browser(from).post('passkey-sign-in', { credential: { id: 'x' } })),
  },
}

const enterOwn = (world: SignInWorld, from: string, code: string) =>
  visitor(world.hono, from).send('/api/own/enter', { method: 'POST', body: JSON.stringify({ code }) })

const askWithKey = (world: SignInWorld, from: string, key: string) =>
  visitor(world.hono, from).send('/api/organisation.get', { headers: { authorization: `Bearer ${key}` } })

export const kind: Kind = {
  name: 'lock-out',
  async attack(network, rounds) {
    const fixture = await prepare(network)
    const leaks: string[] = []
    let attempts = 0
    const run = async (what: string, tried: () => Promise<number>, isMany: boolean, at: string) => {
      await fixture.world.pool.query('delete from auth.attempt')
      await fixture.world.nextCodes()
      attempts += await tried()
      for (const one of await refused(fixture, isMany, at)) leaks.push(`after ${what}: ${one}`)
    }
    const from = async (addresses: string[], { times, attack }: (typeof ATTACKS)[string]) => {
      let sum = 0
      for (const address of addresses) sum += await attack(fixture, address, times)
      return sum
    }
    for (const [what, attack] of Object.entries(ATTACKS)) {
      // In the first round the few try one after the other, and people sign in once at the end.
      const sources = rounds > 1 ? FEW : { 'a few addresses': Object.values(FEW).flat() }
      for (const [where, addresses] of Object.entries(sources))
        await run(`${what} from ${where}`, () => from(addresses, attack), false, addresses[0] ?? '')
      if (attack.hashes || rounds > 1)
        await run(`${what} from many addresses`, () => from(MANY, attack), true, MANY[0] ?? '')
    }
    // In later rounds: several attacks at once, from a few addresses, in any order.
    const few = [...(FEW['one address'] ?? []), ...(FEW['a handful of addresses'] ?? [])]
    const step = fc.tuple(
      fc.constantFrom(...Object.keys(ATTACKS)),
      fc.constantFrom(...few),
      fc.integer({ min: 1, max: 60 }),
    )
    const samples = fc.sample(fc.array(step, { minLength: 2, maxLength: 8 }), {
      numRuns: (rounds - 1) * 10,
      seed: rounds,
    })
    for (const steps of rounds > 1 ? samples : []) {
      const tried = async () => {
        const sums = await Promise.all(
          steps.map(([what, from, times]) =>
            (ATTACKS[what] as { attack: Attack }).attack(fixture, from, times),
          ),
        )
        return sums.reduce((sum, one) => sum + one, 0)
      }
      await run(steps.map(([what, from]) => `${what} from ${from}`).join(', '), tried, false, few[0] ?? '')
    }
    return { attempts, leaks }
  },
}

/**
 * Staff whose e-mail the attacker knows: two with a password alone, one of whom has a known browser, and one
 * with an app.
 */
async function prepare(network: TestNetwork) {
  const world = await signInWorld(network)
  const { execute, newId, actors } = network
  const [plain, regular, holder] = [await world.somebody(), await world.somebody(), await world.somebody()]
  const known = await world.signedIn(regular.email, '192.0.2.1')
  const holders = await world.signedIn(holder.email, '192.0.2.2')
  const { uri, backupCodes } = await world.enrol(holders)
  const person = newId()
  await execute(registerPerson, { id: person, searched: 'everywhere', called: 'Lina' }, actors.ana)
  const program = { user: newId(), name: 'Ventanilla', roles: ['front_desk' as const] }
  const wanted = { id: newId(), ...program, allows: ['organisation.get'], until: '2026-12-31' }
  const { key = '' } = await execute(issueKey, wanted, actors.dora)
  await confirmAll(network, await network.join('Rosa', 'garden', ['administrator']))
  // Keys expire by the real date, whatever the clock of the test network says.
  await network.database.pool.query('update auth.api_key set valid_until = current_date + 30')
  const invitee = { id: newId(), name: 'Nueva', email: 'nueva@example.org', locale: 'es' as const }
  const { id } = await execute(inviteUser, { ...invitee, roles: [{ role: 'front_desk' }] }, actors.dora)
  const { path } = await network.ask(getInvitation, { user: id }, actors.dora)
  return {
    network,
    world,
    person,
    plain,
    regular,
    holder: { ...holder, uri, backupCodes, browser: holders },
    known,
    key,
    token: path.split('/').at(-1) ?? '',
    staff: [plain.email, regular.email, holder.email],
  }
}

/**
 * Unrelated people who are refused: from elsewhere, and with a proof that cannot be guessed also from the
 * attacker's address.
 */
async function refused(fixture: Fixture, isMany: boolean, attackers: string): Promise<string[]> {
  const { network, world, person, plain, regular, holder, known, key, token } = fixture
  const fresh = (place: number) => world.browser(`192.0.2.${place}`)
  const found: string[] = []
  const must = async (who: string, answer: Promise<{ status: number }>) => {
    const { status } = await answer
    if (status !== 200) found.push(`${who} was answered with ${status}`)
  }
  const entry = (email: string) => ({ email, password: PASSWORD })
  if (!isMany) {
    await must('a new browser', fresh(20).post('sign-in', entry(plain.email)))
    const away = fresh(21)
    await must('a new browser of somebody with an app', away.post('sign-in', entry(holder.email)))
  }
  await must('a known browser', known.post('sign-in', entry(regular.email)))
  await must('a known browser that owes a code', holder.browser.post('sign-in', entry(holder.email)))
  await must(
    'the code in a known browser',
    holder.browser.post('second-factor', { code: codeOf(holder.uri) }),
  )
  await must(
    'a session that is open',
    known.post('change-password', { current: PASSWORD, password: PASSWORD }),
  )
  if (holder.backupCodes.length === 0) {
    const { body } = await holder.browser.post('renew-backup-codes', { password: PASSWORD })
    holder.backupCodes.push(...(body['backupCodes'] as unknown as string[]))
  }
  const both = { ...entry(holder.email), code: holder.backupCodes.pop() }
  await must('a password with a code for paper', fresh(22).post('sign-in', both))
  for (const from of ['192.0.2.23', attackers]) {
    await must(`a right key from ${from}`, askWithKey(world, from, key))
    await must(`an invitation from ${from}`, world.browser(from).post('invitation', { token }))
    const { body } = await world.browser(from).post('passkey-sign-in', { credential: { id: 'x' } })
    if (Number(body['status']) === 429) found.push(`a passkey from ${from} was answered with 429`)
  }
  const { code } = await codeFor(network, person, network.actors.ana)
  await must('a one-time code', enterOwn(world, '192.0.2.24', code))
  const { status } = await fresh(25).post('sign-on', { email: 'who@nowhere.example' })
  if (status === 429) found.push('organisation sign-on was answered with 429')
  return found
}
