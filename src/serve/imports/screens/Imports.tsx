// The list of imports, and the form to upload a register.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/Button.tsx'
import { newId, useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Field } from '../../../kit/FieldFrame.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { Card, List, ListRow, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { navigate } from '../../../kit/route.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState, StatusPill, type PillTone } from '../../../kit/State.tsx'
import { upload } from '../../../kit/upload.ts'
import { listImports, type Import } from '../operations.ts'
import * as policy from '../policy.ts'

const TONES: Record<Import['state'], PillTone> = {
  uploaded: 'now',
  waiting: 'open',
  running: 'open',
  done: 'good',
  cancelled: 'closed',
  failed: 'now',
}

export default function Imports() {
  const t = useMessages()
  const disabledReason = useMay(policy.bring)
  const asked = useAsk(listImports, {})
  const [file, setFile] = useState<File>()
  const [busy, setBusy] = useState(false)
  const [missing, setMissing] = useState(false)
  const [problem, setProblem] = useState<Error>()

  async function send() {
    setMissing(file === undefined)
    if (!file) return
    setBusy(true)
    setProblem(undefined)
    const id = newId()
    try {
      await upload('/api/imports', { id, name: file.name.slice(-200) }, file)
      navigate(hrefTo('/imports/:import', { import: id }))
    } catch (error) {
      setProblem(error as Error)
      setBusy(false)
    }
  }

  return (
    <Page>
      <PageHeader title={t('import.title')} lead={t('import.lead')} />
      <Card title={t('import.new')}>
        <Form onSubmit={send} problem={problem} errors={missing ? [t('import.file_missing')] : []}>
          <Field label={t('import.file')} help={t('import.file_help')}>
            {(wiring) => (
              <input
                {...wiring}
                type="file"
                className="input"
                accept=".csv,.txt,.tsv,.xlsx"
                onChange={(event) => setFile(event.target.files?.[0])}
              />
            )}
          </Field>
          <Actions>
            <Button type="submit" kind="primary" busy={busy} disabledReason={disabledReason}>
              {t('import.upload')}
            </Button>
          </Actions>
        </Form>
      </Card>
      <Answer of={asked}>
        {({ imports }) =>
          imports.length === 0 ? (
            <EmptyState title={t('import.none')} drawing="seed">
              {t('import.none_help')}
            </EmptyState>
          ) : (
            <List label={t('import.title')}>
              {imports.map((one) => (
                <ListRow
                  key={one.id}
                  href={hrefTo('/imports/:import', { import: one.id })}
                  title={one.fileName}
                  detail={
                    <>
                      {one.source && <>{one.source} · </>}
                      {t('import.counts', {
                        imported: one.imported,
                        known: one.known,
                        refused: one.refused,
                      })}{' '}
                      · <DateText instant={one.createdAt} short />
                    </>
                  }
                  end={<StatusPill tone={TONES[one.state]}>{t(`import.state.${one.state}`)}</StatusPill>}
                />
              ))}
            </List>
          )
        }
      </Answer>
    </Page>
  )
}
