// The values a user entered on a device, to read, and to correct where needed.
import { useState } from 'react'
import { Select, TextField } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { Button } from '../../../kit/Button.tsx'
import type { IconName } from '../../../kit/Icon.tsx'
import { Disclosure, FactRow, Facts } from '../../../kit/Layout.tsx'
import { useLookup, useMessages } from '../../../kit/messages.tsx'
import { useCodedFields, usePack } from '../../../kit/pack.tsx'
import { corrected, written } from '../rules.ts'

/** The name of a command's field, when the command's capability gives one. */
export function useFieldName(command: string) {
  const t = useMessages()
  const lookup = useLookup()
  return (path: string) => {
    const field = fieldOf(path)
    return lookup(`${nounOf(command)}.field.${field}`, t('devices.field', { name: field }))
  }
}

const nounOf = (command: string) => command.split('.')[0] ?? ''
const fieldOf = (path: string) => path.split('.').findLast((part) => !/^\d+$/u.test(part)) ?? path

/** What a user reads for a value of a field: its term where it is a code of the pack, or its word. */
export function useValueName(command: string) {
  const lookup = useLookup()
  const pack = usePack()
  const coded = useCodedFields()
  return (path: string, value: string | number) => {
    const key = `${nounOf(command)}.${fieldOf(path)}`
    const taxonomy = coded[key]
    if (taxonomy !== undefined && typeof value === 'string') return pack?.term(taxonomy, value) ?? value
    return lookup(`${key}.${value}`, String(value))
  }
}

/**
 * The terms to choose from for a field that holds a code, with its own also where that is no longer offered;
 * undefined for any other field.
 */
function useTerms(command: string) {
  const pack = usePack()
  const coded = useCodedFields()
  return (path: string, value: string) => {
    const taxonomy = coded[`${nounOf(command)}.${fieldOf(path)}`]
    if (taxonomy === undefined || pack === undefined) return undefined
    const offered = pack.options(taxonomy)
    const isOffered = offered.some((one) => one.value === value)
    return isOffered ? offered : [{ value, label: pack.term(taxonomy, value) }, ...offered]
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
  const valueName = useValueName(command)
  const termsOf = useTerms(command)
  const [input, setInput] = useState(first)
  const words = written(input)
  return (
    <Form onSubmit={() => onSend(input)} label={act} problem={problem}>
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
            const field = {
              label: fieldName(path),
              value: String(value),
              onChange: (next: string) => setInput(corrected(input, path, next)),
            }
            const options = termsOf(path, String(value))
            return options ? (
              <Select key={path} {...field} options={options} />
            ) : (
              <TextField key={path} {...field} />
            )
          })}
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
