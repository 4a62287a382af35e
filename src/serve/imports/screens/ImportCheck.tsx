// The dry run of a register: how far it is, what an import would do, and from here the import itself.
import { Button } from '../../../kit/controls/Button.tsx'
import { useCommand } from '../../../kit/data.tsx'
import { useProblemText } from '../../../kit/Form.tsx'
import { Card, Inline, Stack } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Notice } from '../../../kit/State.tsx'
import { startImport, stopImportCheck, type ImportCheck } from '../operations.ts'
import * as policy from '../policy.ts'
import { FlawList } from './FlawList.tsx'
import { ImportCounts, Progress } from './Progress.tsx'

export function ImportCheckView({
  id,
  check,
  onChange,
}: {
  id: string
  check: ImportCheck
  /** Back to what each column holds. */
  onChange: () => void
}) {
  const t = useMessages()
  const text = useProblemText()
  const disabledReason = useMay(policy.bring)
  const stop = useCommand(stopImportCheck)
  const start = useCommand(startImport)
  const isOver = check.state !== 'waiting' && check.state !== 'running'
  return (
    <Stack>
      <Card title={t(`import.check.${check.state}`)}>
        {check.state === 'done' ? (
          <p>{t('import.check_help')}</p>
        ) : (
          <Progress rows={check.rows} done={check.done} rate={check.rate} isOver={isOver} />
        )}
        {check.state === 'failed' && <Notice tone="now">{t('import.check_failed_help')}</Notice>}
        <Inline>
          {isOver ? (
            <>
              <Button
                {...(check.state === 'done' && { kind: 'primary' as const })}
                busy={start.busy}
                disabledReason={disabledReason}
                onClick={() => start.run({ id, mapping: check.mapping })}
              >
                {t('import.start')}
              </Button>
              <Button onClick={onChange}>{t('import.change_columns')}</Button>
            </>
          ) : (
            <Button busy={stop.busy} onClick={() => stop.run({ id })}>
              {t('import.cancel')}
            </Button>
          )}
        </Inline>
        {(start.problem ?? stop.problem) && (
          <Notice tone="now">{text((start.problem ?? stop.problem) as Error)}</Notice>
        )}
      </Card>
      <ImportCounts of={check} />
      {check.refused + check.partly > 0 && <FlawList id={id} />}
    </Stack>
  )
}
