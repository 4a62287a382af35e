// The file of the list of imports: what was brought when and with which result, and nothing of the rows.
import { listFile } from '../../../platform/files/list-file.ts'
import { listImports } from '../operations.ts'

export const file = listFile(listImports, {
  title: 'import.title',
  rows: ({ imports }) => imports,
  columns: [
    { title: 'import.file', value: ({ fileName }) => fileName },
    { title: 'import.source', value: ({ source }) => source },
    { title: 'import.state', value: ({ state }, { text }) => text(`import.state.${state}`) },
    { title: 'import.created', instant: ({ createdAt }) => createdAt },
    { title: 'import.imported', value: ({ imported }) => imported },
    { title: 'import.known', value: ({ known }) => known },
    { title: 'import.refused', value: ({ refused }) => refused },
  ],
})
