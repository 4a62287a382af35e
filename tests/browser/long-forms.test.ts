// Forms that take a while keep a draft on a device that keeps people, with all that was chosen; where one keeps none on
// purpose it says so.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { openCase } from '../../src/serve/cases/operations.ts'
import { recordCharacterization } from '../../src/serve/forms/operations.ts'
import { changePerson, registerPerson } from '../../src/serve/record/operations.ts'
import { changeService, offerService } from '../../src/serve/services/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication } from './application.ts'
import { createAccounts, keepPeople, press, title, unlock, withSession } from './staff.ts'

const PIN = '482951'
const CONTINUE = 'Seguir con el borrador'
let network: TestNetwork
let app: TestApplication
let clara: Page
let person: Id

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  person = network.newId() as Id
  await network.execute(registerPerson, { id: person, searched: 'file', called: 'Lina' }, network.actors.ana)
  app = await testApplication(network.database)
  clara = (await withSession(app, 'clara', 'desk')).page
  const { rows } = await network.database.pool.query<{ id: Id }>(
    `select id from auth."user" where email = 'clara@example.org'`,
  )
  const manager = rows[0]?.id as Id
  await network.execute(openCase, { id: network.newId(), person, manager }, network.actors.clara)
  await keepPeople(clara, PIN)
})

async function load(page: Page, path: string) {
  await page.goto(path)
  await unlock(page, PIN)
}

/** What was written last is on the disk once the form says a later time than before. */
async function kept(page: Page, write: () => Promise<void>) {
  const note = page.locator('[data-kept]').last()
  const before = (await note.count()) === 0 ? null : await note.getAttribute('data-kept')
  await write()
  await expect
    .poll(async () => ((await note.count()) === 0 ? null : await note.getAttribute('data-kept')))
    .not.toBe(before)
}

test('sharing without consent that was half asked for is resumed with its days', async () => {
  await load(clara, `/people/${person}/override`)
  await kept(clara, async () => {
    await clara.getByRole('radio', { name: '7 días' }).check()
    await clara.getByLabel('Qué pasa').fill('Corre peligro esta noche.')
  })
  await load(clara, `/people/${person}/override`)
  await press(clara, CONTINUE)
  expect(await clara.getByLabel('Qué pasa').inputValue()).toBe('Corre peligro esta noche.')
  expect(await clara.getByRole('radio', { name: '7 días' }).isChecked()).toBe(true)
})

test('a goal that was half written is resumed', async () => {
  await load(clara, `/people/${person}`)
  await title(clara, 'Lina')
  await clara.getByText('Acordar una meta').first().click()
  await kept(clara, () => clara.getByLabel('¿Qué quiere lograr?').fill('Sembrar en marzo'))
  await load(clara, `/people/${person}`)
  await title(clara, 'Lina')
  await clara.getByText('Acordar una meta').first().click()
  await press(clara, CONTINUE)
  expect(await clara.getByLabel('¿Qué quiere lograr?').inputValue()).toBe('Sembrar en marzo')
})

test('a sealed note keeps none, and says so', async () => {
  await load(clara, `/people/${person}?tab=notes`)
  await press(clara, 'Guardar una nota')
  await clara.getByText('De esto no se guarda borrador en ningún aparato').waitFor()
  expect(await clara.getByText('Lo que escriba se guarda como borrador').count()).toBe(0)
})

test('a service that somebody else changed meanwhile is not set back by a resumed draft, and both changes stand', async () => {
  const id = network.newId() as Id
  await network.execute(
    offerService,
    { id, kind: 'tool_loan', name: 'Préstamo de palas', about: 'Palas' },
    network.actors.beto,
  )
  const { page: beto } = await withSession(app, 'beto', 'desk')
  await keepPeople(beto, PIN)
  await load(beto, `/services/${id}`)
  await press(beto, 'Cambiar o confirmar')
  await kept(beto, () => beto.getByLabel('Horario').fill('Martes por la tarde'))
  await network.execute(changeService, { id, base: 1, about: 'Palas y azadones' }, network.actors.beto)
  await load(beto, `/services/${id}`)
  await press(beto, 'Cambiar o confirmar')
  await press(beto, CONTINUE)
  expect(await beto.getByLabel('Horario').inputValue()).toBe('Martes por la tarde')
  await press(beto, /^Guardar$/u)
  await beto.getByRole('dialog').waitFor({ state: 'detached' })
  const now = async () =>
    (await network.database.pool.query('select about, hours from service where id = $1', [id])).rows
  expect(await now()).toEqual([{ about: 'Palas y azadones', hours: 'Martes por la tarde' }])

  // The same field: neither value stands over the other unseen.
  await press(beto, 'Cambiar o confirmar')
  await kept(beto, () => beto.getByLabel('Horario').fill('Jueves'))
  await network.execute(changeService, { id, base: 3, hours: 'Lunes' }, network.actors.beto)
  await load(beto, `/services/${id}`)
  await press(beto, 'Cambiar o confirmar')
  await press(beto, CONTINUE)
  await press(beto, /^Guardar$/u)
  await beto.getByRole('alert').waitFor()
  expect(await now()).toEqual([{ about: 'Palas y azadones', hours: 'Lunes' }])
})

test('a resumed correction keeps what was saved meanwhile in the fields that it left alone', async () => {
  const id = network.newId() as Id
  const jose = { id, searched: 'file', givenNames: 'Jose', firstSurname: 'Rey' } as const
  await network.execute(registerPerson, jose, network.actors.clara)
  await load(clara, `/people/${id}/edit`)
  await kept(clara, () => clara.getByLabel('Segundo apellido').fill('Paz'))
  await network.execute(changePerson, { id, base: 1, changes: { givenNames: 'José' } }, network.actors.ana)
  await load(clara, `/people/${id}/edit`)
  await press(clara, CONTINUE)
  expect(await clara.getByLabel('Nombres').inputValue()).toBe('José')
  await press(clara, /^Guardar$/u)
  await title(clara, 'José Rey Paz')
})

test('what was typed and taken out again does not come back', async () => {
  await load(clara, `/people/${person}/override`)
  const begins = clara.getByRole('button', { name: 'Empezar de nuevo' })
  const what = clara.getByLabel('Qué pasa')
  await begins.or(what).first().waitFor()
  if (await begins.isVisible()) await begins.click()
  await kept(clara, () => what.fill('Secreta'))
  await what.fill('')
  await clara.locator('[data-kept]').waitFor({ state: 'detached' })
  await load(clara, `/people/${person}/override`)
  await begins.or(what).first().waitFor()
  expect(await clara.getByText('Secreta').count()).toBe(0)
})

test('a questionnaire is resumed on its page, with the answers of today where it changed none', async () => {
  const { clara: actor } = network.actors
  const id = network.newId() as Id
  await network.execute(registerPerson, { id, searched: 'file', called: 'Nilo' }, actor)
  const said = { person: id, questionnaire: 'characterization', version: 1 } as const
  const answers = { has_gardened: true, seasons: 2, people_at_home: 3 }
  await network.execute(recordCharacterization, { id: network.newId(), ...said, answers }, actor)
  const path = `/people/${id}/questions/characterization`
  const seasons = clara.getByLabel('¿Cuántas temporadas?')
  const people = clara.getByLabel('¿Cuántas personas viven contigo?')

  await load(clara, path)
  await kept(clara, () => seasons.fill('4'))
  await press(clara, 'Seguir')
  await people.waitFor()
  expect(new URL(clara.url()).searchParams.get('page')).toBe('2')
  // Back goes to the page before, with what was typed on it.
  await clara.goBack()
  await seasons.waitFor()
  expect(await seasons.inputValue()).toBe('4')
  await kept(clara, () => press(clara, 'Seguir'))
  await people.waitFor()

  const later = { ...answers, people_at_home: 7 }
  await network.execute(recordCharacterization, { id: network.newId(), ...said, answers: later }, actor)
  await load(clara, path)
  await press(clara, CONTINUE)
  await people.waitFor()
  expect(await people.inputValue()).toBe('7')
  await press(clara, 'Volver atrás')
  await seasons.waitFor()
  expect(await seasons.inputValue()).toBe('4')
})

test('of an address alone no page is shown whose earlier ones lack an answer', async () => {
  await load(clara, `/people/${person}/questions/characterization?page=3`)
  await clara.getByRole('heading', { name: 'Tu experiencia' }).waitFor()
})
