// Issuing a key: for which program, as what, for which commands and queries, for how long; then shown once.
import { useState } from 'react'
import { addMonths, dateIn } from '../../../kernel/time.ts'
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { newId, useAsk } from '../../../kit/data.tsx'
import { CheckGroup, SearchField } from '../../../kit/fields/Field.tsx'
import { Group } from '../../../kit/fields/FieldFrame.tsx'
import { useGiven, useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Card, Disclosure, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useLookup, useMessages } from '../../../kit/messages.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Answer, Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { listRoles } from '../../roles/operations.ts'
import { issueKey, listKeys, listNames } from '../operations.ts'
import * as policy from '../policy.ts'
import { longestFrom, mayBeHeld } from '../rules.ts'
import './keys.css'

const LONGEST = 12
const MONTHS = [1, 3, 6, LONGEST]

export default function NewKey() {
  const t = useMessages()
  const [issued, setIssued] = useState<{ key: string | undefined }>()
  return (
    <Page width="narrow">
      <PageHeader
        title={t('key.issue')}
        lead={t('key.issue_lead')}
        back={{ href: '/keys', label: t('key.title') }}
      />
      {issued === undefined ? (
        <Ask onIssued={(key) => setIssued({ key })} />
      ) : issued.key === undefined ? (
        <Notice tone="now">{t('key.lost')}</Notice>
      ) : (
        <Once of={issued.key} />
      )}
    </Page>
  )
}

/** `onIssued` gets no key when the first answer, which alone has it, was lost. */
function Ask({ onIssued }: { onIssued: (key: string | undefined) => void }) {
  const t = useMessages()
  const lookup = useLookup()
  const { date } = useFormats()
  const { timeZone } = useActor()
  const disabledReason = useMay(policy.issue)
  const [today] = useState(() => dateIn(new Date().toISOString(), timeZone))
  const [{ id, fresh }] = useState(() => ({ id: newId(), fresh: newId() }))
  const keys = useAsk(listKeys, {})
  const roles = useAsk(listRoles, {})
  const programs = new Map(keys.data?.keys.map((one) => [one.user, one.name]))
  const untilOf = (months: number) => (months === LONGEST ? longestFrom(today) : addMonths(today, months))
  const form = useOperationForm(issueKey, {
    initial: { id, user: fresh, until: untilOf(3) },
    input: ({ name, roles: held, ...given }) => ({
      ...given,
      ...(given.user === fresh && { name, roles: held }),
    }),
    problems: { 'key.name_unknown': 'allows', 'key.not_for_keys': 'allows', 'key.period': 'until' },
    done(result) {
      if (result.state === 'done') onIssued(result.output.key)
    },
  })
  const given = useGiven(form)
  const isNew = given.user === fresh

  return (
    <OperationForm of={form}>
      {programs.size > 0 && (
        <form.Select
          name="user"
          label={t('key.program')}
          help={t('key.program_help')}
          preset
          options={[
            { value: fresh, label: t('key.new_program') },
            ...[...programs].map(([value, label]) => ({ value, label })),
          ]}
        />
      )}
      {isNew && (
        <>
          <form.Text
            name="name"
            label={t('key.name')}
            help={t('key.name_help')}
            required
            missing={t('key.name_missing')}
          />
          <form.Checks
            name="roles"
            label={t('key.roles')}
            help={t('key.roles_help')}
            required
            missing={t('key.roles_missing')}
            options={(roles.data?.roles ?? [])
              .filter(({ id: role }) => mayBeHeld(role))
              .map(({ id: role, name: own }) => ({
                value: role,
                label: own ?? lookup(`role.${role}`, role),
              }))}
          />
        </>
      )}
      <form.Custom name="allows" label={t('key.allows')} missing={t('key.names_missing')}>
        {({ value = [], onChange, ...control }) => (
          <Group {...control} help={t('key.allows_help')}>
            <Allowed value={value} onChange={onChange} />
          </Group>
        )}
      </form.Custom>
      <form.Choice
        name="until"
        label={t('key.how_long')}
        help={t('key.how_long_help', { until: date(given.until ?? today) })}
        inline
        options={MONTHS.map((count) => ({ value: untilOf(count), label: t('key.months', { count }) }))}
      />
      <Actions sticky>
        <Button type="submit" kind="primary" icon="key" busy={form.busy} disabledReason={disabledReason}>
          {t('key.issue')}
        </Button>
      </Actions>
    </OperationForm>
  )
}

/** All names by their nouns, filtered while typing; a chosen name stays chosen while it is filtered out. */
function Allowed({ value, onChange }: { value: readonly string[]; onChange: (names: string[]) => void }) {
  const t = useMessages()
  const [wanted, setWanted] = useState('')
  const names = useAsk(listNames, {})
  return (
    <>
      <SearchField label={t('key.find_name')} value={wanted} onChange={setWanted} />
      <Answer of={names}>
        {({ names: all }) => {
          const found = all.filter(({ name }) => name.includes(wanted.trim().toLowerCase()))
          const nouns = Map.groupBy(found, ({ name }) => name.split('.')[0] ?? '')
          return (
            <Stack tight>
              {[...nouns].map(([noun, own]) => {
                const listed = own.map(({ name }) => name)
                const chosen = value.filter((name) => listed.includes(name))
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
                        onChange([...value.filter((name) => !listed.includes(name)), ...next])
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
    </>
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
