// The table of rows to choose, on React Aria: one stop of the Tab key, arrows between rows and cells, Space
// chooses, the header says by which column and in which direction it is sorted.
import { useState } from 'react'
import { Cell, Checkbox, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components/Table'
import type { DataTableProps, Sort } from '../controls/DataTable.tsx'
import { Icon } from '../drawings/Icon.tsx'
import { useLocale } from '../messages.tsx'
import { Aria } from './Aria.tsx'
import './data-table.css'

function Choose({ name }: { name?: string }) {
  return (
    <Checkbox slot="selection" className="data-choose" {...(name !== undefined && { 'aria-label': name })}>
      <span className="data-box">
        <Icon name="check" />
      </span>
    </Checkbox>
  )
}

export default function DataGrid({
  caption,
  columns,
  rows,
  rowKey,
  rowName,
  chosen = [],
  onChoose,
  sort,
}: DataTableProps<unknown>) {
  const { locale } = useLocale()
  const [by, setBy] = useState<Sort | undefined>(sort)
  const sortBy = columns.find(({ key }) => key === by?.column)?.sortBy
  const words = new Intl.Collator(locale, { numeric: true })
  const order = (one: unknown, other: unknown) => {
    const [a, b] = [sortBy?.(one) ?? '', sortBy?.(other) ?? '']
    return typeof a === 'number' && typeof b === 'number' ? a - b : words.compare(String(a), String(b))
  }
  const sorted = sortBy ? rows.toSorted((a, b) => (by?.down ? order(b, a) : order(a, b))) : rows
  return (
    <Aria>
      <div className="data-frame">
        <Table
          className="data-table"
          aria-label={caption}
          {...(onChoose && {
            selectionMode: 'multiple' as const,
            selectedKeys: chosen,
            onSelectionChange: (keys) =>
              onChoose(keys === 'all' ? rows.map(rowKey) : [...keys].map((key) => String(key))),
          })}
          {...(by && {
            sortDescriptor: { column: by.column, direction: by.down ? 'descending' : 'ascending' },
          })}
          onSortChange={({ column, direction }) =>
            setBy({ column: String(column), down: direction === 'descending' })
          }
        >
          <TableHeader className="data-head">
            {onChoose && (
              <Column className="data-choose-cell" minWidth={0}>
                <Choose />
              </Column>
            )}
            {columns.map(({ key, title, names = false, figure = false, sortBy: sorts }) => (
              <Column
                key={key}
                id={key}
                isRowHeader={names}
                allowsSorting={sorts !== undefined}
                className={figure ? 'data-title figure-cell' : 'data-title'}
              >
                {({ allowsSorting, sortDirection }) => (
                  <span className="data-title-text">
                    {title}
                    {allowsSorting && (
                      <span className={`data-sort data-sort-${sortDirection ?? 'none'}`}>
                        <Icon name="down" />
                      </span>
                    )}
                  </span>
                )}
              </Column>
            ))}
          </TableHeader>
          <TableBody>
            {sorted.map((item) => (
              <Row key={rowKey(item)} id={rowKey(item)} textValue={rowName(item)} className="data-row">
                {onChoose && (
                  <Cell className="data-choose-cell">
                    <Choose name={rowName(item)} />
                  </Cell>
                )}
                {columns.map(({ key, cell, figure = false, names = false }) => (
                  <Cell
                    key={key}
                    className={`data-cell${figure ? ' figure-cell' : ''}${names ? ' data-name' : ''}`}
                  >
                    {cell(item)}
                  </Cell>
                ))}
              </Row>
            ))}
          </TableBody>
        </Table>
      </div>
    </Aria>
  )
}
