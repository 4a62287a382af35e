// A passkey proves who signs, for one challenge of one browser, for this site and once: assertions and
// registrations with one or two faults open nothing, raise no session and add no passkey to another account.
import { passkey, type Passkey, type Altered } from '../../harness/authenticator.ts'
import { signInWorld, type SignInWorld, type Visitor } from '../../harness/visitor.ts'
import type { Kind, Result } from './kind.ts'

const SESSION = 'arraigo.session_token'
const CHALLENGE = 'arraigo.better-auth-passkey'
const tokenOf = (one: Visitor) => decodeURIComponent(one.jar.get(SESSION) ?? '').split('.')[0] ?? ''

export const kind: Kind = {
  name: 'passkeys',
  async attack(network, rounds) {
    const world = await signInWorld(network)
    const result: Result = { attempts: 0, leaks: [] }
    for (let round = 0; round < rounds; round++) {
      const fixture = await prepare(world)
      await assertions(fixture, result, rounds > 1)
      await registrations(fixture, result)
    }
    return result
  },
}

type Fixture = Awaited<ReturnType<typeof prepare>>

/**
 * The victim has a passkey, and a session that a stolen password opened before; the attacker a passkey of
 * their own.
 */
async function prepare(world: SignInWorld) {
  const victim = await world.somebody('seal', ['verifier'])
  const stolen = await world.signedIn(victim.email)
  const victims = await withPasskey(await world.signedIn(victim.email))
  const attacker = await world.somebody('roots')
  const own = await world.signedIn(attacker.email)
  const attackers = await withPasskey(own)
  return { world, victim, stolen, victims, attacker, own, attackers }
}

const challengeFor = async (one: Visitor, route: 'passkey-options' | 'new-passkey-options') =>
  (await one.post(route)).body['challenge'] as unknown as string

async function withPasskey(one: Visitor): Promise<Passkey> {
  const made = passkey()
  const challenge = await challengeFor(one, 'new-passkey-options')
  const { status } = await one.post('new-passkey', { name: 'mine', credential: made.made({ challenge }) })
  if (status !== 200) throw new Error(`A passkey was answered with ${status}.`)
  return made
}

/** Faults in an assertion of the victim's passkey, which the attacker holds or replays. */
const WRONG: Record<string, Partial<Altered>> = {
  'another origin': { origin: 'https://login.example' },
  'another port': { origin: 'http://localhost:3001' },
  'another scheme': { origin: 'https://localhost:3000' },
  'a subdomain': { origin: 'http://arraigo.localhost:3000' },
  'another relying party': { rpId: 'login.example' },
  'the origin as the relying party': { rpId: 'http://localhost:3000' },
  'the counter of before': { counter: 5 },
  'a counter that goes back': { counter: 4 },
  'a counter of nothing': { counter: 0 },
  'another challenge': { challenge: Buffer.alloc(32, 7).toString('base64url') },
  'no challenge': { challenge: '' },
  'the type of a registration': { type: 'webauthn.create' },
  'nobody there': { flags: 0 },
  'not its owner': { flags: 1 },
  'the owner, but nobody there': { flags: 4 },
}

async function assertions(fixture: Fixture, result: Result, inTwos: boolean): Promise<void> {
  const { world, victim, stolen, victims, own, attackers } = fixture
  // The victim has used the passkey five times.
  const owner = world.browser()
  const right = victims.used({ challenge: await challengeFor(owner, 'passkey-options'), counter: 5 })
  const answer = await owner.post('passkey-sign-in', { credential: right })
  if (answer.status !== 200) throw new Error(`A right assertion was answered with ${answer.status}.`)

  /**
   * Sends it in a browser of the attacker's: without other cookies, with those of the stolen session, and
   * with the attacker's own.
   */
  async function tried(
    how: string,
    make: (challenge: string, browser: Visitor) => Promise<object> | object,
    mayOpen?: string,
  ) {
    for (const beside of [undefined, stolen, own]) {
      result.attempts++
      const thief = world.browser()
      if (beside) thief.jar.set(SESSION, beside.jar.get(SESSION) ?? '')
      const before = tokenOf(thief)
      const challenge = await challengeFor(thief, 'passkey-options')
      const { status } = await thief.post('passkey-sign-in', { credential: await make(challenge, thief) })
      const whose = String((await thief.read('standing')).body['user']?.['id'] ?? '')
      if (status >= 500) result.leaks.push(`${how}: ${status}`)
      if (status === 200 && whose !== mayOpen) result.leaks.push(`${how}: it opened a session`)
      if (tokenOf(thief) !== before && whose === victim.id)
        result.leaks.push(`${how}: a session of the victim's`)
      if ((await proofOf(world, tokenOf(stolen))) !== 'password')
        result.leaks.push(`${how}: the stolen session was raised`)
    }
  }

  const wrong = Object.entries(WRONG)
  for (const [how, told] of wrong)
    await tried(how, (challenge) => victims.used({ challenge, counter: 9, ...told }))
  if (inTwos)
    for (const [first, one] of wrong)
      for (const [second, other] of wrong)
        if (first < second)
          await tried(`${first} and ${second}`, (challenge) =>
            victims.used({ challenge, counter: 9, ...one, ...other }),
          )
  await tried('a signature of another key', (challenge) =>
    victims.used({ challenge, counter: 9 }, attackers.key),
  )
  await tried('the attacker’s passkey under the victim’s id', (challenge) =>
    attackers.used({ challenge, counter: 9, as: victims.id }),
  )
  await tried('an id that nobody has', (challenge) =>
    victims.used({ challenge, counter: 9, as: passkey().id }),
  )
  await tried('an assertion that was used', () => right)
  await tried('an assertion for the challenge of another browser', async () =>
    victims.used({ challenge: await challengeFor(world.browser(), 'passkey-options'), counter: 9 }),
  )
  await tried('an assertion for the challenge of a registration', async () =>
    victims.used({ challenge: await challengeFor(own, 'new-passkey-options'), counter: 9 }),
  )
  await tried('the cookie of a registration', async (_, thief) => {
    const challenge = await challengeFor(own, 'new-passkey-options')
    thief.jar.set(CHALLENGE, own.jar.get(CHALLENGE) ?? '')
    return victims.used({ challenge, counter: 9 })
  })
  await tried('no cookie of a challenge', (challenge, thief) => {
    thief.jar.delete(CHALLENGE)
    return victims.used({ challenge, counter: 9 })
  })
  // The handle is not signed: with the victim's handle and their own passkey, attackers sign in as
  // themselves.
  let count = 1
  const { rows } = await world.pool.query<{ id: string }>(
    'select id from auth.passkey where credential_id = $1',
    [victims.id],
  )
  for (const userHandle of [victim.id, rows[0]?.id ?? '', victims.id])
    await tried(
      'the handle of the victim',
      (challenge) =>
        attackers.used({
          challenge,
          counter: ++count,
          userHandle: Buffer.from(userHandle).toString('base64url'),
        }),
      fixture.attacker.id,
    )

  // One valid assertion, sent twice in the same browser, in sequence and at once.
  for (const atOnce of [false, true]) {
    const browser = world.browser()
    const challenge = await challengeFor(browser, 'passkey-options')
    const cookie = `${CHALLENGE}=${browser.jar.get(CHALLENGE)}`
    const credential = victims.used({ challenge, counter: atOnce ? 20 : 10 })
    const send = async () =>
      (await world.browser().post('passkey-sign-in', { credential }, { cookie })).status
    const statuses = atOnce
      ? await Promise.all([send(), send(), send()])
      : [await send(), await send(), await send()]
    result.attempts += 3
    if (statuses.filter((status) => status === 200).length !== 1)
      result.leaks.push(`one assertion, three times${atOnce ? ' at once' : ''}: ${statuses.join(' ')}`)
  }
}

/** A passkey begun in one session and finished in another's, or with a fault, is added to nobody. */
async function registrations(
  { world, victim, stolen, attacker, own }: Fixture,
  result: Result,
): Promise<void> {
  const passkeysOf = async (user: string) =>
    (await world.pool.query('select from auth.passkey where user_id = $1', [user])).rowCount ?? 0
  const [victims, attackers] = [await passkeysOf(victim.id), await passkeysOf(attacker.id)]
  async function tried(how: string, thief: Visitor, credential: object): Promise<void> {
    result.attempts++
    const { status } = await thief.post('new-passkey', { name: 'theirs', credential })
    if (status >= 500) result.leaks.push(`${how}: ${status}`)
    if ((await passkeysOf(victim.id)) !== victims) result.leaks.push(`${how}: the victim has one more`)
    if ((await passkeysOf(attacker.id)) !== attackers) result.leaks.push(`${how}: the attacker has one more`)
    if ((await proofOf(world, tokenOf(stolen))) !== 'password')
      result.leaks.push(`${how}: the stolen session was raised`)
  }
  /** The attacker's cookies, with a session of another user. */
  const mixed = (session: Visitor, challenge: Visitor) => {
    const one = world.browser()
    one.jar.set(SESSION, session.jar.get(SESSION) ?? '')
    one.jar.set(CHALLENGE, challenge.jar.get(CHALLENGE) ?? '')
    return one
  }
  const begun = async (one: Visitor) => challengeFor(one, 'new-passkey-options')

  const other = await world.signedIn((await world.somebody('roots')).email)
  let challenge = await begun(own)
  await tried(
    'begun by the attacker, finished in the stolen session',
    mixed(stolen, own),
    passkey().made({ challenge }),
  )
  challenge = await begun(own)
  await tried(
    'begun by the attacker, finished by another user',
    mixed(other, own),
    passkey().made({ challenge }),
  )
  challenge = await challengeFor(own, 'passkey-options')
  await tried('the challenge of an assertion', own, passkey().made({ challenge }))
  for (const [how, told] of Object.entries(WRONG)) {
    // A new passkey has no counter to go back from.
    if (told.counter !== undefined) continue
    challenge = await begun(own)
    const type = told.type === undefined ? {} : { type: 'webauthn.get' }
    await tried(`made with ${how}`, own, passkey().made({ challenge, ...told, ...type }))
  }
  challenge = await begun(own)
  const { rows } = await world.pool.query<{ id: string }>(
    'select credential_id as id from auth.passkey where user_id = $1',
    [victim.id],
  )
  await tried(
    'an assertion in the place of a registration',
    own,
    passkey().used({ challenge, as: rows[0]?.id ?? '' }),
  )
}

async function proofOf({ pool }: SignInWorld, token: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ proof: string }>('select proof from auth.session where token = $1', [
    token,
  ])
  return rows[0]?.proof
}
