// The files of the lists of contracts and statements: who pays whom under which rate card, and the sums of the screen.
import { listFile } from '../../../platform/files/list-file.ts'
import { listContracts, listStatements } from '../operations.ts'

export const contractsFile = listFile(listContracts, {
  title: 'contract.title',
  rows: ({ contracts }) => contracts,
  columns: [
    { title: 'contract.one', value: ({ title }, { label }) => label(title) },
    { title: 'contract.payer', value: ({ payer }) => payer.name },
    { title: 'contract.provider', value: ({ provider }) => provider.name },
    { title: 'contract.starts_on', value: ({ startsOn }) => startsOn },
    { title: 'contract.currency', value: ({ settled }) => settled.currency },
    { title: 'contract.settled_so_far', value: ({ settled }) => Number(settled.amount) },
    { title: 'contract.paid_so_far', value: ({ paid }) => Number(paid.amount) },
  ],
})

export const statementsFile = listFile(listStatements, {
  title: 'statement.title',
  rows: ({ statements }) => statements,
  columns: [
    { title: 'statement.no', value: ({ number }) => number },
    { title: 'contract.one', value: ({ title }, { label }) => label(title) },
    { title: 'statement.from', value: ({ provider }) => provider.name },
    { title: 'statement.to', value: ({ payer }) => payer.name },
    { title: 'statement.issued_on', value: ({ issuedOn }) => issuedOn },
    { title: 'statement.due_on', value: ({ dueOn }) => dueOn },
    { title: 'contract.currency', value: ({ total }) => total.currency },
    { title: 'statement.total', value: ({ total }) => Number(total.amount) },
    { title: 'statement.paid', value: ({ paidOn }) => paidOn },
  ],
})
