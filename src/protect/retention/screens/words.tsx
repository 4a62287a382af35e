// The wording of a review before an erasure, in the queue and on a person's record.
import { Fragment } from 'react'
import { DateText } from '../../../kit/Figures.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { StatusPill } from '../../../kit/State.tsx'
import type { ErasureReview } from '../operations.ts'

const TONES = { open: 'now', kept: 'open', refused: 'closed', erased: 'closed' } as const

export function StatePill({ state }: { state: ErasureReview['state'] }) {
  const t = useMessages()
  return <StatusPill tone={TONES[state]}>{t(`erasure.state.${state}`)}</StatusPill>
}

export function ReviewDetail({ review, titled = false }: { review: ErasureReview; titled?: boolean }) {
  const t = useMessages()
  const lines = [
    !titled && t(`erasure.because.${review.because}`),
    review.classes.map((one) => t(`retention.class.${one}`)).join(' · '),
    review.lastContact && (
      <>
        {t('erasure.last_contact')} <DateText date={review.lastContact} />
      </>
    ),
    review.words && <q key="words">{review.words}</q>,
    <>
      {review.askedBy ? t('erasure.noted_by', { name: review.askedBy }) : t('erasure.noted')}{' '}
      <DateText instant={review.notedAt} />
    </>,
    review.keptUntil && (
      <>
        {t('erasure.kept_until')} <DateText date={review.keptUntil} />
      </>
    ),
    review.reason,
    review.decidedAt && (
      <>
        {t('erasure.decided_by', { name: review.decidedBy ?? t('erasure.the_house') })}{' '}
        <DateText instant={review.decidedAt} />
      </>
    ),
  ]
  return lines.filter(Boolean).map((line, at) => (
    <Fragment key={at}>
      {at > 0 && <br />}
      {line}
    </Fragment>
  ))
}
