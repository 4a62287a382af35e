// A register imported through the screen: columns and values are guessed, confirmed and remembered, and no
// person is imported twice.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { listMappings } from '../../src/serve/imports/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication } from './application.ts'
import { settled } from './settled.ts'
import { createAccounts, press, signIn, title } from './staff.ts'

let network: TestNetwork
let page: Page

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  const app = await testApplication(network.database)
  ;({ page } = await signIn(app, 'clara', 'desk'))
})

const LIST = `Nombres;Apellidos;Sexo;Nacionalidad;Tipo de documento;Documento
Íngrid;Muñoz Peña;F;Floria;Huerta;HA0042
Luz;Ríos;F;Verdaniana;Huerta;HA0043
Ian;Paz;M;S/D;;
Noé;Sol;M;Narnia;;
`

async function bring(name: string, content: string) {
  await page.goto('/imports')
  await page.getByLabel('Archivo').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
  await press(page, /^Subir/u)
  await title(page, name)
}

const word = (text: string) => page.getByLabel(`«${text}»`)

test('columns and values are guessed; the rest is chosen, and the first rows show the result', async () => {
  await bring('vecinos.csv', LIST)
  await page.getByLabel('Nombre de la fuente').fill('Junta de vecinos')
  await page.getByRole('heading', { name: '¿Qué quieren decir estas palabras?' }).waitFor()
  await word('F').waitFor()
  await settled(page)
  expect(await word('F').inputValue()).toBe('female')
  expect(await word('M').inputValue()).toBe('male')
  expect(await word('Verdaniana').inputValue()).toBe('xb')
  expect(await word('Huerta').inputValue()).toBe('garden_card')
  expect(await word('Narnia').inputValue()).toBe('!')
  await word('S/D').selectOption({ label: 'No dice nada' })
  await page.getByText('De las primeras 4 filas, una no entra').waitFor()
})

test('the people are imported, and the mapping is remembered', async () => {
  await press(page, 'Importar las personas')
  await page.getByRole('heading', { name: 'Terminada' }).waitFor()
  await page.getByText('personas nuevas').waitFor()
  const { rows } = await network.database.pool.query<{ n: number }>('select count(*)::int as n from person')
  expect(rows).toEqual([{ n: 3 }])
  const { mappings } = await network.ask(listMappings, {}, network.actors.sol)
  expect(mappings[0]?.columns).toContainEqual({
    column: 'Nacionalidad',
    target: 'nationality',
    values: { Verdaniana: 'xb', 'S/D': null },
  })
})

test('the same list under another name is recognised, and keeps its source', async () => {
  await bring('copia de vecinos.csv', LIST.replaceAll(';', ','))
  await page.getByText('Esta lista ya se trajo, como «Junta de vecinos»').waitFor()
  await settled(page)
  expect(await page.getByLabel('Nombre de la fuente').inputValue()).toBe('Junta de vecinos')
  await word('S/D').waitFor()
  expect(await word('S/D').inputValue()).toBe('-')
  await page.getByLabel('Nombre de la fuente').fill('Otra junta')
  await press(page, 'Importar las personas')
  await page.getByText('Use ese nombre, para que nadie quede registrado dos veces').first().waitFor()
})
