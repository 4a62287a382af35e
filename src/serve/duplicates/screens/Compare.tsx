// Records side by side, field by field: what is the same, what differs and what only some of them say, in words.
import { hrefTo } from '../../../kernel/paths.ts'
import { searchable } from '../../../kernel/text.ts'
import { DateText } from '../../../kit/Figures.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { StatusPill, type PillTone } from '../../../kit/State.tsx'
import { Table } from '../../../kit/Table.tsx'
import { grouped } from '../../../kit/Telephone.tsx'
import type { OutputOf } from '../../../kernel/command.ts'
import type { Glimpse } from '../../record/operations.ts'
import type { listDuplicates } from '../operations.ts'

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

export type Reached = NonNullable<OutputOf<typeof listDuplicates>['reached']>[number]

/** Of what somebody may have several of, one that all have is enough: each may be known by others besides. */
function verdictOfLists(lists: readonly (readonly string[])[]): Verdict {
  if (lists.some((values) => values.length === 0)) return 'only_one'
  const [first = [], ...others] = lists
  return first.some((value) => others.every((values) => values.includes(value))) ? 'same' : 'different'
}

/** @param names one for each of the people, told apart where two are the same */
export function Compare({
  label,
  people,
  names,
  reached,
}: {
  label: string
  people: readonly Glimpse[]
  names: readonly string[]
  reached: readonly Reached[]
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
  const reachOf = ({ id }: Glimpse) => reached.find(({ person }) => person === id)
  const several: { key: string; title: string; of: (person: Glimpse) => string[] }[] = [
    {
      key: 'documents',
      title: t('duplicate.documents'),
      of: (person) =>
        (reachOf(person)?.documents ?? []).map(
          ({ type, number }) => `${words?.term('identifierTypes', type) ?? type} ${number}`,
        ),
    },
    {
      key: 'contacts',
      title: t('duplicate.contacts'),
      of: (person) => (reachOf(person)?.contacts ?? []).map(({ value }) => grouped(value)),
    },
  ]
  const compared = [
    ...fields
      .map((field) => ({ ...field, values: people.map(field.of) }))
      .map((field) => ({ ...field, verdict: verdictOf(field.values) })),
    ...several
      .map((field) => ({ ...field, lists: people.map(field.of) }))
      .map(({ lists, ...field }) => ({
        ...field,
        values: lists.map((all) => list(all)),
        verdict: verdictOfLists(lists),
      })),
  ].filter(({ values }) => values.some((value) => value !== ''))
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
