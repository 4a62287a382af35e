// Puts what is held into the words of whoever reads it, and leaves out what is never shown by a code.
import { findTerm, say, type Pack } from '../../../kernel/pack.ts'
import type { HeldEntry, HeldLine, HeldValue, Holding } from '../../../platform/holding.ts'
import type { Translate, MessageLocale } from '../../../platform/messages.ts'
import type { Section } from '../operations.ts'
import { isCovered, isCoveredPart } from '../rules/covered.ts'

/** How somebody reads: their language, the day where they are, the words of the house and of the pack. */
export type Reader = {
  locale: MessageLocale
  timeZone: string
  words: Translate
  pack: Pack
  /** Organisations whose name alone would tell. */
  unnamed: ReadonlySet<string>
}

export const dayIn = ({ locale }: Pick<Reader, 'locale'>, day: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${day}T00:00:00Z`),
  )

export const instantIn = ({ locale, timeZone }: Pick<Reader, 'locale' | 'timeZone'>, at: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(Date.parse(at))

/** How much of a number or an address is shown: enough for its owner to know which one it is. */
const ENDING = 3
const ending = (whole: string): string => {
  const letters = [...whole]
  return letters.length <= ENDING * 2 ? '•••' : `•••${letters.slice(-ENDING).join('')}`
}

/** The word of a code of the pack; nothing when it tells of a protected matter. */
export function termIn(
  reader: Reader,
  coded: { code: string; of: Parameters<typeof findTerm>[1] },
): string[] {
  const term = findTerm(reader.pack, coded.of, coded.code)
  return term && !isCovered(reader.pack, coded) ? [say(term.label, reader.locale)] : []
}

const isSeveral = (value: HeldValue): value is readonly HeldValue[] => Array.isArray(value)

function valuesOf(reader: Reader, value: HeldValue | null | undefined): string[] {
  if (value === null || value === undefined || value === '') return []
  if (typeof value === 'string') return [value]
  if (typeof value === 'number') return [new Intl.NumberFormat(reader.locale).format(value)]
  if (isSeveral(value)) return value.flatMap((one) => valuesOf(reader, one))
  if ('on' in value) return [dayIn(reader, value.on)]
  if ('at' in value) return [instantIn(reader, value.at)]
  if ('words' in value) return [say(value.words, reader.locale)]
  if ('say' in value) return [reader.words(value.say) ?? value.say]
  if ('ending' in value) return [ending(value.ending)]
  return termIn(reader, value)
}

function lineIn(reader: Reader, { label, value, part }: HeldLine): { label: string; values: string[] }[] {
  if (part !== undefined && isCoveredPart(reader.pack, part)) return []
  const values = valuesOf(reader, value)
  if (values.length === 0) return []
  return [
    {
      label: typeof label === 'string' ? (reader.words(label) ?? label) : say(label, reader.locale),
      values,
    },
  ]
}

const isHidden = (reader: Reader, { touches = [], parts, names = [] }: HeldEntry): boolean =>
  touches.some((coded) => isCovered(reader.pack, coded)) ||
  parts?.every((part) => isCoveredPart(reader.pack, part)) === true ||
  names.some((one) => one !== null && reader.unnamed.has(one))

/** A section as its reader sees it; one that has nothing to say is not there, whatever the reason. */
export function sectionIn(reader: Reader, holding: Holding, entries: readonly HeldEntry[]): Section[] {
  const told = entries
    .filter((entry) => !isHidden(reader, entry))
    .map(({ lines }) => ({ lines: lines.flatMap((line) => lineIn(reader, line)) }))
    .filter(({ lines }) => lines.length > 0)
  if (told.length === 0) return []
  return [
    {
      code: holding.title.split('.').at(-1) ?? holding.title,
      title: reader.words(holding.title) ?? holding.title,
      entries: told,
    },
  ]
}
