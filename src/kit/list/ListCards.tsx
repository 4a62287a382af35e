// The rows of a list on the phone: a card each, from the same columns.
import { Fragment } from 'react'
import { List, ListRow } from '../Layout.tsx'
import type { ListView } from './ListTable.tsx'
import { ShowOnMap } from './ShowOnMap.tsx'

export function ListCards<Item>({ label, items, columns, rowKey, href, mark, pin }: ListView<Item>) {
  const name = columns.find(({ names }) => names)
  const end = columns.find(({ card }) => card === 'end')
  const lines = columns.filter(({ names, card }) => !names && card !== 'end' && card !== 'none')
  return (
    <List label={label}>
      {items.map((item) => {
        const said = lines
          .map((column) => ({ ...column, content: (column.onCard ?? column.cell)(item) }))
          .filter(
            ({ content }) => content !== null && content !== undefined && content !== '' && content !== false,
          )
        return (
          <ListRow
            key={rowKey(item)}
            href={href(item)}
            title={name?.cell(item)}
            now={mark?.(item) === 'now'}
            late={mark?.(item) === 'late'}
            end={
              pin ? (
                <>
                  {end?.cell(item)}
                  <ShowOnMap of={rowKey(item)} item={item} pin={pin} />
                </>
              ) : (
                end?.cell(item)
              )
            }
            detail={said.map(({ key, title, card, content }, at) => (
              <Fragment key={key}>
                {at > 0 && '\u00a0· '}
                {card === 'titled' && `${title} `}
                {content}
              </Fragment>
            ))}
          />
        )
      })}
    </List>
  )
}
