// The inbox and the sent box: what waits for an answer first.
import { hrefTo } from '../../../kernel/paths.ts'
import { dateIn } from '../../../kernel/time.ts'
import { useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { Listing, type ListColumn } from '../../../kit/list/Listing.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { useLinked } from '../../../kit/route.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useActor } from '../../../kit/session.tsx'
import { listOrganisations } from '../../../identity/organisations/operations.ts'
import { listReferrals, type Referral } from '../operations.ts'
import { STATES } from '../rules.ts'
import { isWaiting, StatePill, useNameOf } from './rows.tsx'

type State = Referral['state']

const GROUPS: Record<string, readonly State[]> = {
  open: ['draft', 'sent', 'accepted', 'scheduled', 'no_show', 'served', 'declined', 'expired'],
  over: ['closed', 'redirected', 'cancelled'],
}

export default function Referrals() {
  const t = useMessages()
  const nameOf = useNameOf()
  const { time } = useFormats()
  const actor = useActor()
  const words = usePack()
  const [linked] = useLinked('side', 'receiver')
  const side = linked === 'sender' ? ('sender' as const) : ('receiver' as const)
  const organisations = useAsk(listOrganisations, {})
  const columns: ListColumn<Referral>[] = [
    { key: 'name', title: t('referral.person'), cell: nameOf, names: true },
    {
      key: 'service',
      title: t('referral.service'),
      cell: ({ service }) => <bdi>{service?.name ?? t('referral.no_service')}</bdi>,
    },
    {
      key: 'kind',
      title: t('referral.file.kind'),
      cell: ({ service }) => service && (words?.term('serviceKinds', service.kind) ?? service.kind),
      sort: 'kind',
      unusual: true,
      card: 'none',
    },
    {
      key: 'other',
      title: t(`referral.other.${side}`),
      cell: ({ sender, receiver }) => <bdi>{side === 'sender' ? receiver.name : sender.name}</bdi>,
      onCard: ({ sender, receiver }) => (
        <bdi>
          {side === 'sender'
            ? t('referral.to_whom', { name: receiver.name })
            : t('referral.from_whom', { name: sender.name })}
        </bdi>
      ),
    },
    {
      key: 'sent',
      tight: true,
      title: t('referral.sent_on'),
      cell: ({ sentAt, unsent }) =>
        sentAt && !unsent && <DateText date={dateIn(sentAt, actor.timeZone)} short />,
      sort: 'sent',
      downFirst: true,
      card: 'none',
    },
    {
      key: 'day',
      title: t('referral.next_day'),
      cell: ({ state, answerBy, scheduledFor, unsent }) =>
        state === 'scheduled' && scheduledFor ? (
          <>
            <DateText date={dateIn(scheduledFor, actor.timeZone)} short />, {time(scheduledFor)}
          </>
        ) : (
          state === 'sent' &&
          !unsent &&
          answerBy && (
            <>
              {t('referral.answer_by')} <DateText date={answerBy} short />
            </>
          )
        ),
      sort: 'answer_by',
    },
    {
      key: 'state',
      tight: true,
      title: t('referral.which'),
      cell: (one) => <StatePill referral={one} />,
      card: 'end',
    },
  ]
  return (
    <Page>
      <PageHeader title={t('referral.title')} lead={t('referral.lead')} />
      <Listing
        name="referral"
        label={t('referral.title')}
        of={listReferrals}
        rows={({ referrals }) => referrals}
        rowKey={({ id }) => id}
        href={({ person, id }) => hrefTo('/referrals/:person/:referral', { person, referral: id })}
        columns={columns}
        sort="pressing"
        find={t('referral.find')}
        findShort={t('referral.find_first')}
        people
        counted={(count) => t('referral.count', { count })}
        none={t('referral.none_match')}
        nothing={{
          title: t(`referral.none.${side}`),
          help: t(`referral.none_help.${side}`),
          drawing: 'shade',
        }}
        refreshOn={['service', 'consent']}
        file
        mark={(one) => (isWaiting(one) ? (one.state === 'expired' ? 'late' : 'now') : undefined)}
        filters={[
          {
            key: 'side',
            label: t('referral.side'),
            usual: 'receiver',
            lead: true,
            options: [
              { value: 'receiver', label: t('referral.received') },
              { value: 'sender', label: t('referral.sent') },
            ],
          },
          {
            key: 'state',
            label: t('referral.which'),
            usual: 'open',
            options: [
              { value: 'open', label: t('referral.open') },
              { value: 'over', label: t('referral.over') },
              ...STATES.map((state) => ({
                value: state,
                label: t(`referral.state.${state}`),
              })),
            ],
          },
          {
            key: 'other',
            label: t(`referral.other.${side}`),
            every: t('referral.every_organisation'),
            options: (organisations.data ?? [])
              .filter(({ id }) => id !== actor.organisation)
              .map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
        input={({ state = 'open', other }) => ({
          side,
          states: [...(GROUPS[state] ?? STATES.filter((each) => each === state))],
          ...(other && { other }),
        })}
      />
    </Page>
  )
}
