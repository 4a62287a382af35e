// Who interprets for the organisation, and in which languages.
import { lazy, Suspense, useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { Listing, type ListColumn } from '../../../kit/list/Listing.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useMay } from '../../../kit/session.tsx'
import { InterpreterKind, listInterpreters, type Interpreter } from '../operations.ts'
import * as policy from '../policy.ts'
import { Promised } from './Promised.tsx'
import { Telephone } from '../../../kit/Telephone.tsx'

const Editing = lazy(() => import('./Editing.tsx'))

export default function Interpreters() {
  const t = useMessages()
  const words = usePack()
  const { list } = useFormats()
  const disabledReason = useMay(policy.keep)
  const [adding, setAdding] = useState(false)
  const columns: ListColumn<Interpreter>[] = [
    {
      key: 'name',
      title: t('interpreter.name'),
      cell: ({ name }) => <bdi>{name}</bdi>,
      names: true,
      sort: 'name',
    },
    {
      key: 'languages',
      title: t('interpreter.languages'),
      cell: ({ languages }) => list(languages.map((code) => words?.term('languages', code) ?? code)),
    },
    {
      key: 'kind',
      title: t('interpreter.kind'),
      cell: ({ kind }) => t(`interpreter.kind.${kind}`),
      tight: true,
    },
    {
      key: 'telephone',
      title: t('interpreter.telephone'),
      cell: ({ telephone }) => telephone && <Telephone number={telephone} />,
      tight: true,
    },
    { key: 'hours', title: t('interpreter.hours'), cell: ({ hours }) => hours, unusual: true, card: 'none' },
    {
      key: 'confidential',
      title: t('interpreter.confidential'),
      cell: (one) => <Promised of={one} />,
      tight: true,
      card: 'end',
    },
  ]
  return (
    <Page>
      <PageHeader
        title={t('interpreter.title')}
        lead={t('interpreter.lead')}
        actions={
          // Most read the list and do not keep it.
          disabledReason === undefined && (
            <Button icon="add" kind="primary" onClick={() => setAdding(true)}>
              {t('interpreter.add')}
            </Button>
          )
        }
      />
      <Listing
        name="interpreter"
        label={t('interpreter.title')}
        of={listInterpreters}
        rows={({ interpreters }) => interpreters}
        rowKey={({ id }) => id}
        href={({ id }) => hrefTo('/interpreters/:interpreter', { interpreter: id })}
        columns={columns}
        sort="name"
        find={t('interpreter.find')}
        counted={(count) => t('interpreter.count', { count })}
        none={t('interpreter.none')}
        nothing={{ title: t('interpreter.nothing'), help: t('interpreter.nothing_help'), drawing: 'wire' }}
        filters={[
          {
            key: 'language',
            label: t('interpreter.language'),
            every: t('interpreter.every_language'),
            options: words?.options('languages') ?? [],
          },
          {
            key: 'kind',
            label: t('interpreter.kind'),
            every: t('interpreter.every_kind'),
            options: InterpreterKind.options.map((value) => ({
              value,
              label: t(`interpreter.kind.${value}`),
            })),
          },
          {
            key: 'state',
            label: t('interpreter.state'),
            every: t('interpreter.state.standing'),
            options: [{ value: 'retired', label: t('interpreter.state.retired') }],
          },
        ]}
        input={({ language, kind, state }) => ({
          ...(language && { language }),
          ...(kind && { kind }),
          ...(state === 'retired' && { retired: true }),
        })}
        file
      />
      {adding && (
        <Suspense>
          <Editing interpreter={undefined} onDone={() => setAdding(false)} />
        </Suspense>
      )}
    </Page>
  )
}
