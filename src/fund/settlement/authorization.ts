// Who may sign contracts, issue statements and see payments; docs/authorization.md explains letters and words.
import type { Addresses } from '../../../tests/authorization/address.ts'
import { listFileAddress } from '../../../tests/leaks/list-file.ts'
import type { PlainNumbers, Subject, Subjects } from '../../../tests/authorization/subject.ts'
import type { Visits } from '../../../tests/authorization/visits.ts'
import { letStand } from '../../../tests/harness/decisions.ts'
import { claimed, statement } from '../../../tests/authorization/world.ts'

export const rows = `
Money                             F O C S P K N M V $ D A    own   shared  outsider
contract.sign                     . . . . . . . . . $ . .    -     -       -
contract.list                     . . . S P K N . . $ . A    yes   yes     none
statement.issue                   . . . . P K . . . . . A    yes   403     404
statement.preview                 . . . S P K N . . $ . A    yes   yes     404
statement.list                    . . . S P K N . . $ . A    yes   yes     none
statement.get                     . . . S P K N . . $ . A    yes   yes     404
statement.figures                 . . . S P K N . . $ . A    yes   yes     none
payment.record                    . . . . . . . . . $ . .    404   yes     404
ledger.get                        . . . S P K N . . $ . A    yes   yes     404
`

/** Contracts: Raíces is the provider, the fund the payer, and Eve's organisation neither. */
const paid = (make: Subject['make']): Subject => ({
  who: ({ bruno, flora, eve }) => ({ own: bruno, shared: flora, outsider: eve }),
  make,
})

export const subjects: Subjects = {
  'contract.list': paid(async ({ contract }) => ({ input: {}, shows: [contract] })),
  'statement.issue': paid(async (world) => {
    await claimed(world, 'verified')
    letStand(world.network)
    return { input: { id: world.id(), contract: world.contract } }
  }),
  'statement.preview': paid(async ({ contract }) => ({ input: { contract } })),
  'statement.list': paid(async (world) => ({ input: {}, shows: [await statement(world)] })),
  'statement.get': paid(async (world) => ({ input: { id: await statement(world) } })),
  'statement.figures': paid(async (world) => {
    await statement(world)
    return { input: {}, shows: [world.contract] }
  }),
  'payment.record': paid(async (world) => ({
    input: { id: world.id(), statement: await statement(world), paidOn: '2026-03-02' },
  })),
  'ledger.get': paid(async ({ contract }) => ({ input: { contract } })),
}

export const plainNumbers: PlainNumbers = {
  'contract.list': { 'contracts.paymentDays': 'days in which a statement is to be paid' },
  'statement.figures': {
    outcomes: 'results whose statements the reader sees',
    'byContract.outcomes': 'results of a contract whose statements the reader sees',
    'byMonth.outcomes': 'results of a month whose statements the reader sees',
    'byOutcome.outcomes': 'results whose statements the reader sees, each with its outcome',
  },
  'statement.list': { 'statements.number': 'the number of a statement' },
}

export const visits: Visits = {
  visitors: { contracts: 'roots', statements: 'roots' },
  records: async (world) => ({ contract: world.contract, statement: await statement(world) }),
}

export const addresses: Addresses = {
  'POST /api/contract.list/file': listFileAddress('contract.list', 'statement.read'),
  'POST /api/statement.list/file': listFileAddress('statement.list', 'statement.read'),
}
