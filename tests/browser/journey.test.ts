// One person's journey through the real screens, in Spanish: a phone in the hand, desks in the offices, and a
// fair without a network.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { TAKE_BACK_MINUTES } from '../../src/fund/outcomes/operations.ts'
import { addDays, dateIn, daysBetween, type PlainDate } from '../../src/kernel/time.ts'
import type { Id } from '../../src/kernel/words.ts'
import { offerService } from '../../src/serve/services/operations.ts'
import { PNG } from '../harness/files.ts'
import { moveBack } from '../harness/move-back.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { stepByStep } from '../harness/steps.ts'
import { testApplication, type TestApplication } from './application.ts'
import { Keyboard } from './keyboard.ts'
import { settled } from './settled.ts'
import { add, beyond, createAccounts, follow, press, side, signIn, tabTo, title } from './staff.ts'

stepByStep()

let network: TestNetwork
let app: TestApplication
let ana: Page
let beto: Page
let clara: Page

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  const offered = { id: network.newId() as Id, kind: 'plot_assignment', name: 'Parcelas del río' }
  await network.execute(offerService, offered, network.actors.beto)
  app = await testApplication(network.database)
})

test('Ana looks for Lina and registers her with the keyboard alone', async () => {
  ;({ page: ana } = await signIn(app, 'ana', 'phone'))
  const { keyboard } = ana
  await keyboard.press('Control+k')
  await ana.getByRole('dialog').getByRole('textbox').waitFor()
  await keyboard.type('recibir')
  await keyboard.press('Enter')
  await title(ana, 'Recibir a alguien')
  // The search may answer for the first letters before the last are typed.
  const whole = ana.waitForResponse(
    (one) =>
      one.url().includes('/api/person.search') && (one.request().postData() ?? '').includes('lina peña'),
  )
  await keyboard.type('lina peña')
  await whole
  await settled(ana)
  await ana.getByText('No hay nadie así').waitFor()
  let presses = await tabTo(ana, 'No está: registrar')
  await keyboard.press('Enter')
  // The name is filled in already, from the search.
  await ana.getByLabel('Nombres').waitFor()
  await settled(ana)
  expect(await ana.getByLabel('Nombres').inputValue()).toBe('Lina')
  expect(await ana.getByLabel('Primer apellido').inputValue()).toBe('Peña')
  presses += await tabTo(ana, 'Número o dirección')
  await keyboard.type('3005550142')
  presses += await tabTo(ana, 'Es seguro escribir')
  await keyboard.press('Space')
  await keyboard.press('Enter')
  await title(ana, /Lina/u)
  await ana.getByText('Escribir, no llamar').waitFor()
  expect(presses).toBeLessThanOrEqual(20)
})

test('she names what Lina needs and refers her with her consent', async () => {
  await side(ana, 'Ahora')
  await follow(ana, 'Anotar una necesidad')
  await ana.getByLabel('¿Qué necesita?').selectOption({ label: 'Una parcela propia' })
  await ana.getByRole('radio', { name: 'Esta semana' }).check()
  await press(ana, 'Guardar la necesidad')
  await title(ana, /Lina/u)
  await follow(ana, 'Remitir')
  await title(ana, 'Remitir')
  await ana.getByRole('radio', { name: 'Parcelas del río' }).check()
  await ana.getByLabel('Motivo').fill('Quiere una parcela propia.')
  await press(ana, 'Enviar la remisión')
  await ana.getByRole('alert').getByText('Pregúntele a la persona y anote qué dijo.').waitFor()
  await ana.getByRole('radio', { name: 'Sí, lo permite' }).check()
  await press(ana, 'Enviar la remisión')
  await ana.getByRole('alert').getByText('Pida su consentimiento a la persona y anote cómo lo dio.').waitFor()
  await ana.getByRole('radio', { name: 'Firmó' }).check()
  await press(ana, 'Enviar la remisión')
  await ana.getByText('Remisión enviada.').waitFor()
  await ana.getByRole('link', { name: /Parcelas del río/u }).waitFor()
})

test('Beto reads the introduction on his phone, accepts, and records the service', async () => {
  ;({ page: beto } = await signIn(app, 'beto', 'phone'))
  await follow(beto, /Lina/u)
  await title(beto, 'Lina')
  await beto.getByText('Hasta que acepte, solo ve esta presentación.').waitFor()
  await settled(beto)
  expect(await beto.getByRole('main').innerText()).not.toContain('Peña')
  await press(beto, 'Aceptar')
  await beto.getByText('Aceptada. Ya puede abrir la ficha.').waitFor()
  await follow(beto, 'Registrar el servicio')
  await beto.getByLabel('Aún falta más por esta remisión').check()
  await press(beto, 'Guardar el servicio')
  await beto.getByText('Servicio registrado.').waitFor()
  await beto.getByText('Atendida').first().waitFor()
})

test('Beto notes a change in her life: a period starts, and a first harvest', async () => {
  const begun = dayAgo(60)
  await note(beto, 'Empezó a cultivar una parcela', begun)
  await note(beto, 'Primera cosecha', dayAgo(0))
  await beyond(beto, 'Resultados')
  await beto.getByRole('link', { name: /Parcela cuidada 90 días/u }).waitFor()
  // The date may have changed at midnight since.
  await beto.getByText(`día ${daysBetween(begun, dayAgo(0))} de 90`).waitFor()
  await beto.getByText('falta: Cuaderno de la parcela').waitFor()
})

/** By the calendar of the garden, which is that of Bogotá. */
const dayAgo = (days: number) => addDays(dateIn(new Date().toISOString(), 'America/Bogota'), -days)

async function write(where: Page | Locator, date: PlainDate) {
  const [year = '', month = '', day = ''] = date.split('-')
  await where.getByRole('textbox', { name: 'Día', exact: true }).fill(day)
  await where.getByRole('combobox', { name: 'Mes', exact: true }).selectOption(String(Number(month)))
  await where.getByRole('textbox', { name: 'Año', exact: true }).fill(year)
}

async function note(page: Page, milestone: string, on: PlainDate) {
  if (!page.url().includes('/people/')) await follow(page, 'Abrir la ficha')
  await title(page, /Lina/u)
  await add(page, 'Anotar un logro o un cambio')
  await page.getByLabel('¿Qué pasó?').selectOption({ label: milestone })
  await write(page, on)
  await press(page, 'Guardar')
  await page.getByText('Anotado.').last().waitFor()
  await title(page, /Lina/u)
}

test('Clara, who keeps the record, attaches the evidence and sends it to be verified', async () => {
  ;({ page: clara } = await signIn(app, 'clara', 'desk'))
  await clara.getByRole('link', { name: 'Resultados' }).first().click()
  await title(clara, 'Resultados')
  await follow(clara, /Lina.*|Primera cosecha/u)
  await title(clara, 'Primera cosecha')
  await clara.getByText('Está logrado. Adjunte lo que falta').waitFor()
  await press(clara, 'Adjuntar prueba')
  const dialog = clara.getByRole('dialog')
  await dialog.getByLabel('Archivo').setInputFiles({ name: 'Lina.png', mimeType: 'image/png', buffer: PNG })
  await dialog.getByRole('button', { name: 'Adjuntar prueba' }).click()
  // Until she says yes, her papers are sent to nobody.
  await clara.getByRole('heading', { name: 'Falta el consentimiento para comprobar resultados' }).waitFor()
  await settled(clara)
  expect(await clara.getByRole('button', { name: 'Enviar a verificar' }).count()).toBe(0)
  const claim = clara.url()
  await follow(clara, 'Pedirle el consentimiento')
  await clara.getByRole('radio', { name: 'Sí, lo permite' }).check()
  await clara.getByRole('radio', { name: 'Con su huella' }).check()
  await press(clara, 'Anotar la respuesta')
  await clara.getByText('Comprobar y pagar resultados').first().waitFor()
  await clara.goto(claim)
  await clara.getByText('Logrado y con todas sus pruebas').waitFor()
  await press(clara, 'Enviar a verificar')
  await dialog.getByRole('button', { name: 'Enviar a verificar' }).click()
  await clara.getByText('Espera la decisión de la organización que verifica.').waitFor()
})

test('Vera sees a pseudonym and the evidence, never the person, and accepts', async () => {
  const { page: vera } = await signIn(app, 'vera', 'desk')
  const hearing: Promise<string>[] = []
  vera.on('response', (response) => {
    if (response.url().includes('/api/') && response.headers()['content-type']?.includes('json'))
      hearing.push(response.text().catch(() => ''))
  })
  await vera.getByRole('link', { name: 'Resultados' }).first().click()
  await follow(vera, /Primera cosecha/u)
  await title(vera, 'Primera cosecha')
  await press(vera, /^Ver: /u)
  const file = vera.waitForEvent('download')
  await follow(vera, 'Descargar')
  expect((await file).suggestedFilename()).toMatch(/^evidence-\w+\.png$/u)
  await vera.getByRole('radio', { name: 'Sí, aceptar' }).check()
  await settled(vera)
  expect(await vera.locator('body').innerText()).not.toMatch(/Lina|Peña/u)
  await press(vera, 'Guardar la decisión')
  await vera.getByRole('dialog').getByRole('button', { name: 'Aceptar el resultado' }).click()
  await vera.getByText('Decisión guardada').waitFor()
  await vera.getByRole('button', { name: 'Retirar la decisión' }).waitFor()
  await vera.getByRole('main').getByRole('link', { name: 'Verificación' }).click()
  await vera.getByText('Nada espera su decisión').waitFor()
  await settled(vera)
  const heard = (await Promise.all(hearing)).filter((text) => text !== '')
  expect(heard.length).toBeGreaterThan(2)
  expect(heard.join('\n')).not.toMatch(/Lina|Peña/u)
})

/** As if the quarter of an hour was over in which a decision may be taken back. */
const letStand = () => moveBack(app.pool, 'claim', { minutes: TAKE_BACK_MINUTES })

test('Fina signs, Beto issues the statement, Fina pays, and nothing is left to claim', async () => {
  await letStand()
  const { page: fina } = await signIn(app, 'fina', 'desk')
  await fina.getByRole('link', { name: 'Resultados' }).first().click()
  await press(fina, 'Firmar contrato')
  const signing = fina.getByRole('dialog')
  await signing.getByRole('table', { name: 'Precios por resultado' }).waitFor()
  await signing.getByLabel('Organización que cobra').selectOption({ label: 'Raíces' })
  await signing.getByRole('button', { name: 'Firmar contrato' }).click()
  await fina.getByRole('link', { name: /Fondo de la cosecha/u }).waitFor()

  const { page: office } = await signIn(app, 'beto', 'desk')
  await office.getByRole('link', { name: 'Resultados' }).first().click()
  await office.getByRole('link', { name: 'Contratos' }).first().click()
  await follow(office, /Fondo de la cosecha/u)
  await press(office, 'Emitir estado de cuenta')
  await office.getByRole('dialog').getByRole('button', { name: 'Emitir estado de cuenta' }).click()
  await title(office, /N\.º 1/u)
  await settled(office)
  const invoice = await office.getByRole('main').innerText()
  expect(invoice).toMatch(/Total\s+40/u)
  expect(invoice).not.toMatch(/Lina|Peña/u)
  await follow(office, 'Fondo de la cosecha')
  await office.getByText('No hay nada nuevo por cobrar').waitFor()

  // Live notifications are about people, and a funder knows no person: statements appear when the screen is
  // opened.
  await fina.getByRole('link', { name: 'Estados de cuenta' }).first().click()
  await follow(fina, /N\.º 1/u)
  await press(fina, 'Anotar el pago')
  const paying = fina.getByRole('dialog')
  // The calendar of the contract's first day is loaded already: the day is typed into its parts.
  await new Keyboard(fina).date(paying.getByRole('group', { name: 'Día del pago' }), dayAgo(0))
  await paying.getByRole('button', { name: 'Anotar el pago' }).click()
  await fina
    .getByText(/^Pagado el/u)
    .first()
    .waitFor()
})

test('her record tells the whole journey, and who saw it', async () => {
  await clara.getByRole('link', { name: 'Personas' }).first().click()
  await follow(clara, /Lina/u)
  for (const happened of [
    'Llegó y fue recibida',
    'Se anotó una necesidad',
    'Dio su consentimiento para compartir',
    'Aceptaron la remisión',
    'Recibió un servicio',
    'Hubo un cambio importante',
    'Se verificó un resultado',
    'Un resultado entró en un estado de cuenta',
  ]) {
    await clara.getByText(happened).first().waitFor()
  }
  await clara
    .getByText(/^Quién vio esta ficha/u)
    .first()
    .click()
  await clara.getByText('Sello Claro').first().waitFor()
})
