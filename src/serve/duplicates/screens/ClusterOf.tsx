// Records that may be of one person: side by side, why they are alike, what was decided of each two, who is to decide, and the
// histories below.
import { useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { Select } from '../../../kit/fields/Field.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, ErrorSummary } from '../../../kit/Form.tsx'
import { Card, Columns, List, ListRow, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { SlotView, useSlot, type ScreenProps } from '../../../kit/route.tsx'
import { isFor, useActor, useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState, StatusPill } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import type { Glimpse } from '../../record/operations.ts'
import { assignDuplicates, decideDuplicates, listDuplicates, PairState, type Pair } from '../operations.ts'
import * as policy from '../policy.ts'
import { Compare, type Reached } from './Compare.tsx'
import { idOf, isUndecided, shownClusters, TONES, useNames } from './clusters.ts'
import { WhichPairs } from './WhichPairs.tsx'

/** Records beside each other at most; of a larger cluster each two are compared. */
const BESIDE = 4
/** Pairs that are decided on at once. */
const AT_ONCE = 200

const keyOf = ({ person, other }: Pair) => ({ person: person.id, other: other.id })

export default function ClusterScreen({ params: { person } }: ScreenProps<'/duplicates/:person'>) {
  return <ClusterOf person={person} />
}

export function ClusterOf({ person }: { person: string }) {
  const t = useMessages()
  const input = { person, states: [...PairState.options] }
  const asked = useAsk(listDuplicates, input, { refreshOn: ['person'] })
  return (
    <Page>
      <PageHeader
        title={t('duplicate.compare_title')}
        lead={t('duplicate.lead')}
        back={{ href: '/duplicates', label: t('duplicate.title') }}
      />
      <Answer of={asked}>
        {({ pairs, colleagues = [], reached = [] }) => {
          const [cluster] = shownClusters(pairs)
          if (!cluster) return <EmptyState title={t('duplicate.none')} drawing="shade" />
          return <Cluster {...cluster} colleagues={colleagues} reached={reached} />
        }}
      </Answer>
    </Page>
  )
}

type Shown = {
  pairs: readonly Pair[]
  people: readonly Glimpse[]
  colleagues: readonly { id: string; name: string | null }[]
  reached: readonly Reached[]
}

function Cluster({ pairs, people, colleagues, reached }: Shown) {
  const t = useMessages()
  const names = useNames()(people)
  const nameOf = (one: Glimpse) => names[people.findIndex(({ id }) => id === one.id)] ?? ''
  const titleOf = ({ person, other }: Pair) =>
    t('duplicate.pair', { one: nameOf(other), other: nameOf(person) })
  const undecided = pairs.filter(isUndecided)
  const actor = useActor()
  const [same] = useSlot('duplicate.same').filter((content) => isFor(actor, content))
  return (
    <>
      {people.length <= BESIDE ? (
        <Card title={t('duplicate.beside')} icon="people">
          <Compare label={t('duplicate.both')} people={people} names={names} reached={reached} />
        </Card>
      ) : (
        pairs.map((pair) => (
          <Card key={`${pair.person.id}${pair.other.id}`} title={titleOf(pair)} icon="people">
            <Compare
              label={titleOf(pair)}
              people={[pair.other, pair.person]}
              names={[nameOf(pair.other), nameOf(pair.person)]}
              reached={reached}
            />
          </Card>
        ))
      )}
      <Card title={t('duplicate.why')} icon="search">
        <List label={t('duplicate.why')}>
          {pairs.map((pair) => (
            <PairRow key={`${pair.person.id}${pair.other.id}`} pair={pair} title={titleOf(pair)} />
          ))}
        </List>
      </Card>
      {undecided.length > 0 && (
        <Card title={t('duplicate.decide')} icon="check" tone="now">
          <Assign pairs={undecided} colleagues={colleagues} />
          {same && <SlotView content={same} props={{ people, pairs: undecided.map(keyOf) }} />}
          <Decide pairs={undecided} titleOf={titleOf} />
        </Card>
      )}
      <Histories people={people} names={names} />
    </>
  )
}

/** Why two records are alike, and what was decided of them. */
function PairRow({ pair, title }: { pair: Pair; title: string }) {
  const t = useMessages()
  const say = useToast()
  const [why] = useSlot('person.reasons')
  const barred = useMay(policy.decide)
  const takeBack = useCommand(decideDuplicates)
  const { state, decided, noticedAt, reasons } = pair
  async function onTakeBack() {
    if ((await takeBack.run({ pairs: [keyOf(pair)], decision: 'open' })) !== undefined)
      say(t('duplicate.taken_back'))
  }
  return (
    <ListRow
      title={title}
      end={<StatusPill tone={TONES[state]}>{t(`duplicate.state.${state}`)}</StatusPill>}
      detail={
        <>
          {t('duplicate.noticed')} <DateText instant={noticedAt} />
        </>
      }
    >
      <Stack tight>
        {why && <SlotView content={why} props={{ of: { reasons } }} />}
        {decided && (
          <p>
            <bdi>{decided.because}</bdi>{' '}
            <span className="soft">
              {decided.by.name && <bdi>{decided.by.name}</bdi>}, <DateText instant={decided.at} />
            </span>
          </p>
        )}
        <ErrorSummary problem={takeBack.problem} />
        {(state === 'different' || state === 'unsure') && (
          <Button
            kind="quiet"
            busy={takeBack.busy}
            disabledReason={barred}
            aria-label={t('duplicate.take_back_of', { pair: title })}
            onClick={() => void onTakeBack()}
          >
            {t('duplicate.take_back')}
          </Button>
        )}
      </Stack>
    </ListRow>
  )
}

/** Who is to decide. */
function Assign({ pairs, colleagues }: Pick<Shown, 'pairs' | 'colleagues'>) {
  const t = useMessages()
  const say = useToast()
  const barred = useMay(policy.decide)
  const assign = useCommand(assignDuplicates)
  const given = pairs.find(({ assignedTo }) => assignedTo !== null)?.assignedTo
  async function onChange(to: string) {
    const input = { pairs: pairs.slice(0, AT_ONCE).map(keyOf), to: to === '' ? null : to }
    if ((await assign.run(input)) !== undefined)
      say(t(to === '' ? 'duplicate.assigned_nobody' : 'duplicate.assigned_done'))
  }
  if (barred !== undefined) return null
  return (
    <>
      <Select
        label={t('duplicate.assigned')}
        help={t('duplicate.assigned_help')}
        value={given?.id ?? ''}
        onChange={(to) => void onChange(to)}
        empty={t('duplicate.assigned.nobody')}
        clearable
        width="medium"
        options={colleagues.map(({ id, name }) => ({ value: id, label: name ?? id }))}
      />
      <ErrorSummary problem={assign.problem} />
    </>
  )
}

/** One decision on all pairs that are chosen: the children of one family are told apart at once. */
function Decide({ pairs, titleOf }: { pairs: readonly Pair[]; titleOf: (pair: Pair) => string }) {
  const t = useMessages()
  const say = useToast()
  const barred = useMay(policy.decide)
  const takeBack = useCommand(decideDuplicates)
  const ids = pairs.slice(0, AT_ONCE).map(idOf)
  const [left, setLeft] = useState<readonly string[]>([])
  const chosen = ids.filter((id) => !left.includes(id))
  const keys = chosen.map((id) => {
    const [person = '', other = ''] = id.split(' ')
    return { person, other }
  })
  const form = useOperationForm(decideDuplicates, {
    initial: {},
    input: (given) => ({ ...given, pairs: keys }),
    problems: { 'duplicate.because_missing': 'because' },
    done(_, { pairs: decided, decision }) {
      say(t(decision === 'unsure' ? 'duplicate.decided_unsure' : 'duplicate.decided'), {
        label: t('duplicate.take_back'),
        onAct: () => void takeBack.run({ pairs: decided, decision: 'open' }),
      })
      form.reset()
    },
  })
  return (
    <OperationForm of={form} label={t('duplicate.decide')}>
      {pairs.length > 1 && (
        <WhichPairs
          pairs={pairs.slice(0, AT_ONCE)}
          titleOf={titleOf}
          chosen={chosen}
          onChoose={(values) => setLeft(ids.filter((id) => !values.includes(id)))}
        />
      )}
      <form.Choice
        name="decision"
        label={t('match.decision')}
        missing={t('duplicate.decision_missing')}
        required
        inline
        options={[
          { value: 'different', label: t('duplicate.different') },
          { value: 'unsure', label: t('duplicate.unsure') },
        ]}
      />
      <form.TextArea
        name="because"
        label={t('duplicate.because')}
        help={t('match.because_help')}
        missing={t('duplicate.because_missing')}
        required
        rows={2}
      />
      <Actions>
        <Button
          type="submit"
          busy={form.busy}
          disabledReason={barred ?? (chosen.length === 0 ? t('duplicate.none_chosen') : undefined)}
        >
          {t('duplicate.decide_act', { count: chosen.length })}
        </Button>
      </Actions>
    </OperationForm>
  )
}

/** What happened to each of them, as far as the reader may know; read when it is asked for, since that is written down. */
function Histories({ people, names }: { people: readonly Glimpse[]; names: readonly string[] }) {
  const t = useMessages()
  const { list } = useFormats()
  const [shown, setShown] = useState(false)
  const journey = useSlot('person.journey')
  if (!shown)
    return (
      <Actions>
        <Button icon="clock" onClick={() => setShown(true)}>
          {t('duplicate.histories')}
        </Button>
      </Actions>
    )
  return (
    <section aria-label={t('duplicate.histories_of', { names: list(names) })}>
      <Columns>
        {people.slice(0, BESIDE).map((person, at) => (
          <Stack key={person.id}>
            <h2>
              <bdi>{names[at]}</bdi>
            </h2>
            {journey.map((content) => (
              <SlotView key={content.key} content={content} props={{ person: person.id }} />
            ))}
          </Stack>
        ))}
      </Columns>
    </section>
  )
}
