// The pictures beside a text that is read to somebody: what it is about, for whoever does not read.
import { useLocale } from '../../../kit/messages.tsx'
import type { Words } from '../../../kit/pack.tsx'
import { spokenText } from '../../../kernel/pack-spoken.ts'
import './pictures.css'

export function Pictures({ keys, words }: { keys: readonly string[]; words: Words }) {
  const { locale } = useLocale()
  const pictures = keys.flatMap((key) => (words.pack.pictures ?? []).find((one) => one.key === key) ?? [])
  if (pictures.length === 0) return null
  return (
    <ul className="pictures" data-many={pictures.length > 1 || undefined}>
      {pictures.map(({ key, alt, shapes }) => {
        const label = spokenText(words.pack, key)
        return (
          <li key={key}>
            <figure>
              <svg viewBox="0 0 96 96" role="img" aria-label={alt[locale] ?? words.say(alt)}>
                {shapes.map(({ d, tone }) => (
                  <path key={d} d={d} className={`picture-${tone}`} />
                ))}
              </svg>
              {label && <figcaption>{words.say(label)}</figcaption>}
            </figure>
          </li>
        )
      })}
    </ul>
  )
}
