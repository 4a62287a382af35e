// The list of imports, and the form to upload a register.
import * as z from 'zod/mini'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { useSchemaForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Card, Page, PageHeader } from '../../../kit/Layout.tsx'
import { Listing, type ListColumn } from '../../../kit/list/Listing.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { navigate } from '../../../kit/route.tsx'
import { useMay } from '../../../kit/session.tsx'
import { StatusPill, type PillTone } from '../../../kit/State.tsx'
import { upload, wrongFile } from '../../../kit/upload.ts'
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

const Given = z.strictObject({ file: z.file() })

export default function Imports() {
  const t = useMessages()
  const disabledReason = useMay(policy.bring)
  const form = useSchemaForm(Given, {
    unsaved: false,
    problems: { ...wrongFile('file'), 'import.same_content': 'file' },
    async send({ file }) {
      const id = await upload('/api/imports', {}, file)
      navigate(hrefTo('/imports/:import', { import: id }))
    },
  })

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

  return (
    <Page>
      <PageHeader title={t('import.title')} lead={t('import.lead')} />
      <Card title={t('import.new')}>
        <OperationForm of={form}>
          <form.File
            name="file"
            label={t('import.file')}
            help={t('import.file_help')}
            missing={t('import.file_missing')}
            accept=".csv,.txt,.tsv,.xlsx,.ods,.xls"
          />
          <Actions>
            <Button type="submit" kind="primary" busy={form.busy} disabledReason={disabledReason}>
              {t('import.upload')}
            </Button>
          </Actions>
        </OperationForm>
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
