// How many of the records that are compared have each name, and live in each place.
import { GIVEN, PLACE, STRIDE, SURNAMES, WORDS, type Columns } from './columns.ts'
import type { Register } from './compare.ts'
import { counted } from './frequencies.ts'

/** How many records have a word in their given names, or their surnames, and live in a place; by the number of each. */
export type Counts = { given: Uint32Array; surnames: Uint32Array; places: Uint32Array }
export function countsOf({ records, words, placeNames, count }: Columns): Counts {
  const [given, surnames] = [new Uint32Array(words.count + 1), new Uint32Array(words.count + 1)]
  const places = new Uint32Array(placeNames.all.length + 1)
  for (let at = 0; at < count * STRIDE; at += STRIDE) {
    for (let i = at; i < at + WORDS; i++) {
      given[records[i + GIVEN] as number]!++
      surnames[records[i + SURNAMES] as number]!++
    }
    places[records[at + PLACE] as number]!++
  }
  return { given, surnames, places }
}

/** How common names are among these records, counted. */
export function registerOfColumns(columns: Columns, counts: Counts = countsOf(columns)): Register {
  const { count, words, placeNames } = columns
  const byText = (textOf: (id: number) => string, of: Uint32Array) => {
    const people = new Map<string, number>()
    for (let id = 1; id < of.length; id++) {
      const here = of[id] as number
      if (here === 0) continue
      const text = textOf(id)
      people.set(text, (people.get(text) ?? 0) + here)
    }
    return people
  }
  const textOf = (id: number) => words.textOf(id)
  const shares = counted(count, {
    given: byText(textOf, counts.given),
    surname: byText(textOf, counts.surnames),
    place: byText((id) => placeNames.at(id), counts.places),
  })
  return { people: Math.max(count, 1000), shares }
}
