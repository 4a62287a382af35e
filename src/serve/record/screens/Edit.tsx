// Corrects a record; when somebody else changed the same field meanwhile, shows both values to choose from.
import { hrefTo } from '../../../kernel/paths.ts'
import { personChangedMeanwhile } from '../problems.ts'
import { useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { ChoiceGroup } from '../../../kit/Field.tsx'
import { Actions, Form, Part } from '../../../kit/Form.tsx'
import { Card, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useUnsaved, type ScreenProps } from '../../../kit/route.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import { changePerson, getPerson, type Changes, type Person } from '../operations.ts'
import * as policy from '../policy.ts'
import type { Clash } from '../rules/record.ts'
import { FirstFields, MoreFields } from './DetailFields.tsx'
import { useSpokenName, useToday } from './words.tsx'
import { changesOf, detailsOf, formOf } from './written.ts'

export default function Edit({ params: { person: id } }: ScreenProps<'/people/:person/edit'>) {
  const t = useMessages()
  const name = useSpokenName()
  const asked = useAsk(getPerson, { id })
  return (
    <Page width="narrow">
      <PageHeader
        title={t('person.edit')}
        lead={asked.data && name(asked.data)}
        back={{ href: hrefTo('/people/:person', { person: id }), label: t('person.back') }}
      />
      <Answer of={asked}>{(person) => <Details person={person} />}</Answer>
    </Page>
  )
}

function Details({ person }: { person: Person }) {
  const t = useMessages()
  // The record as it was when the form was opened: live updates must not change what is being corrected.
  const [before] = useState(person)
  const say = useToast()
  const today = useToday()
  const disabledReason = useMay(policy.change)
  const change = useCommand(changePerson)
  const [form, setForm] = useState(() => formOf(before))
  const changes = changesOf(before, detailsOf(form, today, before))
  const dirty = Object.keys(changes).length > 0
  const clash = clashOf(change.problem)
  const leave = useUnsaved(dirty, t('kit.unsaved'))

  async function send(base: number, wanted: Changes) {
    if (Object.keys(wanted).length > 0) {
      const { statusPurpose } = form
      const result = await change.run({
        id: before.id,
        base,
        changes: wanted,
        ...(wanted.migrationStatus !== undefined && statusPurpose !== '' && { statusPurpose }),
      })
      if (result.state === 'refused') return
      say(t(result.state === 'kept' ? 'person.kept' : 'kit.saved'))
    }
    leave(hrefTo('/people/:person', { person: before.id }))
  }

  if (clash) return <Clashes {...clash} changes={changes} busy={change.busy} onDecide={send} />
  return (
    <Form onSubmit={() => send(before.version, changes)} problem={change.problem}>
      <Part title={t('person.part.who')}>
        <FirstFields form={form} onChange={setForm} />
      </Part>
      <Part title={t('person.part.more')} help={t('person.part.more_help')}>
        <MoreFields form={form} onChange={setForm} />
      </Part>
      <Actions sticky>
        <Button type="submit" kind="primary" wide busy={change.busy} disabledReason={disabledReason}>
          {t('kit.save')}
        </Button>
      </Actions>
    </Form>
  )
}

type Meanwhile = { version: number; fields: readonly Clash[] }

function clashOf(problem: Error | undefined): Meanwhile | undefined {
  if (!personChangedMeanwhile.is(problem)) return undefined
  return problem.data as unknown as Meanwhile
}

/** Field by field: theirs or ours. No value is overwritten unseen. */
function Clashes({
  version,
  fields,
  changes,
  busy,
  onDecide,
}: Meanwhile & {
  changes: Changes
  busy: boolean
  onDecide: (base: number, changes: Changes) => Promise<void>
}) {
  const t = useMessages()
  const text = useValueText()
  const [choices, setChoices] = useState<Readonly<Record<string, 'yours' | 'theirs' | ''>>>({})
  const open = fields.filter(({ field }) => !choices[field])
  const [tried, setTried] = useState(false)

  function decide() {
    setTried(true)
    if (open.length > 0) return
    const dropped = new Set<string>(
      fields.filter(({ field }) => choices[field] === 'theirs').map(({ field }) => field),
    )
    const kept = Object.fromEntries(Object.entries(changes).filter(([field]) => !dropped.has(field)))
    return onDecide(version, kept)
  }

  return (
    <Form onSubmit={decide} errors={tried && open.length > 0 ? [t('clash.undecided')] : []}>
      <Card title={t('clash.title')} icon="people" tone="now">
        <p role="alert">{t('clash.help')}</p>
        {fields.map(({ field, yours, theirs, before }) => (
          <ChoiceGroup
            key={field}
            label={t(`person.field.${field}`)}
            help={t('clash.before', { value: text(field, before) })}
            value={choices[field] ?? ''}
            onChange={(choice) => setChoices({ ...choices, [field]: choice })}
            options={[
              { value: 'yours' as const, label: text(field, yours), help: t('clash.yours') },
              { value: 'theirs' as const, label: text(field, theirs), help: t('clash.theirs') },
            ]}
          />
        ))}
      </Card>
      <Actions sticky>
        <Button type="submit" kind="primary" wide busy={busy}>
          {t('clash.save')}
        </Button>
      </Actions>
    </Form>
  )
}

const TAXONOMY = {
  sex: 'sexes',
  gender: 'genders',
  nationalities: 'countries',
  populationGroup: 'populationGroups',
  migrationStatus: 'statuses',
  languages: 'languages',
  disability: 'disabilities',
  place: 'places',
} as const

function useValueText() {
  const t = useMessages()
  const words = usePack()
  const { list } = useFormats()
  return (field: string, value: unknown): string => {
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0))
      return t('kit.not_recorded')
    const taxonomy = TAXONOMY[field as keyof typeof TAXONOMY]
    const one = (code: unknown) =>
      taxonomy ? (words?.term(taxonomy, String(code)) ?? String(code)) : String(code)
    if (Array.isArray(value)) return list(value.map(one))
    return typeof value === 'object' ? Object.values(value).join(' · ') : one(value)
  }
}
