// One of many, found by typing a few letters: at a desk. On a phone it is the native select, which is better
// there, and which stands in its place until the code is loaded.
import { lazy, Suspense } from 'react'
import { Select, type Option } from './Field.tsx'
import { DESK, useMedia } from './useMedia.ts'

const ComboboxField = lazy(() => import('./aria/ComboboxField.tsx'))

export type ComboboxProps = {
  label: string
  help?: string
  error?: string | undefined
  optional?: boolean
  /** The choice may be taken back; an optional one always may. */
  clearable?: boolean
  value: string
  onChange: (value: string) => void
  options: readonly Option[]
  /** The text before a choice. */
  empty?: string
  width?: 'medium' | 'full'
}

export function Combobox(props: ComboboxProps) {
  const desk = useMedia(DESK)
  const { error, clearable = props.optional ?? false, ...rest } = props
  const select = <Select {...rest} clearable={clearable} {...(error !== undefined && { error })} />
  if (!desk) return select
  return (
    <Suspense fallback={select}>
      <ComboboxField {...props} />
    </Suspense>
  )
}
