// The proof of a yes on a phone whose network goes away, or whose page dies: it waits in the encrypted store with the
// yes, or with the draft, and says so where it cannot.
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/words.ts'
import { registerPerson } from '../../src/serve/record/operations.ts'
import { offerService } from '../../src/serve/services/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, WITH_WORKER } from './application.ts'
import { diskOf } from './disk.ts'
import { follow as followPage } from './settled.ts'
import { createAccounts, keepPeople, press, signIn, title, unlock } from './staff.ts'

const PIN = '482951'
let network: TestNetwork
let phone: Page
let context: BrowserContext

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  await network.execute(
    offerService,
    { id: network.newId(), kind: 'tool_loan', name: 'Préstamo de palas' },
    network.actors.beto,
  )
  const app = await testApplication(network.database)
  ;({ page: phone, context } = await signIn(app, 'ana', 'phone', WITH_WORKER))
  await keepPeople(phone, PIN)
  await phone.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
})

/** Somebody who is on this phone. */
async function newcomer(called: string): Promise<Id> {
  const id = network.newId() as Id
  await network.execute(registerPerson, { id, searched: 'file', called }, network.actors.ana)
  await load(`/people/${id}`)
  await title(phone, called)
  return id
}

/** Each page load locks the device again. */
async function load(path: string) {
  await phone.goto(path)
  await unlock(phone, PIN)
}

async function drawn() {
  const box = phone.getByRole('img', { name: 'Recuadro para firmar' })
  await box.scrollIntoViewIfNeeded()
  const { x, y } = (await box.boundingBox()) ?? { x: 0, y: 0 }
  await phone.mouse.move(x + 20, y + 40)
  await phone.mouse.down()
  await phone.mouse.move(x + 120, y + 70, { steps: 5 })
  await phone.mouse.up()
}

async function halfReferred(person: Id, reason: string) {
  await load(`/people/${person}/refer`)
  await phone.getByLabel('Préstamo de palas').check()
  await phone.getByLabel('Motivo').fill(reason)
  await phone.getByRole('radio', { name: 'Sí, lo permite' }).check()
  await phone.getByRole('radio', { name: 'Firmó' }).check()
  await drawn()
}

/** The page dies without a word, as with a battery; the phone is opened again. */
async function died() {
  const client = await context.newCDPSession(phone)
  const gone = phone.waitForEvent('crash')
  void client.send('Page.crash').catch(() => {})
  await gone
  await phone.close()
  phone = await context.newPage()
  followPage(phone)
}

const found = async (person: Id) =>
  (
    await network.database.pool.query<{ purpose: string; media_type: string | null; referrals: number }>(
      `select c.purpose, a.media_type,
        (select count(*)::int from referral r where r.person = c.person) as referrals
      from consent c left join attachment a on a.person = c.person and a.id = c.attachment
      where c.person = $1`,
      [person],
    )
  ).rows

test('a referral whose page dies half filled in is resumed with its signature, sent, and there once', async () => {
  const rosa = await newcomer('Rosa')
  await halfReferred(rosa, 'Necesita una pala.')
  await expect.poll(() => phone.locator('[data-kept]').count()).toBe(1)
  await expect.poll(async () => (await diskOf(phone)).includes(`form/referral.send/${rosa}`)).toBe(true)
  const keptAt = await phone.locator('[data-kept]').getAttribute('data-kept')
  await phone.getByLabel('Motivo').fill('Necesita una pala y un azadón.')
  await expect.poll(() => phone.locator('[data-kept]').getAttribute('data-kept')).not.toBe(keptAt)
  await died()
  await load(`/people/${rosa}/refer`)
  await press(phone, 'Seguir con el borrador')
  expect(await phone.getByLabel('Motivo').inputValue()).toBe('Necesita una pala y un azadón.')
  expect(await phone.getByRole('radio', { name: 'Firmó' }).isChecked()).toBe(true)
  await phone.getByText('Guardado con el borrador: signature.png').waitFor()
  await press(phone, 'Enviar la remisión')
  await title(phone, 'Rosa')
  await expect
    .poll(() => found(rosa))
    .toEqual([{ purpose: 'referral', media_type: 'image/png', referrals: 1 }])
  await load(`/people/${rosa}?tab=referrals`)
  await phone.getByRole('link', { name: /Préstamo de palas/u }).waitFor()
  expect(await phone.getByRole('link', { name: /Préstamo de palas/u }).count()).toBe(1)
  expect(await diskOf(phone)).not.toContain(`form/referral.send/${rosa}`)
})

test('signed, then without a network: the signature waits with the referral, also while the phone is off', async () => {
  const nilo = await newcomer('Nilo')
  await halfReferred(nilo, 'Quiere empezar pronto.')
  await context.setOffline(true)
  await phone.getByText('La prueba se guarda en este aparato, cifrada').waitFor()
  await press(phone, 'Enviar la remisión')
  await title(phone, 'Nilo')
  await phone.getByText(/^2\sregistros esperan la red/u).waitFor()
  expect(await diskOf(phone)).not.toContain('signature.png')
  await died()
  await context.setOffline(false)
  await load('/')
  await expect
    .poll(() => found(nilo))
    .toEqual([{ purpose: 'referral', media_type: 'image/png', referrals: 1 }])
})

test('a yes that is asked for alone keeps its signature in the same way', async () => {
  const sira = await newcomer('Sira')
  await load(`/people/${sira}/consent?purpose=referral&recipient=cso&parts=identity`)
  await phone.getByLabel('Sí, lo permite').check()
  await phone.getByLabel('Con su firma').check()
  await context.setOffline(true)
  await drawn()
  await press(phone, 'Anotar la respuesta')
  await title(phone, 'Sira')
  await context.setOffline(false)
  await expect
    .poll(() => found(sira))
    .toEqual([{ purpose: 'referral', media_type: 'image/png', referrals: 0 }])
})

test('a file that is too large to wait is said at its field: without a network, and when its draft is resumed', async () => {
  const tulia = await newcomer('Tulia')
  const path = `/people/${tulia}/consent?purpose=referral&recipient=cso&parts=identity`
  await load(path)
  await phone.getByLabel('Sí, lo permite').check()
  await phone.getByLabel('Con su firma').check()
  const file = phone.getByLabel('O una foto de la hoja firmada')
  await file.setInputFiles({ name: 'page.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(1_200_000) })
  await context.setOffline(true)
  await press(phone, 'Anotar la respuesta')
  await phone.getByRole('alert').getByText('este archivo pesa demasiado para esperar').waitFor()
  await context.setOffline(false)
  await phone.locator('[data-kept]').waitFor()
  await load(path)
  await press(phone, 'Seguir con el borrador')
  await phone.getByText('El archivo no se guardó con el borrador').first().waitFor()
  // The yes can go on without it.
  await press(phone, 'Anotar la respuesta')
  await phone.getByRole('heading', { name: 'Usted dio su consentimiento' }).waitFor()
  await expect.poll(() => found(tulia)).toEqual([{ purpose: 'referral', media_type: null, referrals: 0 }])
})
