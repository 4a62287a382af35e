// A page goes on only after what a page can have ended with.
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { cursorOf, keyset } from './keyset.ts'

const ID = '0192aaaa-bbbb-7ccc-8ddd-eeeeffff0000'
const ORDERS = {
  name: { by: sql`name`, as: 'text' },
  due: { by: sql`due_on`, as: 'day' },
  sent: { by: sql`sent_at`, as: 'instant' },
  size: { by: sql`size`, as: 'number' },
} as const
const goOn = (sort: keyof typeof ORDERS, key: string, id = ID) =>
  keyset(ORDERS, sql`id`, { sort, after: cursorOf(sort, false, key, id) }, { sort: 'name' })

test.each([
  ['name', 'Río'],
  ['due', '2028-02-29'],
  ['sent', '2026-11-29T10:00:00.123456Z'],
  ['size', '-12.50'],
] as const)('after a %s of %s', (sort, key) => {
  expect(() => goOn(sort, key)).not.toThrow()
})

test.each([
  ['name', 'a\0b'],
  ['due', '2026-02-31'],
  ['due', '0000-01-01'],
  ['due', '2026-13-01'],
  ['sent', '2026-02-30T10:00:00.000000Z'],
  ['sent', '2026-11-29T24:00:00.000000Z'],
  ['sent', 'infinity'],
  ['size', 'NaN'],
] as const)('not after a %s of %j, which the database would refuse', (sort, key) => {
  expect(() => goOn(sort, key)).toThrow('input.invalid')
})

test('not after what is no cursor, one of another order, or no id', () => {
  expect(() => goOn('name', 'Río', 'x')).toThrow('input.invalid')
  const asked = { sort: 'name', after: 'made up' } as const
  expect(() => keyset(ORDERS, sql`id`, asked, { sort: 'name' })).toThrow('input.invalid')
  const other = { sort: 'due', after: cursorOf('name', false, 'Río', ID) } as const
  expect(() => keyset(ORDERS, sql`id`, other, { sort: 'name' })).toThrow('input.invalid')
})
