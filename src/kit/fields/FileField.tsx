// A file that is chosen with the dialog of the system, or that a draft kept.
import { useState } from 'react'
import { Field, type FieldText } from './FieldFrame.tsx'
import { useMessages } from '../messages.tsx'

export function FileField({
  accept,
  disabled = false,
  value,
  onChange,
  ...fieldText
}: FieldText & {
  /** Types of files, as in HTML. */
  accept: string
  disabled?: boolean
  /** What the form holds: the control shows only what was chosen with it. */
  value?: File | undefined
  onChange: (file: File | undefined) => void
}) {
  const t = useMessages()
  const [kept] = useState(value)
  return (
    <Field {...fieldText}>
      {(wiring) => (
        <>
          {kept && kept === value && (
            <p className="field-help">{t('kit.draft.file_kept', { name: kept.name })}</p>
          )}
          <input
            {...wiring}
            className="input"
            type="file"
            accept={accept}
            disabled={disabled}
            onChange={(event) => onChange(event.target.files?.[0])}
          />
        </>
      )}
    </Field>
  )
}
