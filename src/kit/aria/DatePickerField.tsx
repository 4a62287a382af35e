// The date picker on React Aria: a field in the order of the language, and a calendar of its words and digits.
// Dates are those of the Gregorian calendar, as everywhere in the application.
import { GregorianCalendar, parseDate } from '@internationalized/date'
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
  FieldError,
  Group,
  Label,
  Popover,
  Text,
} from 'react-aria-components/DatePicker'
import { Dialog } from 'react-aria-components/Dialog'
import { CalendarHeading } from 'react-aria-components/Calendar'
import { useMemo } from 'react'
import { PlainDate } from '../../kernel/time.ts'
import type { DatePickerProps } from '../DatePicker.tsx'
import { FieldMark } from '../FieldFrame.tsx'
import { Icon } from '../Icon.tsx'
import { useLocale, useMessages } from '../messages.tsx'
import { Aria } from './Aria.tsx'
import './popover.css'
import './date-picker.css'

/** What is no date, and not empty. */
const INCOMPLETE = '--'

const gregorian = () => new GregorianCalendar()

export default function DatePickerField({
  label,
  help,
  error,
  optional = false,
  needed = false,
  required = false,
  id,
  value,
  onChange,
  incomplete = false,
}: DatePickerProps) {
  const t = useMessages()
  const { locale, dir } = useLocale()
  // While a date is incomplete, React Aria keeps what is typed, and has no value.
  const shown = useMemo(() => (PlainDate.safeParse(value).success ? parseDate(value) : null), [value])

  /** Says that only a part of it is typed, or no longer. */
  function look(group: Element) {
    if (!incomplete || shown !== null) return
    const parts = [...group.querySelectorAll('[role="spinbutton"]')]
    const text = parts.every((part) => part.hasAttribute('data-placeholder')) ? '' : INCOMPLETE
    if (text !== value) onChange(text)
  }

  return (
    <Aria>
      <DatePicker
        {...(id !== undefined && { id })}
        className="field"
        data-wrong={error ? '' : undefined}
        isRequired={required}
        value={shown}
        onChange={(next) => onChange(next?.toString() ?? '')}
        isInvalid={error !== undefined}
        validationBehavior="aria"
        shouldForceLeadingZeros={false}
      >
        <div>
          <Label className="field-label">{label}</Label>
          <FieldMark optional={optional} needed={needed} />
        </div>
        {help && (
          <Text slot="description" className="field-help">
            {help}
          </Text>
        )}
        {error && (
          <FieldError className="field-error">
            <Icon name="warning" />
            <span>{error}</span>
          </FieldError>
        )}
        <Group
          className="input input-medium date-picker"
          onKeyDown={({ key, target, currentTarget }) => {
            // As in any other field.
            if (key === 'Enter' && (target as Element).matches('[role="spinbutton"]'))
              currentTarget.closest('form')?.requestSubmit()
          }}
          onKeyUp={({ currentTarget }) => look(currentTarget)}
          onBlur={({ currentTarget }) => look(currentTarget)}
        >
          <DateInput className="date-input">
            {(segment) => <DateSegment segment={segment} className="date-segment" />}
          </DateInput>
          <Button className="date-picker-open" aria-label={t('kit.date.open_calendar')}>
            <Icon name="calendar" />
          </Button>
        </Group>
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
