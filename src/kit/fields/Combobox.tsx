// One of many, found by typing a few letters: at a desk. It is the native select on a phone, where that is better,
// where there are few to choose from, and until the code is loaded.
import { useState } from 'react'
import { Select, type Option } from './Field.tsx'
import type { FieldText } from './FieldFrame.tsx'
import { laterUnlessUsed } from '../later.tsx'
import { DESK, useMedia } from '../useMedia.ts'

/** As many as are seen at a glance, once the list is open. */
const FEW = 12

export type ComboboxProps = FieldText & {
  /** The choice may be taken back; an optional one always may. */
  clearable?: boolean
  /** Each choice is taken by itself, and the field is empty again for the next one. */
  several?: boolean
  value: string
  onChange: (value: string) => void
  options: readonly Option[]
  /** Searched however many there are. */
  long?: boolean
  /** The text before a choice. */
  empty?: string
  width?: 'medium' | 'full'
}

const Native = ({ clearable, several = false, ...props }: ComboboxProps) => (
  <Select {...props} clearable={several || (clearable ?? props.optional ?? false)} />
)

const ComboboxField = laterUnlessUsed(() => import('../aria/ComboboxField.tsx'), Native)

export function Combobox({ long = false, ...props }: ComboboxProps) {
  const desk = useMedia(DESK)
  // What was searched stays so when choices leave the list, or it would lose the focus.
  const [isLong, setLong] = useState(long)
  if (!isLong && props.options.length > FEW) setLong(true)
  return desk && isLong ? <ComboboxField {...props} /> : <Native {...props} />
}
