// One import: the mapping of its columns, a preview of the first rows, then its progress.
import { useEffect } from 'react'
import { Button, LinkButton } from '../../../kit/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { Stat } from '../../../kit/Figures.tsx'
import { useProblemText } from '../../../kit/Form.tsx'
import { Card, Columns, Inline, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import type { ScreenProps } from '../../../kit/route.tsx'
import { Answer, Notice } from '../../../kit/State.tsx'
import { cancelImport, getImport, type Import } from '../operations.ts'
import { MappingForm } from './MappingForm.tsx'

const LOOK_AGAIN = 1000

export default function OneImport({ params: { import: id } }: ScreenProps<'/imports/:import'>) {
  const asked = useAsk(getImport, { id })
  const state = asked.data?.state
  const { again } = asked
  const moving = state === 'waiting' || state === 'running'
  useEffect(() => {
    if (!moving) return
    const timer = setInterval(again, LOOK_AGAIN)
    return () => clearInterval(timer)
  }, [moving, again])
  return <Answer of={asked}>{(one) => <Shown one={one} />}</Answer>
}

function Shown({ one }: { one: Import }) {
  const t = useMessages()
  const formats = useFormats()
  const text = useProblemText()
  const cancel = useCommand(cancelImport)
  const over = one.endedAt !== null
  return (
    <Page>
      <PageHeader
        title={one.fileName}
        {...(one.source && { lead: one.source })}
        back={{ href: '/imports', label: t('import.title') }}
      />
      {one.state === 'uploaded' ? (
        <MappingForm id={one.id} />
      ) : (
        <Stack>
          <Card title={t(`import.state.${one.state}`)}>
            <label className="field">
              <span className="field-label">
                {one.rows === null
                  ? t('import.counting')
                  : t('import.progress', { done: formats.number(one.done), rows: formats.number(one.rows) })}
              </span>
              <progress
                className="progress"
                max={one.rows ?? 1}
                {...(one.rows !== null && { value: one.done })}
              />
            </label>
            {!over && (
              <Inline>
                <Button busy={cancel.busy} onClick={() => cancel.run({ id: one.id })}>
                  {t('import.cancel')}
                </Button>
              </Inline>
            )}
            {cancel.problem && <Notice tone="now">{text(cancel.problem)}</Notice>}
            {one.state === 'failed' && <Notice tone="now">{t('import.failed_help')}</Notice>}
          </Card>
          <Columns of={one.partly > 0 ? 4 : 3}>
            <Stat figure={formats.number(one.imported)} label={t('import.imported')} />
            <Stat figure={formats.number(one.known)} label={t('import.known')} />
            {one.partly > 0 && <Stat figure={formats.number(one.partly)} label={t('import.partly')} now />}
            <Stat figure={formats.number(one.refused)} label={t('import.refused')} now={one.refused > 0} />
          </Columns>
          {one.refused + one.partly > 0 && (
            <LinkButton href={`/api/imports/${one.id}/errors.csv`} icon="warning" download>
              {t('import.errors')}
            </LinkButton>
          )}
        </Stack>
      )}
    </Page>
  )
}
