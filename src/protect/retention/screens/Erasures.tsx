// The queue of reviews before an erasure, and how earlier ones were answered; nobody is erased without a
// review.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Card, List, ListRow, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { Acts } from '../../../kit/controls/Menu.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { listErasures, type ErasureReview } from '../operations.ts'
import { Answering, type Doing } from './Answering.tsx'
import { ReviewDetail, StatePill } from './words.tsx'

export default function Erasures() {
  const t = useMessages()
  const asked = useAsk(listErasures, {}, { refreshOn: ['erasure'] })
  return (
    <Page>
      <PageHeader title={t('erasure.title')} lead={t('erasure.lead')} />
      <p>
        <a href={hrefTo('/retention')}>{t('erasure.rules_link')}</a>
      </p>
      <Answer of={asked}>
        {({ waiting, answered }) => (
          <Stack>
            <Card title={t('erasure.waiting')} icon="clock">
              {waiting.length === 0 ? (
                <EmptyState title={t('erasure.none')} drawing="shade">
                  {t('erasure.none_help')}
                </EmptyState>
              ) : (
                <List label={t('erasure.waiting')}>
                  {waiting.map((one) => (
                    <Waiting key={one.id} review={one} />
                  ))}
                </List>
              )}
            </Card>
            {answered.length > 0 && (
              <Card title={t('erasure.answered')}>
                <List label={t('erasure.answered')}>
                  {answered.map((one) => (
                    <ListRow
                      key={one.id}
                      title={<Whose review={one} />}
                      detail={<ReviewDetail review={one} />}
                      end={<StatePill state={one.state} />}
                    />
                  ))}
                </List>
              </Card>
            )}
          </Stack>
        )}
      </Answer>
    </Page>
  )
}

function Whose({ review }: { review: ErasureReview }) {
  const t = useMessages()
  if (review.name !== null) return <bdi>{review.name}</bdi>
  return <>{t('erasure.nameless', { reference: review.person.slice(-8) })}</>
}

function Waiting({ review }: { review: ErasureReview }) {
  const t = useMessages()
  const [doing, setDoing] = useState<Doing>()
  return (
    <ListRow
      {...(review.name !== null && { href: hrefTo('/people/:person', { person: review.person }) })}
      title={<Whose review={review} />}
      now={review.because === 'wish'}
      detail={<ReviewDetail review={review} />}
      end={<StatePill state={review.state} />}
    >
      <Acts
        of={review.name ?? t('erasure.nameless', { reference: review.person.slice(-8) })}
        more={[
          {
            key: 'keep',
            label: t(review.because === 'wish' ? 'erasure.do.refuse' : 'erasure.do.keep'),
            onAct: () => setDoing('keep'),
          },
        ]}
      >
        {/* What was wished for, or what the rule says; a dialog asks once more. */}
        <Button onClick={() => setDoing('erase')}>{t('erasure.do.erase')}</Button>
      </Acts>
      {doing && <Answering review={review} doing={doing} onDone={() => setDoing(undefined)} />}
    </ListRow>
  )
}
