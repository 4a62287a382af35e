// The organisation's claims: running, with missing evidence, ready to submit, and decided.
import { say } from '../../../kernel/packs/pack.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Listing, type ListColumn } from '../../../kit/list/Listing.tsx'
import { useFormats, useLocale, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useLinked } from '../../../kit/route.tsx'
import { listOutcomes, type ClaimState, type ClaimSummary } from '../operations.ts'
import { TO_DO } from '../rules.ts'
import { isToDo, StatePill } from './claim.tsx'

/** The filters of the list, and the states that each includes. */
const VIEWS = {
  to_do: TO_DO,
  running: ['running', 'broken'],
  sent: ['submitted'],
  verified: ['verified'],
  ended: ['failed', 'rejected', 'voided'],
} as const satisfies Record<string, readonly ClaimState[]>
type View = keyof typeof VIEWS

export default function Outcomes() {
  const t = useMessages()
  const { list } = useFormats()
  const { locale } = useLocale()
  const words = usePack()
  const [linked] = useLinked('view', 'to_do')
  const view: View = linked in VIEWS ? (linked as View) : 'to_do'
  const columns: ListColumn<ClaimSummary>[] = [
    {
      key: 'name',
      title: t('outcome.column.person'),
      cell: ({ personName, outcome }) => personName || say(outcome.label, locale),
      names: true,
      sort: 'name',
    },
    {
      key: 'outcome',
      title: t('outcome.column.outcome'),
      cell: ({ personName, outcome }) => personName && say(outcome.label, locale),
    },
    {
      key: 'clock',
      tight: true,
      title: t('outcome.column.clock'),
      cell: ({ clock }) => clock && t('outcome.clock', clock),
    },
    {
      key: 'due',
      tight: true,
      title: t('outcome.column.due'),
      cell: ({ dueOn }) => <DateText date={dueOn} />,
      sort: 'due',
    },
    {
      key: 'started',
      tight: true,
      title: t('outcome.column.started'),
      cell: ({ startedOn }) => <DateText date={startedOn} />,
      sort: 'started',
      unusual: true,
      card: 'none',
    },
    {
      key: 'missing',
      title: t('outcome.column.missing'),
      cell: ({ missing, consent }) =>
        [
          missing.length > 0 && list(missing.map(({ label }) => say(label, locale))),
          consent === 'missing' && t('outcome.consent.missing_what'),
        ]
          .filter(Boolean)
          .join(' · '),
      card: 'titled',
    },
    {
      key: 'state',
      tight: true,
      title: t('outcome.state'),
      cell: (claim) => <StatePill claim={claim} />,
      card: 'end',
    },
  ]
  return (
    <Page>
      <PageHeader title={t('outcome.title')} lead={t('outcome.lead')} />
      <Listing
        name="outcome"
        label={t('outcome.title')}
        of={listOutcomes}
        rows={({ claims }) => claims}
        rowKey={({ id }) => id}
        href={({ id }) => hrefTo('/outcomes/:claim', { claim: id })}
        columns={columns}
        sort="due"
        find={t('outcome.find')}
        people
        counted={(count) => t('outcome.count', { count })}
        none={t('outcome.none')}
        nothing={{ title: t(`outcome.empty.${view}`), help: t('outcome.empty_help'), drawing: 'seed' }}
        file
        mark={(claim) => (isToDo(claim) ? 'now' : undefined)}
        filters={(answer) => [
          {
            key: 'view',
            label: t('outcome.view'),
            usual: 'to_do',
            lead: true,
            options: (Object.keys(VIEWS) as View[]).map((name) => ({
              value: name,
              label: t(`outcome.view.${name}`, {
                count: (answer?.counts ?? [])
                  .filter(({ state }) => (VIEWS[name] as readonly ClaimState[]).includes(state))
                  .reduce((sum, { count }) => sum + count, 0),
              }),
            })),
          },
          {
            key: 'outcome',
            label: t('outcome.column.outcome'),
            every: t('outcome.every_outcome'),
            options: (words?.pack.outcomes ?? []).map(({ code, label }) => ({
              value: code,
              label: say(label, locale),
            })),
          },
        ]}
        input={({ outcome }) => ({ states: [...VIEWS[view]], ...(outcome && { outcome }) })}
      />
    </Page>
  )
}
