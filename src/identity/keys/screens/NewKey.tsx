// Issuing a key: for which program, as what, for which commands and queries, for how long; then shown once.
import { useState } from 'react'
import { addMonths, dateIn } from '../../../kernel/time.ts'
import { Button, LinkButton } from '../../../kit/Button.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { CheckGroup, ChoiceGroup, SearchField, Select, TextField } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { Card, Disclosure, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useLookup, useMessages } from '../../../kit/messages.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Answer, Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import { listRoles } from '../../roles/operations.ts'
import { issueKey, listKeys, listNames } from '../operations.ts'
import * as policy from '../policy.ts'
import { longestFrom, mayBeHeld } from '../rules.ts'
import './keys.css'

const MONTHS = ['1', '3', '6', '12'] as const
type Months = (typeof MONTHS)[number]

/** Stands for a program that is not made yet. */
const NEW = 'new'

export default function NewKey() {
  const t = useMessages()
  const [key, setKey] = useState<string>()
  return (
    <Page width="narrow">
      <PageHeader
        title={t('key.issue')}
        lead={t('key.issue_lead')}
        back={{ href: '/keys', label: t('key.title') }}
      />
      {key === undefined ? <Ask onIssued={setKey} /> : <Once of={key} />}
    </Page>
  )
}

function Ask({ onIssued }: { onIssued: (key: string) => void }) {
  const t = useMessages()
  const lookup = useLookup()
  const { date } = useFormats()
  const { timeZone } = useActor()
  const disabledReason = useMay(policy.issue)
  const [today] = useState(() => dateIn(new Date().toISOString(), timeZone))
  const [program, setProgram] = useState(NEW)
  const [name, setName] = useState('')
  const [held, setHeld] = useState<readonly string[]>([])
  const [allows, setAllows] = useState<readonly string[]>([])
  const [months, setMonths] = useState<Months>('3')
  const [tried, setTried] = useState(false)
  const keys = useAsk(listKeys, {})
  const roles = useAsk(listRoles, {})
  const issue = useCommand(issueKey)

  const isNew = program === NEW
  const until = months === '12' ? longestFrom(today) : addMonths(today, Number(months))
  const programs = new Map(keys.data?.keys.map((one) => [one.user, one.name]))
  const missing = [
    ...(isNew && name.trim() === '' ? [t('key.name_missing')] : []),
    ...(isNew && held.length === 0 ? [t('key.roles_missing')] : []),
    ...(allows.length === 0 ? [t('key.names_missing')] : []),
  ]

  async function send() {
    setTried(true)
    if (missing.length > 0) return
    const result = await issue.run({
      id: newId(),
      user: isNew ? newId() : program,
      ...(isNew && { name: name.trim(), roles: [...held] }),
      allows: [...allows],
      until,
    })
    if (result.state === 'done' && result.output.key !== undefined) onIssued(result.output.key)
  }

  return (
    <Form problem={issue.problem} errors={tried ? missing : []} onSubmit={send}>
      {programs.size > 0 && (
        <Select
          label={t('key.program')}
          help={t('key.program_help')}
          value={program}
          onChange={setProgram}
          options={[
            { value: NEW, label: t('key.new_program') },
            ...[...programs].map(([value, label]) => ({ value, label })),
          ]}
        />
      )}
      {isNew && (
        <>
          <TextField
            label={t('key.name')}
            help={t('key.name_help')}
            maxLength={160}
            value={name}
            onChange={setName}
          />
          <CheckGroup
            label={t('key.roles')}
            help={t('key.roles_help')}
            values={held}
            onChange={setHeld}
            options={(roles.data?.roles ?? [])
              .filter(({ id }) => mayBeHeld(id))
              .map(({ id, name: own }) => ({ value: id, label: own ?? lookup(`role.${id}`, id) }))}
          />
        </>
      )}
      <Allowed value={allows} onChange={setAllows} />
      <ChoiceGroup<Months>
        label={t('key.how_long')}
        help={t('key.how_long_help', { until: date(until) })}
        inline
        value={months}
        onChange={setMonths}
        options={MONTHS.map((value) => ({ value, label: t('key.months', { count: Number(value) }) }))}
      />
      <Actions sticky>
        <Button type="submit" kind="primary" icon="key" busy={issue.busy} disabledReason={disabledReason}>
          {t('key.issue')}
        </Button>
      </Actions>
    </Form>
  )
}

/** All names by their nouns, filtered while typing; a chosen name stays chosen while it is filtered out. */
function Allowed({
  value,
  onChange,
}: {
  value: readonly string[]
  onChange: (names: readonly string[]) => void
}) {
  const t = useMessages()
  const [wanted, setWanted] = useState('')
  const names = useAsk(listNames, {})
  return (
    <Card title={t('key.allows')}>
      <p>{t('key.allows_help')}</p>
      <SearchField label={t('key.find_name')} value={wanted} onChange={setWanted} />
      <Answer of={names}>
        {({ names: all }) => {
          const found = all.filter(({ name }) => name.includes(wanted.trim().toLowerCase()))
          const nouns = Map.groupBy(found, ({ name }) => name.split('.')[0] ?? '')
          return (
            <Stack tight>
              {[...nouns].map(([noun, own]) => {
                const inSight = own.map(({ name }) => name)
                const chosen = value.filter((name) => inSight.includes(name))
                return (
                  <Disclosure
                    key={`${noun} ${wanted !== ''}`}
                    open={wanted !== ''}
                    label={t('key.noun', { noun, chosen: chosen.length, all: own.length })}
                  >
                    <CheckGroup
                      label={noun}
                      values={chosen}
                      onChange={(next) =>
                        onChange([...value.filter((name) => !inSight.includes(name)), ...next])
                      }
                      options={own.map(({ name, is }) => ({
                        value: name,
                        label: name,
                        help: t(`key.is.${is}`),
                      }))}
                    />
                  </Disclosure>
                )
              })}
            </Stack>
          )
        }}
      </Answer>
      <p aria-live="polite">{t('key.may_ask', { count: value.length })}</p>
    </Card>
  )
}

/** The only time the key can be read. */
function Once({ of: key }: { of: string }) {
  const t = useMessages()
  const say = useToast()
  return (
    <Stack>
      <Card title={t('key.once')} icon="key">
        <code className="key-once" dir="ltr">
          {key}
        </code>
        <p>{t('key.once_help')}</p>
      </Card>
      <Notice tone="sun">{t('key.once_only')}</Notice>
      <Actions>
        <Button
          kind="primary"
          icon="clip"
          onClick={() => void navigator.clipboard.writeText(key).then(() => say(t('key.copied')))}
        >
          {t('key.copy')}
        </Button>
        <LinkButton href="/keys">{t('key.kept')}</LinkButton>
      </Actions>
    </Stack>
  )
}
