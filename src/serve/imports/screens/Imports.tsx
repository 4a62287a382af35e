// The list of imports, and the form to upload a register.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/Button.tsx'
import { newId } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Field } from '../../../kit/FieldFrame.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { Card, Page, PageHeader } from '../../../kit/Layout.tsx'
import { Listing, type ListColumn } from '../../../kit/list/Listing.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { navigate } from '../../../kit/route.tsx'
import { useMay } from '../../../kit/session.tsx'
import { StatusPill, type PillTone } from '../../../kit/State.tsx'
import { upload } from '../../../kit/upload.ts'
import { ImportState, listImports, type Import } from '../operations.ts'
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
  const [file, setFile] = useState<File>()
  const [busy, setBusy] = useState(false)
  const [missing, setMissing] = useState(false)
  const [problem, setProblem] = useState<Error>()

  const columns: ListColumn<Import>[] = [
    { key: 'name', title: t('import.file'), cell: ({ fileName }) => fileName, names: true, sort: 'name' },
    { key: 'source', title: t('import.source'), cell: ({ source }) => source && <bdi>{source}</bdi> },
    {
      key: 'counts',
      title: t('import.reason'),
      cell: ({ imported, known, refused }) => t('import.counts', { imported, known, refused }),
    },
    {
      key: 'created',
      tight: true,
      title: t('import.created'),
      cell: ({ createdAt }) => <DateText instant={createdAt} short />,
      sort: 'created',
      downFirst: true,
    },
    {
      key: 'state',
      tight: true,
      title: t('import.state'),
      cell: ({ state }) => <StatusPill tone={TONES[state]}>{t(`import.state.${state}`)}</StatusPill>,
      card: 'end',
    },
  ]

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
      <Listing
        name="import"
        label={t('import.title')}
        of={listImports}
        rows={({ imports }) => imports}
        rowKey={({ id }) => id}
        href={({ id }) => hrefTo('/imports/:import', { import: id })}
        columns={columns}
        sort="-created"
        find={t('import.find')}
        counted={(count) => t('import.count', { count })}
        none={t('import.none_match')}
        nothing={{ title: t('import.none'), help: t('import.none_help') }}
        file
        mark={({ state }) => (TONES[state] === 'now' ? 'now' : undefined)}
        filters={[
          {
            key: 'state',
            label: t('import.state'),
            every: t('import.every_state'),
            options: ImportState.options.map((value) => ({ value, label: t(`import.state.${value}`) })),
          },
        ]}
        input={({ state }) => ({ ...(state && { state }) })}
      />
    </Page>
  )
}
