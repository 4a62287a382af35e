// A register imported through the screen: columns and values are guessed, confirmed and remembered, and no
// person is imported twice.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { listMappings } from '../../src/serve/imports/operations.ts'
import { testNetwork, type TestNetwork } from '../harness/network.ts'
import { testApplication, type TestApplication } from './application.ts'
import { settled } from './settled.ts'
import { createAccounts, press, title, withSession } from './staff.ts'

let network: TestNetwork
let page: Page
let app: TestApplication

beforeAll(async () => {
  network = await testNetwork()
  await createAccounts(network)
  app = await testApplication(network.database)
  ;({ page } = await withSession(app, 'clara', 'desk'))
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

test('under each choice the first rows stand as they are understood, and what is wrong beside its cell', async () => {
  const table = page.getByRole('table', { name: '¿Qué hay en cada columna?' })
  const first = table.getByRole('row', { name: /^2 Bien/u })
  await first.getByRole('cell', { name: 'Floria', exact: true }).waitFor()
  await first.getByRole('cell', { name: 'Mujer En el archivo: F' }).waitFor()
  const refused = table.getByRole('row', { name: /^5 No entra/u })
  await refused.getByRole('cell', { name: 'Narnia Esta palabra no está en las listas de la red' }).waitFor()
  await page.getByText('Entran las 6 columnas.').waitFor()
})

test('all rows are checked first: what is wrong, at which cell and what to do, narrowed to one kind', async () => {
  await press(page, 'Revisar todas las filas')
  await page.getByRole('heading', { name: 'Esto haría la importación' }).waitFor()
  const found = page.getByRole('table', { name: 'Lo que no entra y por qué' })
  const row = found.getByRole('row', { name: /^5 Nacionalidad/u })
  await row.getByRole('cell', { name: 'Diga qué quiere decir la palabra, al elegir las columnas' }).waitFor()
  await page.getByText('Una línea').waitFor()
  await page
    .getByLabel('Qué se muestra')
    .selectOption({ label: 'Nacionalidad: Esta palabra no está en las listas de la red (1)' })
  await row.waitFor()
  await page.getByLabel('Buscar por fila o columna').fill('sexo')
  await page.getByText('Nada coincide').waitFor()
  await press(page, 'Cambiar qué hay en cada columna')
  await page.getByLabel('Nombre de la fuente').waitFor()
  await settled(page)
  expect(await page.getByLabel('Nombre de la fuente').inputValue()).toBe('Junta de vecinos')
  await word('S/D').waitFor()
  expect(await word('S/D').inputValue()).toBe('-')
  await press(page, 'Revisar todas las filas')
  await page.getByRole('heading', { name: 'Esto haría la importación' }).waitFor()
})

test('the people are imported, and the mapping is remembered', async () => {
  await press(page, 'Importar las personas')
  await page.getByRole('heading', { name: 'Terminada' }).waitFor()
  await page.getByText('personas nuevas').waitFor()
  const { rows } = await network.database.pool.query<{ n: number }>('select count(*)::int as n from person')
  expect(rows).toEqual([{ n: 3 }])
  await page.getByRole('main').getByRole('link', { name: 'Revisar posibles repetidos' }).waitFor()
  await page.getByRole('main').getByRole('link', { name: 'Ver a las personas' }).click()
  await title(page, 'Personas')
  await page.getByRole('link', { name: /Íngrid/u }).waitFor()
  const { mappings } = await network.ask(listMappings, {}, network.actors.sol)
  expect(mappings[0]?.columns).toContainEqual({
    column: 'Nacionalidad',
    target: 'nationality',
    values: { Verdaniana: 'xb', 'S/D': null },
  })
})

test('a later list with the same headings is read as before, and need not be', async () => {
  await bring(
    'más vecinos.csv',
    'Nombres;Apellidos;Nacionalidad;Sexo;Tipo de documento;Documento\nSol;Ríos;Verdaniana;;;\n',
  )
  await page.getByText('Se lee como la última vez que vino «Junta de vecinos»').waitFor()
  await word('Verdaniana').waitFor()
  expect(await page.getByLabel('Nombre de la fuente').inputValue()).toBe('Junta de vecinos')
  await page.getByLabel('Leerla como una lista anterior').selectOption({ label: 'Como ninguna' })
  await page.getByText('Se lee como la última vez').waitFor({ state: 'detached' })
  expect(await page.getByLabel('Nombre de la fuente').inputValue()).toBe('')
})

test('of sixty columns one is found by its name, and what is left out is said', async () => {
  const columns = Array.from({ length: 58 }, (_, index) => `Pregunta ${index + 1}`)
  const rows = [
    ['Nombres', 'Fecha de nacimiento', ...columns],
    ['Ada', '31/02/1990', ...columns.map(() => 'sí')],
  ]
  await bring('encuesta.csv', rows.map((row) => row.join(';')).join('\n'))
  await page.getByText('De 60 columnas, 58 quedan fuera: Pregunta 1').waitFor()
  const heads = page.getByRole('columnheader')
  await expect.poll(() => heads.count()).toBe(61)
  await page.getByRole('cell', { name: '31/02/1990 No es una fecha que exista' }).waitFor()
  await page.getByLabel('Columnas que se ven').selectOption({ label: 'Las que tienen algo por corregir' })
  await expect.poll(() => heads.count()).toBe(2)
  await page.getByLabel('Columnas que se ven').selectOption({ label: 'Todas' })
  await page.getByRole('searchbox', { name: 'Buscar una columna' }).fill('pregunta 58')
  await expect.poll(() => heads.count()).toBe(2)
  await page.getByRole('combobox', { name: 'Pregunta 58' }).fill('cómo quiere')
  await page.getByRole('option', { name: 'Cómo quiere que le llamen' }).click()
  await page.getByText('De 60 columnas, 57 quedan fuera').waitFor()
})

test('the same list under another name is recognised, and keeps its source', async () => {
  await bring('copia de vecinos.csv', LIST.replaceAll(';', ','))
  await page.getByText('Esta lista ya se trajo, como «Junta de vecinos»').waitFor()
  await settled(page)
  expect(await page.getByLabel('Nombre de la fuente').inputValue()).toBe('Junta de vecinos')
  await word('S/D').waitFor()
  expect(await word('S/D').inputValue()).toBe('-')
  await page.getByLabel('Nombre de la fuente').fill('Otra junta')
  await press(page, 'Revisar todas las filas')
  await page.getByRole('heading', { name: 'Esto haría la importación' }).waitFor()
  await press(page, 'Importar las personas')
  await page.getByText('Use ese nombre, para que nadie quede registrado dos veces').first().waitFor()
})

test('what was chosen and not read with yet is there again, on another day and at another desk', async () => {
  await bring('otra junta.csv', LIST.replaceAll('Nombres', 'Nombre de pila').replaceAll('Luz', 'Sol'))
  await page.getByLabel('Leerla como una lista anterior').waitFor()
  await page.getByLabel('Nombre de la fuente').fill('Otra junta')
  await page.getByRole('combobox', { name: 'Documento', exact: true }).fill('Correo')
  await page.getByRole('option', { name: 'Correo electrónico' }).click()
  await word('Narnia').selectOption({ label: 'No dice nada' })
  await page.getByText(/^Lo que elige queda guardado con el archivo/u).waitFor()
  await page.getByLabel('mes, día, año').check()
  const address = page.url()
  // It leaves at once, before a pause in the choices.
  await page.getByRole('link', { name: 'Importar una lista' }).first().click()
  await title(page, 'Importar una lista')
  const { page: elsewhere } = await withSession(app, 'clara', 'desk')
  await elsewhere.goto(address)
  const there = (label: string) => elsewhere.getByLabel(label)
  await there('«Narnia»').waitFor()
  await settled(elsewhere)
  expect(await there('Nombre de la fuente').inputValue()).toBe('Otra junta')
  expect(await elsewhere.getByRole('combobox', { name: 'Documento', exact: true }).inputValue()).toBe(
    'Correo electrónico',
  )
  expect(await there('«Narnia»').inputValue()).toBe('-')
  expect(await there('mes, día, año').isChecked()).toBe(true)
})
