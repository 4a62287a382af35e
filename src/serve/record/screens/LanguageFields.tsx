// The form fields of the languages a person speaks and reads in: one question at the desk, the rest where it is corrected.
import { fields, useWritten } from '../../../kit/form/fields.tsx'
import { Select } from '../../../kit/fields/Field.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import type { Changes } from '../operations.ts'
import { NeedsInterpreter, Reading } from '../../../protect/interpreters/operations.ts'
import { Several } from './Several.tsx'

const detail = fields<Changes>()

/** The one question at the desk: the language they speak best, and whether somebody has to interpret. */
export function SpokenFirst() {
  const t = useMessages()
  const words = usePack()
  const [spoken = []] = useWritten<readonly string[]>('languages')
  return (
    <>
      <detail.Custom name="languages" label={t('person.speaks_best')}>
        {({ value = [], onChange, ...control }) => (
          <Select
            {...control}
            clearable
            value={value[0] ?? ''}
            onChange={(chosen: string) =>
              onChange(chosen === '' ? [] : [chosen, ...value.slice(1).filter((one) => one !== chosen)])
            }
            options={words?.options('languages') ?? []}
          />
        )}
      </detail.Custom>
      {/* Whoever speaks best what the network itself writes is not asked. */}
      {spoken.length > 0 && spoken[0] !== words?.pack.locales[0] && <Interpreting />}
    </>
  )
}

/** All of it. */
export function LanguageFields({ more = false }: { more?: boolean }) {
  const t = useMessages()
  const words = usePack()
  const [reading] = useWritten<string>('reading')
  return (
    <>
      <detail.Custom name="languages" label={t('person.field.languages')}>
        {(control) => (
          <Several
            {...control}
            help={t(more ? 'person.languages_more' : 'person.why.languages')}
            taxonomy="languages"
          />
        )}
      </detail.Custom>
      <detail.Choice
        name="reading"
        label={t('person.field.reading')}
        help={t('person.why.reading')}
        inline
        options={Reading.options.map((value) => ({ value, label: t(`person.reading.${value}`) }))}
      />
      {words && reading !== undefined && reading !== '' && reading !== 'not' && (
        <detail.Custom name="readsIn" label={t('person.field.readsIn')}>
          {(control) => <Several {...control} help={t('person.why.readsIn')} taxonomy="languages" />}
        </detail.Custom>
      )}
      {!more && <Interpreting />}
    </>
  )
}

function Interpreting() {
  const t = useMessages()
  return (
    <detail.Choice
      name="needsInterpreter"
      label={t('person.field.needsInterpreter')}
      inline
      options={NeedsInterpreter.options.map((value) => ({
        value,
        label: t(`person.needsInterpreter.${value}`),
      }))}
    />
  )
}
