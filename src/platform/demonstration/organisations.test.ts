// The invented organisations: whoever may be paid or pay has what an invoice says of it, each its own.
import { expect, test } from 'vitest'
import { ORGANISATIONS } from './organisations.ts'

test('every organisation but the authority behind the firewall has its details for invoices', () => {
  const all = Object.values(ORGANISATIONS)
  const without = all.filter(({ invoices }) => invoices === undefined)
  expect(without.map((one) => one.class)).toEqual(['enforcement'])
  const written = all.flatMap(({ invoices }) => (invoices ? [invoices.taxNumber, invoices.bankAccount] : []))
  expect(new Set(written).size).toBe(written.length)
})
