// The values a user entered on a device, to read, and to correct where needed.
import * as z from 'zod/mini'
import { fields } from '../../../kit/form/fields.tsx'
import { useSchemaForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { valueAt } from '../../../kit/form/schema.ts'
import { Actions } from '../../../kit/Form.tsx'
import { Button } from '../../../kit/controls/Button.tsx'
import type { IconName } from '../../../kit/drawings/Icon.tsx'
import { Disclosure, FactRow, Facts } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { corrected, written } from '../rules.ts'
import { useFieldName, useTerms, useValueName } from './field-names.ts'

/** The input of any command, as it was written; what is wrong with it is known where its capability is loaded. */
const Input = z.looseObject({})
const part = fields<Record<string, string>>()

export default function Written({
  command,
  input,
  act,
  icon,
  onSend,
}: {
  command: string
  input: unknown
  /** The button's text. */
  act: string
  icon: IconName
  /** Throws what was wrong with it. */
  onSend: (input: unknown) => Promise<void>
}) {
  const t = useMessages()
  const fieldName = useFieldName(command)
  const valueName = useValueName(command)
  const termsOf = useTerms(command)
  const words = written(input)
  const form = useSchemaForm(Input, {
    initial: input as z.input<typeof Input>,
    async send(given) {
      await onSend(
        words.reduce(
          (whole, { path }) => corrected(whole, path, String(valueAt(given, path.split('.')) ?? '')),
          input,
        ),
      )
      await form.sent()
    },
  })
  return (
    <OperationForm of={form} label={act}>
      <Facts>
        {words.map(({ path, value }) => (
          <FactRow key={path} label={fieldName(path)}>
            {valueName(path, value)}
          </FactRow>
        ))}
      </Facts>
      {words.length > 0 && (
        <Disclosure label={t('devices.correct')}>
          {words.map(({ path, value }) => {
            const field = { name: path, label: fieldName(path), required: true }
            const options = termsOf(path, String(value))
            return options ? (
              <part.Combobox key={path} {...field} options={options} />
            ) : (
              <part.Text key={path} {...field} />
            )
          })}
        </Disclosure>
      )}
      <Actions>
        <Button kind="primary" type="submit" icon={icon} busy={form.busy}>
          {act}
        </Button>
      </Actions>
    </OperationForm>
  )
}
