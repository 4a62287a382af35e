// A point as a field of a form: pasted as two numbers, or put on a map. A point that is far from where it must be is
// asked about, because the two numbers are easily written the wrong way round.
import { useEffect, useEffectEvent, useMemo, useState, type ReactNode } from 'react'
import type { Location } from '../../kernel/location.ts'
import { Button } from '../controls/Button.tsx'
import { Check, TextField } from '../fields/Field.tsx'
import { useFormats, useLocale, useMessages } from '../messages.tsx'
import { Notice } from '../State.tsx'
import { readLocation, writeLocation } from './coordinates.ts'
import { PlaceMap } from './Map.tsx'
import './map.css'

/** Nearer than this to a country, the outlines do not say whether a point is in it. */
const FAR_KM = 50

/** What stands in the field: a point, or a text that is none. */
export type LocationWritten = Location | string | null

export function LocationField({
  value,
  onChange,
  countries,
  onDoubt,
  help,
  name,
  ...field
}: {
  id?: string
  label: string
  help?: ReactNode
  error?: string | undefined
  optional?: boolean
  value: LocationWritten | undefined
  onChange: (value: LocationWritten) => void
  /** Countries in which it must be, by their codes; those that the outlines lack do not count. */
  countries: readonly string[]
  /** A point that is far from all of them, until it is said to be right. */
  onDoubt: (isInDoubt: boolean) => void
  /** Of the place, on the map. */
  name: string
}) {
  const t = useMessages()
  const { locale } = useLocale()
  const { number, list } = useFormats()
  const [text, setText] = useState(() =>
    typeof value === 'string' ? value : value ? writeLocation(value) : '',
  )
  const [first] = useState(text)
  const at = useMemo(() => readLocation(text), [text])
  const far = useFar(text === first ? undefined : at, countries)
  const [right, setRight] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const doubt = useEffectEvent(onDoubt)
  useEffect(() => doubt(far !== undefined && !right), [far, right])

  function write(next: string) {
    setText(next)
    setRight(false)
    onChange(next.trim() === '' ? null : (readLocation(next) ?? next))
  }
  const named = new Intl.DisplayNames(locale, { type: 'region' })
  const [country] = countries
  return (
    <div className="location-field">
      <TextField
        {...field}
        help={help ?? t('kit.map.field_help')}
        inputMode="text"
        dir="ltr"
        value={text}
        onChange={write}
      />
      {far !== undefined && (
        <Notice
          tone="now"
          title={t('kit.map.far', {
            km: number(Math.round(far)),
            country: list(countries.map((code) => named.of(code.toUpperCase()) ?? code)),
          })}
        >
          <p>{t('kit.map.far_help')}</p>
          <Check label={t('kit.map.far_right')} checked={right} onChange={setRight} />
        </Notice>
      )}
      <div>
        <Button icon="map" kind="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('kit.map.put')}
        </Button>
      </div>
      {isOpen && (
        <PlaceMap
          label={field.label}
          places={at ? [{ key: 'at', name, at }] : NOWHERE}
          country={country}
          onPlace={(place) => write(writeLocation(place))}
        />
      )}
    </div>
  )
}

const NOWHERE: readonly never[] = []

/** Kilometres from a point to the nearest of the countries, where that is far; undefined where it is not, or unknown. */
function useFar(at: Location | undefined, countries: readonly string[]): number | undefined {
  const [far, setFar] = useState<{ of: Location; km: number }>()
  const wanted = countries.join(' ')
  useEffect(() => {
    if (!at) return undefined
    let isGone = false
    const measure = async () => {
      const { kilometresFrom, loadOutlines } = await import('./outlines.ts')
      const outlines = await loadOutlines()
      const known = wanted.split(' ').flatMap((code) => kilometresFrom(outlines, code, at) ?? [])
      if (!isGone && known.length > 0) setFar({ of: at, km: Math.min(...known) })
    }
    // Without a network nothing is asked.
    measure().catch(() => {})
    return () => {
      isGone = true
    }
  }, [at, wanted])
  return far && far.of === at && far.km > FAR_KM ? far.km : undefined
}
