// The label of a field on React Aria, its help and its error, as FieldFrame draws them for native controls.
import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { FieldMark, type FieldText } from '../fields/FieldFrame.tsx'
import { Icon } from '../drawings/Icon.tsx'

export function FieldHead({
  label,
  help,
  error,
  optional = false,
  needed = false,
}: Pick<FieldText, 'label' | 'help' | 'error'> & {
  optional: boolean | undefined
  needed: boolean | undefined
}) {
  return (
    <>
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
    </>
  )
}
