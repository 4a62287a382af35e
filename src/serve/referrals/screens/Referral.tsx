// One referral: its state on the timeline, and what this user may do next.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { later } from '../../../kit/later.tsx'
import { Card, Columns, FactRow, Facts, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { InLanguage } from '../../../kit/InLanguage.tsx'
import { LOCALES, useMessages, type UiLocale } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { RootLine, type RootNode } from '../../../kit/drawings/RootLine.tsx'
import type { ScreenProps } from '../../../kit/route.tsx'
import { Answer, Notice } from '../../../kit/State.tsx'
import { getReferral, type Referral } from '../operations.ts'
import { isWorking } from '../rules.ts'
import { StatePill, useNameOf } from './rows.tsx'
import { Slip, SlipChoice } from './Slip.tsx'

/** The first of the person's languages that the application speaks. */
const languageOfPaper = (spoken: readonly string[]) =>
  LOCALES.find((each) => spoken.includes(each)) ?? LOCALES[0]

const Moves = later(() => import('./Moves.tsx'))

export default function OneReferral({
  params: { person, referral: id },
}: ScreenProps<'/referrals/:person/:referral'>) {
  const asked = useAsk(getReferral, { person, id }, { refreshOn: ['service'] })
  return <Answer of={asked}>{(referral) => <Shown referral={referral} />}</Answer>
}

function Shown({ referral }: { referral: Referral }) {
  const t = useMessages()
  const words = usePack()
  const { introduction, side } = referral
  const name = useNameOf()(referral)
  // A referral that this side may no longer read has no reason and no link to the record.
  const isRead = referral.reason !== ''
  const seesRecord = side === 'sender' || (isRead && isWorking(referral.state))
  // Once it is sent, what is printed of it is the slip that the person takes along.
  const isHandedOut = side === 'sender' && referral.sentAt !== null && referral.closedAt === null
  const [chosen, setLanguage] = useState<UiLocale>()
  const language = chosen ?? languageOfPaper(introduction.languages)
  const screen = (
    <Page>
      <PageHeader
        over={side === 'sender' ? t('referral.sent_one') : t('referral.received_one')}
        title={name}
        lead={referral.service?.name ?? t('referral.no_service')}
        back={{ href: hrefTo('/referrals', {}, { side }), label: t('referral.title') }}
        actions={
          <>
            <StatePill referral={referral} />
            {seesRecord && (
              <LinkButton href={hrefTo('/people/:person', { person: referral.person })} icon="person">
                {t('referral.open_person')}
              </LinkButton>
            )}
          </>
        }
      />
      <Columns of="main-aside">
        <Stack>
          <Card title={t(isRead ? 'referral.reason' : 'referral.one')}>
            {isRead && <p>{referral.reason}</p>}
            <Facts>
              <FactRow label={t('referral.sender')}>{referral.sender.name}</FactRow>
              <FactRow label={t('referral.receiver')}>{referral.receiver.name}</FactRow>
              {referral.answerBy && !referral.unsent && (
                <FactRow label={t('referral.answer_by')}>
                  <DateText date={referral.answerBy} />
                </FactRow>
              )}
              {introduction.ageBand !== 'unknown' && (
                <FactRow label={t('referral.age')}>
                  {t('referral.age_band', { band: introduction.ageBand })}
                </FactRow>
              )}
              {introduction.languages.length > 0 && (
                <FactRow label={t('referral.languages')}>
                  {introduction.languages.map((code) => words?.term('languages', code) ?? code).join(' · ')}
                </FactRow>
              )}
            </Facts>
            {!seesRecord && (
              <Notice>
                {t(referral.closedAt || !isRead ? 'referral.record_closed' : 'referral.only_introduction')}
              </Notice>
            )}
          </Card>
          {side === 'receiver' && referral.state === 'declined' && (
            <Notice>{t('referral.declined_by_mistake', { name: referral.sender.name })}</Notice>
          )}
          <div className="screen-only">
            <Moves referral={referral} />
          </div>
        </Stack>
        <Stack>
          <Card title={t('referral.road')}>
            <RootLine label={t('referral.road')} nodes={stagesOf(referral, t, words?.term)} />
          </Card>
          {isHandedOut && <SlipChoice language={language} onLanguage={setLanguage} />}
        </Stack>
      </Columns>
    </Page>
  )
  if (!isHandedOut) return screen
  return (
    <>
      <div className="screen-only">{screen}</div>
      <div className="print-only">
        <InLanguage of={language}>
          <Slip referral={referral} />
        </InLanguage>
      </div>
    </>
  )
}

/** The stages of the referral so far, and the one expected next. */
function stagesOf(
  referral: Referral,
  t: ReturnType<typeof useMessages>,
  term: ((taxonomy: 'declineReasons', code: string) => string) | undefined,
): RootNode[] {
  const nodes: RootNode[] = [
    { key: 'created', instant: referral.createdAt, title: t('fact.referral.drafted') },
  ]
  if (referral.unsent && referral.state === 'sent')
    return [...nodes, { key: 'unsent', title: t('referral.unsent_sending'), icon: 'send', state: 'later' }]
  if (referral.sentAt)
    nodes.push({ key: 'sent', instant: referral.sentAt, title: t('fact.referral.sent'), icon: 'send' })
  if (referral.answeredAt) {
    const declined = referral.declineReason !== null
    nodes.push({
      key: 'answered',
      instant: referral.answeredAt,
      title: t(declined ? 'fact.referral.declined' : 'fact.referral.accepted'),
      ...(declined && { detail: term?.('declineReasons', referral.declineReason ?? '') }),
      state: declined ? 'undone' : 'done',
    })
  }
  if (referral.scheduledFor) {
    nodes.push({
      key: 'scheduled',
      instant: referral.scheduledFor,
      title: t('referral.appointment'),
      icon: 'calendar',
      state: referral.state === 'scheduled' ? 'later' : referral.state === 'no_show' ? 'undone' : 'done',
    })
  }
  if (referral.state === 'sent') {
    nodes.push({
      key: 'waiting',
      ...(referral.answerBy && { date: referral.answerBy }),
      title: t('referral.waiting_answer'),
      state: referral.side === 'receiver' ? 'now' : 'later',
    })
  }
  if (referral.state === 'expired')
    nodes.push({ key: 'expired', title: t('fact.referral.expired'), state: 'now' })
  if (referral.closedAt) {
    nodes.push({
      key: 'closed',
      instant: referral.closedAt,
      title: t(
        referral.state === 'closed'
          ? `referral.result.${referral.result ?? 'not_served'}`
          : `referral.state.${referral.state}`,
      ),
      ...(referral.feedback && { detail: referral.feedback }),
      ...(referral.state === 'cancelled' &&
        referral.endedBecause && { detail: t(`referral.note.consent.${referral.endedBecause}`) }),
      state: referral.result === 'served' ? 'done' : 'undone',
    })
  }
  return nodes
}
