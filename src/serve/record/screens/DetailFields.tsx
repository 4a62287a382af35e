// The form fields of a person's details: first what everybody is asked, then what is asked only if it helps,
// with the reason.
import { useState } from 'react'
import { useAsk } from '../../../kit/data.tsx'
import { fields, useWritten } from '../../../kit/form/fields.tsx'
import { Select } from '../../../kit/fields/Field.tsx'
import { Row } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import type { TaxonomyName } from '../../../kernel/packs/pack.ts'
import { getStatusRule } from '../../../protect/firewall/operations.ts'
import type { Born, Changes } from '../operations.ts'
import { Several } from './Several.tsx'
import { useBornText, useToday } from './words.tsx'

/** The details stand in the input of both forms: as they are, or within its `changes`. */
const detail = fields<Changes>()
const asked = fields<{ statusPurpose?: string | undefined }>()

/** Who they are: enough for a first visit. */
export function FirstFields({ autoFocus = false }: { autoFocus?: boolean }) {
  const t = useMessages()
  const words = usePack()
  const today = useToday()
  const bornText = useBornText()
  const [born] = useWritten<Born>('born')
  const said =
    born && 'age' in born && born.on < today ? t('person.age_said', { said: bornText(born) }) : undefined
  return (
    <>
      <detail.Text
        name="givenNames"
        label={t('person.given_names')}
        help={t('person.names_help')}
        autoFocus={autoFocus}
      />
      <Row>
        <detail.Text name="firstSurname" label={t('person.first_surname')} />
        <detail.Text name="secondSurname" label={t('person.second_surname')} />
      </Row>
      <detail.Text name="called" label={t('person.called')} help={t('person.called_help')} />
      <detail.PartialDate name="born" label={t('person.born')} help={said} today={today} />
      <detail.Choice name="sex" label={t('person.sex')} inline options={words?.options('sexes') ?? []} />
    </>
  )
}

/** Asked only if it helps, and never a condition of a service. */
export function MoreFields() {
  const t = useMessages()
  const words = usePack()
  const one = (name: 'gender' | 'populationGroup' | 'disability', taxonomy: TaxonomyName) => (
    <detail.Combobox
      name={name}
      label={t(`person.field.${name}`)}
      help={t(`person.why.${name}`)}
      options={words?.options(taxonomy) ?? []}
    />
  )
  return (
    <>
      <detail.Custom name="nationalities" label={t('person.field.nationalities')}>
        {(control) => <Several {...control} help={t('person.why.nationalities')} taxonomy="countries" />}
      </detail.Custom>
      {one('populationGroup', 'populationGroups')}
      <StatusAsked />
      {one('disability', 'disabilities')}
      {one('gender', 'genders')}
      <detail.Combobox
        name="place"
        label={t('person.field.place')}
        help={t('person.why.place')}
        options={(words?.pack.taxonomies.places ?? [])
          .filter((place) => !place.retired)
          .map((place) => ({
            value: place.code,
            label: words?.say(place.label) ?? place.code,
            group: place.parent ? (words?.term('places', place.parent) ?? '') : '',
          }))}
      />
    </>
  )
}

/**
 * Migration status is not asked by default. Whoever asks first chooses a purpose, and only then gets the
 * field; where the centre never asks, there is no field.
 */
function StatusAsked() {
  const t = useMessages()
  const words = usePack()
  const rule = useAsk(getStatusRule, {})
  const [status, setStatus] = useWritten<string>('migrationStatus')
  const [purpose] = useWritten<string>('statusPurpose', 'input')
  const [before] = useState(status ?? '')
  // Nothing is asked until the centre's rule is known.
  if (rule.data?.asking !== 'with_purpose') return null
  return (
    <>
      <asked.Within>
        <asked.Custom name="statusPurpose" label={t('person.status_purpose')}>
          {({ value = '', onChange, ...control }) => (
            <Select
              {...control}
              help={t('person.why.migrationStatus')}
              clearable
              empty={t(before === '' ? 'person.status_not_asked' : 'person.status_asked_before')}
              value={value}
              onChange={(chosen: string) => {
                onChange(chosen)
                if (chosen === '') setStatus(before)
              }}
              options={(words?.pack.statusPurposes ?? []).map(({ code, label }) => ({
                value: code,
                label: words?.say(label) ?? code,
              }))}
            />
          )}
        </asked.Custom>
      </asked.Within>
      {purpose !== undefined && purpose !== '' && (
        <detail.Combobox
          name="migrationStatus"
          label={t('person.field.migrationStatus')}
          options={words?.options('statuses') ?? []}
        />
      )}
    </>
  )
}
