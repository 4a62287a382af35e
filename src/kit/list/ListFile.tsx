// Downloads exactly what a list is narrowed to, as CSV or for a spreadsheet.
import { useState } from 'react'
import type { Query } from '../../kernel/command.ts'
import { MOST_COUNTED } from '../../kernel/page-size.ts'
import { save } from '../download.ts'
import { ErrorSummary } from '../Form.tsx'
import { Menu } from '../controls/Menu.tsx'
import { useFormats, useMessages } from '../messages.tsx'

export function ListFile({ of, sought, total }: { of: Query; sought: object; total: number }) {
  const t = useMessages()
  const { number } = useFormats()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Error>()
  async function fetchFile(format: 'csv' | 'xlsx') {
    setBusy(true)
    setProblem(undefined)
    await save(`/api/${of.name}/file`, { format, input: sought }).catch(setProblem)
    setBusy(false)
  }
  const disabledReason =
    total > MOST_COUNTED ? t('kit.list.file_too_long', { most: number(MOST_COUNTED) }) : undefined
  return (
    <>
      <Menu
        label={t('kit.list.file')}
        busy={busy}
        acts={[
          {
            key: 'xlsx',
            label: t('kit.list.file_xlsx'),
            onAct: () => void fetchFile('xlsx'),
            disabledReason,
          },
          { key: 'csv', label: t('kit.list.file_csv'), onAct: () => void fetchFile('csv'), disabledReason },
        ]}
      >
        {t('kit.list.file')}
      </Menu>
      <ErrorSummary problem={problem} title={t('kit.download_failed')} />
    </>
  )
}
