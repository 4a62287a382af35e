// The hidden field of the PIN or phrase that opens what a device keeps. It stands outside the form layer, so that
// nothing else needs to be loaded to open.
import { TextField } from '../../../kit/fields/Field.tsx'

/** What the control of a PIN or phrase is given: the fitting keyboard, and nothing that suggests or stores it. */
export const pinControl = ({ phrase, fresh = false }: { phrase: boolean; fresh?: boolean }) =>
  ({
    type: 'password',
    inputMode: phrase ? 'text' : 'numeric',
    autoComplete: fresh ? 'new-password' : 'off',
    dir: 'ltr',
    width: phrase ? 'full' : 'medium',
  }) as const

export function PinField({
  label,
  value,
  onChange,
  phrase,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  phrase: boolean
}) {
  return <TextField label={label} {...pinControl({ phrase })} required value={value} onChange={onChange} />
}
