// Organisation sign-on against a real provider in a process of its own: who signs in, and every way of being
// refused.
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { startProvider, type TestProvider } from '../../../tests/harness/provider.ts'
import { codeOf, PASSWORD, signInWorld, wrongCode, type SignInWorld } from '../../../tests/harness/visitor.ts'
import { deactivateUser, reinviteUser } from '../users/operations.ts'
import { configureSignOn, confirmDomain, getSignOn, removeSignOn } from '../sign-on/operations.ts'

const HERE = 'http://localhost:3000/sign-in/organisation'
const DOMAIN = 'raices.example'

let world: SignInWorld
let provider: TestProvider
let rita: Awaited<ReturnType<SignInWorld['network']['join']>>
beforeAll(async () => {
  world = await signInWorld()
  provider = await startProvider(HERE)
  rita = await world.network.join('Rita', 'roots', ['administrator'])
  await configure()
  await confirm()
})
beforeEach(async () => {
  await provider.tellsTheTruth()
  await world.pool.query('delete from auth.attempt')
})

const configure = (
  more: { required?: boolean; secondFactor?: 'provider' | 'house'; acr?: string; clientSecret?: string } = {},
) =>
  world.network.execute(
    configureSignOn,
    {
      issuer: provider.issuer,
      clientId: provider.clientId,
      clientSecret: provider.clientSecret,
      domain: DOMAIN,
      required: false,
      secondFactor: 'house',
      ...more,
    },
    rita,
  )

/** The lead organisation confirms that the domain is theirs. */
const confirm = () =>
  world.network.execute(
    confirmDomain,
    { organisation: world.network.organisations.roots, domain: DOMAIN },
    world.network.actors.dora,
  )

/** Somebody invited by Raíces, and the same person as the provider knows them. */
async function invited(where: 'roots' | 'garden' = 'roots') {
  const { id } = await world.somebody(where)
  const email = `s${id.slice(-12)}@${DOMAIN}`
  await world.pool.query('update auth."user" set email = $2 where id = $1', [id, email])
  const there = { sub: `sub-${id}`, email, email_verified: true }
  await provider.sits(there)
  return { id, email, there }
}

test('an invited user signs in through their organisation’s provider, and signs out again', async () => {
  const { id, email } = await invited()
  const one = world.browser()
  expect((await one.read('standing')).body).toEqual({ next: 'sign_in', signOn: true })
  expect(await provider.brings(one, email.toUpperCase())).toMatchObject({ status: 200, body: {} })
  expect((await one.session()).body.actor).toMatchObject({ user: id, organisationName: 'Raíces' })
  expect((await one.read('standing')).body).toMatchObject({ next: 'done', proof: 'sign_on' })
  await one.post('sign-out')
  expect((await one.session()).status).toBe(401)
})

test('what goes to the provider asks for a code with PKCE, state and nonce, and for nothing more than the e-mail', async () => {
  const { email } = await invited()
  const { body } = await world.browser().post('sign-on', { email })
  const asked = new URL(String(body['to'])).searchParams
  expect(Object.fromEntries(asked)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    redirect_uri: HERE,
    scope: 'openid email',
    login_hint: email,
  })
  for (const secret of ['state', 'nonce', 'code_challenge']) expect(asked.get(secret)).toMatch(/^[\w-]{43}$/u)
})

test('after signing out, the provider is asked for a new sign-in', async () => {
  const { email } = await invited()
  const one = world.browser()
  const prompt = async () => {
    const { body } = await one.post('sign-on', { email })
    return new URL(String(body['to'])).searchParams.get('prompt')
  }
  expect(await prompt()).toBeNull()
  expect((await provider.brings(one, email)).status).toBe(200)
  await one.post('sign-out')
  expect(await prompt()).toBe('login')
  expect((await provider.brings(one, email)).status).toBe(200)
  expect(await prompt()).toBeNull()
})

test('once linked, the subject counts and the e-mail there may change', async () => {
  const { id, email, there } = await invited()
  await provider.brings(world.browser(), email)
  await provider.sits({ ...there, email: `other@${DOMAIN}`, email_verified: false })
  const again = world.browser()
  expect((await provider.brings(again, email)).status).toBe(200)
  expect((await again.session()).body.actor).toMatchObject({ user: id })
})

test('a token with another nonce, audience or issuer, or one that has expired, is refused and says so', async () => {
  const { email } = await invited()
  const hour = 3600
  const now = Math.floor(Date.now() / 1000)
  for (const [because, claims] of [
    ['nonce', { nonce: 'of another sign-in' }],
    ['audience', { aud: 'another-client' }],
    ['issuer', { iss: 'https://elsewhere.example' }],
    ['expired', { exp: now - hour, iat: now - 2 * hour }],
  ] as const) {
    await provider.lies({ claims })
    const one = world.browser()
    expect(await provider.brings(one, email), because).toMatchObject({
      status: 403,
      body: { code: 'sign_on.not_trusted', data: { because } },
    })
    expect((await one.session()).status).toBe(401)
  }
})

test('a new key of the provider works at once; a token under a retired or unknown key is refused', async () => {
  const { email } = await invited()
  expect((await provider.brings(world.browser(), email)).status).toBe(200)
  await provider.rotates()
  expect((await provider.brings(world.browser(), email)).status).toBe(200)
  for (const key of ['retired', 'unknown'] as const) {
    await provider.lies({ key })
    expect((await provider.brings(world.browser(), email)).body, key).toMatchObject({
      code: 'sign_on.not_trusted',
      data: { because: 'key' },
    })
  }
})

test('an answer with another state, in another browser, for the second time or too late opens nothing', async () => {
  const { email } = await invited()
  const one = world.browser()
  const begin = async () => {
    const { body } = await one.post('sign-on', { email })
    return provider.walk(String(body['to']))
  }
  const wrong = await begin()
  wrong.searchParams.set('state', 'A'.repeat(43))
  const answers = [await one.post('sign-on-return', { answer: wrong.search })]

  const stolen = await begin()
  answers.push(await world.browser().post('sign-on-return', { answer: stolen.search }))

  const right = await begin()
  await world.pool.query(`update auth.verification set expires_at = now() - interval '1 second'`)
  answers.push(await one.post('sign-on-return', { answer: right.search }))

  const twice = await begin()
  expect((await one.post('sign-on-return', { answer: twice.search })).status).toBe(200)
  answers.push(await one.post('sign-on-return', { answer: twice.search }))
  expect(answers.map(({ body }) => [body.code, body.data])).toEqual([
    ['sign_on.not_trusted', { because: 'other' }],
    ['sign_on.expired', {}],
    ['sign_on.expired', {}],
    ['sign_on.expired', {}],
  ])
})

test('a disabled user, and one without access in their organisation, is refused', async () => {
  const { id, email } = await invited()
  const one = world.browser()
  await provider.brings(one, email)
  await world.network.execute(deactivateUser, { user: id }, rita)
  expect((await one.session()).status).toBe(401)
  expect((await provider.brings(world.browser(), email)).body).toMatchObject({
    code: 'user.deactivated',
    status: 403,
  })
  await provider.sits(null)
  expect((await provider.brings(world.browser(), email)).body).toMatchObject({
    code: 'sign_on.refused_there',
    data: { error: 'access_denied' },
  })
})

test('no user is created or signed in on the provider’s assertion alone', async () => {
  const nobody = `nobody@${DOMAIN}`
  const count = async () => (await world.pool.query('select from auth."user"')).rowCount
  const before = await count()
  const refused = async (typed: string, there: { email?: string; email_verified?: boolean }) => {
    await provider.sits({ sub: `sub-of-${typed}-${JSON.stringify(there)}`, ...there })
    const { body } = await provider.brings(world.browser(), typed)
    return body.code
  }
  expect(await refused(nobody, { email: nobody, email_verified: true })).toBe('sign_on.unknown_user')
  const { email } = await invited()
  expect(await refused(email, { email, email_verified: false })).toBe('sign_on.email_unverified')
  expect(await refused(email, {})).toBe('sign_on.email_unverified')
  // A colleague's open session at the provider: the person who typed the e-mail is not the one at the
  // provider.
  const colleague = await invited()
  expect(await refused(email, { email: colleague.email, email_verified: true })).toBe('sign_on.other_account')
  // Raíces' provider says it is Ana of the garden, or somebody the garden invited under Raíces' domain.
  const ana = await world.somebody('garden')
  expect(await refused(email, { email: ana.email, email_verified: true })).toBe('sign_on.unknown_user')
  const guest = await invited('garden')
  expect(await refused(guest.email, { email: guest.email, email_verified: true })).toBe(
    'sign_on.unknown_user',
  )
  expect((await world.browser().post('sign-on', { email: ana.email })).body).toMatchObject({
    code: 'sign_on.none',
  })
  expect(await count()).toBe((before ?? 0) + 4)
})

test('a new person with an old e-mail is not signed in as the old one; after a new link they are linked', async () => {
  const { id, email, there } = await invited()
  await provider.brings(world.browser(), email)
  await provider.sits({ ...there, sub: 'somebody hired since' })
  expect((await provider.brings(world.browser(), email)).body.code).toBe('sign_on.linked_otherwise')
  await world.network.execute(reinviteUser, { user: id }, rita)
  expect((await provider.brings(world.browser(), email)).status).toBe(200)
})

test('where two proofs are required, the provider’s counts or ours is asked for, as the organisation chose', async () => {
  const roots = world.network.organisations.roots
  await world.pool.query(`update organisation set second_factor = 'required' where id = $1`, [roots])
  const next = async (more: object, chosen: { secondFactor: 'provider' | 'house'; acr?: string }) => {
    await configure(chosen)
    const { email, there } = await invited()
    await provider.sits({ ...there, ...more })
    const one = world.browser()
    await provider.brings(one, email)
    const { body } = await one.read('standing')
    return [body['next'], body['proof']]
  }
  const strong = { amr: ['pwd', 'mfa'] }
  expect(await next(strong, { secondFactor: 'provider' })).toEqual(['done', 'vouched'])
  expect(await next({ amr: ['pwd'] }, { secondFactor: 'provider' })).toEqual(['second_factor', 'sign_on'])
  expect(await next(strong, { secondFactor: 'house' })).toEqual(['second_factor', 'sign_on'])
  expect(await next({ acr: 'two' }, { secondFactor: 'provider', acr: 'two' })).toEqual(['done', 'vouched'])
  expect(await next({ acr: 'one' }, { secondFactor: 'provider', acr: 'two' })).toEqual([
    'second_factor',
    'sign_on',
  ])
  await configure()
  await world.pool.query(`update organisation set second_factor = 'optional' where id = $1`, [roots])
})

test('the provider’s assertion of two proofs counts in the organisation that chose it, and in no other', async () => {
  const { roots, seal } = world.network.organisations
  await world.pool.query(`update organisation set second_factor = 'required' where id = $1`, [roots])
  await configure({ secondFactor: 'provider' })
  const { id, email, there } = await invited()
  await world.pool.query(
    `insert into role_assignment (id, app_user, organisation, organisation_class, role, valid_from)
     values (gen_random_uuid(), $1, $2, 'verifier', 'verifier', '2020-01-01')`,
    [id, seal],
  )
  await provider.sits({ ...there, amr: ['mfa'] })
  const one = world.browser()
  await provider.brings(one, email)
  expect((await one.session({ 'x-organisation': roots })).status).toBe(200)
  expect((await one.session({ 'x-organisation': seal })).body).toMatchObject({
    code: 'second_factor.required',
  })
  await configure()
  await world.pool.query(`update organisation set second_factor = 'optional' where id = $1`, [roots])
})

test('our own code completes a sign-on, also for a user who never had a password', async () => {
  const roots = world.network.organisations.roots
  await world.pool.query(`update organisation set second_factor = 'required' where id = $1`, [roots])
  const { id, email } = await invited()
  await world.pool.query('delete from auth.account where user_id = $1', [id])
  const one = world.browser()
  await provider.brings(one, email)
  expect((await one.read('standing')).body).toMatchObject({ next: 'second_factor', hasPassword: false })
  const uri = String((await one.post('enrol-codes', {})).body['uri'])
  expect((await one.post('confirm-codes', { code: codeOf(uri) })).status).toBe(200)
  expect((await one.read('standing')).body).toMatchObject({ next: 'done', proof: 'code' })

  const again = world.browser()
  await provider.brings(again, email)
  expect((await again.session()).body.code).toBe('second_factor.required')
  // A sign-on alone cannot remove the app again.
  expect((await again.post('drop-codes', {})).body.code).toBe('second_factor.required')
  expect((await again.post('second-factor', { code: wrongCode(uri) })).body.code).toBe('second_factor.wrong')
  await world.nextCodes()
  expect((await again.post('second-factor', { code: codeOf(uri) })).status).toBe(200)
  expect((await again.session()).status).toBe(200)
  await world.pool.query(`update organisation set second_factor = 'optional' where id = $1`, [roots])
})

test('an organisation may require it: then passwords of its people are refused, and of others not', async () => {
  await expect(configure({ required: true })).rejects.toMatchObject({ code: 'sign_on.untried' })
  await world.pool.query('update auth."user" set email = $2 where id = $1', [rita.user, `rita@${DOMAIN}`])
  await provider.sits({ sub: 'rita', email: `rita@${DOMAIN}`, email_verified: true })
  expect((await provider.brings(world.browser(), `rita@${DOMAIN}`)).status).toBe(200)

  const { email } = await invited()
  const before = await world.signedIn(email)
  const contractor = await world.somebody('roots')
  const guest = await invited('garden')
  await configure({ required: true })
  expect((await before.session()).body.code).toBe('session.ended')
  const tried = await world.browser().post('sign-in', { email, password: PASSWORD })
  expect(tried.body).toMatchObject({ code: 'sign_on.required', status: 403 })
  expect((await world.browser().post('sign-in', { email, password: 'a guess' })).body.code).toBe(
    'sign_in.refused',
  )
  for (const free of [contractor.email, guest.email])
    expect((await world.browser().post('sign-in', { email: free, password: PASSWORD })).status).toBe(200)
  await configure()
  expect((await world.browser().post('sign-in', { email, password: PASSWORD })).status).toBe(200)
})

test('the provider’s secret is sealed, shown to nobody, kept in no log and never sent to another address', async () => {
  const { rows } = await world.pool.query<{ client_secret: string | null }>(
    'select client_secret from auth.sign_on',
  )
  expect(rows[0]?.client_secret).toMatch(/^\S{40,}$/u)
  expect(rows[0]?.client_secret).not.toContain(provider.clientSecret)
  const shown = await world.network.ask(getSignOn, {}, rita)
  expect(shown.provider).toMatchObject({ issuer: provider.issuer, domain: DOMAIN })
  await expect(
    world.network.execute(
      configureSignOn,
      {
        issuer: 'https://other.example',
        clientId: 'x',
        clientSecret: 'kept nowhere',
        domain: 'example.org',
        required: false,
        secondFactor: 'house',
      },
      rita,
    ),
  ).rejects.toMatchObject({ code: 'sign_on.domain_taken' })
  const { rows: log } = await world.pool.query(
    `select from command_log where input like '%kept nowhere%' or input like '%' || $1 || '%'`,
    [provider.clientSecret],
  )
  expect(log).toEqual([])

  const settings = { clientId: 'x', domain: DOMAIN, required: false, secondFactor: 'house' } as const
  await world.network.execute(configureSignOn, { ...settings, issuer: 'https://other.example' }, rita)
  const { rows: now } = await world.pool.query('select client_secret from auth.sign_on')
  expect(now).toEqual([{ client_secret: null }])
  await configure()
})

test('a provider that does not answer, or knows another secret, is reported as such', async () => {
  const { email } = await invited()
  const settings = { clientId: 'x', domain: DOMAIN, required: false, secondFactor: 'house' } as const
  const issuer = 'http://localhost:1'
  await world.network.execute(configureSignOn, { ...settings, issuer }, rita)
  await confirm()
  expect((await world.browser().post('sign-on', { email })).body).toMatchObject({
    code: 'sign_on.unreachable',
    status: 409,
  })
  await configure({ clientSecret: 'not what it knows' })
  await confirm()
  expect((await provider.brings(world.browser(), email)).body).toMatchObject({
    code: 'sign_on.misconfigured',
  })
  await configure()
})

test('without sign-on set up, its route answers with a problem', async () => {
  await world.network.execute(removeSignOn, {}, rita)
  expect((await world.browser().post('sign-on', { email: `a@${DOMAIN}` })).body.code).toBe('sign_on.none')
  await expect(world.network.execute(removeSignOn, {}, rita)).rejects.toMatchObject({
    code: 'sign_on.none',
  })
})
