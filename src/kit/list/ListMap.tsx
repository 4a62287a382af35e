// The map of a list: the places of exactly the rows that are shown, above these rows. Loaded when a map is asked for.
import { useMemo, useState } from 'react'
import type { Location } from '../../kernel/location.ts'
import { PlaceMap } from '../map/Map.tsx'
import { useFormats, useMessages } from '../messages.tsx'
import { ListCards } from './ListCards.tsx'
import { ListTable, type ListView } from './ListTable.tsx'

export type Mapped<Item> = {
  /** Where a row is, if it is known. */
  at: (item: Item) => Location | null | undefined
  /** What its pin is called. */
  name: (item: Item) => string
  /** "3 services have no point on the map". */
  without: (count: number) => string
}

/** So many pins are drawn; of more, a filter is asked for. */
const MOST_MAPPED = 500

export default function ListMap<Item>({
  map: { at, name, without },
  wide,
  counted,
  ...view
}: ListView<Item> & { map: Mapped<Item>; wide: boolean; counted: (count: number) => string }) {
  const { label, items, rowKey, href } = view
  const t = useMessages()
  const { number } = useFormats()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const places = useMemo(
    () =>
      items.slice(0, MOST_MAPPED).flatMap((item) => {
        const point = at(item)
        return point ? [{ key: rowKey(item), name: name(item), at: point, href: href(item) }] : []
      }),
    // The functions are of the screen and say the same each time.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [items],
  )
  const known = new Set(places.map(({ key }) => key))
  const nowhere = items.filter((item) => !at(item)).length
  const rows = {
    ...view,
    pin: {
      name,
      chosen,
      show: (key: string) => setChosen([key]),
      isKnown: (key: string) => known.has(key),
    },
  }
  return (
    <PlaceMap label={label} places={places} chosen={chosen} onChoose={setChosen} counted={counted}>
      {nowhere > 0 && <p className="small soft">{without(nowhere)}</p>}
      {items.length > MOST_MAPPED && (
        <p className="small soft">{t('kit.map.first', { count: number(MOST_MAPPED) })}</p>
      )}
      {wide ? <ListTable {...rows} /> : <ListCards {...rows} />}
    </PlaceMap>
  )
}
