// Emergency openings: who, why, until when and what was read; a verdict by another user, and all of it kept.
import { useEffect, useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId, useAsk } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Disclosure, List, ListRow, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { useActor } from '../../../kit/session.tsx'
import { Answer, EmptyState, StatusPill } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { listOpenings, reviewBreakGlass, Verdict, type Opening } from '../operations.ts'
import { By } from './By.tsx'
import { useWaiting } from './OpeningsToday.tsx'

export default function Openings() {
  const t = useMessages()
  const asked = useAsk(listOpenings, {})
  const { data: waiting } = useWaiting()
  const { again } = asked
  const news = waiting && `${waiting.open}/${waiting.waiting}`
  // The list names people, so it is fetched again only when the counts have changed.
  useEffect(() => {
    if (news !== undefined) again()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `again` is another function each time
  }, [news])
  const [judging, setJudging] = useState<Opening>()
  return (
    <Page width="narrow">
      <PageHeader title={t('break_glass.title')} lead={t('break_glass.lead')} />
      <Answer of={asked}>
        {({ openings }) =>
          openings.length === 0 ? (
            <EmptyState title={t('break_glass.none')} drawing="shade">
              {t('break_glass.none_help')}
            </EmptyState>
          ) : (
            <List label={t('break_glass.title')}>
              {openings.map((opening) => (
                <OpeningRow key={opening.id} opening={opening} onJudge={() => setJudging(opening)} />
              ))}
            </List>
          )
        }
      </Answer>
      {judging && <Judge opening={judging} onDone={() => setJudging(undefined)} />}
    </Page>
  )
}

function OpeningRow({ opening, onJudge }: { opening: Opening; onJudge: () => void }) {
  const t = useMessages()
  const formats = useFormats()
  const { user } = useActor()
  const last = opening.reviews.at(-1)
  const waits = last === undefined || last.verdict === 'needs_follow_up'
  return (
    <ListRow
      title={<bdi>{opening.by.name ?? t('kit.not_recorded')}</bdi>}
      now={waits}
      detail={
        <>
          <a href={hrefTo('/people/:person', { person: opening.person })}>
            <bdi>{opening.called ?? t('break_glass.somebody')}</bdi>
          </a>
          {' · '}
          {t(`confidential.group.${opening.group}`)}
          {' · '}
          {t('break_glass.when', {
            from: formats.instant(opening.openedAt),
            until: formats.instant(opening.until),
          })}
          {' · '}
          {t('break_glass.read', { count: opening.read })}
        </>
      }
      end={
        <StatusPill tone={waits ? 'now' : last.verdict === 'justified' ? 'good' : 'closed'}>
          {last ? t(`break_glass.verdict.${last.verdict}`) : t('break_glass.standing.waiting')}
        </StatusPill>
      }
    >
      {opening.standing === 'open' && <StatusPill tone="open">{t('break_glass.standing.open')}</StatusPill>}
      {opening.reason !== null && (
        <Disclosure label={t('break_glass.reason')}>
          <p dir="auto">{opening.reason}</p>
        </Disclosure>
      )}
      {opening.reviews.map((review) => (
        <p key={review.reviewedAt} className="soft">
          {t(`break_glass.verdict.${review.verdict}`)}
          {' · '}
          <By name={review.by.name} instant={review.reviewedAt} />
          {review.note !== null && (
            <>
              {' · '}
              <bdi>{review.note}</bdi>
            </>
          )}
        </p>
      ))}
      {waits && (
        <Button disabledReason={opening.by.id === user ? t('break_glass.own') : undefined} onClick={onJudge}>
          {t('break_glass.review')}
        </Button>
      )}
    </ListRow>
  )
}

function Judge({ opening, onDone }: { opening: Opening; onDone: () => void }) {
  const t = useMessages()
  const say = useToast()
  const [id] = useState(newId)
  const form = useOperationForm(reviewBreakGlass, {
    initial: { person: opening.person, id, opening: opening.id },
    done() {
      say(t('break_glass.reviewed'))
      onDone()
    },
  })
  return (
    <Dialog title={t('break_glass.review_title')} onClose={onDone}>
      <OperationForm of={form}>
        <form.Choice
          name="verdict"
          label={t('break_glass.verdict')}
          help={t('break_glass.verdict_help')}
          missing={t('break_glass.verdict_missing')}
          options={Verdict.options.map((value) => ({ value, label: t(`break_glass.verdict.${value}`) }))}
        />
        <form.TextArea name="note" label={t('break_glass.note')} rows={3} />
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('kit.save')}
          </Button>
          <Button onClick={onDone}>{t('kit.cancel')}</Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}
