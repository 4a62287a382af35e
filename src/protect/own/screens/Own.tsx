// A person's own page: a code opens it, it shows what is held and who saw it, and closing it leaves nothing behind.
import { useEffect, useEffectEvent, useState } from 'react'
import { Problem } from '../../../kernel/problem.ts'
import { Button } from '../../../kit/Button.tsx'
import { useAct } from '../../../kit/door.ts'
import { TextField } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useLocale, useMessages } from '../../../kit/messages.tsx'
import { EmptyState, Failed, Loading, Notice } from '../../../kit/State.tsx'
import { Tabs } from '../../../kit/Tabs.tsx'
import { readable, tidied, type OwnView } from '../contract.ts'
import { codeInAddress, enter, finish, look } from './door.ts'
import { Allowed } from './Allowed.tsx'
import { Held } from './Held.tsx'
import { Requests } from './Requests.tsx'
import { Seen } from './Seen.tsx'
import './own.css'

type Phase = 'code' | 'open' | 'over' | 'finished'

/** An open view outlives a reload: an old telephone drops a page whenever it wants the memory. */
export default function Own() {
  const [brought] = useState(codeInAddress)
  const [phase, setPhase] = useState<Phase>(brought === '' ? 'open' : 'code')
  const [shown, setShown] = useState(false)
  if (phase === 'code') return <Enter brought={brought} onOpen={() => setPhase('open')} />
  if (phase === 'open')
    return (
      <View
        onShown={() => setShown(true)}
        onOver={() => setPhase(shown ? 'over' : 'code')}
        onFinished={() => setPhase('finished')}
      />
    )
  return <Closed how={phase} onAgain={() => setPhase('code')} />
}

function Enter({ brought, onOpen }: { brought: string; onOpen: () => void }) {
  const t = useMessages()
  const [typed, setTyped] = useState(() => readable(brought))
  const [tried, setTried] = useState(false)
  const act = useAct()
  const code = tidied(typed)
  async function send() {
    setTried(true)
    if (code !== undefined && (await act.run(() => enter(code)))) onOpen()
  }
  return (
    <Page width="narrow">
      <PageHeader title={t('own.enter_title')} lead={t('own.enter_lead')} />
      <Stack>
        <Notice tone="sun">{t('own.alone')}</Notice>
        <Form
          onSubmit={send}
          problem={act.problem}
          refused={t('own.not_entered')}
          errors={tried && code === undefined ? [t('own.code_missing')] : []}
        >
          <TextField
            label={t('own.code')}
            help={t('own.code_help')}
            inputMode="numeric"
            autoComplete="off"
            spellCheck={false}
            maxLength={60}
            value={typed}
            onChange={setTyped}
          />
          <Actions>
            <Button type="submit" kind="primary" wide busy={act.busy}>
              {t('own.enter')}
            </Button>
          </Actions>
        </Form>
        <p className="soft">{t('own.no_code')}</p>
      </Stack>
    </Page>
  )
}

/** Asked anew in another language, and after every change: what stands here is what stands in the house. */
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
  onFinished: () => void
}) {
  const t = useMessages()
  const { time } = useFormats()
  const act = useAct()
  const { view, problem, again } = useOwnView()
  const until = view?.until
  const tell = useEffectEvent((over: boolean) => (over ? onOver() : onShown()))
  useEffect(() => {
    if (isOver(problem)) return tell(true)
    if (until === undefined) return
    tell(false)
    const timer = setTimeout(() => tell(true), Math.max(0, Date.parse(until) - Date.now()))
    return () => clearTimeout(timer)
  }, [until, problem])

  if (view === undefined)
    return (
      <Page width="narrow">
        {problem && !isOver(problem) ? <Failed problem={problem} again={again} /> : <Loading lines={8} />}
      </Page>
    )
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
      <Tabs
        label={t('own.sides')}
        tabs={[
          { key: 'seen', title: t('own.seen'), content: <Seen view={view} /> },
          { key: 'held', title: t('own.held'), content: <Held view={view} onChanged={again} /> },
          { key: 'consents', title: t('own.consents'), content: <Allowed view={view} onChanged={again} /> },
          { key: 'requests', title: t('own.requests'), content: <Requests view={view} onChanged={again} /> },
        ]}
      />
      <div className="own-foot screen-only">
        <Button
          kind="primary"
          icon="door"
          wide
          busy={act.busy}
          // Closed on the screen whatever the network does: the house closes it by itself soon after.
          onClick={() => void act.run(finish).finally(onFinished)}
        >
          {t('own.finish')}
        </Button>
      </div>
    </Page>
  )
}

function Closed({ how, onAgain }: { how: 'over' | 'finished'; onAgain: () => void }) {
  const t = useMessages()
  // What was read may still be in the browser's memory for its back button.
  useEffect(() => history.replaceState(null, '', location.pathname), [])
  const finished = how === 'finished'
  return (
    <Page width="narrow">
      <PageHeader title={finished ? t('own.finished') : t('own.over_title')} />
      <EmptyState
        title={finished ? t('own.finished_help') : t('problem.own.ended')}
        drawing="door"
        action={<Button onClick={onAgain}>{t('own.another_code')}</Button>}
      />
    </Page>
  )
}
