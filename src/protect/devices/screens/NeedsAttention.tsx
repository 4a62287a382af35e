// What was done here and not taken in: said in words, to be corrected, sent again or given up with a reason.
import { useState } from 'react'
import { useDevice, useKept } from '../../../device/hooks.tsx'
import type { Entry } from '../../../device/store.ts'
import {
  conflict as standsAgainst,
  Problem,
  toDocument,
  type Json,
  type ProblemStatus,
} from '../../../kernel/problem.ts'
import { Button, LinkButton } from '../../../kit/Button.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { ChoiceGroup, TextArea, TextField } from '../../../kit/Field.tsx'
import { Actions, Form, useProblemText } from '../../../kit/Form.tsx'
import { Card, Disclosure, FactRow, Facts, Line, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useLocale, useMessages } from '../../../kit/messages.tsx'
import { EmptyState, Loading, Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import { conflictOf, corrected, settled, written, type Conflict } from '../rules.ts'

export default function NeedsAttention() {
  const t = useMessages()
  const device = useDevice()
  const entries = useKept((kept) => kept.attention())
  const status = useKept((kept) => kept.status())
  if (!device) {
    return (
      <Page width="narrow">
        <PageHeader title={t('devices.attention')} />
        <EmptyState
          title={t('devices.keeps_nobody')}
          drawing="wire"
          action={<LinkButton href="/devices/here">{t('devices.here')}</LinkButton>}
        />
      </Page>
    )
  }
  if (entries === undefined) return <Loading />
  const ids = new Set(entries.map(({ id }) => id))
  const first = entries.filter(({ parked, after }) => !parked || after === undefined || !ids.has(after))
  return (
    <Page width="narrow">
      <PageHeader title={t('devices.attention')} lead={t('devices.attention_lead')} />
      <Stack>
        {status?.line === 'signed_out' && <Notice tone="now">{t('devices.signed_out')}</Notice>}
        {status?.line === 'refused' && <Notice tone="now">{t('devices.refused')}</Notice>}
        {first.length === 0 && (
          <EmptyState title={t('devices.nothing')}>{t('devices.nothing_help')}</EmptyState>
        )}
        {first.map((entry) => (
          <Refused key={entry.id} entry={entry} waiting={waitingFor(entries, entry).length} />
        ))}
      </Stack>
    </Page>
  )
}

/** Everything that waits for this one, directly or not. */
function waitingFor(entries: readonly Entry[], { id }: Entry): Entry[] {
  const children = entries.filter(({ parked, after }) => parked && after === id)
  return children.flatMap((child) => [child, ...waitingFor(entries, child)])
}

function Refused({ entry, waiting }: { entry: Entry; waiting: number }) {
  const t = useMessages()
  const { has } = useLocale()
  const formats = useFormats()
  const problemText = useProblemText()
  const name = `devices.command.${entry.name}`
  const { code, status, data = {} } = entry.problem ?? toDocument(standsAgainst('command.failed'))
  const problem = new Problem(code, status as ProblemStatus, data)
  const conflict = conflictOf(problem, entry.input)
  const person = entry.persons[0]
  return (
    <Card title={has(name) ? t(name) : t('devices.command')} icon="alert" tone="now">
      <p>{problemText(problem)}</p>
      <p className="small soft">
        {formats.instant(entry.occurredAt)}
        {waiting > 0 && ` · ${t('devices.waiting', { count: waiting })}`}
      </p>
      {conflict ? <Settle entry={entry} conflict={conflict} /> : <Correct entry={entry} />}
      <Line>
        {person !== undefined && <a href={`/people/${person}`}>{t('devices.open_record')}</a>}
        <GiveUp entry={entry} waiting={waiting} />
      </Line>
    </Card>
  )
}

/** What a field is called, when its capability says so. */
function useFieldName() {
  const t = useMessages()
  const { has } = useLocale()
  return (path: string) => {
    const field = path.split('.').findLast((part) => !/^\d+$/u.test(part)) ?? path
    return has(`devices.field.${field}`) ? t(`devices.field.${field}`) : t('devices.field', { name: field })
  }
}

/** Two people wrote different things: for each, whose stands. */
function Settle({ entry, conflict }: { entry: Entry; conflict: Conflict }) {
  const t = useMessages()
  const device = useDevice()
  const say = useToast()
  const fieldName = useFieldName()
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set())
  const word = (value: Json) => (value === null || value === '' ? t('devices.empty') : textOf(value))

  async function settle() {
    const input = settled(entry.input, conflict, theirs)
    if (input === undefined) await device?.discard(entry.id, t('devices.theirs_stands'))
    else await device?.resend(entry.id, input)
    say(t('devices.settled'))
    void device?.flush()
  }

  return (
    <Form onSubmit={settle} label={t('devices.settle')}>
      {conflict.fields.map(({ field, yours, theirs: other }) => (
        <ChoiceGroup
          key={field}
          label={fieldName(field)}
          value={theirs.has(field) ? 'theirs' : 'yours'}
          onChange={(choice) => {
            const next = new Set(theirs)
            if (choice === 'theirs') next.add(field)
            else next.delete(field)
            setTheirs(next)
          }}
          options={[
            { value: 'yours', label: word(yours), help: t('devices.yours') },
            { value: 'theirs', label: word(other), help: t('devices.theirs') },
          ]}
        />
      ))}
      <Actions>
        <Button kind="primary" type="submit">
          {t('devices.keep_choice')}
        </Button>
      </Actions>
    </Form>
  )
}

const textOf = (value: Json): string =>
  typeof value === 'object' && value !== null
    ? written(value)
        .map((each) => String(each.value))
        .join(', ')
    : String(value)

/** What was written, to be read, and corrected where it must be. */
function Correct({ entry }: { entry: Entry }) {
  const t = useMessages()
  const device = useDevice()
  const say = useToast()
  const fieldName = useFieldName()
  const [input, setInput] = useState(entry.input)
  const words = written(input)

  async function send() {
    await device?.resend(entry.id, input)
    say(t('devices.sent_again'))
    void device?.flush()
  }

  return (
    <Form onSubmit={send} label={t('devices.send_again')}>
      <Facts>
        {words.map(({ path, value }) => (
          <FactRow key={path} label={fieldName(path)}>
            {String(value)}
          </FactRow>
        ))}
      </Facts>
      {words.length > 0 && (
        <Disclosure label={t('devices.correct')}>
          {words.map(({ path, value }) => (
            <TextField
              key={path}
              label={fieldName(path)}
              value={String(value)}
              onChange={(next) => setInput(corrected(input, path, next))}
            />
          ))}
        </Disclosure>
      )}
      <Actions>
        <Button kind="primary" type="submit" icon="send">
          {t('devices.send_again')}
        </Button>
      </Actions>
    </Form>
  )
}

function GiveUp({ entry, waiting }: { entry: Entry; waiting: number }) {
  const t = useMessages()
  const device = useDevice()
  const say = useToast()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)

  async function giveUp() {
    if (reason.trim() === '') return setMissing(true)
    await device?.discard(entry.id, reason.trim())
    say(t('devices.given_up'))
    void device?.flush()
  }

  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {t('devices.give_up')}
      </Button>
      {asking && (
        <Dialog title={t('devices.give_up_title')} onClose={() => setAsking(false)}>
          <Form onSubmit={giveUp}>
            <p>{t('devices.give_up_help', { count: waiting })}</p>
            <TextArea
              label={t('devices.reason')}
              value={reason}
              onChange={setReason}
              maxLength={500}
              error={missing ? t('devices.reason_missing') : undefined}
            />
            <Actions>
              <Button kind="primary" type="submit">
                {t('devices.give_up')}
              </Button>
              <Button onClick={() => setAsking(false)}>{t('kit.cancel')}</Button>
            </Actions>
          </Form>
        </Dialog>
      )}
    </>
  )
}
