// The journey of a person without a mouse, and how many keys the commonest acts take beside the words that are typed.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test, type TaskMeta } from 'vitest'
import { addDays, dateIn, type PlainDate } from '../../src/kernel/time.ts'
import type { Id } from '../../src/kernel/words.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { offerService } from '../../src/serve/services/operations.ts'
import { PNG } from '../harness/files.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication } from './application.ts'
import { Keyboard } from './keyboard.ts'
import { settled } from './settled.ts'
import { createAccounts, PASSWORD, title, type Name } from './staff.ts'

/** The most keys that may be pressed beside the words. */
const LIMITS = { register: 24, find: 4, refer: 12 }

let network: TestNetwork
let app: TestApplication
let ana: Keyboard
let beto: Keyboard
let clara: Keyboard

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  const offered = { id: network.newId() as Id, kind: 'plot_assignment', name: 'Parcelas del río' }
  await network.execute(offerService, offered, network.actors.beto)
  app = await testApplication(network.database)
})

/** Signs in at a desk without a mouse. */
async function arrive(name: Name): Promise<Keyboard> {
  const { page } = await app.visit({ locale: 'es', viewport: { width: 1280, height: 800 } })
  const keyboard = new Keyboard(page)
  await page.goto('/')
  await keyboard.write(page.getByLabel('Correo electrónico'), `${name}@example.org`)
  await keyboard.write(page.getByLabel('Contraseña'), PASSWORD)
  await keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: /^Buen/u }).waitFor()
  await settled(page)
  keyboard.count()
  return keyboard
}

const button = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('button', { name })
const link = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('link', { name })
const radio = (page: Page, name: string | RegExp) => page.getByRole('radio', { name })

/** Adds something to the record: Enter opens the menu, and the arrows go through it. */
async function add(keyboard: Keyboard, name: string) {
  await keyboard.enter(button(keyboard.page, 'Añadir'))
  const act = keyboard.page.getByRole('menuitem', { name })
  await act.waitFor()
  for (let steps = 0; steps < 12 && !(await keyboard.has(act)); steps++) await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
}

function within(act: keyof typeof LIMITS, presses: number, { meta }: { meta: TaskMeta }) {
  meta.measured = `${act}: ${presses} keys beside the words, at most ${LIMITS[act]}`
  expect(presses).toBeLessThanOrEqual(LIMITS[act])
}

test('Ana registers Lina', async ({ task }) => {
  ana = await arrive('ana')
  const { page } = ana
  await ana.go('recibir')
  await title(page, 'Recibir a alguien')
  await ana.type('lina peña')
  await page.getByText('No hay nadie así').waitFor()
  await ana.enter(button(page, 'No está: registrar'))
  await page.getByLabel('Nombres').waitFor()
  await ana.write(page.getByLabel('Número o dirección'), '3005550142')
  await ana.check(page.getByLabel('Es seguro escribir'))
  await ana.press('Enter')
  await title(page, /Lina/u)
  within('register', ana.count(), task)
})

test('finding a person and opening the record', async ({ task }) => {
  await network.execute(
    registerPerson,
    { id: network.newId(), givenNames: 'Zoila', firstSurname: 'Paz', searched: 'everywhere' },
    network.actors.ana,
  )
  await ana.go('zoila paz')
  await title(ana.page, /Zoila/u)
  within('find', ana.count(), task)
})

test('Ana names what Lina needs', async () => {
  const { page } = ana
  await ana.go('lina peña')
  await title(page, /Lina/u)
  await add(ana, 'Anotar una necesidad')
  await title(page, 'Anotar una necesidad')
  await ana.select(page.getByLabel('¿Qué necesita?'), 'Una parcela propia')
  await ana.choose(radio(page, 'Esta semana'))
  await ana.press('Enter')
  await title(page, /Lina/u)
})

test('Ana refers Lina with her consent', async ({ task }) => {
  const { page } = ana
  ana.count()
  await ana.go('remitir')
  await title(page, 'Remitir')
  await ana.choose(radio(page, 'Parcelas del río'))
  await ana.write(page.getByLabel('Motivo'), 'Quiere una parcela propia.')
  await ana.choose(radio(page, 'Sí, lo permite'))
  await ana.choose(radio(page, 'Firmó'))
  await ana.press('Enter')
  await page.getByText('Remisión enviada.').waitFor()
  within('refer', ana.count(), task)
})

test('Beto accepts, and records the service', async () => {
  beto = await arrive('beto')
  const { page } = beto
  await beto.enter(link(page, /Lina/u))
  await title(page, 'Lina')
  await beto.enter(button(page, 'Aceptar'))
  await page.getByText('Aceptada. Ya puede abrir la ficha.').waitFor()
  await beto.enter(link(page, 'Registrar el servicio'))
  await beto.check(page.getByLabel('Aún falta más por esta remisión'))
  await beto.press('Enter')
  await page.getByText('Servicio registrado.').waitFor()
})

/** By the calendar of the garden, which is that of Bogotá. */
const dayAgo = (days: number) => addDays(dateIn(new Date().toISOString(), 'America/Bogota'), -days)

async function write(keyboard: Keyboard, date: PlainDate) {
  const { page } = keyboard
  const [year = '', month = '', day = ''] = date.split('-')
  const over = async (name: string, words: string) => {
    await keyboard.reach(page.getByRole('textbox', { name, exact: true }))
    await keyboard.press('Control+a')
    await keyboard.type(words)
  }
  await over('Día', day)
  const months = page.getByRole('combobox', { name: 'Mes', exact: true })
  const named = await months.locator(`option[value="${Number(month)}"]`).innerText()
  await keyboard.select(months, named)
  await over('Año', year)
}

test('Beto notes a change in her life', async () => {
  const { page } = beto
  await beto.enter(link(page, 'Abrir la ficha'))
  await title(page, /Lina/u)
  for (const [milestone, on] of [
    ['Empezó a cultivar una parcela', dayAgo(60)],
    ['Primera cosecha', dayAgo(0)],
  ] as const) {
    await add(beto, 'Anotar un logro o un cambio')
    await title(page, 'Anotar un logro o un cambio')
    await beto.select(page.getByLabel('¿Qué pasó?'), milestone)
    await write(beto, on)
    await beto.press('Enter')
    await page.getByText('Anotado.').last().waitFor()
    await title(page, /Lina/u)
  }
})

test('Clara attaches the evidence, asks for consent and sends it to be verified', async () => {
  clara = await arrive('clara')
  const { page } = clara
  await clara.go('resultados')
  await title(page, 'Resultados')
  await clara.enter(link(page, /Lina.*|Primera cosecha/u))
  await title(page, 'Primera cosecha')
  await clara.enter(button(page, 'Adjuntar prueba'))
  const dialog = page.getByRole('dialog')
  await clara.attach(dialog.getByLabel('Archivo'), { name: 'Lina.png', mimeType: 'image/png', buffer: PNG })
  await clara.enter(dialog.getByRole('button', { name: 'Adjuntar prueba' }))
  await clara.enter(link(page, 'Pedirle el consentimiento'))
  await clara.choose(radio(page, 'Sí, lo permite'))
  await clara.choose(radio(page, 'Con su huella'))
  await clara.press('Enter')
  await page.getByText('Comprobar y pagar resultados').first().waitFor()
  // With a person in view the palette offers the results of that person first.
  await clara.press('g')
  await clara.press('r')
  await title(page, 'Resultados')
  await clara.enter(link(page, /Lina.*|Primera cosecha/u))
  await page.getByText('Logrado y con todas sus pruebas').waitFor()
  await clara.enter(button(page, 'Enviar a verificar'))
  await clara.enter(dialog.getByRole('button', { name: 'Enviar a verificar' }))
  await page.getByText('Espera la decisión de la organización que verifica.').waitFor()
})

test('Vera accepts', async () => {
  const vera = await arrive('vera')
  const { page } = vera
  await vera.go('verificación')
  await vera.enter(link(page, /Primera cosecha/u))
  await title(page, 'Primera cosecha')
  await vera.enter(button(page, /^Ver: /u))
  await link(page, 'Descargar').waitFor()
  await vera.choose(radio(page, 'Sí, aceptar'))
  await vera.press('Enter')
  await vera.enter(page.getByRole('dialog').getByRole('button', { name: 'Aceptar el resultado' }))
  await page.getByText('Decisión guardada').waitFor()
})

test('Fina signs, Beto issues the statement, and Fina pays', async () => {
  // As if the quarter of an hour was over in which a decision may be taken back.
  await app.pool.query(
    `update claim set decided_at = decided_at - interval '15 minutes' where decided_at is not null`,
  )
  const fina = await arrive('fina')
  const { page } = fina
  await fina.go('contratos')
  await fina.enter(button(page, 'Firmar contrato'))
  const signing = page.getByRole('dialog')
  await fina.select(signing.getByLabel('Organización que cobra'), 'Raíces')
  await fina.enter(signing.getByRole('button', { name: 'Firmar contrato' }))
  await link(page, /Fondo de la cosecha/u).waitFor()

  await beto.go('contratos')
  await beto.enter(link(beto.page, /Fondo de la cosecha/u))
  await beto.enter(button(beto.page, 'Emitir estado de cuenta'))
  await beto.enter(beto.page.getByRole('dialog').getByRole('button', { name: 'Emitir estado de cuenta' }))
  await title(beto.page, /N\.º 1/u)

  await fina.go('estados de cuenta')
  await title(page, 'Estados de cuenta')
  await fina.enter(link(page, /N\.º 1/u))
  await fina.enter(button(page, 'Anotar el pago'))
  await fina.date(page.getByRole('group', { name: 'Día del pago' }), dayAgo(0))
  await fina.press('Enter')
  await page
    .getByText(/^Pagado el/u)
    .first()
    .waitFor()
})

test('her record tells the whole journey, and the skip link leads to it', async () => {
  const { page } = clara
  await clara.go('lina peña')
  await title(page, /Lina/u)
  await page.getByText('Se verificó un resultado').first().waitFor()
  await page.reload()
  await title(page, /Lina/u)
  await settled(page)
  await clara.press('Tab')
  expect(await clara.has(page.getByRole('link', { name: 'Ir al contenido' }))).toBe(true)
  await clara.press('Enter')
  expect(await clara.has(page.getByRole('main'))).toBe(true)
})
