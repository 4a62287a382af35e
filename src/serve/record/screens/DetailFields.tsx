// The form fields of a person's details: first what everybody is asked, then what is asked only if it helps,
// with the reason.
import { useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { PartialDateField } from '../../../kit/DateField.tsx'
import { ChoiceGroup, Select, TextField } from '../../../kit/Field.tsx'
import { Row } from '../../../kit/Form.tsx'
import { Inline } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import type { TaxonomyName } from '../../../kernel/pack.ts'
import { getStatusRule } from '../../../protect/firewall/operations.ts'
import type { Written } from './written.ts'

type Props = { form: Written; onChange: (form: Written) => void; autoFocus?: boolean }

/** Who they are: enough for a first visit. */
export function FirstFields({ form, onChange, autoFocus = false }: Props) {
  const t = useMessages()
  const words = usePack()
  const set = (part: Partial<Written>) => onChange({ ...form, ...part })
  return (
    <>
      <TextField
        label={t('person.given_names')}
        help={t('person.names_help')}
        optional
        autoFocus={autoFocus}
        maxLength={120}
        value={form.givenNames}
        onChange={(givenNames) => set({ givenNames })}
      />
      <Row>
        <TextField
          label={t('person.first_surname')}
          optional
          maxLength={120}
          value={form.firstSurname}
          onChange={(firstSurname) => set({ firstSurname })}
        />
        <TextField
          label={t('person.second_surname')}
          optional
          maxLength={120}
          value={form.secondSurname}
          onChange={(secondSurname) => set({ secondSurname })}
        />
      </Row>
      <TextField
        label={t('person.called')}
        help={t('person.called_help')}
        optional
        maxLength={120}
        value={form.called}
        onChange={(called) => set({ called })}
      />
      <PartialDateField
        label={t('person.born')}
        optional
        value={form.born}
        onChange={(born) => set({ born })}
      />
      <ChoiceGroup
        label={t('person.sex')}
        optional
        inline
        value={form.sex}
        onChange={(sex) => set({ sex })}
        options={words?.options('sexes') ?? []}
      />
    </>
  )
}

/** Asked only if it helps, and never a condition of a service. */
export function MoreFields({ form, onChange }: Props) {
  const t = useMessages()
  const words = usePack()
  const set = (part: Partial<Written>) => onChange({ ...form, ...part })
  const one = (field: 'gender' | 'populationGroup' | 'disability', taxonomy: TaxonomyName) => (
    <Select
      label={t(`person.field.${field}`)}
      help={t(`person.why.${field}`)}
      optional
      value={form[field]}
      onChange={(value) => set({ [field]: value })}
      options={words?.options(taxonomy) ?? []}
    />
  )
  return (
    <>
      <Several
        label={t('person.field.nationalities')}
        help={t('person.why.nationalities')}
        taxonomy="countries"
        values={form.nationalities}
        onChange={(nationalities) => set({ nationalities })}
      />
      {one('populationGroup', 'populationGroups')}
      <StatusAsked form={form} onChange={onChange} />
      <Several
        label={t('person.field.languages')}
        help={t('person.why.languages')}
        taxonomy="languages"
        values={form.languages}
        onChange={(languages) => set({ languages })}
      />
      {one('disability', 'disabilities')}
      {one('gender', 'genders')}
      <Select
        label={t('person.field.place')}
        help={t('person.why.place')}
        optional
        value={form.place}
        onChange={(place) => set({ place })}
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
function StatusAsked({ form, onChange }: Pick<Props, 'form' | 'onChange'>) {
  const t = useMessages()
  const words = usePack()
  const rule = useAsk(getStatusRule, {})
  const [before] = useState(form.migrationStatus)
  // Nothing is asked until the centre's rule is known.
  if (rule.data?.asking !== 'with_purpose') return null
  return (
    <>
      <Select
        label={t('person.status_purpose')}
        help={t('person.why.migrationStatus')}
        optional
        empty={t(before === '' ? 'person.status_not_asked' : 'person.status_asked_before')}
        value={form.statusPurpose}
        onChange={(statusPurpose: string) =>
          onChange({ ...form, statusPurpose, ...(statusPurpose === '' && { migrationStatus: before }) })
        }
        options={(words?.pack.statusPurposes ?? []).map((purpose) => ({
          value: purpose.code,
          label: words?.say(purpose.label) ?? purpose.code,
        }))}
      />
      {form.statusPurpose !== '' && (
        <Select
          label={t('person.field.migrationStatus')}
          optional
          value={form.migrationStatus}
          onChange={(migrationStatus: string) => onChange({ ...form, migrationStatus })}
          options={words?.options('statuses') ?? []}
        />
      )}
    </>
  )
}

/** Chooses several entries of a long list, one after the other; those chosen stay visible. */
function Several({
  label,
  help,
  taxonomy,
  values,
  onChange,
}: {
  label: string
  help: string
  taxonomy: TaxonomyName
  values: readonly string[]
  onChange: (values: readonly string[]) => void
}) {
  const t = useMessages()
  const words = usePack()
  const left = (words?.options(taxonomy) ?? []).filter((option) => !values.includes(option.value))
  return (
    <div className="stack stack-tight">
      <Select
        label={label}
        help={help}
        optional
        value=""
        onChange={(value: string) => value !== '' && onChange([...values, value])}
        options={left}
      />
      {values.length > 0 && (
        <Inline>
          {values.map((value) => {
            const name = words?.term(taxonomy, value) ?? value
            return (
              <Button
                key={value}
                icon="close"
                kind="quiet"
                aria-label={t('person.remove_choice', { name })}
                onClick={() => onChange(values.filter((other) => other !== value))}
              >
                {name}
              </Button>
            )
          })}
        </Inline>
      )}
    </div>
  )
}
