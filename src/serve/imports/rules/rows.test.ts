// Rows of real registers: whatever the order of dates and surnames, a row is read correctly or refused with
// its column.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPack } from '../../../platform/packs/packs.ts'
import { phoneOf, readAge, readDate, readMonth, readPhones } from './cells.ts'
import { mappingFlaws, type Mapping, type Target } from './mapping.ts'
import { splitName, splitSurnames } from './names.ts'
import { readRow } from './rows.ts'

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
const readAll = (...cells: string[]) => readRow(mapping, columns, cells, pack, TODAY)
const read = (...cells: string[]) => readAll(...cells).row
const problems = (...cells: string[]) => readAll(...cells).problems

/** A row of columns that hold these. */
function readAs(targets: readonly Target[], ...cells: string[]) {
  const headings = targets.map((target, index) => `${target} ${index}`)
  const each = targets.map((target, index) => ({ column: headings[index] ?? '', target }))
  return readRow({ ...mapping, columns: each }, headings, cells, pack, TODAY)
}

test('a full row becomes a registration, in the order of days that the mapping says', () => {
  expect(read('Lina', 'de la Rosa Peña', '03/04/1990', 'm', '300 555 0101', '1204417')).toEqual({
    givenNames: 'Lina',
    firstSurname: 'de la Rosa',
    secondSurname: 'Peña',
    born: { date: '1990-04-03' },
    sex: 'female',
    identifier: { type: 'library_card', number: '1204417' },
    contacts: [{ kind: 'phone', value: '300 555 0101' }],
  })
})

test('an empty cell says nothing, and an empty row is refused', () => {
  expect(read('Lina', '', '', '', '', '')).toEqual({ givenNames: 'Lina', contacts: [] })
  expect(readAll('', '', '', '', '', '')).toEqual({
    problems: [{ column: null, reason: 'row_empty' }],
    understood: [],
  })
})

test('a part that cannot be read is left out with its column and why, and the person is taken in', () => {
  const damaged = readAll('Lina', '', '31/02/1990', '', '12', 'no es un carné')
  expect(damaged.row).toEqual({ givenNames: 'Lina', contacts: [] })
  expect(damaged.problems).toEqual([
    { column: 'Nacimiento', reason: 'not_a_date' },
    { column: 'Teléfono', reason: 'not_a_phone' },
    { column: 'Carné', reason: 'identifier.wrong_shape' },
  ])
  expect(problems('Lina', '', '01/01/2030', '', '', '')).toEqual([
    { column: 'Nacimiento', reason: 'born_in_future' },
  ])
  expect(problems('Lina', '', '01/01/1870', '', '', '')).toEqual([
    { column: 'Nacimiento', reason: 'born_long_ago' },
  ])
})

test('a document number loses no character: digits of any script are read, another character is named', () => {
  expect(read('Lina', '', '', '', '', '١٢٠٤٤١٧')?.identifier?.number).toBe('1204417')
  expect(read('Lina', '', '', '', '', '१२०४४१७')?.identifier?.number).toBe('1204417')
  expect(readAll('Lina', '', '', '', '', '6001936Ñ')).toMatchObject({
    row: { givenNames: 'Lina', contacts: [] },
    problems: [{ column: 'Carné', reason: 'identifier.strange_character' }],
  })
})

test('a word that is not in the lists, and a name that cannot be read, refuse the row', () => {
  expect(readAll('Lina', '', '', 'tal vez', '', '')).toMatchObject({
    problems: [{ column: 'Sexo', reason: 'code_unknown' }],
  })
  for (const [name, reason] of [
    ['#N/A', 'error_cell'],
    ['#¡REF!', 'error_cell'],
    ['Mu\uFFFDoz', 'bytes_unreadable'],
    ['x'.repeat(121), 'too_long'],
  ] as const) {
    expect(read(name, 'Paz', '', '', '', '')).toBeUndefined()
    expect(problems(name, 'Paz', '', '', '', '')).toEqual([{ column: 'Nombre', reason }])
  }
})

test('a place is known by its codes and its name; a name of several places is refused until it is said which', () => {
  const [region, ...towns] = pack.taxonomies.places
  const twice = { code: 'xa_02009', parent: 'xa_02', label: towns[0]!.label }
  const other = { code: 'xa_02', label: { es: 'Otra Orilla', en: 'Other Bank' } }
  const two = { ...pack, taxonomies: { ...pack.taxonomies, places: [region!, ...towns, other, twice] } }
  const columns = [
    { column: 'Nombre', target: 'given_names' as const },
    { column: 'Lugar', target: 'place' as const },
  ]
  const at = (place: string, among = two) =>
    readRow({ ...mapping, columns }, ['Nombre', 'Lugar'], ['Ana', place], among, TODAY)
  const name = towns[0]!.label['es']!
  expect(at(name, pack).row?.place).toBe(towns[0]!.code)
  expect(at('XA02009').row?.place).toBe('xa_02009')
  expect(at(`${name}, Otra Orilla`).row?.place).toBe('xa_02009')
  expect(at(`${name} (${region!.label['es']})`).row?.place).toBe(towns[0]!.code)
  expect(at(name)).toMatchObject({ problems: [{ column: 'Lugar', reason: 'code_unknown' }] })
  expect(at(name).row).toBeUndefined()
})

test('a cell that is far too long is not read: a name refuses the row, anything else is left out', () => {
  const spaces = `3${' '.repeat(30_000)}x`
  for (const target of ['phone', 'email', 'age', 'birth_date', 'document_number'] as const)
    expect(readAs(['called', target], 'Luz', spaces)).toMatchObject({
      row: { called: 'Luz' },
      problems: [{ reason: 'too_long' }],
    })
  for (const target of ['given_names', 'reference', 'languages'] as const) {
    const read = readAs(['called', target], 'Luz', spaces)
    expect(read.row).toBeUndefined()
    expect(read.problems).toMatchObject([{ reason: 'too_long' }])
  }
})

test('a column is read once for each field, and its text once, however often the mapping names it', () => {
  const often = (target: Target) => Array.from({ length: 59 }, () => ({ column: 'A', target }))
  for (const [target, row] of [
    ['phone', { contacts: [{ kind: 'phone', value: '3005556601' }] }],
    ['given_names', { givenNames: '3005556601', contacts: [] }],
  ] as const) {
    let times = 0
    const cells = new Proxy(['3005556601'], {
      get: (all, at) => (at === '0' && times++, Reflect.get(all, at)),
    })
    const all: Mapping = { ...mapping, columns: [...often(target), { column: 'A', target: 'email' }] }
    expect(mappingFlaws(all, ['A'], pack)).toEqual([])
    const found = readRow(all, ['A'], cells, pack, TODAY)
    expect(found).toMatchObject({ row, understood: [{ target }], problems: [{ reason: 'not_an_email' }] })
    expect(found.problems).toHaveLength(1)
    expect(times).toBe(1)
  }
})

test('a cell of telephones is far shorter than others', () => {
  const ten = Array.from({ length: 10 }, (_, n) => `300 555 66${n + 10} ext. ${n}`).join(' / ')
  expect(readAs(['phone'], ten).row?.contacts).toHaveLength(10)
  expect(readAs(['called', 'phone'], 'Luz', `1${'('.repeat(300)}y`)).toEqual({
    row: { called: 'Luz', contacts: [] },
    problems: [{ column: 'phone 1', reason: 'too_long' }],
    understood: [{ column: 'called 0', target: 'called', values: ['Luz'] }],
  })
})

test('an extension is found with whatever stands before it', () => {
  // The same in one expression, which tries a run of brackets from each of its places.
  const whole = /[\s,;(]*\b(?:extensi[oó]n|ext|anexo|interno|int|x)[.:\s]*(\d{1,6})\)?\s*$/iu
  const piece = fc.constantFrom('3005556601', ' ', '(', ',', ';', ')', 'ext', 'x', '.', 'Int', '12', 'y')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('')
      const found = whole.exec(text)
      expect(phoneOf(text)).toEqual(
        found ? { value: text.slice(0, found.index).trim(), note: `ext. ${found[1]}` } : { value: text },
      )
    }),
    { numRuns: 2000 },
  )
})

test('what a spreadsheet makes of numbers is undone, or left out', () => {
  expect(readAs(['called', 'age'], 'Luz', '32.0').row).toMatchObject({ born: { age: 32, on: TODAY } })
  expect(readAs(['called', 'birth_year'], 'Luz', '1990,0').row).toMatchObject({ born: { year: 1990 } })
  expect(readAs(['called', 'phone'], 'Luz', '3005556608.0').row?.contacts).toEqual([
    { kind: 'phone', value: '3005556608' },
  ])
  for (const power of ['5,73006E+11', '1.23457e+11', '5E+10'])
    expect(readAs(['called', 'phone', 'document_number'], 'Luz', power, power)).toMatchObject({
      row: { called: 'Luz', contacts: [] },
      problems: [{ reason: 'power_of_ten' }, { reason: 'power_of_ten' }],
    })
  expect(readAs(['reference', 'called'], '1,2E+5', 'Luz').row).toBeUndefined()
})

test('words for nothing are no value', () => {
  for (const nothing of [
    'NO TIENE',
    'S/D',
    'n/a',
    'No aplica',
    'Sin documento',
    '-',
    '0',
    '0000',
    'En trámite',
  ])
    expect(readAll('Lina', '', '', '', nothing, nothing)).toMatchObject({
      row: { givenNames: 'Lina', contacts: [] },
      problems: [],
    })
  // They are names of people too.
  for (const name of ['Na', 'Null', 'No']) expect(read(name, '', '', '', '', '')?.givenNames).toBe(name)
})

test('two telephones in a cell are two, an extension is no digit, and what is unclear is left out', () => {
  const values = (text: string) => readPhones(text)?.map(({ value }) => value)
  for (const text of ['3005556611 / 3005556612', '3005556611;3005556612', '3005556611 y 3005556612'])
    expect(values(text)).toEqual(['3005556611', '3005556612'])
  expect(values('3005556611 3005556612')).toEqual(['3005556611', '3005556612'])
  expect(values('+57 (300) 555-66 11')).toEqual(['+57 (300) 555-66 11'])
  expect(readPhones('300 555 6613 ext. 4')).toEqual([{ value: '300 555 6613', note: 'ext. 4' }])
  for (const text of ['3005556611/12', '12', '30055566113005556612300']) expect(values(text)).toBeUndefined()
})

test('characters that nobody sees vanish, and letters keep the joiners that they need', () => {
  const row = read('\u200bLina', '', '', '', '\u202a+57 300 555 6609\u202c', '')
  expect(row).toMatchObject({ givenNames: 'Lina', contacts: [{ value: '+57 300 555 6609' }] })
  expect(read('می\u200cنا', '', '', '', '', '')?.givenNames).toBe('می\u200cنا')
})

test('one name may be in several columns, and several in one', () => {
  expect(
    readAs(['given_names', 'given_names', 'surnames', 'surnames'], 'Luz', 'Marina', 'Paz', 'Sol').row,
  ).toEqual({
    givenNames: 'Luz Marina',
    firstSurname: 'Paz',
    secondSurname: 'Sol',
    contacts: [],
  })
  expect(readAs(['full_name'], 'Luz Marina Paz Sol').row).toMatchObject({
    givenNames: 'Luz Marina',
    firstSurname: 'Paz',
    secondSurname: 'Sol',
  })
  expect(splitName('de la Paz Sol Luz', true)).toEqual({ given: 'Luz', surnames: ['de la Paz', 'Sol'] })
  expect(splitName('Paz Sol, Luz Marina', false)).toEqual({ given: 'Luz Marina', surnames: ['Paz', 'Sol'] })
  expect(splitName('Luz', false)).toEqual({ given: 'Luz', surnames: ['', ''] })
})

test('a birth date may be in three columns', () => {
  const day: Target[] = ['called', 'birth_day', 'birth_month', 'birth_year']
  expect(readAs(day, 'Luz', '4', 'julio', '1991').row?.born).toEqual({ date: '1991-07-04' })
  expect(readAs(day, 'Luz', '31', '2', '1991')).toMatchObject({
    row: { born: { year: 1991 } },
    problems: [{ reason: 'not_a_date' }],
  })
  expect(readAs(day, 'Luz', '', '', '1991').row?.born).toEqual({ year: 1991 })
  expect(readMonth('sept')).toBe(9)
  expect(readAge('32 años')).toBe(32)
})

test('midnight behind a date, and the figures of Arabic, are understood', () => {
  for (const text of ['04/07/1991 00:00', '1991-07-04 00:00', '04/07/1991 00:00:00', '٠٤/٠٧/١٩٩١'])
    expect(readDate(text, 'dmy')).toBe('1991-07-04')
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
      const { row, problems: found } = readAll(...cells)
      expect(row !== undefined || found.length > 0).toBe(true)
    }),
  )
})

test('columns that say another birth than the date are named, and the date is kept', () => {
  const other = (...cells: string[]) =>
    readAs(['given_names', 'birth_date', 'birth_year', 'age'], 'Lina', ...cells)
  expect(other('03/04/1990', '1990', '35').problems).toEqual([])
  // A file of some years ago.
  expect(other('03/04/1990', '', '31').problems).toEqual([])
  for (const [year, age, column] of [
    ['1980', '', 'birth_year 2'],
    ['', '12', 'age 3'],
    ['', '61', 'age 3'],
  ] as const) {
    const { row, problems: found } = other('03/04/1990', year, age)
    expect(found).toEqual([{ column, reason: 'birth_differs' }])
    expect(row?.born).toEqual({ date: '1990-04-03' })
  }
  // In whatever order the columns stand.
  const first = readAs(['age', 'birth_date', 'given_names'], '12', '03/04/1990', 'Lina')
  expect(first.problems).toEqual([{ column: 'age 0', reason: 'birth_differs' }])
  // Where the date cannot be read there is nothing to compare with.
  expect(other('31/02/1990', '', '12').row?.born).toEqual({ age: 12, on: TODAY })
})
