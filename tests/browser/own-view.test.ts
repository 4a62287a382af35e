// The person's own view on their telephone: a code, who saw their data in Spanish, a permission taken back, a
// correction requested, two files to take home, and nothing left on the telephone.
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { giveConsent } from '../../src/protect/consent/operations.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { acceptReferral, sendReferral } from '../../src/serve/referrals/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { violations } from './axe.ts'
import { stepByStep } from '../harness/steps.ts'
import { testApplication, type TestApplication, WITH_WORKER } from './application.ts'
import { settled } from './settled.ts'
import { createAccounts, press, title, withSession } from './staff.ts'

stepByStep()

let network: TestNetwork
let app: TestApplication
let desk: Page
let phone: Page
let lina: Id
let code = ''

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  lina = network.newId()
  const { ana, clara, beto } = network.actors
  await network.execute(registerPerson, { id: lina, searched: 'everywhere', called: 'Lina' }, ana)
  const consent = network.newId()
  const to = network.organisations.roots
  const asked = { person: lina, purpose: 'referral', recipient: to, textVersion: 'v1', locale: 'es' }
  const fieldGroups = ['identity', 'contact']
  await network.execute(giveConsent, { ...asked, id: consent, fieldGroups, how: 'signature' }, clara)
  const referral = { person: lina, id: network.newId() }
  await network.execute(sendReferral, { ...referral, to, consent, reason: 'Palas' }, clara)
  await network.execute(acceptReferral, referral, beto)
  app = await testApplication(network.database)
  desk = (await withSession(app, 'clara', 'desk')).page
})

test('staff hand out a code after stating how they identified the person', async () => {
  await desk.goto(`/people/${lina}?tab=own`)
  await desk.getByText('Aún no se ha dado ningún código').waitFor()
  await desk.getByRole('link', { name: 'Dar un código' }).click()
  await title(desk, 'Dar un código')
  await press(desk, 'Dar un código')
  await desk.getByText('Diga cómo sabe que es la persona.').first().waitFor()
  await desk.getByLabel('Me mostró un documento').check()
  await press(desk, 'Dar un código')
  const shown = desk.locator('.own-code')
  await shown.waitFor()
  code = (await shown.innerText()).replaceAll(/\D/gu, '')
  expect(code).toMatch(/^\d{16}$/u)
  await desk.getByRole('img', { name: 'Cuadro con la dirección y el código' }).waitFor()
  // The slip shows no name.
  expect(await desk.locator('.own-slip').innerText()).not.toMatch(/Lina|Huerta/u)
})

test('on a new telephone it shows who saw their data, in Spanish', async () => {
  const visit = await app.visit({
    ...WITH_WORKER,
    locale: 'es',
    acceptDownloads: true,
    timezoneId: 'Asia/Tokyo',
  })
  phone = visit.page
  await phone.goto(`/own#${code}`)
  await title(phone, 'Vea sus datos')
  // The code came in the address and has been removed from it.
  await settled(phone)
  expect(new URL(phone.url()).hash).toBe('')
  expect(await phone.getByLabel('Código').inputValue()).toBe(code.replaceAll(/\d{4}(?=\d)/gu, '$& '))
  await press(phone, 'Ver mis datos')
  await title(phone, 'Hola, Lina')
  // What is held, and what they can do about it, come first.
  await phone.getByRole('tab', { name: 'Qué se guarda', selected: true }).waitFor()
  await phone.getByText('Quién es usted', { exact: true }).waitFor()
  // One clock for the whole page: that of the centre, not of the telephone.
  const { rows } = await network.database.pool.query(
    'select extract(epoch from max(valid_until))::float8 * 1000 as until from own_session',
  )
  const clock = new Intl.DateTimeFormat('es', { timeStyle: 'short', timeZone: 'America/Bogota' })
  await phone.getByText(`se cierra sola a las ${clock.format(rows[0].until)}`).waitFor()
  await phone.getByRole('link', { name: 'Ver quién miró mis datos' }).click()
  await phone.getByRole('tab', { name: 'Quién vio sus datos', selected: true }).waitFor()
  await phone.getByText('Clara', { exact: true }).first().waitFor()
  await phone
    .getByText(/se entregó a Raíces/u)
    .first()
    .waitFor()
  const search = phone.getByRole('searchbox', { name: /Buscar por nombre/u })
  await search.fill('raices')
  await phone.getByText('Ana', { exact: true }).waitFor({ state: 'detached' })
  await search.fill('nadie así')
  await phone.getByText('Nada coincide').waitFor()
})

test('a used code opens nothing on another telephone', async () => {
  const other = (await app.visit({ locale: 'es' })).page
  await other.goto('/own')
  await other.getByLabel('Código').fill(code)
  await press(other, 'Ver mis datos')
  await other
    .getByRole('alert')
    .getByText(/Ese código no abre nada/u)
    .waitFor()
})

test('a reload keeps the view open, whatever the clock of the telephone says, and nothing is stored on it', async () => {
  await phone.clock.setSystemTime(Date.now() + 7_200_000)
  await phone.reload()
  await title(phone, 'Hola, Lina')
  // The browser's history shows the titles of pages to whoever opens it next.
  expect(await phone.title()).toBe('Sus datos · Arraigo')
  const kept = await phone.evaluate<unknown>(`(async () => ({
    local: Object.keys(localStorage), session: Object.keys(sessionStorage), cookie: document.cookie,
    databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }))()`)
  expect(kept).toEqual({ local: [], session: [], cookie: '', databases: 0, caches: 0, workers: 0 })
})

test('the data is read section by section, and what is not shown is explained to everybody', async () => {
  await phone.getByRole('tab', { name: 'Qué se guarda' }).click()
  await phone.getByText('Quién es usted', { exact: true }).waitFor()
  await phone.getByText(/No quiere decir que haya algo, ni que no/u).waitFor()
  await phone.getByText('Códigos que se dieron a su nombre', { exact: true }).click()
  await phone.getByText('Vio un documento').waitFor()
})

test('axe finds nothing on any tab of it, on the slip, in Spanish and in Arabic, and nothing scrolls sideways', async () => {
  const faults: string[] = []
  const check = async (page: Page, where: string) => {
    await settled(page)
    for (const fault of await violations(page)) faults.push(`${where}: ${fault}`)
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    if (over > 0) faults.push(`${where}: scrolls sideways by ${over} px`)
    const text = await page.locator('body').innerText()
    for (const [key] of text.matchAll(/\[[a-z_]+(?:\.\w+)+\]/gu)) faults.push(`${where}: no words for ${key}`)
  }
  await phone.setViewportSize({ width: 320, height: 640 })
  for (const language of ['ar', 'es']) {
    await phone.getByRole('combobox').first().selectOption(language)
    await phone.locator(`html[lang=${language}]`).waitFor()
    for (const side of await phone.getByRole('tab').all()) {
      await side.click()
      await phone.evaluate('document.querySelectorAll("details").forEach((one) => (one.open = true))')
      await check(phone, `${language} ${await side.innerText()}`)
    }
  }
  await desk.getByRole('radio', { name: 'العربية' }).check()
  await desk.locator('[dir=rtl] .own-slip').waitFor()
  await check(desk, 'slip')
  expect(faults).toEqual([])
  await phone.setViewportSize({ width: 360, height: 740 })
})

test('a permission is taken back with one yes', async () => {
  await phone.getByRole('tab', { name: 'Lo que usted permitió' }).click()
  await press(phone, 'Ya no lo permito')
  await phone.getByRole('dialog').getByRole('button', { name: 'Sí, quitarlo' }).click()
  await phone.getByText('Retirado', { exact: true }).waitFor()
})

test('a correction request reaches the queue of staff, whose answer the person reads', async () => {
  await phone.getByRole('tab', { name: 'Pedir y llevar' }).click()
  await press(phone, 'Pedir que corrijan algo')
  const dialog = phone.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Enviar' }).click()
  const refused = dialog.getByRole('alert')
  await refused.getByRole('link', { name: 'Escriba qué está mal.' }).waitFor()
  await refused.getByRole('link', { name: 'Escriba cómo debe ser.' }).waitFor()
  await dialog.getByLabel('Qué está mal').fill('Mi nombre está mal')
  await dialog.getByLabel('Cómo debe ser').fill('Lina Marcela')
  await dialog.getByRole('button', { name: 'Enviar' }).click()
  await dialog.getByText(/La respuesta estará aquí/u).waitFor()
  await dialog.getByRole('button', { name: 'Cerrar' }).last().click()

  await desk.goto('/')
  await desk.getByRole('listitem').filter({ hasText: 'Pide corregir algo' }).waitFor()
  await desk.goto('/corrections')
  await title(desk, 'Correcciones pedidas')
  await press(desk, 'Responder')
  const answering = desk.getByRole('dialog')
  await answering.getByLabel('Se queda como está').check()
  await answering.getByRole('button', { name: 'Responder' }).click()
  await answering
    .getByText(/Diga por qué se queda como está/u)
    .first()
    .waitFor()
  await answering.getByLabel(/Qué se le dice a la persona/u).fill('Traiga su documento y lo cambiamos.')
  await answering.getByRole('button', { name: 'Responder' }).click()
  await desk.getByText('Nadie espera una corrección').waitFor()

  await phone.reload()
  await phone.getByText('Traiga su documento y lo cambiamos.').waitFor()
})

test('everything is downloaded, as a page and as a file', async () => {
  for (const [name, ending, holds] of [
    ['Una página para leer o imprimir', '.html', 'Quién vio sus datos'],
    ['Un archivo para otros programas', '.json', 'arraigo.own/1'],
  ] as const) {
    const [download] = await Promise.all([
      phone.waitForEvent('download'),
      phone.getByRole('link', { name }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(new RegExp(`\\${ending}$`, 'u'))
    expect(await readFile(await download.path(), 'utf8')).toContain(holds)
  }
})

test('staff see on the record that the person looked, named as the person', async () => {
  await desk.goto(`/people/${lina}`)
  await desk.getByText('Miró sus propios datos').first().waitFor()
})

test('a downloaded page is drawn without an error, though it may run and fetch nothing', async () => {
  const cookies = await phone.context().cookies()
  const own = cookies.find(({ name }) => name === 'arraigo.own')
  expect(own).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/api/own' })
  const response = await phone.context().request.get('/api/own/download/page?locale=ar')
  const { page } = await app.visit({ javaScriptEnabled: false })
  const refused: string[] = []
  page.on('console', (message) => refused.push(message.text()))
  await page.setContent(await response.text())
  expect(await page.locator('h1').innerText()).toBe('بياناتك')
  // Its inline style is applied, under a policy that allows nothing else.
  expect(await page.evaluate<string>('getComputedStyle(document.body).maxWidth')).toBe('704px')
  expect(refused).toEqual([])
})

test('finished without a network, a reload does not show it again', async () => {
  await phone.context().setOffline(true)
  await press(phone, 'Terminar y no dejar rastro')
  await title(phone, 'No hubo red para cerrarla')
  await phone.context().setOffline(false)
  await phone.reload()
  await title(phone, 'No hubo red para cerrarla')
  await settled(phone)
  expect(await phone.getByText('Lina').count()).toBe(0)
})

test('after finishing, the telephone shows nothing and opens nothing', async () => {
  await press(phone, 'Terminar y no dejar rastro')
  await title(phone, 'Listo. Aquí no queda nada')
  await settled(phone)
  expect(await phone.getByText('Lina').count()).toBe(0)
  await phone.goto('/own')
  await title(phone, 'Vea sus datos')
  expect(await phone.context().cookies()).toEqual([])
})
