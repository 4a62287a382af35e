// The verifier's inbox: claims that wait, longest first, and decided ones.
import { say } from '../../../kernel/packs/pack.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { Listing, type ListColumn } from '../../../kit/list/Listing.tsx'
import { useLocale, useMessages } from '../../../kit/messages.tsx'
import { useLinked } from '../../../kit/route.tsx'
import { listOrganisations } from '../../../identity/organisations/operations.ts'
import { verificationInbox, VerificationState, type VerificationSummary } from '../operations.ts'
import { VerificationPill } from './VerificationRow.tsx'

export default function Inbox() {
  const t = useMessages()
  const { locale } = useLocale()
  const [linked] = useLinked('state', 'submitted')
  const state = VerificationState.options.find((each) => each === linked) ?? 'submitted'
  const organisations = useAsk(listOrganisations, {})
  const columns: ListColumn<VerificationSummary>[] = [
    {
      key: 'outcome',
      title: t('verification.outcome'),
      cell: ({ outcome, pseudonym }) => (
        <>
          {say(outcome.label, locale)} · <bdi className="figure">{pseudonym}</bdi>
        </>
      ),
      names: true,
    },
    {
      key: 'provider',
      title: t('verification.provider'),
      cell: ({ provider }) => <bdi>{provider}</bdi>,
      sort: 'provider',
    },
    {
      key: 'achieved',
      tight: true,
      title: t('verification.achieved'),
      cell: ({ achievedOn }) => <DateText date={achievedOn} />,
      sort: 'achieved',
      card: 'titled',
    },
    {
      key: 'submitted',
      title: t('verification.submitted'),
      cell: ({ submittedAt }) => <DateText instant={submittedAt} short />,
      sort: 'waiting',
      card: 'none',
    },
    {
      key: 'files',
      tight: true,
      title: t('verification.files'),
      cell: ({ files }) => t('verification.files_count', { files }),
    },
    {
      key: 'state',
      tight: true,
      title: t('verification.state'),
      cell: (claim) => <VerificationPill state={claim.state} />,
      card: 'end',
    },
  ]
  return (
    <Page>
      <PageHeader title={t('verification.title')} lead={t('verification.lead')} />
      <Listing
        name="verification"
        label={t('verification.title')}
        of={verificationInbox}
        rows={({ claims }) => claims}
        rowKey={({ claim }) => claim}
        href={({ claim }) => hrefTo('/verification/:claim', { claim })}
        columns={columns}
        sort="waiting"
        find={t('verification.find')}
        findShort={t('verification.find_short')}
        counted={(count) => t('verification.count', { count })}
        none={t('verification.none')}
        nothing={{
          title: t(state === 'submitted' ? 'verification.empty' : 'verification.empty_state'),
          help: t('verification.empty_help'),
          drawing: 'shade',
        }}
        refreshOn={['outcome']}
        file
        mark={(claim) => (claim.state === 'submitted' ? 'now' : undefined)}
        filters={(answer) => [
          {
            key: 'state',
            label: t('verification.view'),
            usual: 'submitted',
            lead: true,
            options: VerificationState.options.map((each) => ({
              value: each,
              label: t(`verification.view.${each}`, { count: answer?.waiting ?? 0 }),
            })),
          },
          {
            key: 'provider',
            label: t('verification.provider'),
            every: t('verification.every_provider'),
            options: (organisations.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
        input={({ provider }) => ({ state, ...(provider && { provider }) })}
      />
    </Page>
  )
}
