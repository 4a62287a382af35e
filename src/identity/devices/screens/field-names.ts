// What the fields and values of a command that was made on a device are called.
import { PlainDate } from '../../../kernel/time.ts'
import { Instant } from '../../../kernel/words.ts'
import { useFormats, useLookup, useMessages } from '../../../kit/messages.tsx'
import { useCodedFields, usePack } from '../../../kit/pack.tsx'

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

/** What a user reads for a value of a field: its term where it is a code of the pack, its word, or the date spelled out. */
export function useValueName(command: string) {
  const lookup = useLookup()
  const pack = usePack()
  const coded = useCodedFields()
  const formats = useFormats()
  return (path: string, value: string | number) => {
    if (PlainDate.safeParse(value).success) return formats.date(value as PlainDate)
    if (Instant.safeParse(value).success) return formats.instant(value as string)
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
export function useTerms(command: string) {
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
