// Colours with what they say, sizes of type and distances, as the tokens have them.
import { Card, Columns } from '../Layout.tsx'
import { useSamples } from './samples.ts'

const COLOURS = ['leaf', 'amber', 'clay', 'sun', 'ink'] as const
const GAPS = [1, 2, 3, 4, 5, 6, 7] as const

export function Foundations() {
  const s = useSamples()
  return (
    <Columns>
      <Card title={s.meaning}>
        <ul className="swatches">
          {COLOURS.map((colour) => (
            <li key={colour}>
              <span className={`swatch swatch-${colour}`} aria-hidden="true" />
              {s[colour]}
            </li>
          ))}
        </ul>
      </Card>
      <Card title={s.scale}>
        <p className="sample-title-1">{s.title_1}</p>
        <p className="sample-title-2">{s.title_2}</p>
        <p className="sample-title-3">{s.title_3}</p>
        <p>{s.text}</p>
        <p className="small soft">{s.small}</p>
      </Card>
      <Card title={s.gaps}>
        <ul className="swatches">
          {GAPS.map((gap) => (
            <li key={gap}>
              <span className={`distance distance-${gap}`} aria-hidden="true" />
              <span className="figure">{`--gap-${gap}`}</span>
            </li>
          ))}
        </ul>
      </Card>
    </Columns>
  )
}
