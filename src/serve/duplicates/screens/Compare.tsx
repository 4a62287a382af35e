// Records side by side, field by field: what is the same, what differs and what only some of them say, in words.
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

function verdictOf(values: readonly string[]): Verdict {
  if (values.includes('')) return 'only_one'
  return new Set(values.map(searchable)).size === 1 ? 'same' : 'different'
}

/** @param names one for each of the people, told apart where two are the same */
export function Compare({
  label,
  people,
  names,
}: {
  label: string
  people: readonly Glimpse[]
  names: readonly string[]
}) {
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
    .map((field) => ({ ...field, values: people.map(field.of) }))
    .filter(({ values }) => values.some((value) => value !== ''))
    .map((field) => ({ ...field, verdict: verdictOf(field.values) }))
  const columns = people.map((person, at) => ({ person, name: names[at] ?? '', key: person.id, at }))
  return (
    <Table
      caption={label}
      columns={[
        { key: 'field', title: t('duplicate.field'), names: true, cell: ({ title }) => title },
        ...columns.map(({ key, name, at }) => ({
          key,
          title: name,
          cell: ({ values }: { values: string[] }) => <bdi>{values[at]}</bdi>,
        })),
        {
          key: 'verdict',
          title: t('duplicate.verdict'),
          cell: ({ verdict }) => (
            <StatusPill tone={TONES[verdict]}>
              {t(
                verdict === 'only_one' && people.length > 2
                  ? 'duplicate.verdict.not_in_all'
                  : `duplicate.verdict.${verdict}`,
              )}
            </StatusPill>
          ),
        },
      ]}
      rows={compared}
      rowKey={({ key }) => key}
      foot={{
        field: t('duplicate.registered'),
        ...Object.fromEntries(
          columns.map(({ key, person, name }) => [
            key,
            <>
              <DateText instant={person.registeredAt} /> ·{' '}
              <a
                href={hrefTo('/people/:person', { person: person.id })}
                aria-label={t('duplicate.open_one', { name })}
              >
                {t('duplicate.open_record')}
              </a>
            </>,
          ]),
        ),
        verdict: t('duplicate.counted', {
          same: compared.filter(({ verdict }) => verdict === 'same').length,
          different: compared.filter(({ verdict }) => verdict === 'different').length,
        }),
      }}
    />
  )
}
