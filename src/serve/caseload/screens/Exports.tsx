// The register of lists of people that left this organisation, or were to: who asked, what for, who decided.
import { hrefTo } from '../../../kernel/paths.ts'
import { dateIn } from '../../../kernel/time.ts'
import { DateText } from '../../../kit/Figures.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { Listing, type ListColumn } from '../../../kit/list/Listing.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { useActor } from '../../../kit/session.tsx'
import { listExports, PeopleExport, PURPOSES } from '../operations.ts'
import { Standing } from './standing.tsx'

export default function Exports() {
  const t = useMessages()
  const { number } = useFormats()
  const { timeZone } = useActor()
  const columns: ListColumn<PeopleExport>[] = [
    { key: 'words', title: t('export.one'), cell: ({ words }) => <bdi>{words}</bdi>, names: true },
    { key: 'purpose', title: t('export.purpose'), cell: ({ purpose }) => t(`export.purpose.${purpose}`) },
    { key: 'by', tight: true, title: t('export.by'), cell: ({ askedBy }) => <bdi>{askedBy.name}</bdi> },
    {
      key: 'asked',
      title: t('export.on'),
      tight: true,
      cell: ({ askedAt }) => <DateText date={dateIn(askedAt, timeZone)} short />,
      sort: 'asked',
      downFirst: true,
    },
    {
      key: 'people',
      title: t('person.title'),
      figure: true,
      cell: ({ people, taken }) => number(taken ?? people),
      onCard: ({ people, taken }) => t('export.people', { count: taken ?? people }),
      sort: 'people',
      downFirst: true,
    },
    {
      key: 'decided',
      title: t('export.decided_by'),
      tight: true,
      cell: ({ decidedBy }) => decidedBy && <bdi>{decidedBy.name}</bdi>,
      card: 'titled',
    },
    {
      key: 'state',
      title: t('export.state'),
      tight: true,
      cell: (one) => <Standing of={one} />,
      card: 'end',
    },
  ]
  return (
    <Page>
      <PageHeader title={t('export.register')} lead={t('export.register_lead')} />
      <Listing
        name="export"
        label={t('export.register')}
        of={listExports}
        rows={({ exports }) => exports}
        rowKey={({ id }) => id}
        href={({ id }) => hrefTo('/exports/:export', { export: id })}
        columns={columns}
        filters={[
          {
            key: 'state',
            label: t('export.state'),
            every: t('export.every_state'),
            options: PeopleExport.shape.state.options.map((one) => ({
              value: one as string,
              label: t(`export.state.${one}`),
            })),
          },
          {
            key: 'purpose',
            label: t('export.purpose'),
            every: t('export.every_purpose'),
            options: PURPOSES.map((one) => ({ value: one as string, label: t(`export.purpose.${one}`) })),
          },
        ]}
        input={({ state, purpose }) => ({ ...(state && { state }), ...(purpose && { purpose }) })}
        find={t('export.find')}
        sort="-asked"
        counted={(count) => t('export.count', { count })}
        none={t('export.none_match')}
        nothing={{ title: t('export.none'), help: t('export.none_help'), drawing: 'shade' }}
        refreshOn={['export']}
        mark={({ state }) => (state === 'asked' ? 'now' : undefined)}
      />
    </Page>
  )
}
