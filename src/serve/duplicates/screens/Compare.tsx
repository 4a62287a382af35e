// Two records side by side, field by field: what is the same, what differs and what only one of them says, in words.
import { hrefTo } from '../../../kernel/paths.ts'
import { searchable } from '../../../kernel/text.ts'
import { DateText } from '../../../kit/Figures.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { StatusPill, type PillTone } from '../../../kit/State.tsx'
import { Table } from '../../../kit/Table.tsx'
import type { Glimpse } from '../../record/operations.ts'

/** Of a field that neither record has, nothing is said. */
type Verdict = 'same' | 'different' | 'only_one'
const TONES: Record<Verdict, PillTone> = {
  same: 'good',
  different: 'now',
  only_one: 'open',
}

function verdictOf(one: string, other: string): Verdict {
  if (one === '' || other === '') return 'only_one'
  return searchable(one) === searchable(other) ? 'same' : 'different'
}

export function Compare({ label, one, other, names }: Record<'one' | 'other', Glimpse> & Titled) {
  const t = useMessages()
  const words = usePack()
  const { date, list } = useFormats()
  const born = ({ born: known }: Glimpse) => {
    if (known === null) return ''
    if ('date' in known) return date(known.date)
    return 'year' in known
      ? t('duplicate.born_year', { year: known.year })
      : t('duplicate.born_age', { age: known.age, on: date(known.on) })
  }
  const term = (taxonomy: 'sexes' | 'places', code: string | null) =>
    code === null ? '' : (words?.term(taxonomy, code) ?? code)
  const fields: { key: string; title: string; of: (person: Glimpse) => string }[] = [
    { key: 'called', title: t('duplicate.called'), of: ({ called }) => called ?? '' },
    { key: 'given', title: t('duplicate.given_names'), of: ({ givenNames }) => givenNames ?? '' },
    { key: 'first', title: t('duplicate.first_surname'), of: ({ firstSurname }) => firstSurname ?? '' },
    { key: 'second', title: t('duplicate.second_surname'), of: ({ secondSurname }) => secondSurname ?? '' },
    { key: 'born', title: t('duplicate.born'), of: born },
    { key: 'sex', title: t('duplicate.sex'), of: ({ sex }) => term('sexes', sex) },
    { key: 'place', title: t('duplicate.place'), of: ({ place }) => term('places', place) },
    {
      key: 'nationalities',
      title: t('duplicate.nationalities'),
      of: ({ nationalities }) =>
        list(nationalities.map((code) => words?.term('countries', code) ?? code).toSorted()),
    },
  ]
  const compared = fields
    .map((field) => ({ ...field, first: field.of(one), second: field.of(other) }))
    .filter(({ first, second }) => first !== '' || second !== '')
    .map((field) => ({ ...field, verdict: verdictOf(field.first, field.second) }))
  const link = (person: Glimpse, name: string) => (
    <a href={hrefTo('/people/:person', { person: person.id })} aria-label={t('duplicate.open_one', { name })}>
      {t('duplicate.open_record')}
    </a>
  )
  return (
    <Table
      caption={label}
      columns={[
        { key: 'field', title: t('duplicate.field'), names: true, cell: ({ title }) => title },
        { key: 'one', title: names[0], cell: ({ first }) => <bdi>{first}</bdi> },
        { key: 'other', title: names[1], cell: ({ second }) => <bdi>{second}</bdi> },
        {
          key: 'verdict',
          title: t('duplicate.verdict'),
          cell: ({ verdict }) => (
            <StatusPill tone={TONES[verdict]}>{t(`duplicate.verdict.${verdict}`)}</StatusPill>
          ),
        },
      ]}
      rows={compared}
      rowKey={({ key }) => key}
      foot={{
        field: t('duplicate.registered'),
        one: (
          <>
            <DateText instant={one.registeredAt} /> · {link(one, names[0])}
          </>
        ),
        other: (
          <>
            <DateText instant={other.registeredAt} /> · {link(other, names[1])}
          </>
        ),
        verdict: t('duplicate.counted', {
          same: compared.filter(({ verdict }) => verdict === 'same').length,
          different: compared.filter(({ verdict }) => verdict === 'different').length,
        }),
      }}
    />
  )
}

type Titled = { label: string; names: readonly [string, string] }
