// The date picker on React Aria: a field in the order of the language, and a calendar of its words and digits.
// Dates are those of the Gregorian calendar, as everywhere in the application.
import { GregorianCalendar, parseDate, type DateValue } from '@internationalized/date'
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  DateInput,
  DatePicker,
  DateSegment,
  Group,
  Popover,
} from 'react-aria-components/DatePicker'
import { Dialog } from 'react-aria-components/Dialog'
import { CalendarHeading } from 'react-aria-components/Calendar'
import { useState } from 'react'
import { PlainDate } from '../../kernel/time.ts'
import type { DatePickerProps } from '../fields/DatePicker.tsx'
import { Icon } from '../drawings/Icon.tsx'
import { useLocale, useMessages } from '../messages.tsx'
import { Aria } from './Aria.tsx'
import { FieldHead } from './FieldHead.tsx'
import './popover.css'
import './date-picker.css'

/** What is no date, and not empty. */
const INCOMPLETE = '--'

const isWhole = (date: string) => PlainDate.safeParse(date).success
const dateIn = (date: string): DateValue | null => (isWhole(date) ? parseDate(date) : null)

const gregorian = () => new GregorianCalendar()

export default function DatePickerField({
  label,
  help,
  error,
  optional,
  needed,
  required = false,
  id,
  value,
  onChange,
  incomplete = false,
}: DatePickerProps) {
  const t = useMessages()
  const { locale, dir } = useLocale()
  // A year that is being typed is that of a date long ago: it stays as typed until the screen gives another date.
  const [typed, setTyped] = useState(() => ({ date: dateIn(value), said: value }))
  const shown = value === typed.said ? typed.date : dateIn(value)

  function tell(date: DateValue | null, text = date?.toString() ?? '') {
    const said = incomplete || isWhole(text) ? text : ''
    setTyped({ date, said })
    onChange(said)
  }

  /** Says that only a part of it is typed, or no longer. */
  function look(group: Element) {
    if (!incomplete || shown !== null) return
    const parts = [...group.querySelectorAll('[role="spinbutton"]')]
    const text = parts.every((part) => part.hasAttribute('data-placeholder')) ? '' : INCOMPLETE
    if (text !== value) tell(null, text)
  }

  return (
    <Aria>
      <DatePicker
        {...(id !== undefined && { id })}
        className="field"
        data-wrong={error ? '' : undefined}
        isRequired={required}
        value={shown}
        onChange={(next) => tell(next)}
        isInvalid={error !== undefined}
        validationBehavior="aria"
        shouldForceLeadingZeros={false}
      >
        <FieldHead {...{ label, help, error, optional, needed }} />
        <div
          onKeyDownCapture={(event) => {
            // As in any other field.
            if (event.key === 'Enter' && (event.target as Element).matches('[role="spinbutton"]'))
              event.currentTarget.closest('form')?.requestSubmit()
          }}
          onKeyUpCapture={(event) => look(event.currentTarget)}
          onBlur={(event) => look(event.currentTarget)}
        >
          <Group className="input input-medium date-picker">
            <DateInput className="date-input">
              {(segment) => <DateSegment segment={segment} className="date-segment" />}
            </DateInput>
            <Button className="date-picker-open" aria-label={t('kit.date.open_calendar')}>
              <Icon name="calendar" />
            </Button>
          </Group>
        </div>
        <Popover className="popover" offset={4} placement="bottom start">
          <Dialog className="popover-body" aria-label={label} lang={locale} dir={dir}>
            <Calendar className="calendar" createCalendar={gregorian}>
              <div className="calendar-head">
                <Button slot="previous" className="icon-button calendar-previous">
                  <Icon name="forward" />
                </Button>
                <CalendarHeading className="calendar-title" />
                <Button slot="next" className="icon-button">
                  <Icon name="forward" />
                </Button>
              </div>
              <CalendarGrid weekdayStyle="short">
                <CalendarGridHeader>
                  {(day) => <CalendarHeaderCell className="calendar-weekday">{day}</CalendarHeaderCell>}
                </CalendarGridHeader>
                <CalendarGridBody>
                  {(date) => <CalendarCell date={date} className="calendar-day" />}
                </CalendarGridBody>
              </CalendarGrid>
            </Calendar>
          </Dialog>
        </Popover>
      </DatePicker>
    </Aria>
  )
}
