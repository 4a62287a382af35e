// The rows of a list at the desk: sorted by the headings of their columns; the link of a row covers all of it.
import type { Href } from '../../kernel/paths.ts'
import { Icon } from '../drawings/Icon.tsx'
import { useMessages } from '../messages.tsx'
import type { ListColumn } from './Listing.tsx'
import { ShowOnMap, type Pins } from './ShowOnMap.tsx'

export type ListView<Item> = {
  label: string
  items: readonly Item[]
  columns: readonly ListColumn<Item>[]
  rowKey: (item: Item) => string
  href: (item: Item) => Href
  by: { sort: string; down: boolean }
  sortBy: (sort: string, down: boolean) => void
  mark?: (item: Item) => 'now' | 'late' | undefined
  /** A map stands above them. */
  pin?: Pins<Item>
}

export function ListTable<Item>({
  label,
  items,
  columns,
  rowKey,
  href,
  by,
  sortBy,
  mark,
  pin,
}: ListView<Item>) {
  const t = useMessages()
  return (
    // A container that scrolls sideways must be focusable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="table-frame" aria-label={label} tabIndex={0}>
      <table className="table list-table">
        <caption className="unseen">{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.key} column={column} by={by} sortBy={sortBy} />
            ))}
            {pin && <th scope="col">{t('kit.map.title')}</th>}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => {
            const marked = mark?.(item)
            const key = rowKey(item)
            const look = [
              marked && `list-row-${marked}`,
              pin?.chosen.includes(key) && 'map-row-chosen',
            ].filter(Boolean)
            return (
              <tr key={key} className={look.join(' ') || undefined}>
                {columns.map((column) =>
                  column.names ? (
                    <th key={column.key} scope="row">
                      <a className="list-row-title" href={href(item)}>
                        {column.cell(item)}
                      </a>
                    </th>
                  ) : (
                    <td
                      key={column.key}
                      className={column.figure ? 'figure-cell' : column.tight ? 'tight-cell' : undefined}
                    >
                      {column.cell(item)}
                    </td>
                  ),
                )}
                {pin && (
                  <td className="list-pin">
                    <ShowOnMap of={key} item={item} pin={pin} />
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function Heading<Item>({
  column: { title, figure, sort, downFirst = false },
  by,
  sortBy,
}: { column: ListColumn<Item> } & Pick<ListView<Item>, 'by' | 'sortBy'>) {
  const sorted = sort === by.sort
  return (
    <th
      scope="col"
      className={figure ? 'figure-cell' : undefined}
      aria-sort={sorted ? (by.down ? 'descending' : 'ascending') : undefined}
    >
      {sort === undefined ? (
        title
      ) : (
        <button
          type="button"
          className="list-sort"
          onClick={() => sortBy(sort, sorted ? !by.down : downFirst)}
        >
          {title}
          <span className={`list-way${sorted ? (by.down ? ' list-way-down' : ' list-way-up') : ''}`}>
            <Icon name="down" />
          </span>
        </button>
      )}
    </th>
  )
}
