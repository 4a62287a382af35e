// Which column of a file holds what: the file `MAP.json` of `arraigo link`.
import * as z from 'zod/mini'

const Column = z.string().check(z.minLength(1))
const Columns = z.union([Column, z.array(Column).check(z.minLength(1), z.maxLength(4))])
const Identifier = z.strictObject({
  /** A column, or `=PAS` for the same type in each row. */
  type: z.optional(Column),
  number: Column,
})

export const LinkMap = z.strictObject({
  id: z.optional(Column),
  given: z.optional(Columns),
  surname: z.optional(Columns),
  birth: z.optional(Column),
  identifiers: z.optional(z.array(Identifier).check(z.maxLength(4))),
  phone: z.optional(Columns),
  place: z.optional(Column),
  sex: z.optional(Column),
})
export type LinkMap = z.infer<typeof LinkMap>

/** What is wrong with the map or a file, in words for whoever runs it. */
export class LinkError extends Error {}

/** Positions of columns in a row; an empty list for what the map leaves out. */
export type Places = {
  id: number
  given: readonly number[]
  surname: readonly number[]
  birth: number
  identifiers: readonly { type: number; fixed: string; number: number }[]
  phone: readonly number[]
  place: number
  sex: number
}

/** @throws LinkError naming the column that the file lacks, or when no column can tell people apart */
export function placesOf(map: LinkMap, heading: readonly string[], file: string): Places {
  const names = heading.map((name) => name.normalize('NFC').trim())
  const at = (column: string) => {
    const place = names.indexOf(column.normalize('NFC').trim())
    if (place < 0)
      throw new LinkError(
        `${file} has no column "${column}". Its columns are: ${names.map((name) => `"${name}"`).join(', ')}.`,
      )
    return place
  }
  const one = (column: string | undefined) => (column === undefined ? -1 : at(column))
  const several = (columns: string | string[] | undefined) =>
    columns === undefined ? [] : (typeof columns === 'string' ? [columns] : columns).map(at)
  const places: Places = {
    id: one(map.id),
    given: several(map.given),
    surname: several(map.surname),
    birth: one(map.birth),
    identifiers: (map.identifiers ?? []).map(({ type = '=', number }) => ({
      type: type.startsWith('=') ? -1 : at(type),
      fixed: type.startsWith('=') ? type.slice(1) : '',
      number: at(number),
    })),
    phone: several(map.phone),
    place: one(map.place),
    sex: one(map.sex),
  }
  if (places.given.length + places.surname.length + places.identifiers.length === 0)
    throw new LinkError('The map names no column of names and none of documents: nobody could be told apart.')
  return places
}
