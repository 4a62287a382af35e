// Form fields: native controls with the label above, help under it, and the error message beside the field.
import {
  useEffect,
  useId,
  useRef,
  useState,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from 'react'
import { Button } from '../controls/Button.tsx'
import { Field, FieldError, Group, type FieldText } from './FieldFrame.tsx'
import { Icon } from '../drawings/Icon.tsx'
import { useMessages } from '../messages.tsx'

type Width = 'short' | 'medium' | 'full'

type TextProps = FieldText &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'id' | 'className'> & {
    value: string
    onChange: (value: string) => void
    /** Expected length of the answer, shown by the width of the field. */
    width?: Width
  }

/** Numbers and addresses are written from left to right in every language. */
const LEFT_TO_RIGHT = new Set(['tel', 'email', 'url', 'numeric', 'decimal'])

export function TextField({
  label,
  help,
  error,
  optional = false,
  needed = false,
  required = false,
  id,
  value,
  onChange,
  width = 'full',
  ...rest
}: TextProps) {
  return (
    <Field {...{ label, help, error, optional, needed, required, id }}>
      {(wiring) => (
        <input
          type="text"
          autoComplete="off"
          dir={LEFT_TO_RIGHT.has(rest.inputMode ?? rest.type ?? '') ? 'ltr' : 'auto'}
          {...rest}
          {...wiring}
          className={`input input-${width}`}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

export function TextArea({
  label,
  help,
  error,
  optional = false,
  needed = false,
  required = false,
  id,
  value,
  onChange,
  rows = 4,
  ...rest
}: FieldText &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value' | 'id' | 'className'> & {
    value: string
    onChange: (value: string) => void
  }) {
  return (
    <Field {...{ label, help, error, optional, needed, required, id }}>
      {(wiring) => (
        <textarea
          dir="auto"
          {...rest}
          {...wiring}
          rows={rows}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

export type Option<Value extends string = string> = {
  value: Value
  label: string
  help?: string
  group?: string
  /** In a group: what it is about, for whoever does not read. */
  picture?: ReactNode
  /** In a group: what can be done with it besides choosing it. */
  beside?: ReactNode
}

/** What is pressed to choose an answer of a group, and what stands beside it. */
function Choice({
  of: { label, help, picture, beside },
  children,
}: {
  of: Omit<Option, 'value' | 'help'> & { help?: string | undefined }
  children: ReactNode
}) {
  const choice = (
    <label className="choice">
      {children}
      {picture}
      <span>
        {label}
        {help && <span className="choice-help">{help}</span>}
      </span>
    </label>
  )
  if (!beside) return choice
  return (
    <div className="choice-beside">
      {choice}
      {beside}
    </div>
  )
}

/** One of a longer list, as a native select. `empty` is the text shown before a choice. */
export function Select<Value extends string>({
  label,
  help,
  error,
  optional = false,
  needed = false,
  required = false,
  id,
  value,
  onChange,
  options,
  empty,
  clearable = optional,
  width = 'full',
  ...rest
}: FieldText &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value' | 'id' | 'className'> & {
    value: Value | ''
    onChange: (value: Value) => void
    options: readonly Option<Value>[]
    empty?: string
    /** The choice may be taken back. */
    clearable?: boolean
    width?: Width
  }) {
  const t = useMessages()
  const groups = [...new Set(options.map((option) => option.group ?? ''))]
  return (
    <Field {...{ label, help, error, optional, needed, required, id }}>
      {(wiring) => (
        <span className={`select input-${width}`}>
          <select
            {...rest}
            {...wiring}
            className="input"
            value={value}
            onChange={(event) => onChange(event.target.value as Value)}
          >
            {(value === '' || clearable) && <option value="">{empty ?? t('kit.choose')}</option>}
            {groups.map((group) => {
              const lines = options
                .filter((option) => (option.group ?? '') === group)
                .map((option) => (
                  <option key={option.value} value={option.value}>
                    {option.label}
                  </option>
                ))
              return group === '' ? (
                lines
              ) : (
                <optgroup key={group} label={group}>
                  {lines}
                </optgroup>
              )
            })}
          </select>
          <Icon name="down" />
        </span>
      )}
    </Field>
  )
}

/**
 * One of a few answers, as radio buttons. `inline` places short ones side by side; `onClear` takes the answer back,
 * which radio buttons by themselves cannot.
 */
export function ChoiceGroup<Value extends string>({
  value,
  onChange,
  onClear,
  options,
  inline = false,
  ...fieldText
}: FieldText & {
  value: Value | ''
  onChange: (value: Value) => void
  onClear?: (() => void) | undefined
  options: readonly Option<Value>[]
  inline?: boolean
}) {
  const t = useMessages()
  const name = useId()
  return (
    <Group {...fieldText} one>
      <div className={inline ? 'choices choices-inline' : 'choices'}>
        {options.map((option) => (
          <Choice key={option.value} of={option}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
          </Choice>
        ))}
      </div>
      {onClear && value !== '' && (
        <div>
          <Button
            kind="quiet"
            icon="close"
            onClick={(event) => {
              // This button goes; the focus stays at the question.
              event.currentTarget.closest('fieldset')?.querySelector('input')?.focus()
              onClear()
            }}
          >
            {t('kit.clear_answer')}
          </Button>
        </div>
      )}
    </Group>
  )
}

/** Any number of a few answers, as checkboxes. */
export function CheckGroup<Value extends string>({
  values,
  onChange,
  options,
  inline = false,
  ...fieldText
}: FieldText & {
  values: readonly Value[]
  onChange: (values: Value[]) => void
  options: readonly Option<Value>[]
  inline?: boolean
}) {
  return (
    <Group {...fieldText}>
      <div className={inline ? 'choices choices-inline' : 'choices'}>
        {options.map((option) => (
          <Choice key={option.value} of={option}>
            <input
              type="checkbox"
              aria-invalid={fieldText.error ? true : undefined}
              value={option.value}
              checked={values.includes(option.value)}
              onChange={(event) =>
                onChange(
                  event.target.checked
                    ? [...values, option.value]
                    : values.filter((value) => value !== option.value),
                )
              }
            />
          </Choice>
        ))}
      </div>
    </Group>
  )
}

/** One checkbox. */
export function Check({
  label,
  help,
  error,
  checked,
  disabled = false,
  id: given,
  onChange,
}: {
  label: string
  id?: string | undefined
  error?: string | undefined
  /** Also the reason when it is disabled. */
  help?: string | undefined
  checked: boolean
  disabled?: boolean
  onChange: (checked: boolean) => void
}) {
  const own = useId()
  const id = given ?? own
  const box = (
    <Choice of={{ label, help }}>
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={error ? `${id}-error` : undefined}
        aria-invalid={error ? true : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
    </Choice>
  )
  if (!error) return box
  return (
    <div className="field" data-wrong="">
      <FieldError id={`${id}-error`}>{error}</FieldError>
      {box}
    </div>
  )
}

/** A search field; reports its text after a short pause in typing, and at once on Enter. */
export function SearchField({
  label,
  value,
  onChange,
  placeholder,
  first = false,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  placeholder?: string
  /** Takes the focus on arrival: the screen is for searching. */
  first?: boolean
}) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (first) input.current?.focus()
  }, [first])
  const [typed, setTyped] = useState(value)
  const [timer, setTimer] = useState<ReturnType<typeof setTimeout>>()
  // The text may be changed elsewhere: a filter is cleared, the back button pressed.
  const told = useRef(value)
  useEffect(() => {
    if (value === told.current) return
    told.current = value
    setTyped(value)
  }, [value])
  function tell(next: string) {
    told.current = next
    onChange(next)
  }
  return (
    <search className="search-field">
      <label htmlFor={id} className="unseen">
        {label}
      </label>
      <Icon name="search" />
      <input
        id={id}
        type="search"
        className="input"
        autoComplete="off"
        enterKeyHint="search"
        placeholder={placeholder ?? label}
        ref={input}
        value={typed}
        onChange={(event) => {
          const next = event.target.value
          setTyped(next)
          clearTimeout(timer)
          setTimer(setTimeout(() => tell(next), 250))
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          clearTimeout(timer)
          tell(typed)
        }}
      />
    </search>
  )
}
