// The needs and goals of a person that were closed, with what happened, from where they are reopened.
import { Button } from '../../../kit/controls/Button.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Disclosure, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useMay } from '../../../kit/session.tsx'
import { StatusPill } from '../../../kit/State.tsx'
import type { Goal, Need } from '../operations.ts'
import * as policy from '../policy.ts'
import { useReopen, type Closable } from './closing.tsx'

export default function Closed({
  person,
  needs,
  goals,
}: {
  person: string
  needs: readonly Need[]
  goals: readonly Goal[]
}) {
  const t = useMessages()
  const words = usePack()
  return (
    <Disclosure label={t('plan.close.closed', { count: needs.length + goals.length })}>
      <List label={t('plan.close.closed_list')}>
        {needs.map((need) => (
          <ClosedRow
            key={need.id}
            of={{ kind: 'need', person, id: need.id, name: words?.term('needs', need.code) ?? need.code }}
            on={need.endedOn}
            note={need.endingNote}
            good={need.ending === 'met'}
            how={need.ending ? t(`need.ending.${need.ending}`) : ''}
            notOurs={need.notedBy !== null}
          />
        ))}
        {goals.map((goal) => (
          <ClosedRow
            key={goal.id}
            of={{ kind: 'goal', person, id: goal.id, name: goal.text }}
            on={goal.reachedOn ?? goal.droppedOn}
            note={goal.endingNote}
            good={goal.reachedOn !== null}
            how={t(goal.reachedOn === null ? 'plan.left' : 'plan.reached')}
          />
        ))}
      </List>
    </Disclosure>
  )
}

function ClosedRow({
  of,
  on,
  note,
  good,
  how,
  notOurs = false,
}: {
  of: Closable
  on: string | null | undefined
  note: string | null | undefined
  good: boolean
  how: string
  notOurs?: boolean
}) {
  const t = useMessages()
  const disabledReason = useMay(of.kind === 'need' ? policy.identify : policy.plan)
  const { reopen, busy } = useReopen(of)
  return (
    <ListRow
      title={of.name}
      detail={
        <>
          {t(`plan.close.kind.${of.kind}`)}
          {on && (
            <>
              {'\u00a0· '}
              <DateText date={on} />
            </>
          )}
          {note && (
            <>
              {'\u00a0· '}
              <bdi>{note}</bdi>
            </>
          )}
        </>
      }
      end={
        <>
          <StatusPill tone={good ? 'good' : 'closed'}>{how}</StatusPill>
          {!notOurs && (
            <span className="screen-only">
              <Button
                kind="quiet"
                busy={busy}
                disabledReason={disabledReason}
                aria-label={t('plan.close.reopen_one', { name: of.name })}
                onClick={() => void reopen()}
              >
                {t('plan.close.reopen')}
              </Button>
            </span>
          )}
        </>
      }
    />
  )
}
