// The pictures beside a text that is read to somebody: what it is about, for whoever does not read.
import type { Words } from '../../../kit/pack.tsx'
import { Picture, pictureOf } from '../../../kit/drawings/Picture.tsx'
import { spokenText } from '../../../kernel/packs/pack-spoken.ts'
import './pictures.css'

export function Pictures({
  keys,
  words,
  bare,
}: {
  keys: readonly string[]
  words: Words
  /** Without captions: the words stand right beside it. */
  bare: boolean
}) {
  const pictures = keys.flatMap((key) => pictureOf(words, key) ?? [])
  if (pictures.length === 0) return null
  return (
    <ul className="pictures" data-many={pictures.length > 1 || undefined} data-bare={bare || undefined}>
      {pictures.map((picture) => {
        const label = !bare && spokenText(words.pack, picture.key)
        return (
          <li key={picture.key}>
            <figure>
              <Picture of={picture} words={words} />
              {label && <figcaption>{words.say(label)}</figcaption>}
            </figure>
          </li>
        )
      })}
    </ul>
  )
}
