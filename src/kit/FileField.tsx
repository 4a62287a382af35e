// A file that is chosen with the dialog of the system. What it was is not kept in a draft: it is chosen anew.
import { Field, type FieldText } from './FieldFrame.tsx'

export function FileField({
  accept,
  disabled = false,
  onChange,
  ...fieldText
}: FieldText & {
  /** Types of files, as in HTML. */
  accept: string
  disabled?: boolean
  onChange: (file: File | undefined) => void
}) {
  return (
    <Field {...fieldText}>
      {(wiring) => (
        <input
          {...wiring}
          className="input"
          type="file"
          accept={accept}
          disabled={disabled}
          onChange={(event) => onChange(event.target.files?.[0])}
        />
      )}
    </Field>
  )
}
