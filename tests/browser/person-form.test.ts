// The details of a person as clerks read and correct them: long names on a narrow phone, an age that was given long
// ago, what somebody else wrote meanwhile, and numbers that were pasted.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '../../src/kernel/actor.ts'
import { addMonths, dateIn } from '../../src/kernel/time.ts'
import type { Id } from '../../src/kernel/words.ts'
import { changePerson, getPerson, registerPerson } from '../../src/serve/record/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication } from './application.ts'
import { setLanguage, settled } from './settled.ts'
import { createAccounts, openHome, press, title, withSession } from './staff.ts'

/** Thirty-five letters without a space, in both directions; she is called by the wider of them. */
const LONG = 'المستعصمباللهالعباسيالقرشيالهاشمييي'
const WIDE = 'Wolfeschlegelsteinhausenbergerdorff'
const PHONE = '+57 300 555 0143'
let network: TestNetwork
let app: TestApplication
let ana: Actor
let desk: Page
let person: Id
let today: string
let saidOn: string

beforeAll(async () => {
  network = await testNetwork()
  // The browser test's server uses the real clock.
  network.clock.now = new Date()
  await createAccounts(network)
  ;({ ana } = network.actors)
  today = dateIn(network.clock.now.toISOString(), ana.timeZone)
  saidOn = addMonths(today, -24)
  person = network.newId() as Id
  const born = { age: 31, on: saidOn }
  const names = { givenNames: 'سلمى', firstSurname: LONG, secondSurname: WIDE, called: WIDE }
  const contacts = [{ id: network.newId(), kind: 'phone', value: PHONE }]
  const input = {
    id: person,
    searched: 'everywhere' as const,
    ...names,
    born,
    reading: 'little' as const,
    contacts,
  }
  await network.execute(registerPerson, input, ana)
  app = await testApplication(network.database)
  ;({ page: desk } = await withSession(app, 'ana', 'desk'))
})

const dateText = (date: string) =>
  new Intl.DateTimeFormat('es', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date))
const ageField = () => desk.getByRole('textbox', { name: 'Edad en años cumplidos' })
const recorded = () => network.ask(getPerson, { id: person }, ana)

async function correct(): Promise<void> {
  await desk.goto(`/people/${person}/edit`)
  await ageField().waitFor()
}

test('a name of thirty-five letters widens no screen of a phone of 320 px', async () => {
  const { page } = await openHome(app, 'ana', 'phone', { viewport: { width: 320, height: 640 } })
  await setLanguage(page, 'ar')
  for (const path of ['', '?tab=about', '/edit', '/contact']) {
    await page.goto(`/people/${person}${path}`)
    await page.getByText(WIDE).first().waitFor()
    await settled(page)
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    expect([path, over]).toEqual([path, 0])
  }
  await page.goto('/people')
  await page.getByText(WIDE).first().waitFor()
  await settled(page)
  expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBe(0)
})

test('a number pasted from an address book, or in Arabic digits, finds whose it is', async () => {
  for (const text of [`\u202a${PHONE}\u202c`, '٣٠٠٥٥٥٠١٤٣']) {
    await desk.goto('/welcome')
    await title(desk, /./u)
    await desk.getByRole('searchbox').fill(text)
    await desk.getByRole('main').getByText(WIDE).first().waitFor()
  }
})

test('an age is shown as of today, says when it was given, and given anew is one of today', async () => {
  await correct()
  expect(await ageField().inputValue()).toBe('33')
  await desk.getByText(`dijo tener 31 años el ${dateText(saidOn)}`).waitFor()
  await ageField().fill('31')
  await press(desk, 'Guardar')
  await desk.getByText('Guardado').first().waitFor()
  expect((await recorded()).born).toEqual({ age: 31, on: today })
})

test('what somebody else wrote meanwhile is said in words and spelled-out dates', async () => {
  await correct()
  const { version } = await recorded()
  const changes = { reading: 'not' as const, born: { date: '1990-03-04' } }
  await network.execute(changePerson, { id: person, base: version, changes }, ana)
  await ageField().fill('40')
  await desk.getByRole('radio', { name: 'Lee bien' }).check()
  await press(desk, 'Guardar')
  await desk.getByText('Otra persona cambió lo mismo').waitFor()
  for (const name of [
    'Lee bien',
    'No lee',
    /4 de marzo de 1990/u,
    `dijo tener 40 años el ${dateText(today)}`,
  ])
    await desk.getByRole('radio', { name }).waitFor()
  await desk.getByText('Antes decía: Lee poco').waitFor()
  await desk.getByRole('radio', { name: 'No lee' }).check()
  await desk.getByRole('radio', { name: /4 de marzo de 1990/u }).check()
  await press(desk, 'Guardar lo elegido')
  await title(desk, WIDE)
  expect(await recorded()).toMatchObject(changes)
})
