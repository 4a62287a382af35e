// Commands of this device that the server rejected: explained, to be corrected, sent again or discarded with
// a reason.
import { useDevice, useKept } from '../../../device/hooks.tsx'
import type { Entry } from '../../../device/store.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { Problem, toDocument, type ProblemStatus } from '../../../kernel/problem.ts'
import { commandFailed } from '../../../kernel/problems.ts'
import { LinkButton } from '../../../kit/controls/Button.tsx'
import { useProblemText } from '../../../kit/Form.tsx'
import { Card, Inline, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { isolate } from '../../../kit/formats.ts'
import { later } from '../../../kit/later.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { EmptyState, Loading, Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { decideLate } from '../policy.ts'
import { conflictOf, settled, type Conflict } from '../rules.ts'
import { GiveUp } from './GiveUp.tsx'
import { Late } from './Late.tsx'
import { useCommandName } from './field-names.ts'

const Settle = later(() => import('./Settle.tsx'), <Loading lines={3} />)
const Written = later(() => import('./Written.tsx'), <Loading lines={3} />)

export default function NeedsAttention() {
  const t = useMessages()
  const decides = useMay(decideLate) === undefined
  return (
    <Page width="narrow">
      <PageHeader title={t('devices.attention')} />
      <Stack>
        {decides && <Late />}
        <OfThisDevice />
      </Stack>
    </Page>
  )
}

function OfThisDevice() {
  const t = useMessages()
  const device = useDevice()
  const problemText = useProblemText()
  const entries = useKept((kept) => kept.attention())
  const status = useKept((kept) => kept.status())
  // A user who may no longer act here; anything else that every request meets is the fault of an old page.
  const whyRefused = (problem: Problem | undefined) =>
    problem?.status === 403 || problem?.status === 409
      ? t('devices.refused_kept', { problem: problemText(problem) })
      : t('devices.refused')
  if (!device) {
    return (
      <EmptyState
        title={t('devices.keeps_nobody')}
        drawing="wire"
        action={<LinkButton href="/devices/here">{t('devices.here')}</LinkButton>}
      />
    )
  }
  if (entries === undefined) return <Loading />
  const ids = new Set(entries.map(({ id }) => id))
  const first = entries.filter(({ parked, after }) => !parked || after === undefined || !ids.has(after))
  return (
    <Stack>
      {first.length > 0 && <p>{t('devices.attention_lead')}</p>}
      {status?.connection === 'signed_out' && <Notice tone="now">{t('devices.signed_out')}</Notice>}
      {status?.connection === 'refused' && <Notice tone="now">{whyRefused(status.problem)}</Notice>}
      {first.length === 0 && (
        <EmptyState title={t('devices.nothing')}>{t('devices.nothing_help')}</EmptyState>
      )}
      {first.map((entry) => (
        <Refused key={entry.id} entry={entry} waiting={waitingFor(entries, entry).length} />
      ))}
    </Stack>
  )
}

/** Carries a decision out and sends it. @throws Problem when it was made in another tab in the meantime */
function useDecision() {
  const device = useDevice()
  const say = useToast()
  return async (work: () => Promise<unknown> | undefined, done: string) => {
    await work()
    say(done)
    void device?.flush().catch(() => {})
  }
}

/** Every command that depends on this one, directly or not. */
function waitingFor(entries: readonly Entry[], { id }: Entry): Entry[] {
  const children = entries.filter(({ parked, after }) => parked && after === id)
  return children.flatMap((child) => [child, ...waitingFor(entries, child)])
}

function Refused({ entry, waiting }: { entry: Entry; waiting: number }) {
  const t = useMessages()
  const device = useDevice()
  const formats = useFormats()
  const problemText = useProblemText()
  const commandName = useCommandName()
  const { code, status, data = {} } = entry.problem ?? toDocument(commandFailed())
  const problem = new Problem(code, status as ProblemStatus, data)
  const conflict = conflictOf(problem, entry.input)
  const person = entry.persons[0]
  // Isolated, because a name may be in a script of the other direction.
  const labels = (useKept((kept) => kept.labels(entry)) ?? []).map(isolate)

  const decide = useDecision()
  const settle = (at: Conflict) => (theirs: ReadonlySet<string>) =>
    decide(async () => {
      const input = settled(entry.input, at, theirs)
      if (input === undefined) await device?.discard(entry.id, t('devices.theirs_stands'))
      else await device?.resend(entry.id, input)
    }, t('devices.settled'))

  return (
    <Card title={[commandName(entry.name), ...labels].join(' · ')} icon="alert" tone="now">
      <p>{problemText(problem)}</p>
      <p className="small soft">
        {formats.instant(entry.occurredAt)}
        {waiting > 0 && ` · ${t('devices.waiting', { count: waiting })}`}
      </p>
      {conflict ? (
        <Settle command={entry.name} conflict={conflict} onSettle={settle(conflict)} />
      ) : (
        <Written
          command={entry.name}
          input={entry.input}
          act={t('devices.send_again')}
          icon="send"
          onSend={(input) => decide(() => device?.resend(entry.id, input), t('devices.sent_again'))}
        />
      )}
      <Inline>
        {person !== undefined && (
          <a href={hrefTo('/people/:person', { person })}>{t('devices.open_record')}</a>
        )}
        <GiveUp
          help={t('devices.give_up_help', { count: waiting })}
          onGiveUp={(reason) => decide(() => device?.discard(entry.id, reason), t('devices.given_up'))}
        />
      </Inline>
    </Card>
  )
}
