// The file of what is wrong in the rows of a register: what the list is narrowed to.
import { listFile } from '../../../platform/files/list-file.ts'
import { listImportFlaws } from '../operations.ts'
import { remedyOf } from '../rules/remedies.ts'

export const flawsFile = listFile(listImportFlaws, {
  title: 'import.flaws',
  rows: ({ flaws }) => flaws,
  columns: [
    { title: 'import.row', value: ({ row }) => row },
    { title: 'import.column', value: ({ column }) => column },
    {
      title: 'import.reason_short',
      value({ reason, about }, { text }) {
        const said = text(`import.reason.${reason}`, { row: about ?? 0 })
        return said === `import.reason.${reason}` ? text(`problem.${reason}`) : said
      },
    },
    {
      title: 'import.remedy',
      value: ({ reason, refused }, { text }) => text(`import.remedy.${remedyOf(reason, refused)}`),
    },
    {
      title: 'import.taken',
      value: ({ refused }, { text }) => text(refused ? 'import.taken.no' : 'import.taken.partly'),
    },
  ],
})
