// A table for the desk that becomes a card per row on a phone, without losing the names of its columns.
import type { ReactNode } from 'react'

export type Column<Item> = {
  key: string
  title: string
  cell: (item: Item) => ReactNode
  /** Figures stand at the end, one under the other. */
  figure?: boolean
  /** The column that names the row: its header cell. One per table. */
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
    <div className="table-frame" role="region" aria-label={caption} tabIndex={0}>
      <table className="table">
        <caption className={captionSeen ? undefined : 'unseen'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={style(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((item) => (
            <tr key={rowKey(item)}>
              {columns.map((column) =>
                column.names ? (
                  <th key={column.key} scope="row">
                    {column.cell(item)}
                  </th>
                ) : (
                  <td key={column.key} className={style(column)} data-title={column.title}>
                    {column.cell(item)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {foot && (
          <tfoot>
            <tr>
              {columns.map((column) => (
                <td key={column.key} className={style(column)} data-title={column.title}>
                  {foot[column.key]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}
