// The values a user entered on a device, to read, and to correct where needed.
import { useState } from 'react'
import { TextField } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { Button } from '../../../kit/Button.tsx'
import type { IconName } from '../../../kit/Icon.tsx'
import { Disclosure, FactRow, Facts } from '../../../kit/Layout.tsx'
import { useLookup, useMessages } from '../../../kit/messages.tsx'
import { corrected, written } from '../rules.ts'

/** The name of a command's field, when the command's capability gives one. */
export function useFieldName(command: string) {
  const t = useMessages()
  const lookup = useLookup()
  const noun = command.split('.')[0] ?? ''
  return (path: string) => {
    const field = path.split('.').findLast((part) => !/^\d+$/u.test(part)) ?? path
    return lookup(`${noun}.field.${field}`, t('devices.field', { name: field }))
  }
}

/** The name of a command, when its capability gives one. */
export function useCommandName() {
  const t = useMessages()
  const lookup = useLookup()
  return (name: string) => lookup(`command.${name}`, t('devices.command'))
}

export function Written({
  command,
  input: first,
  act,
  icon,
  busy,
  problem,
  onSend,
}: {
  command: string
  input: unknown
  /** The button's text. */
  act: string
  icon: IconName
  busy?: boolean | undefined
  problem?: Error | undefined
  onSend: (input: unknown) => Promise<void>
}) {
  const t = useMessages()
  const fieldName = useFieldName(command)
  const [input, setInput] = useState(first)
  const words = written(input)
  return (
    <Form onSubmit={() => onSend(input)} label={act} problem={problem}>
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
        <Button kind="primary" type="submit" icon={icon} busy={busy === true}>
          {act}
        </Button>
      </Actions>
    </Form>
  )
}
