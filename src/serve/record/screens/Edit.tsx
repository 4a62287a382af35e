// Corrects a record; when somebody else changed the same field meanwhile, shows both values to choose from.
import { hrefTo } from '../../../kernel/paths.ts'
import { personChangedMeanwhile } from '../problems.ts'
import { useState } from 'react'
import * as z from 'zod/mini'
import type { InputOf } from '../../../kernel/command.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useCommand } from '../../../kit/data.tsx'
import { useSchemaForm, type ProblemFields } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, Part } from '../../../kit/Form.tsx'
import { Card } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { navigate } from '../../../kit/route.tsx'
import { useMay } from '../../../kit/session.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { changePerson, type Born, type Changes, type Person } from '../operations.ts'
import * as policy from '../policy.ts'
import type { Clash } from '../rules/record.ts'
import type { Details } from '../rules/shapes.ts'
import { FirstFields, MoreFields } from './DetailFields.tsx'
import { LanguageFields } from './LanguageFields.tsx'
import { useBornText } from './words.tsx'
import { changesOf, detailsOf, writtenOf } from './written.ts'

export default function Edit({ person }: { person: Person }) {
  const t = useMessages()
  // The record as it was when the form was opened: live updates must not change what is being corrected.
  const [before] = useState(person)
  const say = useToast()
  const disabledReason = useMay(policy.change)
  const change = useCommand(changePerson)
  const form = useSchemaForm(changePerson.input, {
    initial: { id: before.id, base: before.version, changes: writtenOf(before) },
    input({ statusPurpose, ...given }) {
      const changes = changesOf(before, detailsOf(given.changes ?? {}, before))
      const isAsked = changes.migrationStatus !== undefined && statusPurpose !== undefined
      return { ...given, changes, ...(isAsked && { statusPurpose }) }
    },
    problems: {
      'person.born_in_future': 'changes.born',
      'person.born_after_event': 'changes.born',
      'status.purpose_missing': 'statusPurpose',
      'status.not_asked_here': 'changes.migrationStatus',
    } satisfies ProblemFields<typeof changePerson>,
    draft: `person.change/${before.id}`,
    send,
    busy: change.busy,
    problem: change.problem,
  })
  const clash = clashOf(change.problem)

  async function send(input: InputOf<typeof changePerson>) {
    if (Object.keys(input.changes).length > 0) {
      const result = await change.run(input, form.attempts)
      if (result.state === 'refused') return result.problem
      say(t(result.state === 'kept' ? 'person.kept' : 'kit.saved'))
    }
    await form.sent()
    navigate(hrefTo('/people/:person', { person: before.id }))
    return undefined
  }

  if (clash) {
    const input = form.input()
    const decide = (base: number, changes: Changes) => send({ ...input, base, changes })
    return <Clashes {...clash} changes={input.changes} busy={change.busy} onDecide={decide} />
  }
  return (
    <OperationForm of={form}>
      <Part title={t('person.part.who')}>
        <form.Within name="changes">
          <FirstFields />
        </form.Within>
      </Part>
      <Part title={t('person.part.languages')}>
        <form.Within name="changes">
          <LanguageFields />
        </form.Within>
      </Part>
      <Part title={t('person.part.more')} help={t('person.part.more_help')}>
        <form.Within name="changes">
          <MoreFields />
        </form.Within>
      </Part>
      <Actions sticky>
        <Button type="submit" kind="primary" wide busy={form.busy} disabledReason={disabledReason}>
          {t('kit.save')}
        </Button>
      </Actions>
    </OperationForm>
  )
}

type Meanwhile = { version: number; fields: readonly Clash[] }

function clashOf(problem: Error | undefined): Meanwhile | undefined {
  if (!personChangedMeanwhile.is(problem)) return undefined
  const { version, fields } = problem.data
  return { version, fields: fields as Clash[] }
}

const Choices = z.record(z.string(), z.enum(['yours', 'theirs']))

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
  onDecide: (base: number, changes: Changes) => Promise<Error | undefined>
}) {
  const t = useMessages()
  const text = useValueText()
  const form = useSchemaForm(Choices, {
    unsaved: false,
    busy,
    async send(choices) {
      const kept = Object.entries(changes).filter(([field]) => choices[field] !== 'theirs')
      return await onDecide(version, Object.fromEntries(kept))
    },
  })

  return (
    <OperationForm of={form}>
      <Card title={t('clash.title')} icon="people" tone="now">
        <p role="alert">{t('clash.help')}</p>
        {fields.map(({ field, yours, theirs, before }) => (
          <form.Choice
            key={field}
            name={field}
            required
            label={t(`person.field.${field}`)}
            help={t('clash.before', { value: text(field, before) })}
            options={[
              { value: 'yours', label: text(field, yours), help: t('clash.yours') },
              { value: 'theirs', label: text(field, theirs), help: t('clash.theirs') },
            ]}
          />
        ))}
      </Card>
      <Actions sticky>
        <Button type="submit" kind="primary" wide busy={form.busy}>
          {t('clash.save')}
        </Button>
      </Actions>
    </OperationForm>
  )
}

const TAXONOMY = {
  sex: 'sexes',
  gender: 'genders',
  nationalities: 'countries',
  populationGroup: 'populationGroups',
  migrationStatus: 'statuses',
  languages: 'languages',
  readsIn: 'languages',
  disability: 'disabilities',
  place: 'places',
} as const

/** What a value of a field is called, as its field names it. */
function useValueText() {
  const t = useMessages()
  const born = useBornText()
  const words = usePack()
  const { list } = useFormats()
  return (field: string, value: unknown): string => {
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0))
      return t('kit.not_recorded')
    const taxonomy = TAXONOMY[field as keyof typeof TAXONOMY]
    if (field === 'born') return born(value as Born)
    if (field === 'reading') return t(`person.reading.${value as NonNullable<Details['reading']>}`)
    if (field === 'needsInterpreter')
      return t(`person.needsInterpreter.${value as NonNullable<Details['needsInterpreter']>}`)
    const one = (code: unknown) =>
      taxonomy ? (words?.term(taxonomy, String(code)) ?? String(code)) : String(code)
    if (Array.isArray(value)) return list(value.map(one))
    return one(value)
  }
}
