// The frame of a field or a group of controls: label, help and error, connected by ARIA attributes.
import { useId, type ReactNode } from 'react'
import { Icon } from '../drawings/Icon.tsx'
import { useMessages } from '../messages.tsx'

export type FieldText = {
  label: string
  /** One line under the label: what to enter, or why it is asked. */
  help?: ReactNode
  /** The error message: what is wrong and what to do. */
  error?: string | undefined
  /**
   * Fields are required unless `optional`; staff may always leave out what a person does not want to give.
   */
  optional?: boolean
  /** The answer is needed; said to screen readers. */
  required?: boolean
  /** Marks it as needed, where most of the form may be left empty. */
  needed?: boolean
  /** Of the control or, for a group, of its fieldset: where a line of the summary leads. */
  id?: string | undefined
}

type Wiring = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  'aria-required': true | undefined
}

/** The mark beside a label, and not in it: a screen reader is told by `aria-required`, and the name stays the label. */
export function FieldMark({ optional = false, needed = false }: { optional?: boolean; needed?: boolean }) {
  const t = useMessages()
  if (!optional && !needed) return null
  return <span className="field-optional"> {t(optional ? 'kit.optional' : 'kit.needed')}</span>
}

/** The frame of a field: label, help, error, then the control, connected by ARIA attributes. */
export function Field({
  label,
  help,
  error,
  optional = false,
  needed = false,
  required = false,
  id: given,
  children,
}: FieldText & { children: (wiring: Wiring) => ReactNode }) {
  const own = useId()
  const id = given ?? own
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="field" data-wrong={error ? '' : undefined}>
      <div>
        <label htmlFor={id} className="field-label">
          {label}
        </label>
        <FieldMark optional={optional} needed={needed} />
      </div>
      {help && (
        <div id={`${id}-help`} className="field-help">
          {help}
        </div>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': required || undefined,
      })}
    </div>
  )
}

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div id={id} className="field-error">
      <Icon name="warning" />
      <span>{children}</span>
    </div>
  )
}

/** A fieldset with its question, for radio buttons, checkboxes or the parts of a date. */
export function Group({
  label,
  help,
  error,
  optional = false,
  needed = false,
  required = false,
  one = false,
  id: given,
  children,
}: FieldText & { one?: boolean; children: ReactNode }) {
  const own = useId()
  const id = given ?? own
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <fieldset
      id={id}
      className="field"
      {...(one && { role: 'radiogroup' })}
      aria-required={(one && required) || undefined}
      aria-describedby={described || undefined}
      aria-invalid={one && error ? true : undefined}
      data-wrong={error ? '' : undefined}
    >
      <legend className="field-label">
        {label}
        <FieldMark optional={optional} needed={needed} />
      </legend>
      {help && (
        <div id={`${id}-help`} className="field-help">
          {help}
        </div>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {children}
    </fieldset>
  )
}
