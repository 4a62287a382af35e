// Puts what is held into the reader's language, and leaves out what a code never shows.
import { findTerm, say, type Pack } from '../../../kernel/packs/pack.ts'
import type { HeldEntry, HeldField, HeldValue, Holding } from '../../../platform/holding.ts'
import type { Translate, MessageLocale } from '../../../platform/messages.ts'
import type { Section } from '../operations.ts'
import { isCovered, isCoveredPart } from '../rules/covered.ts'

/** The reader: their language, their time zone, the messages of the application and the terms of the pack. */
export type Reader = {
  locale: MessageLocale
  timeZone: string
  words: Translate
  pack: Pack
  /** Organisations whose name alone would reveal a protected matter. */
  unnamed: ReadonlySet<string>
}

export const dayIn = ({ locale }: Pick<Reader, 'locale'>, day: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${day}T00:00:00Z`),
  )

export const instantIn = ({ locale, timeZone }: Pick<Reader, 'locale' | 'timeZone'>, at: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(Date.parse(at))

/** How many characters of a number or an address are shown: enough for its owner to recognise it. */
const ENDING = 3
const ending = (whole: string): string => {
  const letters = [...whole]
  return letters.length <= ENDING * 2 ? '•••' : `•••${letters.slice(-ENDING).join('')}`
}

/** The label of a code of the pack; empty when it reveals a protected matter. */
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
  if ('say' in value) return [reader.words(value.say, value.values) ?? value.say]
  if ('ending' in value) return [ending(value.ending)]
  return termIn(reader, value)
}

function lineIn(reader: Reader, { label, value, part }: HeldField): { label: string; values: string[] }[] {
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

/** A section as its reader sees it; an empty one is left out, whatever the reason. */
export function sectionIn(reader: Reader, holding: Holding, entries: readonly HeldEntry[]): Section[] {
  const visible = entries
    .filter((entry) => !isHidden(reader, entry))
    .map(({ lines }) => ({ lines: lines.flatMap((line) => lineIn(reader, line)) }))
    .filter(({ lines }) => lines.length > 0)
  if (visible.length === 0) return []
  return [
    {
      code: holding.title.split('.').at(-1) ?? holding.title,
      title: reader.words(holding.title) ?? holding.title,
      entries: visible,
    },
  ]
}
