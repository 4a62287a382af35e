// A date near today, typed or picked in a calendar: at a desk. On a phone, and until the code is loaded, it is the
// three inputs of a date. A date of birth is a `DateField` everywhere: nobody finds 1961 in a calendar.
import type { PlainDate } from '../../kernel/time.ts'
import { DateField } from './DateField.tsx'
import type { FieldText } from './FieldFrame.tsx'
import { laterUnlessUsed } from '../later.tsx'
import { DESK, useMedia } from '../useMedia.ts'

const DatePickerField = laterUnlessUsed(() => import('../aria/DatePickerField.tsx'), DateField)

export type DatePickerProps = FieldText & {
  /** `''` while it is incomplete. */
  value: PlainDate
  onChange: (value: PlainDate) => void
  /** While it is incomplete, the value is a text that is no date, for a form that says so. */
  incomplete?: boolean
}

export function DatePicker(props: DatePickerProps) {
  return useMedia(DESK) ? <DatePickerField {...props} /> : <DateField {...props} />
}
