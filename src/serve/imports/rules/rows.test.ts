// Rows of real registers: whatever the order of dates and surnames, a row is read correctly or refused with
// its column.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPack } from '../../../platform/packs.ts'
import { isProblem, mappingFlaws, readDate, readRow, splitSurnames, type Mapping } from './rows.ts'

const pack = await readPack('packs/huerta')
const TODAY = '2026-03-02'

const mapping: Mapping = {
  source: 'Cuaderno',
  dates: 'dmy',
  documentType: 'library_card',
  columns: [
    { column: 'Nombre', target: 'given_names' },
    { column: 'Apellidos', target: 'surnames' },
    { column: 'Nacimiento', target: 'birth_date' },
    { column: 'Sexo', target: 'sex', values: { M: 'female' } },
    { column: 'Teléfono', target: 'phone' },
    { column: 'Carné', target: 'document_number' },
  ],
}
const columns = mapping.columns.map(({ column }) => column)
const read = (...cells: string[]) => readRow(mapping, columns, cells, pack, TODAY)

test('a full row becomes a registration, in the order of days that the mapping says', () => {
  expect(read('Lina', 'de la Rosa Peña', '03/04/1990', 'm', '300 555 0101', 'AB-1')).toEqual({
    givenNames: 'Lina',
    firstSurname: 'de la Rosa',
    secondSurname: 'Peña',
    born: { date: '1990-04-03' },
    sex: 'female',
    identifier: { type: 'library_card', number: 'AB-1' },
    contacts: [{ kind: 'phone', value: '300 555 0101' }],
  })
})

test('an empty cell says nothing, and an empty row is refused', () => {
  expect(read('Lina', '', '', '', '', '')).toEqual({ givenNames: 'Lina', contacts: [] })
  expect(read('', '', '', '', '', '')).toEqual({ column: null, reason: 'row_empty' })
})

test('what cannot be read names its column and why', () => {
  expect(read('Lina', '', '31/02/1990', '', '', '')).toEqual({ column: 'Nacimiento', reason: 'not_a_date' })
  expect(read('Lina', '', '01/01/2030', '', '', '')).toEqual({
    column: 'Nacimiento',
    reason: 'born_in_future',
  })
  expect(read('Lina', '', '', 'tal vez', '', '')).toEqual({ column: 'Sexo', reason: 'code_unknown' })
})

test('a formula in a cell is a text like any other', () => {
  expect(read('=cmd()', '', '', '', '', '')).toMatchObject({ givenNames: '=cmd()' })
})

test('the order of day and month is never guessed', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1900-01-01'), max: new Date('2025-12-31'), noInvalidDate: true }),
      (date) => {
        const iso = date.toISOString().slice(0, 10)
        const [year, month, day] = iso.split('-')
        expect(readDate(`${day}/${month}/${year}`, 'dmy')).toBe(iso)
        expect(readDate(`${month}-${day}-${year}`, 'mdy')).toBe(iso)
        expect(readDate(iso, 'ymd')).toBe(iso)
      },
    ),
  )
})

test('two surnames in one field are told apart, particles kept with theirs', () => {
  expect(splitSurnames('Pérez Gómez')).toEqual(['Pérez', 'Gómez'])
  expect(splitSurnames('de los Ríos del Castillo')).toEqual(['de los Ríos', 'del Castillo'])
  expect(splitSurnames('Pérez')).toEqual(['Pérez', ''])
})

test('a mapping that does not fit the file or the pack is refused before any row', () => {
  expect(mappingFlaws(mapping, columns, pack)).toEqual([])
  expect(mappingFlaws(mapping, columns.slice(1), pack)).toEqual([
    { column: 'Nombre', reason: 'column_unknown' },
  ])
  const wrong: Mapping = {
    ...mapping,
    columns: [{ column: 'Sexo', target: 'sex', values: { x: 'no_such' } }],
  }
  expect(mappingFlaws(wrong, columns, pack)).toEqual([{ column: 'Sexo', reason: 'code_unknown' }])
})

test('every row is either read or refused, whatever stands in it', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 6, maxLength: 6 }), (cells) => {
      const result = readRow(mapping, columns, cells, pack, TODAY)
      expect(isProblem(result) || 'contacts' in result).toBe(true)
    }),
  )
})
