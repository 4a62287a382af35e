// The filters of a list: side by side at the desk; on the phone, with the order, behind one line that says how many
// are chosen.
import { Combobox } from '../fields/Combobox.tsx'
import { ChoiceGroup, Select } from '../fields/Field.tsx'
import { Disclosure } from '../Layout.tsx'
import { useMessages } from '../messages.tsx'
import type { ListColumn, ListFilter } from './Listing.tsx'
import type { ListState } from './state.ts'

const valueOf = ({ key, options, usual = '' }: ListFilter, state: ListState) =>
  options.find(({ value }) => value === state.chosen[key])?.value ?? usual

/** The filters that say what the list is of. */
export function LeadFilters({ filters, state }: { filters: readonly ListFilter[]; state: ListState }) {
  return filters
    .filter(({ lead }) => lead)
    .map((filter) => (
      <div key={filter.key} className="screen-only">
        <ChoiceGroup
          label={filter.label}
          inline
          value={valueOf(filter, state)}
          onChange={(next) => state.choose(filter.key, next)}
          options={filter.options}
        />
      </div>
    ))
}

export function Filters<Item>({
  filters,
  columns,
  state,
  by,
  first,
  wide,
}: {
  filters: readonly ListFilter[]
  columns: readonly ListColumn<Item>[]
  state: ListState
  by: { sort: string; down: boolean }
  first: { sort: string; down: boolean }
  wide: boolean
}) {
  const t = useMessages()
  const others = filters.filter(({ lead }) => !lead)
  const fields = others.map((filter) => {
    const { key, label, options, every } = filter
    const value = valueOf(filter, state)
    const props = { label, options, value, onChange: (next: string) => state.choose(key, next) }
    return (
      <Combobox
        key={key}
        {...props}
        clearable={every !== undefined}
        {...(every !== undefined && { empty: every })}
      />
    )
  })
  if (wide) return fields.length > 0 && <div className="list-filters">{fields}</div>
  const chosen = others.filter(({ key, usual = '' }) => state.chosen[key] !== usual).length
  const orders = columns.flatMap(({ sort, title }) =>
    sort === undefined
      ? []
      : [
          { value: sort, label: t('kit.list.up', { column: title }) },
          { value: `-${sort}`, label: t('kit.list.down', { column: title }) },
        ],
  )
  return (
    <Disclosure label={t('kit.list.filters', { count: chosen })}>
      <div className="list-filters">
        {fields}
        {orders.length > 0 && (
          <Select
            label={t('kit.list.order')}
            value={`${by.down ? '-' : ''}${by.sort}`}
            onChange={(next) => state.sortBy(next.replace(/^-/u, ''), next.startsWith('-'))}
            options={
              columns.some(({ sort }) => sort === first.sort)
                ? orders
                : [
                    { value: `${first.down ? '-' : ''}${first.sort}`, label: t('kit.list.usual_order') },
                    ...orders,
                  ]
            }
          />
        )}
      </div>
    </Disclosure>
  )
}
