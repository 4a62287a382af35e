// Takes the list of people out: a button that opens what must be said first.
import { useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { later } from '../../../kit/later.tsx'
import { Menu } from '../../../kit/controls/Menu.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import * as policy from '../policy.ts'

export type All = { sought: object; total: number; columns: readonly string[] }

export function ExportButton(all: All) {
  const t = useMessages()
  const disabledReason = useMay(policy.exportPeople)
  const [Asking, setAsking] = useState<ReturnType<typeof loadAsking>>()
  // The reason is for those who look for it: most who read the list may not take it out.
  if (disabledReason !== undefined)
    return (
      <Menu
        label={t('kit.list.file')}
        acts={[{ key: 'take', label: t('export.take'), disabledReason, onAct: () => undefined }]}
      >
        {t('kit.list.file')}
      </Menu>
    )
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(loadAsking)}>
        {t('export.take')}
      </Button>
      {Asking && <Asking {...all} onClose={() => setAsking(undefined)} />}
    </>
  )
}

/** Not before it is asked for: the list is a screen of the field. */
const loadAsking = () => later(() => import('./AskExport.tsx'))
