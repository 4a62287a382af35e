// One question of a questionnaire, as the form control of its kind.
import { plainDigits } from '../../../kernel/digits.ts'
import type { Question } from '../../../kernel/packs/pack.ts'
import { Combobox } from '../../../kit/fields/Combobox.tsx'
import { DateField } from '../../../kit/fields/DateField.tsx'
import { CheckGroup, ChoiceGroup, TextArea, TextField, type Option } from '../../../kit/fields/Field.tsx'
import type { Control } from '../../../kit/form/fields.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import type { Words } from '../../../kit/pack.tsx'
import type { Answers } from '../operations.ts'

/** With more choices than this the question becomes a drop-down list, unless they are seen or heard. */
const IN_SIGHT = 8
const isShown = ({ picture, beside }: Option) => picture !== undefined || beside !== undefined

export function QuestionField({
  question,
  options,
  words,
  value,
  control: { value: _value, onChange: change, ...said },
}: {
  question: Question
  options: readonly Option[]
  words: Words
  value: Answers[string]
  /** From the surrounding form: the label, whether it is required, the error, and the function that takes an answer. */
  control: Control<NonNullable<Answers[string]>>
}) {
  const t = useMessages()
  const onChange = change as (answer: Answers[string]) => void
  const onClear = said.required ? undefined : () => onChange(null)
  const help = question.why && { help: t('form.why', { why: words.say(question.why) }) }
  switch (question.kind) {
    case 'note':
      return null
    case 'text':
      return (
        <TextArea
          {...said}
          {...help}
          rows={2}
          value={typeof value === 'string' ? value : ''}
          onChange={(text) => onChange(text || null)}
        />
      )
    case 'integer':
      return (
        <TextField
          {...said}
          {...help}
          inputMode="numeric"
          width="short"
          value={value === null ? '' : String(value)}
          onChange={(text) => {
            const plain = plainDigits(text)
            onChange(/^-?\d+$/u.test(plain) ? Number(plain) : text || null)
          }}
        />
      )
    case 'date':
      return (
        <DateField
          {...said}
          incomplete
          {...help}
          value={typeof value === 'string' ? value : ''}
          onChange={(date) => onChange(date || null)}
        />
      )
    case 'yes_no':
      return (
        <ChoiceGroup
          {...said}
          {...help}
          inline
          value={value === null ? '' : value === true ? 'yes' : 'no'}
          onChange={(choice) => onChange(choice === 'yes')}
          onClear={onClear}
          options={[
            { value: 'yes', label: t('form.yes') },
            { value: 'no', label: t('form.no') },
          ]}
        />
      )
    case 'one':
      return options.length > IN_SIGHT && !options.some(isShown) ? (
        <Combobox
          {...said}
          {...help}
          clearable={!said.required}
          value={typeof value === 'string' ? value : ''}
          onChange={(code) => onChange(code || null)}
          options={options}
        />
      ) : (
        <ChoiceGroup
          {...said}
          {...help}
          value={typeof value === 'string' ? value : ''}
          onChange={onChange}
          onClear={onClear}
          options={options}
        />
      )
    case 'many':
      return (
        <CheckGroup
          {...said}
          {...help}
          values={Array.isArray(value) ? value : []}
          onChange={onChange}
          options={options}
        />
      )
  }
}
