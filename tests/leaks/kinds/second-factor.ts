// A second proof shown by one identity counts for that identity alone, and once. Cookies of a victim and an
// attacker are altered and mixed in every way that two parsers could read differently, and sent to every
// route that takes a proof.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { signedCookieHeader } from '../../../src/identity/sessions/server/cookies.ts'
import { codeOf, PASSWORD, SECRET, signInWorld, type SignInWorld } from '../../harness/visitor.ts'
import type { Kind } from './kind.ts'

const SESSION = 'arraigo.session_token'
const CHALLENGE = 'arraigo.two_factor'
const PROOFS = ['second-factor', 'backup-code', 'confirm-codes'] as const

/** The cookies of a header, each with its name and value. */
type Cookies = readonly (readonly [name: string, value: string])[]

const headerOf = (cookies: Cookies) => cookies.map(([name, value]) => `${name}=${value}`).join('; ')
const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url')
const valueOf = (signed: string) => decodeURIComponent(signed).split('.')[0] ?? ''
const signatureOf = (signed: string) => decodeURIComponent(signed).split('.')[1] ?? ''

/** Ways to write a signed cookie that a lenient parser may still read. */
const ALTERED: Record<string, (signed: string) => string> = {
  'without padding': (signed) => signed.replace(/(?:%3D)+$/u, ''),
  'with more padding': (signed) => `${signed}%3D`,
  quoted: (signed) => `"${signed}"`,
  'not encoded': (signed) => decodeURIComponent(signed),
  'encoded twice': (signed) => encodeURIComponent(signed),
  'encoded in small letters': (signed) => signed.replaceAll(/%[\dA-F]{2}/gu, (one) => one.toLowerCase()),
  'every letter encoded': (signed) =>
    [...decodeURIComponent(signed)].map((one) => `%${one.charCodeAt(0).toString(16)}`).join(''),
  base64url: (signed) =>
    encodeURIComponent(
      `${valueOf(signed)}.${signatureOf(signed).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`,
    ),
  'blanks in the signature': (signed) => signed.replace('.', '.%20'),
  'other bytes after the padding': (signed) => `${signed}AAAA`,
  'other last bits': (signed) =>
    signed.replace(/.(?=%3D$)/u, (last) =>
      last === 'A' ? 'B' : String.fromCharCode(last.charCodeAt(0) + 1),
    ),
  'a dot before the value': (signed) => `.${signed}`,
  'cut at a percent sign': (signed) => `${signed}%`,
}

/** Ways to write the name. */
const NAMED: Record<string, (name: string) => string> = {
  'in capitals': (name) => name.toUpperCase(),
  'with the prefix of https': (name) => `__Secure-${name}`,
  'with the prefix of a host': (name) => `__Host-${name}`,
  encoded: (name) => name.replace('.', '%2E'),
  'after a pair without a sign': (name) => `x; ${name}`,
  'after a tab': (name) => `\t${name}`,
}

export const kind: Kind = {
  name: 'second-factor',
  async attack(network, rounds) {
    const world = await signInWorld(network)
    const leaks: string[] = []
    let attempts = 0

    const fixture = await prepare(world)
    const mixes = mixed(fixture, rounds)
    for (const [place, route] of PROOFS.entries())
      for (const [index, [how, cookies]] of mixes.entries()) {
        // The first round tries each mix of two in one order at each route.
        if (rounds === 1 && index % 2 !== (place + Math.floor(index / 2)) % 2) continue
        attempts++
        leaks.push(...(await tryProof(fixture, route, how, cookies)))
      }
    for (const attack of [replayed, guessedOnOtherAccount, finishedByAttacker])
      for (let round = 0; round < rounds; round++) {
        const result = await attack(world)
        attempts += result.attempts
        leaks.push(...result.leaks)
      }
    return { attempts, leaks }
  },
}

type Fixture = Awaited<ReturnType<typeof prepare>>

/**
 * The victim is a verifier whose stolen password opened a session before the second proof was set up; the
 * attacker has an account, an app and paper codes of their own.
 */
async function prepare(world: SignInWorld) {
  const victim = await world.somebody('seal', ['verifier'])
  const stolen = await world.signedIn(victim.email)
  await world.enrol(await world.signedIn(victim.email))
  const attacker = await world.somebody('roots')
  const own = await world.signedIn(attacker.email)
  const app = await world.enrol(own)
  const victims = stolen.jar.get(SESSION) ?? ''
  const attackers = own.jar.get(SESSION) ?? ''

  /** The cookies after the attacker's own correct password, without hashing it each time. */
  async function challenge(): Promise<string> {
    const about = `2fa-${crypto.randomUUID()}`
    await world.pool.query(
      `insert into auth.verification (id, identifier, value, expires_at)
       select gen_random_uuid(), identifier, value, now() + interval '10 minutes'
       from unnest($1::text[], $2::text[]) as one (identifier, value)`,
      [
        [hashOf(about), hashOf(`2fa-attempts-${about}`)],
        [attacker.id, '0'],
      ],
    )
    const set = signedCookieHeader(
      { origin: 'http://localhost:3000', secret: SECRET },
      'two_factor',
      about,
      600,
    )
    return /=([^;]+)/u.exec(set)?.[1] ?? ''
  }
  const asked = world.browser()
  await asked.post('passkey-options')
  const passkeys = asked.jar.get('arraigo.better-auth-passkey') ?? ''
  return { world, victim, app, victims, attackers, passkeys, challenge }
}

type Mix = [how: string, cookies: (challenge: string) => Cookies]

/** Headers that hold cookies of both. */
function mixed({ victims, attackers, passkeys }: Fixture, rounds: number): Mix[] {
  const forms: [string, Cookies][] = [
    ['as it is', [[SESSION, victims]]],
    ...Object.entries(ALTERED).map(([how, alter]): [string, Cookies] => [how, [[SESSION, alter(victims)]]]),
    ...Object.entries(NAMED).map(([how, name]): [string, Cookies] => [how, [[name(SESSION), victims]]]),
    ['swapped signature', [[SESSION, encodeURIComponent(`${valueOf(victims)}.${signatureOf(attackers)}`)]]],
    ['under the name of the challenge', [[CHALLENGE, victims]]],
    ['with what a passkey must sign as the challenge', [[CHALLENGE, passkeys]]],
    ['twice', [[SESSION, victims], [SESSION, victims]]], // prettier-ignore
    ['after an empty one', [[SESSION, ''], [SESSION, victims]]], // prettier-ignore
    ['before a broken one', [[SESSION, victims], [SESSION, 'x.y']]], // prettier-ignore
  ]
  const partners: [string, (challenge: string) => Cookies][] = [
    ['a challenge', (challenge) => [[CHALLENGE, challenge]]],
    ['a session', () => [[SESSION, attackers]]],
    ['both', (challenge) => [[CHALLENGE, challenge], [SESSION, attackers]]], // prettier-ignore
  ]
  const every = forms.flatMap(([how, form]) =>
    partners.flatMap(([withWhat, partner]): Mix[] => [
      [`${how}, before ${withWhat}`, (challenge) => [...form, ...partner(challenge)]],
      [`${how}, after ${withWhat}`, (challenge) => [...partner(challenge), ...form]],
    ]),
  )
  // In later rounds: several random alterations of several cookies at once.
  const piece = fc.constantFrom(...Object.values(ALTERED), (signed: string) => signed)
  const some = fc.record({
    first: piece,
    second: piece,
    third: piece,
    order: fc.shuffledSubarray([0, 1, 2], { minLength: 2 }),
  })
  const random = fc
    .sample(some, { numRuns: (rounds - 1) * 60, seed: rounds })
    .map(({ first, second, third, order }, index): Mix => [
      `at random ${index}`,
      (challenge) => {
        const all: Cookies = [
          [SESSION, first(second(victims))],
          [CHALLENGE, third(challenge)],
          [SESSION, second(attackers)],
        ]
        return order.map((place) => all[place] as Cookies[number])
      },
    ])
  return [...every, ...(rounds > 1 ? random : [])]
}

async function proofOf({ pool }: SignInWorld, session: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ proof: string }>('select proof from auth.session where token = $1', [
    valueOf(session),
  ])
  return rows[0]?.proof
}

/** The attacker's own correct proof, with the cookies of both. */
async function tryProof(
  fixture: Fixture,
  route: (typeof PROOFS)[number],
  how: string,
  mix: Mix[1],
): Promise<string[]> {
  const { world, victim, app, victims, attackers, challenge } = fixture
  await world.pool.query('delete from auth.attempt')
  await world.nextCodes()
  const cookies = mix(await challenge())
  const cookie = headerOf(cookies)
  if (route === 'backup-code') app.backupCodes.push(...(await moreCodes(fixture)))
  const code = route === 'backup-code' ? app.backupCodes.pop() : codeOf(app.uri)
  const one = world.browser()
  const answer = await one.post(route, { code }, { cookie })
  const leaks: string[] = []
  if ((await proofOf(world, victims)) !== 'password') {
    leaks.push(`${route}, ${how}: the session of somebody else was raised`)
    await world.pool.query(`update auth.session set proof = 'password' where token = $1`, [valueOf(victims)])
  }
  // Requests that a session opened meanwhile may make.
  const opened = (await one.read('standing')).body
  if (opened['user']?.['id'] === (victim.id as unknown))
    leaks.push(`${route}, ${how}: a session was opened for somebody else`)
  // A cookie is read exactly as it was set or not at all.
  const exact = cookie
    .split(';')
    .some((pair) => [victims, attackers].some((signed) => pair.trim() === `${SESSION}=${signed}`))
  const read = (await world.browser().send('/api/auth/standing', { headers: { cookie } })).body
  if (read['user'] && !exact) leaks.push(`${route}, ${how}: an altered cookie was read as a session`)
  if (answer.status >= 500) leaks.push(`${route}, ${how}: ${answer.status}`)
  return leaks
}

/** New paper codes, once the old ones are used up. */
async function moreCodes({ world, app, attackers }: Fixture): Promise<string[]> {
  if (app.backupCodes.length > 0) return []
  const headers = { cookie: headerOf([[SESSION, attackers]]) }
  const { body } = await world.browser().post('renew-backup-codes', { password: PASSWORD }, headers)
  return body['backupCodes'] as unknown as string[]
}

type Result = { attempts: number; leaks: string[] }

/** One code, of the app or on paper, at several challenges: in sequence and all at once. */
async function replayed(world: SignInWorld): Promise<Result> {
  const leaks: string[] = []
  let attempts = 0
  for (const atOnce of [false, true])
    for (const route of ['second-factor', 'backup-code', 'sign-in'] as const) {
      const { email } = await world.somebody()
      const { uri, backupCodes } = await world.enrol(await world.signedIn(email))
      const browsers = await Promise.all(
        Array.from({ length: 5 }, async () => {
          const one = world.browser()
          await one.post('sign-in', { email, password: PASSWORD })
          return one
        }),
      )
      await world.pool.query('delete from auth.attempt')
      const code = route === 'backup-code' ? backupCodes[0] : codeOf(uri)
      const input = route === 'sign-in' ? { email, password: PASSWORD, code } : { code }
      const tries = browsers.map((one) => async () => {
        await one.post(route, input)
        return (await one.session()).status
      })
      const statuses: number[] = []
      if (atOnce) statuses.push(...(await Promise.all(tries.map((one) => one()))))
      else for (const one of tries) statuses.push(await one())
      attempts += tries.length
      const opened = statuses.filter((status) => status === 200).length
      if (opened > 1) leaks.push(`${route}: one code opened ${opened} sessions${atOnce ? ' at once' : ''}`)
    }
  return { attempts, leaks }
}

/**
 * An attacker who knows a password tries codes, with cookies of other accounts beside the challenge to be
 * counted against those.
 */
async function guessedOnOtherAccount(world: SignInWorld): Promise<Result> {
  const { email } = await world.somebody()
  await world.enrol(await world.signedIn(email))
  const accounts = await Promise.all(Array.from({ length: 4 }, async () => (await world.somebody()).email))
  await world.pool.query('delete from auth.attempt')
  let judged = 0
  let attempts = 0
  for (const [place, alter] of Object.values(ALTERED).slice(0, 6).entries()) {
    const one = world.browser()
    await one.post('sign-in', { email, password: PASSWORD })
    const other = await world.signedIn(accounts[place % accounts.length] ?? '')
    const cookie = headerOf([
      [SESSION, alter(other.jar.get(SESSION) ?? '')],
      [CHALLENGE, one.jar.get(CHALLENGE) ?? ''],
    ])
    for (let guess = 0; guess < 2; guess++) {
      attempts++
      const { body } = await one.post('second-factor', { code: '000000' }, { cookie })
      if (String(body['code']) === 'second_factor.wrong') judged++
    }
  }
  return { attempts, leaks: judged > 5 ? [`${judged} codes of one account were judged`] : [] }
}

/**
 * An enrolment begun by an attacker in a session with a password alone is finished after the owner has a
 * passkey.
 */
async function finishedByAttacker(world: SignInWorld): Promise<Result> {
  const leaks: string[] = []
  for (const route of PROOFS) {
    await world.pool.query('delete from auth.attempt')
    const { id, email } = await world.somebody('seal', ['verifier'])
    const thief = await world.signedIn(email)
    const { body } = await thief.post('enrol-codes', { password: PASSWORD })
    const begun = body as unknown as { uri: string; backupCodes: string[] }
    await world.pool.query(
      `insert into auth.passkey (id, user_id, public_key, credential_id, counter, device_type, backed_up)
       values (gen_random_uuid(), $1, 'x', gen_random_uuid()::text, 0, 'singleDevice', false)`,
      [id],
    )
    await thief.post(route, { code: route === 'backup-code' ? begun.backupCodes[0] : codeOf(begun.uri) })
    if ((await thief.session()).status === 200) leaks.push(`${route}: a thief finished what they began`)
  }
  return { attempts: PROOFS.length, leaks }
}
