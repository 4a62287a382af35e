// Date fields: day, month and year in separate inputs; or only the year, or only the age, where no more is
// known. What is typed stays as typed, so that what is no date can be said.
import { useId, useState } from 'react'
import type { PlainDate } from '../../kernel/time.ts'
import { PlainDate as PlainDateSchema } from '../../kernel/time.ts'
import { Group, type FieldText } from './FieldFrame.tsx'
import { plainDigits } from '../../kernel/digits.ts'
import { Icon } from '../drawings/Icon.tsx'
import { useLocale, useMessages } from '../messages.tsx'

type Parts = { day: string; month: string; year: string }

/** The three parts of a date, or of the text of an incomplete one. */
function split(date: string): Parts {
  const [year = '', month = '', day = ''] = date.split('-')
  return { year, month: month.replace(/^0/u, ''), day: day.replace(/^0/u, '') }
}

/** The civil date of the three inputs; undefined while they hold no date that exists. */
export function dateOf({ day, month, year }: Parts): PlainDate | undefined {
  if (!/^\d{4}$/u.test(year) || !/^\d{1,2}$/u.test(day) || !/^\d{1,2}$/u.test(month)) return undefined
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return PlainDateSchema.safeParse(date).success ? date : undefined
}

/** The date, or else the parts as they were typed; `''` when there are none. */
const textOf = (parts: Parts): string =>
  dateOf(parts) ??
  (parts.day + parts.month + parts.year === '' ? '' : `${parts.year}-${parts.month}-${parts.day}`)

/** What the inputs show: the parts as typed, as long as they are the value. */
const shown = (parts: Parts, value: string): Parts => (value === textOf(parts) ? parts : split(value))

type Said = { invalid: true | undefined; described: string | undefined }

function Boxes({
  parts,
  onChange,
  invalid,
  described,
}: Said & { parts: Parts; onChange: (parts: Parts) => void }) {
  const t = useMessages()
  const { locale } = useLocale()
  const id = useId()
  const months = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  const said = { 'aria-invalid': invalid, 'aria-describedby': described }
  return (
    <div className="date-boxes">
      <label htmlFor={`${id}-day`}>
        <span>{t('kit.date.day')}</span>
        <input
          {...said}
          id={`${id}-day`}
          className="input"
          inputMode="numeric"
          maxLength={2}
          autoComplete="off"
          value={parts.day}
          onChange={(event) => onChange({ ...parts, day: plainDigits(event.target.value) })}
        />
      </label>
      <label htmlFor={`${id}-month`}>
        <span>{t('kit.date.month')}</span>
        <span className="select">
          <select
            {...said}
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
          {...said}
          id={`${id}-year`}
          className="input"
          inputMode="numeric"
          maxLength={4}
          autoComplete="off"
          value={parts.year}
          onChange={(event) => onChange({ ...parts, year: plainDigits(event.target.value) })}
        />
      </label>
    </div>
  )
}

/** The wiring of a group's inputs to its error. */
function useSaid({ id, error }: Pick<FieldText, 'id' | 'error'>): Said & { id: string } {
  const own = useId()
  const used = id ?? own
  return { id: used, invalid: error ? true : undefined, described: error ? `${used}-error` : undefined }
}

/**
 * Field for an exact civil date. Its value is `''` while it is incomplete or invalid; with `incomplete` it is
 * the parts as they were typed, for a form that says what is wrong with them.
 */
export function DateField({
  value,
  onChange,
  incomplete = false,
  ...fieldText
}: FieldText & { value: PlainDate; onChange: (value: PlainDate) => void; incomplete?: boolean }) {
  const [parts, setParts] = useState(() => split(value))
  const { id, ...said } = useSaid(fieldText)
  return (
    <Group {...fieldText} id={id}>
      <Boxes
        {...said}
        parts={value === '' && !incomplete ? parts : shown(parts, value)}
        onChange={(next) => {
          setParts(next)
          onChange(incomplete ? textOf(next) : (dateOf(next) ?? ''))
        }}
      />
    </Group>
  )
}

/** A date with its precision, as typed. `nothing`: it is not known or was not asked. */
export type PartialDate =
  | { known: 'exact'; date: string }
  | { known: 'year'; year: string }
  | { known: 'age'; age: string }
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
  const { id, ...said } = useSaid(fieldText)
  const wiring = { 'aria-invalid': said.invalid, 'aria-describedby': said.described }
  const start = { exact: { date: '' }, year: { year: '' }, age: { age: '' }, nothing: {} } as const
  return (
    <Group {...fieldText} id={id}>
      <div className="choices choices-inline" role="radiogroup" aria-label={t('kit.date.how_known')}>
        {(['exact', 'year', 'age', 'nothing'] as const).map((known) => (
          <label key={known} className="choice">
            <input
              type="radio"
              name={name}
              checked={value.known === known}
              onChange={() => {
                setParts(split(''))
                onChange({ known, ...start[known] } as PartialDate)
              }}
            />
            <span>{t(`kit.date.known.${known}`)}</span>
          </label>
        ))}
      </div>
      {value.known === 'exact' && (
        <Boxes
          {...said}
          parts={shown(parts, value.date)}
          onChange={(next) => {
            setParts(next)
            onChange({ known: 'exact', date: textOf(next) })
          }}
        />
      )}
      {value.known === 'year' && (
        <input
          {...wiring}
          className="input input-short"
          aria-label={t('kit.date.year')}
          inputMode="numeric"
          value={value.year}
          onChange={(event) => onChange({ known: 'year', year: event.target.value })}
        />
      )}
      {value.known === 'age' && (
        <span className="with-unit">
          <input
            {...wiring}
            className="input input-short"
            aria-label={t('kit.date.age_in_years')}
            inputMode="numeric"
            value={value.age}
            onChange={(event) => onChange({ known: 'age', age: event.target.value })}
          />
          <span aria-hidden="true">{t('kit.date.years')}</span>
        </span>
      )}
    </Group>
  )
}
