// A date near today, typed or picked in a calendar: at a desk. On a phone it is the three inputs of a date,
// which stand in its place until the code is loaded. A date of birth is a `DateField` everywhere: nobody finds
// 1961 in a calendar.
import { lazy, Suspense } from 'react'
import type { PlainDate } from '../kernel/time.ts'
import { DateField } from './DateField.tsx'
import { DESK, useMedia } from './useMedia.ts'

const DatePickerField = lazy(() => import('./aria/DatePickerField.tsx'))

export type DatePickerProps = {
  label: string
  help?: string
  error?: string | undefined
  optional?: boolean
  /** `''` while it is incomplete. */
  value: PlainDate
  onChange: (value: PlainDate) => void
}

export function DatePicker(props: DatePickerProps) {
  const desk = useMedia(DESK)
  const boxes = <DateField {...props} />
  if (!desk) return boxes
  return (
    <Suspense fallback={boxes}>
      <DatePickerField {...props} />
    </Suspense>
  )
}
