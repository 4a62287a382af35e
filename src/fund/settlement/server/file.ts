// The file of the list of contracts: who pays whom under which rate card, and the sums of the screen.
import { listFile } from '../../../platform/list-file.ts'
import { listContracts } from '../operations.ts'

export const file = listFile(listContracts, {
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
