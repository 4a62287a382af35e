// In a row of a list that has a map: shows its place there.
import { IconButton } from '../controls/Button.tsx'
import { useMessages } from '../messages.tsx'

/** Of the rows above which there is a map. */
export type Pins<Item> = {
  name: (item: Item) => string
  chosen: readonly string[]
  show: (key: string) => void
  isKnown: (key: string) => boolean
}

export function ShowOnMap<Item>({ of, item, pin }: { of: string; item: Item; pin: Pins<Item> }) {
  const t = useMessages()
  if (!pin.isKnown(of)) return null
  return (
    <IconButton
      icon="map"
      label={t('kit.map.show', { name: pin.name(item) })}
      pressed={pin.chosen.includes(of)}
      onClick={() => pin.show(of)}
    />
  )
}
