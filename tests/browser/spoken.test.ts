// For somebody who speaks another language and does not read: whom to call, and a text that is heard in that language.
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { asOwner } from '../../src/platform/database/connect.ts'
import { addUser, hashPassword } from '../../src/identity/users/server/found.ts'
import { addInterpreter } from '../../src/protect/interpreters/operations.ts'
import { hashOf } from '../../src/platform/packs/pack-media.ts'
import { loadPack } from '../../src/platform/packs/packs.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { cleanups } from '../harness/cleanup.ts'
import { webm } from '../harness/files.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication, WITH_WORKER } from './application.ts'
import { go, settled } from './settled.ts'
import { createAccounts, keepPeople, PASSWORD, press, signIn, withSession } from './staff.ts'

let network: TestNetwork
let app: TestApplication
let ana: Page
let noor: Id

beforeAll(async () => {
  network = await testNetwork()
  await loadPack(asOwner(network.database.pool), await packThatSpeaks())
  await createAccounts(network)
  await addUser(asOwner(network.database.pool), {
    id: network.newId() as Id,
    organisation: network.organisations.garden,
    name: 'Sol',
    email: 'sol@example.org',
    locale: 'es',
    passwordHash: await hashPassword(PASSWORD),
    roles: [{ role: 'coordinator' }],
  })
  const nena = { name: 'Nena Uriana', kind: 'volunteer' as const, telephone: '+57 300 555 0177' }
  await network.execute(
    addInterpreter,
    { id: network.newId() as Id, ...nena, languages: ['ar'], confidentialUntil: '2099-01-01' },
    network.actors.sol,
  )
  noor = network.newId() as Id
  const spoken = { languages: ['ar'], reading: 'not' as const }
  await network.execute(
    registerPerson,
    { id: noor, searched: 'file', called: 'Noor', ...spoken },
    network.actors.ana,
  )
  app = await testApplication(network.database)
  ana = (await withSession(app, 'ana', 'desk')).page
})

const TOMATO = 'choice/characterization/crops/tomato'

/** The pack with a picture and a recording of an answer, and nothing else that is heard. */
async function packThatSpeaks(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'arraigo-pack-'))
  cleanups.push(() => rm(folder, { recursive: true, force: true }))
  await cp('packs/huerta', folder, { recursive: true })
  for (const part of ['recordings', 'pictures']) await mkdir(join(folder, part))
  await writeFile(join(folder, 'recordings/tomato.webm'), webm('sound'))
  const said = { language: 'ar', voiceAgreedOn: '2026-01-05', text: hashOf('طماطم') }
  const recordings = [{ key: TOMATO, file: 'tomato.webm', ...said }]
  await writeFile(join(folder, 'recordings/manifest.json'), JSON.stringify(recordings))
  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><path class="sun" d="M48 20a28 28 0 1 0 0 56a28 28 0 0 0 0-56Z" /></svg>'
  await writeFile(join(folder, 'pictures/tomato.svg'), drawing)
  const alt = { es: 'Un tomate.', en: 'A tomato.', ar: 'حبة طماطم.' }
  const pictures = [TOMATO, 'question/characterization/has_gardened'].map((key) => ({
    key,
    file: 'tomato.svg',
    alt,
  }))
  await writeFile(join(folder, 'pictures/manifest.json'), JSON.stringify(pictures))
  return folder
}

test('on the record stands who can interpret, with their number, and a call leaves its language', async () => {
  await ana.goto(`/people/${noor}`)
  const card = ana.getByRole('region', { name: 'Llamar a un intérprete' })
  await card.getByText('Habla Árabe · No lee: léale en voz alta').waitFor()
  const call = card.getByRole('link', { name: /^Llamar/u })
  expect(await call.getAttribute('href')).toBe('tel:+573005550177')
  await card.getByRole('button', { name: /Nena Uriana/u }).click()
  await ana.getByRole('menuitem', { name: 'Anotar que contestó' }).click()
  await ana.getByText('Anotado en la ficha, sin lo que se habló.').waitFor()
  await ana.getByText('Se llamó a un intérprete').first().waitFor()
})

test('a text without a recording is recorded on the spot, and heard by its maker at once', async () => {
  await ana.goto(`/people/${noor}/consent?purpose=referral`)
  await press(ana, 'Grabar en Árabe')
  await press(ana, 'Empezar a grabar')
  await ana.getByText(/^Grabando: [1-9]/u).waitFor()
  await press(ana, 'Terminar')
  await press(ana, 'Guardar la grabación')
  await ana.getByText('Grabación suya, aún sin confirmar').waitFor()
  const listen = ana.getByRole('button', { name: 'Escuchar en Árabe' })
  expect((await listen.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  // With the keyboard alone.
  await listen.focus()
  await ana.keyboard.press('Enter')
  await ana.getByRole('button', { name: 'Otra vez' }).waitFor()
  await ana.getByRole('button', { name: 'Más despacio' }).click()
  await ana.getByRole('button', { name: 'Más despacio', pressed: true }).waitFor()
  const { rows } = await network.database.pool.query('select text_key, language, media_type from recording')
  expect(rows).toEqual([{ text_key: 'consent/v1', language: 'ar', media_type: 'audio/webm' }])
})

test('what was played once is played again without a network', async () => {
  await ana.goto(`/people/${noor}/consent?purpose=referral`)
  await press(ana, 'Escuchar en Árabe')
  await ana.getByRole('button', { name: 'Otra vez' }).waitFor()
  const kept = await ana.evaluate<number>(
    `caches.open('reference-answers').then((cache) => cache.keys()).then((all) => all.filter(({ url }) => url.includes('recording.hear')).length)`,
  )
  expect(kept).toBe(1)
  await ana.context().setOffline(true)
  await press(ana, 'Otra vez')
  await ana.context().setOffline(false)
})

test('somebody else confirms it, and then everybody hears it', async () => {
  const { page } = await app.visit({ locale: 'es', viewport: { width: 1280, height: 800 } })
  await page.goto('/')
  await page.getByLabel('Correo electrónico').fill('sol@example.org')
  await page.getByLabel('Contraseña').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: /^Buen/u }).waitFor()
  await settled(page)
  await page.goto('/recordings')
  const waiting = page.getByRole('list', { name: 'Esperan a que alguien las confirme' })
  await waiting.getByText('La grabó Ana').waitFor()
  await waiting.getByRole('button', { name: 'Dice lo que está escrito' }).click()
  await page.getByText('Confirmada: ya la oyen todas las personas.').waitFor()
  const clara = (await withSession(app, 'clara', 'phone')).page
  await clara.goto(`/people/${noor}/consent?purpose=referral`)
  await press(clara, 'Escuchar en Árabe')
  await clara.getByRole('button', { name: 'Otra vez' }).waitFor()
})

test('who interpreted is chosen from the list, and a relative is warned of', async () => {
  await ana.goto(`/people/${noor}/consent?purpose=referral`)
  await ana.getByLabel('Sí, lo permite').check()
  const who = ana.getByLabel('Quién interpretó')
  await who.selectOption({ label: 'Un familiar' })
  await ana.getByText('No se aconseja que un familiar interprete lo delicado').waitFor()
  await who.selectOption({ label: 'Nena Uriana' })
  await ana.getByText('No se aconseja que un familiar').waitFor({ state: 'detached' })
})

test('a question and its answers are seen and heard, and what is missing is recorded there', async () => {
  const { page, context } = await withSession(app, 'clara', 'phone')
  await page.goto(`/people/${noor}/questions/characterization`)
  await page.getByRole('img', { name: 'Un tomate.' }).waitFor()
  const answer = page.getByRole('group', { name: 'Escuchar en Árabe: Tomate', exact: true })
  const tomato = answer.getByRole('button')
  expect(await tomato.getAttribute('aria-label')).toBe('Escuchar en Árabe: Tomate')
  expect((await tomato.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  await tomato.focus()
  const heard = page.waitForResponse((response) => response.url().includes('/recording.hear'))
  await page.keyboard.press('Enter')
  expect((await heard).status()).toBe(200)
  await expect.poll(() => tomato.getAttribute('aria-busy')).toBe(null)
  // The file of this pack holds no sound: the button does not say that it plays.
  await answer.getByText('Este teléfono o navegador no puede reproducir la grabación.').waitFor()
  expect(await tomato.getAttribute('aria-label')).toBe('Escuchar en Árabe: Tomate')
  // The picture is pressed as the answer.
  await page.locator('.choice .picture').click()
  expect(await page.getByRole('checkbox', { name: 'Tomate' }).isChecked()).toBe(true)

  // What nobody said yet is said here; until that is asked for, nothing more is on the screen.
  expect(await page.getByRole('button', { name: /^Grabar en/u }).count()).toBe(0)
  await press(page, 'Grabar estas preguntas en Árabe')
  await press(page, 'Grabar en Árabe: ¿Has cultivado antes?')
  await press(page, 'Empezar a grabar')
  await page.getByText(/^Grabando: [1-9]/u).waitFor()
  await press(page, 'Terminar')
  await press(page, 'Guardar la grabación')
  const question = page.getByRole('group', { name: 'Escuchar en Árabe: ¿Has cultivado antes?' })
  await question.getByRole('button', { name: /^Escuchar/u }).click()
  await question.getByRole('button', { name: 'Otra vez' }).waitFor()
  await context.setOffline(true)
  await question.getByRole('button', { name: 'Otra vez' }).click()
  await context.setOffline(false)
  const { rows } = await network.database.pool.query(
    `select language, media_type from recording where text_key = 'question/characterization/has_gardened'`,
  )
  expect(rows).toEqual([{ language: 'ar', media_type: 'audio/webm' }])
})

test('what was never played on a device is heard there without a network, once it was fetched', async () => {
  const { page, context } = await signIn(app, 'clara', 'phone', WITH_WORKER)
  await keepPeople(page, '482951')
  // The text of consent, the answer of the pack, and the question that she recorded herself.
  await page.getByText('3 textos, se oyen también sin red').waitFor()
  await context.setOffline(true)
  await go(page, `/people/${noor}/consent?purpose=referral`)
  await press(page, 'Escuchar en Árabe')
  await page.getByRole('button', { name: 'Otra vez' }).waitFor()
  await go(page, '/devices/here')
  await page.getByText('3 textos, se oyen también sin red').waitFor()
})
