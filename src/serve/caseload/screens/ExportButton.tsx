// Takes the list of people out: a button that opens what must be said first.
import { useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { later } from '../../../kit/later.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import * as policy from '../policy.ts'

export type All = { sought: object; total: number; columns: readonly string[] }

export function ExportButton(all: All) {
  const t = useMessages()
  const disabledReason = useMay(policy.exportPeople)
  const [Asking, setAsking] = useState<ReturnType<typeof loadAsking>>()
  return (
    <>
      <Button kind="quiet" disabledReason={disabledReason} onClick={() => setAsking(loadAsking)}>
        {t('export.take')}
      </Button>
      {Asking && <Asking {...all} onClose={() => setAsking(undefined)} />}
    </>
  )
}

/** Not before it is asked for: the list is a screen of the field. */
const loadAsking = () => later(() => import('./AskExport.tsx'))
