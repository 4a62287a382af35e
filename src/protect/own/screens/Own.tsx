// A person's own page: a code opens it, it shows what is held and who saw it, and closing it leaves nothing
// on the device.
import { useEffect, useEffectEvent, useState } from 'react'
import { Problem } from '../../../kernel/problem.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { later } from '../../../kit/later.tsx'
import { useTitle } from '../../../kit/route.tsx'
import { Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { TimeZone, useFormats, useLocale, useMessages } from '../../../kit/messages.tsx'
import { Failed, Loading, Notice } from '../../../kit/State.tsx'
import { Tabs } from '../../../kit/controls/Tabs.tsx'
import type { OwnView } from '../operations.ts'
import { codeInAddress, finish, look } from './requests.ts'
import { Allowed } from './Allowed.tsx'
import { Held } from './Held.tsx'
import { Requests } from './Requests.tsx'
import { Seen } from './Seen.tsx'
import './own.css'

const Enter = later(() => import('./Enter.tsx'), <Loading lines={3} />)

type Phase = 'code' | 'open' | 'over' | 'finished' | 'unreached'

/** An open view survives a reload: an old telephone unloads a page whenever it needs the memory. */
export default function Own() {
  useTitle(useMessages()('own.title'))
  const [brought] = useState(codeInAddress)
  const [phase, setPhase] = useState<Phase>(() =>
    brought !== '' ? 'code' : isUnfinished() ? 'unreached' : 'open',
  )
  const [shown, setShown] = useState(false)
  if (phase === 'code') return <Arrival brought={brought} onOpen={() => setPhase('open')} />
  if (phase === 'open')
    return (
      <View
        onShown={() => setShown(true)}
        onOver={() => setPhase(shown ? 'over' : 'code')}
        onFinished={setPhase}
      />
    )
  return <Closed how={phase} onAgain={() => setPhase('code')} onFinished={setPhase} />
}

function Arrival({ brought, onOpen }: { brought: string; onOpen: () => void }) {
  const t = useMessages()
  return (
    <Page width="narrow">
      <PageHeader title={t('own.enter_title')} lead={t('own.enter_lead')} />
      <Stack>
        <Notice tone="sun">{t('own.alone')}</Notice>
        <Enter brought={brought} onOpen={onOpen} />
        <p className="soft">{t('own.no_code')}</p>
      </Stack>
    </Page>
  )
}

/** Fetched again for another language, and after every change: the page shows what the server holds. */
function useOwnView() {
  const { locale } = useLocale()
  const [round, setRound] = useState(0)
  const [state, setState] = useState<{ view?: OwnView; problem?: Error }>({})
  useEffect(() => {
    let here = true
    look(locale).then(
      (view) => here && setState({ view }),
      (problem: Error) => here && setState((before) => ({ ...before, problem })),
    )
    return () => {
      here = false
    }
  }, [locale, round])
  return { ...state, again: () => setRound((before) => before + 1) }
}

const isOver = (problem: Error | undefined) => problem instanceof Problem && problem.status === 401

function View({
  onShown,
  onOver,
  onFinished,
}: {
  onShown: () => void
  onOver: () => void
  onFinished: Finished
}) {
  const { view, problem, again } = useOwnView()
  const left = view?.secondsLeft
  const tell = useEffectEvent((over: boolean) => (over ? onOver() : onShown()))
  useEffect(() => {
    if (isOver(problem)) return tell(true)
    if (left === undefined) return
    tell(false)
    const timer = setTimeout(() => tell(true), left * 1000)
    return () => clearTimeout(timer)
  }, [left, problem])

  if (view === undefined)
    return (
      <Page width="narrow">
        {problem && !isOver(problem) ? <Failed problem={problem} again={again} /> : <Loading lines={8} />}
      </Page>
    )
  return (
    <TimeZone value={view.timeZone}>
      <Sides view={view} again={again} onFinished={onFinished} />
    </TimeZone>
  )
}

/** What is held and what one can do about it first; its times are those of the centre's clock, as on paper. */
function Sides({ view, again, onFinished }: { view: OwnView; again: () => void; onFinished: Finished }) {
  const t = useMessages()
  const { time } = useFormats()
  return (
    <Page width="narrow">
      <PageHeader
        title={view.called === null ? t('own.title') : t('own.hello', { name: view.called })}
        lead={
          <>
            {t('own.lead', { organisation: view.organisation })} {t('own.closes', { time: time(view.until) })}
          </>
        }
      />
      <div className="own-sides">
        <Tabs
          label={t('own.sides')}
          tabs={[
            { key: 'held', title: t('own.held'), content: <Held view={view} onChanged={again} /> },
            { key: 'consents', title: t('own.consents'), content: <Allowed view={view} onChanged={again} /> },
            {
              key: 'requests',
              title: t('own.requests'),
              content: <Requests view={view} onChanged={again} />,
            },
            { key: 'seen', title: t('own.seen'), content: <Seen view={view} /> },
          ]}
        />
      </div>
      <div className="own-foot screen-only">
        <Finish onFinished={onFinished} />
      </div>
    </Page>
  )
}

type Finished = (how: 'finished' | 'unreached') => void

/**
 * Cleared from the screen whatever the network does; when the server could not be reached, the next page says
 * so.
 */
function Finish({ onFinished }: { onFinished: Finished }) {
  const t = useMessages()
  const [busy, setBusy] = useState(false)
  async function send() {
    setBusy(true)
    const how = await finish().then(
      () => 'finished' as const,
      (problem: Error) => (isOver(problem) ? 'finished' : 'unreached'),
    )
    setBusy(false)
    onFinished(how)
  }
  return (
    <Button kind="primary" icon="entrance" wide busy={busy} onClick={() => void send()}>
      {t('own.finish')}
    </Button>
  )
}

/** In the history of this tab only: nothing is stored on the device. A reload must not show the view again. */
const UNFINISHED = { unfinished: true }
const isUnfinished = () => (history.state as Partial<typeof UNFINISHED> | null)?.unfinished === true

const CLOSED = {
  over: { title: 'own.over_title', text: 'problem.own.ended' },
  finished: { title: 'own.finished', text: 'own.finished_help' },
  unreached: { title: 'own.unreached', text: 'own.unreached_help' },
} as const

function Closed({
  how,
  onAgain,
  onFinished,
}: {
  how: keyof typeof CLOSED
  onAgain: () => void
  onFinished: Finished
}) {
  const t = useMessages()
  useEffect(() => history.replaceState(how === 'unreached' ? UNFINISHED : null, '', location.pathname), [how])
  return (
    <Page width="narrow">
      <PageHeader title={t(CLOSED[how].title)} />
      <Stack>
        <p>{t(CLOSED[how].text)}</p>
        {how === 'unreached' ? (
          <Finish onFinished={onFinished} />
        ) : (
          <Button onClick={onAgain}>{t('own.another_code')}</Button>
        )}
      </Stack>
    </Page>
  )
}
