// A domain belongs to an organisation once that is proved: until then no new user signs in through it, and
// nobody is locked out.
import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { outbound } from '../../platform/http/outbound.ts'
import { startProvider, type TestProvider } from '../../../tests/harness/provider.ts'
import { testNetwork } from '../../../tests/harness/network.ts'
import { signInWorld, type SignInWorld } from '../../../tests/harness/visitor.ts'
import { configureSignOn, getSignOn, proveDomain, confirmDomain, listClaims } from './operations.ts'

const DOMAIN = 'raices.example'
/** The text records of the test's world, by name. */
const texts = new Map<string, string[]>()

let world: SignInWorld
let provider: TestProvider
let rita: Actor
let fausto: Actor
beforeAll(async () => {
  const local = outbound(['127.0.0.0/8', '::1'])
  world = await signInWorld(
    await testNetwork({ outbound: { ...local, texts: async (name: string) => texts.get(name) ?? [] } }),
  )
  provider = await startProvider('http://localhost:3000/sign-in/organisation')
  rita = await world.network.join('Rita', 'roots', ['administrator'])
  fausto = await world.network.join('Fausto', 'purse', ['administrator'])
})

const problem = (code: string) => expect.objectContaining({ code })
const configure = (by: Actor, more: { required?: boolean; domain?: string; issuer?: string } = {}) => {
  const { issuer, clientId, clientSecret } = provider
  const settings = { issuer, clientId, clientSecret, domain: DOMAIN, required: false, ...more }
  return world.network.execute(configureSignOn, { ...settings, secondFactor: 'house' }, by)
}
const seen = async (by: Actor) => (await world.network.ask(getSignOn, {}, by)).provider
const lookUp = async (by: Actor) => {
  await world.network.execute(proveDomain, {}, by)
  await world.network.work()
  return (await seen(by))?.proved
}

async function invited(where: 'roots' | 'purse' = 'roots') {
  const { id } = await world.somebody(where)
  const email = `s${id.slice(-12)}@${DOMAIN}`
  await world.pool.query('update auth."user" set email = $2 where id = $1', [id, email])
  await provider.sits({ sub: `sub-${id}`, email, email_verified: true })
  return { id, email }
}
const linked = (id: Id) =>
  world.pool.query(
    `insert into auth.account (id, user_id, provider_id, account_id) values (gen_random_uuid(), $1, $2, $3)`,
    [id, provider.issuer, `sub-${id}`],
  )

test('a domain that is only claimed admits no new user, and users linked before go on', async () => {
  await configure(rita)
  const { email } = await invited()
  expect((await provider.brings(world.browser(), email)).body.code).toBe('sign_on.none')
  const before = await invited()
  await linked(before.id)
  expect((await provider.brings(world.browser(), before.email)).status).toBe(200)
  // The e-mail belongs to a user linked before, but the provider now names another person.
  await provider.sits({ sub: 'somebody new', email: before.email, email_verified: true })
  expect((await provider.brings(world.browser(), before.email)).body.code).toBe('sign_on.domain_unproved')
  await expect(configure(rita, { required: true })).rejects.toEqual(problem('sign_on.untried'))
})

test('the domain’s own record proves it, and only the record of this organisation', async () => {
  await configure(rita)
  const record = (await seen(rita))?.record
  expect(record?.name).toBe(`_arraigo.${DOMAIN}`)
  expect(await lookUp(rita)).toBeUndefined()
  texts.set(`_arraigo.${DOMAIN}`, ['v=spf1 -all', 'arraigo-sign-on=of another'])
  expect(await lookUp(rita)).toBeUndefined()
  texts.set(`_arraigo.${DOMAIN}`, ['v=spf1 -all', record?.value ?? ''])
  expect(await lookUp(rita)).toBe('dns')
  const { email } = await invited()
  expect((await provider.brings(world.browser(), email)).status).toBe(200)
  // Another domain waits again.
  await configure(rita, { domain: 'otra.example' })
  expect((await seen(rita))?.proved).toBeUndefined()
  texts.clear()
  await configure(rita)
})

test('another issuer waits to be proved again, so that no administrator signs in as a colleague by changing it', async () => {
  await configure(rita)
  const { domain, issuer } = (await seen(rita)) ?? {}
  texts.set(`_arraigo.${DOMAIN}`, [(await seen(rita))?.record?.value ?? ''])
  // Looked up while the domain was right, and stored when it is another.
  await world.network.execute(proveDomain, {}, rita)
  await configure(rita, { issuer: `${provider.issuer}/mine` })
  await world.network.work()
  expect((await seen(rita))?.proved).toBeUndefined()
  expect(await lookUp(rita)).toBeUndefined()
  const { dora } = world.network.actors
  const shown = { organisation: rita.organisation, domain: domain ?? '', issuer: issuer ?? '' }
  await expect(world.network.execute(confirmDomain, shown, dora)).rejects.toEqual(problem('sign_on.none'))
  await configure(rita)
  expect(await lookUp(rita)).toBe('dns')
  await configure(rita, { issuer: `${provider.issuer}/mine` })
  expect((await seen(rita))?.proved).toBeUndefined()
  expect(await lookUp(rita)).toBeUndefined()
  texts.clear()
  await configure(rita)
})

test('a claim keeps nobody else from claiming and proving the domain, and loses it then', async () => {
  const { dora } = world.network.actors
  const domain = 'disputado.example'
  await configure(fausto, { domain })
  await configure(rita, { domain })
  const claims = await world.network.ask(listClaims, {}, dora)
  expect(claims.filter((one) => one.domain === domain)).toHaveLength(2)
  expect(await world.network.ask(listClaims, {}, rita)).toEqual([])
  const { roots, purse } = world.network.organisations
  const confirm = (organisation: Id, by: Actor) =>
    world.network.execute(confirmDomain, { organisation, domain }, by)
  await expect(confirm(roots, rita)).rejects.toEqual(problem('organisation.not_lead'))
  await confirm(roots, dora)
  await expect(confirm(purse, dora)).rejects.toEqual(problem('sign_on.domain_taken'))
  texts.set(`_arraigo.${domain}`, [(await seen(fausto))?.record?.value ?? ''])
  expect(await lookUp(fausto)).toBeUndefined()
  expect((await seen(rita))?.proved).toBe('lead')
})

test('the lead organisation proves its own domain by its DNS, and not by confirming itself', async () => {
  const { dora } = world.network.actors
  const domain = 'huerta.example'
  await configure(dora, { domain })
  await expect(
    world.network.execute(confirmDomain, { organisation: dora.organisation, domain }, dora),
  ).rejects.toEqual(problem('sign_on.own_domain'))
})

test('a provider’s assertion gives no access to another organisation and sets up no proof for it', async () => {
  const { roots, seal, purse } = world.network.organisations
  await world.pool.query(
    `update auth.sign_on set domain = $2, domain_proved_at = now(), domain_proved_by = 'lead' where organisation = $1`,
    [roots, DOMAIN],
  )
  const { id, email } = await invited()
  for (const [organisation, kind, role] of [
    [purse, 'funder', 'analyst'],
    [seal, 'verifier', 'verifier'],
  ])
    await world.pool.query(
      `insert into role_assignment (id, app_user, organisation, organisation_class, role, valid_from)
       values (gen_random_uuid(), $1, $2, $3, $4, '2020-01-01')`,
      [id, organisation, kind, role],
    )
  const one = world.browser()
  expect((await provider.brings(one, email)).status).toBe(200)
  expect((await one.session({ 'x-organisation': roots })).status).toBe(200)
  // Where one proof is enough, it must be a proof of the user's own.
  expect((await one.session({ 'x-organisation': purse })).body.code).toBe('second_factor.required')
  expect((await one.post('enrol-codes', {})).body.code).toBe('sign_on.own_proof')
  expect((await one.post('new-passkey-options', {})).body.code).toBe('sign_on.own_proof')
})
