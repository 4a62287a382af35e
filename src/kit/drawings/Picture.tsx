// A drawing of the pack, in the colours of the screen: what a text or an answer is about, for whoever does not read.
import type { Pack } from '../../kernel/packs/pack.ts'
import { useLocale } from '../messages.tsx'
import type { Words } from '../pack.tsx'
import './Picture.css'

export type Drawn = NonNullable<Pack['pictures']>[number]

/** The drawing that the pack has beside a text; undefined where it has none. */
export const pictureOf = ({ pack }: Words, key: string): Drawn | undefined =>
  pack.pictures?.find((one) => one.key === key)

/** `silent` where the words that say the same are part of the same label. */
export function Picture({
  of: { alt, shapes },
  words,
  silent = false,
}: {
  of: Drawn
  words: Words
  silent?: boolean
}) {
  const { locale } = useLocale()
  return (
    <svg
      className="picture"
      viewBox="0 0 96 96"
      {...(silent ? { 'aria-hidden': true } : { role: 'img', 'aria-label': alt[locale] ?? words.say(alt) })}
    >
      {shapes.map(({ d, tone }) => (
        <path key={d} d={d} className={`picture-${tone}`} />
      ))}
    </svg>
  )
}
