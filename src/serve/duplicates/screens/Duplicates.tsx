// The queue of records that may be of one person: what waits, for whom, and what was decided.
import { hrefTo } from '../../../kernel/paths.ts'
import { DateText } from '../../../kit/Figures.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { Listing, type ListColumn } from '../../../kit/list/Listing.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { useLinked } from '../../../kit/route.tsx'
import { useActor } from '../../../kit/session.tsx'
import { StatusPill } from '../../../kit/State.tsx'
import { listDuplicates, PairState } from '../operations.ts'
import { ClusterOf } from './ClusterOf.tsx'
import { shownClusters, TONES, useNames, type Shown } from './clusters.ts'

const GROUPS: Record<string, PairState[]> = {
  waiting: ['open', 'unsure'],
  unsure: ['unsure'],
  different: ['different'],
}
/** Names and reasons in a row, so that it is read at a glance. */
const NAMED = 3

export default function Duplicates() {
  // Links of before lead to the pairs of one person here.
  const [person] = useLinked('person')
  return person === '' ? <Queue /> : <ClusterOf person={person} />
}

function Queue() {
  const t = useMessages()
  const { list } = useFormats()
  const { user } = useActor()
  const namesOf = useNames()
  const columns: ListColumn<Shown>[] = [
    {
      key: 'people',
      title: t('duplicate.people'),
      names: true,
      cell: ({ people }) => <bdi>{list(namesOf(people).slice(0, NAMED))}</bdi>,
    },
    {
      key: 'records',
      title: t('duplicate.records'),
      figure: true,
      cell: ({ people }) => people.length,
      onCard: ({ people }) => t('duplicate.records_count', { count: people.length }),
    },
    {
      key: 'reasons',
      title: t('duplicate.reasons'),
      cell: ({ pairs: [first] }) =>
        first && list(first.reasons.slice(0, NAMED).map((reason) => t(`match.${reason}`))),
    },
    {
      key: 'assigned',
      title: t('duplicate.assigned'),
      cell: ({ pairs }) => {
        const given = pairs.find(({ assignedTo }) => assignedTo !== null)?.assignedTo
        return given && <bdi>{given.id === user ? t('duplicate.assigned.me') : given.name}</bdi>
      },
    },
    {
      key: 'noticed',
      tight: true,
      title: t('duplicate.noticed'),
      cell: ({ pairs }) => {
        const last = pairs
          .map(({ noticedAt }) => noticedAt)
          .toSorted()
          .at(-1)
        return last && <DateText instant={last} short />
      },
      sort: 'noticed',
      downFirst: true,
    },
    {
      key: 'state',
      tight: true,
      title: t('duplicate.state'),
      card: 'end',
      cell: ({ pairs }) => {
        const state = PairState.options.find((one) => pairs.some((pair) => pair.state === one))
        return state && <StatusPill tone={TONES[state]}>{t(`duplicate.state.${state}`)}</StatusPill>
      },
    },
  ]
  return (
    <Page>
      <PageHeader title={t('duplicate.title')} lead={t('duplicate.lead')} />
      <Listing
        name="duplicate"
        label={t('duplicate.title')}
        of={listDuplicates}
        rows={({ pairs }) => shownClusters(pairs)}
        rowKey={({ id }) => id}
        href={({ people: [first] }) => hrefTo('/duplicates/:person', { person: first?.id ?? '' })}
        columns={columns}
        sort="-noticed"
        find={t('duplicate.find')}
        people
        views={false}
        counted={(count) => t('duplicate.count', { count })}
        none={t('duplicate.none_match')}
        nothing={{ title: t('duplicate.none'), drawing: 'shade' }}
        refreshOn={['person']}
        mark={({ pairs }) => (pairs.some(({ assignedTo }) => assignedTo?.id === user) ? 'now' : undefined)}
        filters={[
          {
            key: 'state',
            label: t('duplicate.state'),
            usual: 'waiting',
            lead: true,
            options: Object.keys(GROUPS).map((value) => ({
              value,
              label: t(`duplicate.group.${value as 'waiting' | 'unsure' | 'different'}`),
            })),
          },
          {
            key: 'assigned',
            label: t('duplicate.assigned'),
            every: t('duplicate.assigned.anyone'),
            options: [
              { value: 'me', label: t('duplicate.assigned.me') },
              { value: 'nobody', label: t('duplicate.assigned.nobody') },
            ],
          },
        ]}
        input={({ state = 'waiting', assigned }) => ({
          states: GROUPS[state] ?? GROUPS['waiting'],
          ...(assigned && { assigned: assigned === 'me' ? user : 'nobody' }),
        })}
      />
    </Page>
  )
}
