// Who may make a principal and of which use; and the other kinds: kiosk, public page, link, program.
import { beforeAll, describe, expect, test } from 'vitest'
import { actorIn, hallDisplay, makeDisplay, openDisplay, screen } from '../../../tests/harness/principals.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { PASSWORD, signInWorld, visitor } from '../../../tests/harness/visitor.ts'
import { actorKind, type Actor } from '../../kernel/actor.ts'
import { listPrincipals, makePrincipal, revokePrincipal } from './operations.ts'

let network: TestNetwork
let dora: Actor

const ended = { status: 401, body: { code: 'principal.ended' } }

beforeAll(async () => {
  network = await testNetwork()
  ;({ dora } = network.actors)
})

describe('whoever makes one', () => {
  const made = (given: object) => ({
    id: network.newId(),
    use: hallDisplay.name,
    name: 'Otra pantalla',
    centre: network.centre,
    days: 1,
    ...given,
  })

  test('gives nothing that they may not do themselves', async () => {
    const keeper = await network.join('Nora', 'garden', ['administrator'])
    await expect(network.execute(makePrincipal, made({ use: 'test_search' }), keeper)).rejects.toMatchObject({
      code: 'principal.beyond_maker',
      data: { name: 'person.search' },
    })
    await network.execute(makePrincipal, made({ use: 'test_search' }), dora)
  })

  test('says which use, and where it stands: a centre of their own', async () => {
    const refused = async (given: object) =>
      await network.execute(makePrincipal, made(given), dora).catch(({ code }: { code: string }) => code)
    expect(await refused({ use: 'own_view' })).toBe('principal.use_unknown')
    expect(await refused({ use: 'constructor' })).toBe('principal.use_unknown')
    expect(await refused({ centre: undefined })).toBe('principal.centre_missing')
    expect(await refused({ centre: network.newId() })).toBe('centre.unknown')
    expect(await refused({ days: 367 })).toBe('input.invalid')
  })

  test('sees and ends those of their organisation, also ones that another made, once', async () => {
    const nora = await network.join('Nora', 'garden', ['administrator'])
    const { id } = await makeDisplay(network, dora)
    await network.execute(revokePrincipal, { id }, nora)
    await network.execute(revokePrincipal, { id }, dora)
    const { principals } = await network.ask(listPrincipals, {}, dora)
    expect(principals.find((one) => one.id === id)).toMatchObject({ state: 'ended', endedBy: 'Nora' })
  })
})

test.each(['kiosk', 'public_page', 'link'] as const)(
  'a %s is opened by its code as a display is, and does what its own use lists',
  async (kind) => {
    const { id, code } = await makeDisplay(network, dora, { use: `test_${kind}` })
    const one = screen(network.hono)
    expect((await one.enter(code)).status).toBe(200)
    expect(actorKind(await actorIn(network, one))).toBe(kind)
    expect((await one.post('service.list')).status).toBe(200)
    expect((await one.post('person.search', { text: 'Lina' })).status).toBe(403)
    expect((await one.request('/api/live')).status).toBe(403)
    await network.execute(revokePrincipal, { id }, dora)
    expect(await one.post('service.list')).toMatchObject(ended)
  },
)

test('in a browser where somebody signs in they act, and the display does again when they have left', async () => {
  const { somebody } = await signInWorld(network)
  const { email } = await somebody('garden', ['front_desk'])
  const hall = await openDisplay(network, dora)
  const browser = visitor(network.hono)
  const [name = '', secret = ''] = hall.cookie.split('=')
  browser.jar.set(name, secret)
  const search = () =>
    browser.send('/api/person.search', { method: 'POST', body: JSON.stringify({ text: 'Lina' }) })
  expect((await search()).status).toBe(403)
  expect((await browser.session()).status).toBe(401)
  expect((await browser.post('sign-in', { email, password: PASSWORD })).status).toBe(200)
  expect((await search()).status).toBe(200)
  await browser.post('sign-out')
  expect((await search()).status).toBe(403)
})

test('a program holds its secret from the beginning, and sends it as a bearer', async () => {
  const { id, code, secret } = await makeDisplay(network, dora, { use: 'test_program', name: 'Boletín' })
  expect([code, secret.slice(0, 18)]).toEqual(['', 'arraigo-principal_'])
  const program = screen(network.hono, secret)
  expect((await program.post('service.list')).status).toBe(200)
  expect((await program.post('person.search', { text: 'Lina' })).status).toBe(403)
  expect((await program.request('/api/live')).status).toBe(403)
  expect(await screen(network.hono, `${secret}x`).post('service.list')).toMatchObject(ended)
  await network.execute(revokePrincipal, { id }, dora)
  expect(await program.post('service.list')).toMatchObject(ended)
})
