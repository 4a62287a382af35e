// Two people wrote different values: for each field, whose value stays.
import * as z from 'zod/mini'
import type { Json } from '../../../kernel/problem.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useSchemaForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { written, type Conflict } from '../rules.ts'
import { useFieldName, useValueName } from './field-names.ts'

const Choices = z.record(z.string(), z.enum(['yours', 'theirs']))

export default function Settle({
  command,
  conflict,
  onSettle,
}: {
  command: string
  conflict: Conflict
  /** Throws why it could not be settled. */
  onSettle: (theirs: ReadonlySet<string>) => Promise<void>
}) {
  const t = useMessages()
  const fieldName = useFieldName(command)
  const valueName = useValueName(command)
  const formats = useFormats()
  const word = (field: string, value: Json) => {
    if (typeof value === 'boolean') return t(value ? 'kit.yes' : 'kit.no')
    const words = written(value, field).map((each) => valueName(each.path, each.value))
    return words.length > 0 ? formats.list(words) : t('devices.empty')
  }
  const form = useSchemaForm(Choices, {
    initial: Object.fromEntries(conflict.fields.map(({ field }) => [field, 'yours'])),
    unsaved: false,
    send: (choices) => onSettle(new Set(Object.keys(choices).filter((field) => choices[field] === 'theirs'))),
  })

  return (
    <OperationForm of={form} label={t('devices.settle')}>
      {conflict.fields.map(({ field, yours, theirs }) => (
        <form.Choice
          key={field}
          name={field}
          required
          label={fieldName(field)}
          options={[
            { value: 'yours', label: word(field, yours), help: t('devices.yours') },
            { value: 'theirs', label: word(field, theirs), help: t('devices.theirs') },
          ]}
        />
      ))}
      <Actions>
        <Button kind="primary" type="submit" busy={form.busy}>
          {t('devices.keep_choice')}
        </Button>
      </Actions>
    </OperationForm>
  )
}
