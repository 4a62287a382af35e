// Date fields: day, month and year in separate inputs; or only the year, or only the age, where no more is
// known.
import { useId, useState } from 'react'
import type { PlainDate } from '../kernel/time.ts'
import { PlainDate as PlainDateSchema } from '../kernel/time.ts'
import { Icon } from './Icon.tsx'
import { useLocale, useMessages } from './messages.tsx'

type FieldText = { label: string; help?: string; error?: string | undefined; optional?: boolean }
type Parts = { day: string; month: string; year: string }

const split = (date: string): Parts => ({
  year: date.slice(0, 4),
  month: date.slice(5, 7).replace(/^0/u, ''),
  day: date.slice(8, 10).replace(/^0/u, ''),
})

/** The civil date of the three inputs; undefined while they hold no date that exists. */
export function dateOf({ day, month, year }: Parts): PlainDate | undefined {
  if (!/^\d{4}$/u.test(year) || !/^\d{1,2}$/u.test(day) || !/^\d{1,2}$/u.test(month)) return undefined
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return PlainDateSchema.safeParse(date).success ? date : undefined
}

function Boxes({
  parts,
  onChange,
  described,
}: {
  parts: Parts
  onChange: (parts: Parts) => void
  described?: string
}) {
  const t = useMessages()
  const { locale } = useLocale()
  const id = useId()
  const months = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  const digits = (text: string) => text.replace(/\D/gu, '')
  return (
    <div className="date-boxes">
      <label htmlFor={`${id}-day`}>
        <span>{t('kit.date.day')}</span>
        <input
          id={`${id}-day`}
          className="input"
          inputMode="numeric"
          maxLength={2}
          autoComplete="off"
          aria-describedby={described}
          value={parts.day}
          onChange={(event) => onChange({ ...parts, day: digits(event.target.value) })}
        />
      </label>
      <label htmlFor={`${id}-month`}>
        <span>{t('kit.date.month')}</span>
        <span className="select">
          <select
            id={`${id}-month`}
            className="input"
            value={parts.month}
            onChange={(event) => onChange({ ...parts, month: event.target.value })}
          >
            <option value="">{t('kit.choose')}</option>
            {Array.from({ length: 12 }, (_, index) => (
              <option key={index} value={String(index + 1)}>
                {months.format(new Date(Date.UTC(2024, index, 15)))}
              </option>
            ))}
          </select>
          <Icon name="down" />
        </span>
      </label>
      <label htmlFor={`${id}-year`}>
        <span>{t('kit.date.year')}</span>
        <input
          id={`${id}-year`}
          className="input"
          inputMode="numeric"
          maxLength={4}
          autoComplete="off"
          value={parts.year}
          onChange={(event) => onChange({ ...parts, year: digits(event.target.value) })}
        />
      </label>
    </div>
  )
}

function Frame({ label, help, error, optional, children }: FieldText & { children: React.ReactNode }) {
  const t = useMessages()
  const id = useId()
  return (
    <fieldset
      className="field"
      aria-describedby={[help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ') || undefined}
      data-wrong={error ? '' : undefined}
    >
      <legend className="field-label">
        {label}
        {optional && <span className="field-optional"> {t('kit.optional')}</span>}
      </legend>
      {help && (
        <div id={`${id}-help`} className="field-help">
          {help}
        </div>
      )}
      {error && (
        <div id={`${id}-error`} className="field-error">
          <Icon name="warning" />
          <span>{error}</span>
        </div>
      )}
      {children}
    </fieldset>
  )
}

/** Field for an exact civil date; its value is `''` while it is incomplete or invalid. */
export function DateField({
  value,
  onChange,
  ...fieldText
}: FieldText & { value: PlainDate; onChange: (value: PlainDate) => void }) {
  const [parts, setParts] = useState(() => split(value))
  const shown = value !== '' && value !== dateOf(parts) ? split(value) : parts
  return (
    <Frame {...fieldText}>
      <Boxes
        parts={shown}
        onChange={(next) => {
          setParts(next)
          onChange(dateOf(next) ?? '')
        }}
      />
    </Frame>
  )
}

/** A date with its precision. `nothing`: it is not known or was not asked. */
export type PartialDate =
  | { known: 'exact'; date: PlainDate }
  | { known: 'year'; year: number | '' }
  | { known: 'age'; age: number | '' }
  | { known: 'nothing' }

/** A date that may be known exactly, by its year, or by an age in completed years. */
export function PartialDateField({
  value,
  onChange,
  ...fieldText
}: FieldText & { value: PartialDate; onChange: (value: PartialDate) => void }) {
  const t = useMessages()
  const name = useId()
  const [parts, setParts] = useState(() => split(value.known === 'exact' ? value.date : ''))
  const whole = (text: string, digits: number) => {
    const written = text.replace(/\D/gu, '').slice(0, digits)
    return written === '' ? ('' as const) : Number(written)
  }
  const start = { exact: { date: '' }, year: { year: '' }, age: { age: '' }, nothing: {} } as const
  return (
    <Frame {...fieldText}>
      <div className="choices choices-inline" role="radiogroup" aria-label={t('kit.date.how_known')}>
        {(['exact', 'year', 'age', 'nothing'] as const).map((known) => (
          <label key={known} className="choice">
            <input
              type="radio"
              name={name}
              checked={value.known === known}
              onChange={() => onChange({ known, ...start[known] } as PartialDate)}
            />
            <span>{t(`kit.date.known.${known}`)}</span>
          </label>
        ))}
      </div>
      {value.known === 'exact' && (
        <Boxes
          parts={value.date !== '' && value.date !== dateOf(parts) ? split(value.date) : parts}
          onChange={(next) => {
            setParts(next)
            onChange({ known: 'exact', date: dateOf(next) ?? '' })
          }}
        />
      )}
      {value.known === 'year' && (
        <input
          className="input input-short"
          aria-label={t('kit.date.year')}
          inputMode="numeric"
          value={value.year}
          onChange={(event) => onChange({ known: 'year', year: whole(event.target.value, 4) })}
        />
      )}
      {value.known === 'age' && (
        <span className="with-unit">
          <input
            className="input input-short"
            aria-label={t('kit.date.age_in_years')}
            inputMode="numeric"
            value={value.age}
            onChange={(event) => onChange({ known: 'age', age: whole(event.target.value, 3) })}
          />
          <span aria-hidden="true">{t('kit.date.years')}</span>
        </span>
      )}
    </Frame>
  )
}
