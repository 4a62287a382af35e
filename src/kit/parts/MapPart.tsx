// A map with its table: choosing a row moves the map, and a pin marks its row.
import { useMemo, useState } from 'react'
import { PlaceMap, type MapPlace } from '../map/Map.tsx'
import { writeLocation } from '../map/coordinates.ts'
import { IconButton } from '../controls/Button.tsx'
import { useMessages } from '../messages.tsx'
import { Card, Stack } from '../Layout.tsx'
import { useSamples } from './samples.ts'

export function MapPart() {
  const s = useSamples()
  const t = useMessages()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const places = useMemo<MapPlace[]>(
    () => [
      { key: 'riohacha', name: s.north, at: { latitude: 11.5444, longitude: -72.9072 } },
      { key: 'pasto', name: s.south, at: { latitude: 1.2136, longitude: -77.2811 } },
      { key: 'legal', name: s.legal, at: { latitude: 1.2201, longitude: -77.2803 } },
    ],
    [s],
  )
  return (
    <Stack>
      <Card title={s.where}>
        <PlaceMap
          label={s.where}
          places={places}
          chosen={chosen}
          onChoose={setChosen}
          counted={(count) => `${count} ${s.places}`}
        >
          <table className="table table-cards">
            <caption className="unseen">{s.where}</caption>
            <tbody>
              {places.map(({ key, name, at }) => (
                <tr key={key} className={chosen.includes(key) ? 'map-row-chosen' : undefined}>
                  <th scope="row">{name}</th>
                  <td className="figure-cell">
                    <bdi>{writeLocation(at)}</bdi>
                  </td>
                  <td>
                    <IconButton
                      icon="map"
                      label={t('kit.map.show', { name })}
                      pressed={chosen.includes(key)}
                      onClick={() => setChosen([key])}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </PlaceMap>
      </Card>
    </Stack>
  )
}
