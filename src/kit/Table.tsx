// A table that becomes one card per row on a phone, with the column names in each card.
/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role --
   the roles are written out because browsers drop them when CSS lays a table out as cards */
import type { ReactNode } from 'react'

export type Column<Item> = {
  key: string
  title: string
  cell: (item: Item) => ReactNode
  /** Figures are aligned at the end. */
  figure?: boolean
  /** The row's header cell. One column per table. */
  names?: boolean
}

export function Table<Item>({
  caption,
  columns,
  rows,
  rowKey,
  foot,
  captionSeen = false,
}: {
  caption: string
  columns: readonly Column<Item>[]
  rows: readonly Item[]
  rowKey: (item: Item) => string
  /** Totals, one per column key. */
  foot?: Readonly<Record<string, ReactNode>>
  captionSeen?: boolean
}) {
  const style = (column: Column<Item>) => (column.figure ? 'figure-cell' : undefined)
  return (
    // A container that scrolls sideways must be focusable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="table-frame" aria-label={caption} tabIndex={0}>
      {/* Two columns fit on a phone as they are. */}
      <table className={columns.length > 2 ? 'table table-cards' : 'table'} role="table">
        <caption className={captionSeen ? undefined : 'unseen'}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.key} scope="col" role="columnheader" className={style(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((item) => (
            <tr key={rowKey(item)} role="row">
              {columns.map((column) =>
                column.names ? (
                  <th key={column.key} scope="row" role="rowheader">
                    {column.cell(item)}
                  </th>
                ) : (
                  <td key={column.key} role="cell" className={style(column)} data-title={column.title}>
                    <div className="cell">{column.cell(item)}</div>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {foot && (
          <tfoot role="rowgroup">
            <tr role="row">
              {columns.map((column) =>
                column.names ? (
                  <th key={column.key} scope="row" role="rowheader">
                    {foot[column.key]}
                  </th>
                ) : (
                  <td key={column.key} role="cell" className={style(column)} data-title={column.title}>
                    <div className="cell">{foot[column.key]}</div>
                  </td>
                ),
              )}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  )
}
