// The ten steps of docs/journey.md without a mouse, and how many keys the commonest acts take beside the words that are
// typed.
import type { BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, expect, test, type TaskMeta } from 'vitest'
import { TAKE_BACK_MINUTES } from '../../src/fund/outcomes/operations.ts'
import { addDays, dateIn } from '../../src/kernel/time.ts'
import type { Id } from '../../src/kernel/words.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { offerService } from '../../src/serve/services/operations.ts'
import { PNG } from '../harness/files.ts'
import { moveBack } from '../harness/move-back.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { addPublicFund, PUBLIC_FUND } from '../harness/public-fund.ts'
import { stepByStep } from '../harness/steps.ts'
import { testApplication, type TestApplication, WITH_WORKER } from './application.ts'
import { Keyboard } from './keyboard.ts'
import { settled } from './settled.ts'
import { createAccounts, PASSWORD, title, type Name } from './staff.ts'

/** The most keys that may be pressed beside the words. */
const LIMITS = { register: 24, find: 4, refer: 12 }

stepByStep()

let network: TestNetwork
let app: TestApplication
let ana: Keyboard
let beto: Keyboard
let clara: Keyboard
let dario: Keyboard

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  await addPublicFund(network)
  await createAccounts(network, { dario: { organisation: 'garden', roles: ['coordinator'] } })
  const offered = { id: network.newId() as Id, kind: 'plot_assignment', name: 'Parcelas del río' }
  await network.execute(offerService, offered, network.actors.beto)
  app = await testApplication(network.database)
})

/** Signs in at a desk without a mouse. */
async function arrive(name: Name | 'dario', options: BrowserContextOptions = {}): Promise<Keyboard> {
  const { page } = await app.visit({ locale: 'es', viewport: { width: 1280, height: 800 }, ...options })
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

/** A person's record, by the palette. */
async function open(keyboard: Keyboard, name: RegExp, words: string) {
  await keyboard.go(words)
  await title(keyboard.page, name)
}

const add = (keyboard: Keyboard, name: string) => keyboard.act(button(keyboard.page, 'Añadir'), name)

function within(act: keyof typeof LIMITS, presses: number, { meta }: { meta: TaskMeta }) {
  meta.measured = `${act}: ${presses} keys beside the words, at most ${LIMITS[act]}`
  expect(presses).toBeLessThanOrEqual(LIMITS[act])
}

test('1. Ana comes in, and looks at her account and at the network', async () => {
  ana = await arrive('ana', WITH_WORKER)
  const { page } = ana
  await ana.enter(page.getByRole('button', { name: 'Ana, mi menú' }))
  await ana.enter(page.getByRole('link', { name: 'Mi cuenta' }))
  await title(page, 'Mi cuenta')
  await ana.go('la red')
  await title(page, 'La red')
  await ana.enter(link(page, 'Raíces'))
  await title(page, 'Raíces')
})

test('2. she registers Lina', async ({ task }) => {
  const { page } = ana
  ana.count()
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

test('2. her device is prepared, and without a network somebody else is registered on it', async () => {
  const { page } = ana
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  await ana.enter(page.getByRole('button', { name: 'Ana, mi menú' }))
  await ana.enter(page.getByRole('link', { name: 'Aparatos' }))
  await title(page, 'Aparatos')
  await ana.enter(link(page, 'Este aparato'))
  await title(page, 'Este aparato')
  await ana.write(page.getByLabel('PIN nuevo'), '482951')
  await ana.write(page.getByLabel('El PIN otra vez'), '482951')
  await ana.press('Enter')
  await page.getByText('Guarda fichas para trabajar sin red').waitFor()
  await page.getByText('Bajando las fichas').waitFor({ state: 'detached' })

  await page.context().setOffline(true)
  await page.getByText('Sin red. Siga trabajando').waitFor()
  await ana.go('recibir')
  await title(page, 'Recibir a alguien')
  await ana.type('nilo paz')
  await page.getByText('No hay nadie así').waitFor()
  await ana.enter(button(page, 'No está: registrar'))
  await ana.reach(page.getByLabel('Nombres'))
  await ana.press('Enter')
  await title(page, /Nilo Paz/u)
  const waits = page.getByText(/^1\sregistro espera la red para enviarse/u)
  await waits.waitFor()
  await page.context().setOffline(false)
  await waits.waitFor({ state: 'detached' })
  const { rows } = await app.pool.query<{ name: string; outcome: string }>(
    'select name, outcome from command_log where device is not null',
  )
  expect(rows).toEqual([{ name: 'person.register', outcome: 'applied' }])
})

test('finding a person and opening the record', async ({ task }) => {
  await network.execute(
    registerPerson,
    { id: network.newId(), givenNames: 'Zoila', firstSurname: 'Paz', searched: 'everywhere' },
    network.actors.ana,
  )
  ana.count()
  await open(ana, /Zoila/u, 'zoila paz')
  within('find', ana.count(), task)
})

test('a referral with consent', async ({ task }) => {
  const { page } = ana
  await add(ana, 'Anotar una necesidad')
  await title(page, 'Anotar una necesidad')
  await ana.select(page.getByLabel('¿Qué necesita?'), 'Una parcela propia')
  await ana.choose(radio(page, 'Esta semana'))
  await ana.press('Enter')
  await title(page, /Zoila/u)
  ana.count()
  await ana.go('remitir')
  await refer(ana)
  within('refer', ana.count(), task)
})

/** Fills in a referral and sends it. */
async function refer(keyboard: Keyboard) {
  const { page } = keyboard
  await title(page, 'Remitir')
  await keyboard.choose(radio(page, 'Parcelas del río'))
  await keyboard.write(page.getByLabel('Motivo'), 'Quiere una parcela propia.')
  await keyboard.choose(radio(page, 'Sí, lo permite'))
  await keyboard.choose(radio(page, 'Firmó'))
  await keyboard.press('Enter')
  await page.getByText('Remisión enviada.').waitFor()
}

const REGISTER = `Nro;Nombres;Apellidos;Fecha de nacimiento;Documento
F-001;Íngrid;Muñoz Peña;04/07/1991;HA0042
F-002;Ian;Sol;31/02/1988;HA0043
`

/** Uploads the register, says what its columns hold, and takes it in. */
async function bring(name: string, before?: string) {
  const { page } = dario
  await dario.go('importar')
  await title(page, 'Importar una lista')
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(REGISTER) }
  // The list of what was imported has a column of that name.
  await dario.attach(page.getByLabel('Archivo').and(page.locator('[type=file]')), file)
  await dario.enter(button(page, /^Subir/u))
  await title(page, name)
  if (before === undefined) {
    await dario.write(page.getByLabel('Nombre de la fuente'), 'Alcaldía')
    await dario.select(page.getByLabel('Tipo de documento', { exact: true }), 'Carné de la huerta')
    const columns = page.getByRole('table', { name: '¿Qué hay en cada columna?' })
    await dario.pick(columns.getByRole('combobox', { name: 'Nro' }), 'Número en el registro de origen')
    await columns.getByRole('cell', { name: '31/02/1988 No es una fecha que exista' }).waitFor()
  } else await page.getByText(before).first().waitFor()
  await dario.enter(button(page, 'Revisar todas las filas'))
  await page.getByRole('heading', { name: 'Esto haría la importación' }).waitFor()
  await dario.enter(button(page, 'Importar las personas'))
  await page.getByRole('heading', { name: 'Terminada' }).waitFor()
  await settled(page)
}

const people = async () =>
  (await app.pool.query<{ n: number }>('select count(*)::int as n from person')).rows[0]?.n ?? 0

test('3. Darío imports a register through its table of columns, and once more, which brings nobody', async () => {
  dario = await arrive('dario')
  const before = await people()
  await bring('alcaldía.csv')
  expect(await people()).toBe(before + 2)
  await bring('otra vez.csv', 'Alcaldía')
  expect(await people()).toBe(before + 2)
  // The list of what was imported is a table whose rows open by keyboard.
  await dario.go('importar')
  await dario.enter(link(dario.page, 'otra vez.csv'))
  await title(dario.page, 'otra vez.csv')
})

const GOAL = 'Mi parcela antes de las lluvias'
const STEP = 'Que le asignen una parcela'

test('4. Clara asks the questions, names a need, and agrees on a goal and a step', async () => {
  clara = await arrive('clara')
  const { page } = clara
  await open(clara, /Lina/u, 'lina peña')
  await clara.act(button(page, 'Más de esta ficha'), 'Caracterización')
  await clara.enter(link(page, /^Responder: /u))
  await title(page, 'Conocerte mejor')
  await clara.choose(radio(page, 'Sí'))
  await clara.write(page.getByLabel('¿Cuántas temporadas?'), '2')
  await clara.enter(button(page, 'Seguir'))
  await clara.write(page.getByLabel('¿Cuántas personas viven contigo?'), '4')
  await clara.choose(radio(page, 'A veces'))
  await clara.enter(button(page, 'Seguir'))
  await clara.enter(button(page, 'Guardar las respuestas'))
  await page.getByText('Respuestas guardadas.').waitFor()

  await add(clara, 'Anotar una necesidad')
  await title(page, 'Anotar una necesidad')
  await clara.select(page.getByLabel('¿Qué necesita?'), 'Una parcela propia')
  await clara.choose(radio(page, 'Esta semana'))
  await clara.press('Enter')
  await title(page, /Lina/u)

  await clara.enter(page.getByRole('main').locator('summary').filter({ hasText: 'Acordar una meta' }))
  await clara.write(page.getByLabel('¿Qué quiere lograr?'), GOAL)
  await clara.select(page.getByLabel('Responde a la necesidad'), 'Una parcela propia')
  await clara.enter(button(page, 'Guardar la meta'))
  const goal = page.getByRole('region', { name: GOAL })
  await clara.enter(goal.getByRole('button', { name: 'Añadir un paso' }))
  await clara.write(page.getByLabel('¿Cuál es el paso?'), STEP)
  await clara.choose(radio(page, 'Otra organización'))
  await clara.enter(goal.getByRole('button', { name: 'Guardar el paso' }))
  await goal
    .getByRole('list', { name: `Pasos hacia: ${GOAL}` })
    .getByText(STEP)
    .waitFor()
})

test('5. she refers Lina on that step, and Beto accepts', async () => {
  await clara.act(button(clara.page, `Más acciones: ${STEP}`), 'Remitir')
  await refer(clara)
  beto = await arrive('beto')
  const { page } = beto
  await beto.enter(link(page, /Lina/u))
  await title(page, 'Lina')
  await beto.enter(button(page, 'Aceptar'))
  await page.getByText('Aceptada. Ya puede abrir la ficha.').waitFor()
  await settled(page)
})

test('6. Beto records the service, with a word for Clara, whose step is done', async () => {
  const { page } = beto
  await beto.enter(link(page, 'Registrar el servicio'))
  await beto.write(page.getByLabel('¿Qué debe saber quien remitió?'), 'Ya tiene su parcela.')
  await beto.enter(button(page, 'Guardar el servicio'))
  await page.getByText('Servicio registrado.').waitFor()
  await open(clara, /Lina/u, 'lina peña')
  await clara.page
    .getByRole('list', { name: `Pasos hacia: ${GOAL}` })
    .getByText('Hecho')
    .waitFor()
})

/** By the calendar of the garden, which is that of Bogotá. */
const dayAgo = (days: number) => addDays(dateIn(new Date().toISOString(), 'America/Bogota'), -days)

test('7. Clara notes a change in her life', async () => {
  const { page } = clara
  for (const [milestone, on] of [
    ['Empezó a cultivar una parcela', dayAgo(60)],
    ['Primera cosecha', dayAgo(0)],
  ] as const) {
    await add(clara, 'Anotar un logro o un cambio')
    await title(page, 'Anotar un logro o un cambio')
    await clara.select(page.getByLabel('¿Qué pasó?'), milestone)
    await clara.overwriteDate(page.getByRole('main'), on)
    await clara.press('Enter')
    await page.getByText('Anotado.').last().waitFor()
    await title(page, /Lina/u)
  }
})

test('7. she attaches the evidence, asks for consent and sends it to be verified', async () => {
  const { page } = clara
  await clara.act(button(page, 'Más de esta ficha'), 'Resultados')
  await clara.enter(link(page, /Primera cosecha/u))
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

test('8. Vera accepts', async () => {
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

test('9. Fina signs, Darío issues the statement, and Fina pays', async () => {
  // As if the quarter of an hour was over in which a decision may be taken back.
  await moveBack(app.pool, 'claim', { minutes: TAKE_BACK_MINUTES })
  const fina = await arrive('fina')
  const { page } = fina
  await fina.go('contratos')
  await fina.enter(button(page, 'Firmar contrato'))
  const signing = page.getByRole('dialog')
  await fina.select(signing.getByLabel('Tarifario'), PUBLIC_FUND)
  await fina.select(signing.getByLabel('Organización que cobra'), 'Huerta del Barrio')
  await fina.enter(signing.getByRole('button', { name: 'Firmar contrato' }))
  await link(page, PUBLIC_FUND).waitFor()

  await dario.go('contratos')
  await dario.enter(link(dario.page, PUBLIC_FUND))
  await dario.enter(button(dario.page, 'Emitir estado de cuenta'))
  await dario.enter(dario.page.getByRole('dialog').getByRole('button', { name: 'Emitir estado de cuenta' }))
  await title(dario.page, /N\.º 1/u)

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

test('10. her record tells the whole journey and who saw it, and the overview counts it', async () => {
  const { page } = clara
  await open(clara, /Lina/u, 'lina peña')
  await page.getByText('Se verificó un resultado').first().waitFor()
  await clara.act(button(page, 'Más de esta ficha'), /^Quién vio/u)
  await page
    .getByRole('heading', { name: /^Quién vio/u })
    .first()
    .waitFor()
  await dario.go('panorama')
  await title(dario.page, 'Panorama')
  await dario.page.getByText('resultados verificados').waitFor()
  await dario.enter(dario.page.getByRole('main').locator('summary').filter({ hasText: 'Elegir periodo' }))
  await dario.choose(radio(dario.page, 'Toda la red'))
  await dario.page.getByText('personas registradas', { exact: true }).waitFor()
})

test('the skip link leads to the record', async () => {
  const { page } = clara
  await open(clara, /Lina/u, 'lina peña')
  await page.reload()
  await title(page, /Lina/u)
  await settled(page)
  await clara.press('Tab')
  expect(await clara.has(page.getByRole('link', { name: 'Ir al contenido' }))).toBe(true)
  await clara.press('Enter')
  expect(await clara.has(page.getByRole('main'))).toBe(true)
})
