// Who a row is about: the ids of the person and of the command that registers them. They follow from what stands in the
// file, so that a list that is brought in again, on another day or read by corrected choices, registers nobody twice.
import { v5 as uuidv5 } from 'uuid'
import type { PlainDate } from '../../../kernel/time.ts'
import type { Id } from '../../../kernel/words.ts'
import { fold, foldNumber, registerPerson } from '../../record/operations.ts'
import { cellText, names } from '../rules/cells.ts'
import { placesOf, type Mapping } from '../rules/mapping.ts'
import type { Order } from '../rules/order.ts'
import type { Registration } from '../rules/rows.ts'

/** A fixed, arbitrary UUID: the namespace of these ids. */
const NAMESPACE = '6f0c9a52-8f0e-5d1b-9a35-0d7c5c9e1a44'

/** Shorter numbers of documents say too little of whose they are. */
const LEAST_NUMBER = 5

/** What a row says as it is read by some choices. */
export type Said = { row: Registration; mapping: Mapping; stands: Stands }

/** What the cells of a row say of whom it is about, before they are understood. */
export type Stands = { key: string; documented: boolean }

/**
 * What stands in the cells that are read: the number of a document with the words of the name, or else all of them,
 * in no order. The order of day, month and year is one of the choices and does not count.
 */
export function standsIn(mapping: Mapping, columns: readonly string[], cells: readonly string[]): Stands {
  const texts = new Map<number, string>()
  const name = new Map<number, string>()
  let number = ''
  for (const { target, at } of placesOf(mapping, columns)) {
    const text = cellText(cells[at] ?? '')
    if (text === '') continue
    texts.set(at, target === 'birth_date' ? partsOfDate(text) : text)
    if (target !== 'reference' && names(target)) name.set(at, text)
    if (target === 'document_number') number = foldNumber(text)
  }
  const words = fold([...name.values()].join(' '))
    .split(' ')
    .toSorted()
    .join(' ')
  if (number.length >= LEAST_NUMBER && /\d/u.test(number) && words !== '')
    return { key: `document ${number} ${words}`, documented: true }
  return { key: `cells ${JSON.stringify([...texts.values()].toSorted())}`, documented: false }
}

/** `02/03/1980` and `1980-03-02 00:00` alike: a sheet writes a date otherwise than a text file. */
const partsOfDate = (text: string): string =>
  (text.match(/\d+/gu) ?? [text])
    .slice(0, 3)
    .map((part) => part.replace(/^0+/u, ''))
    .toSorted()
    .join(' ')

type Of = { organisation: Id; source: string }

/**
 * @param others how the same row is or was read by other choices
 * @param days on which this source was brought in
 */
export function orderOf(of: Of, said: Said, others: readonly Said[], days: readonly PlainDate[]): Order {
  const { row, mapping, stands } = said
  const { reference, identifier, contacts, ...details } = row
  const content = contentOf(row)
  const { statusPurpose } = mapping
  const asked = details.migrationStatus !== undefined && statusPurpose !== undefined
  const { person, command } = idsOf(of, said)
  const part = (name: string) => partOf(person, name)
  const input = {
    id: person,
    searched: 'file',
    ...details,
    ...(asked && { statusPurpose }),
    ...(identifier && { identifiers: [{ id: part('identifier'), ...identifier }] }),
    ...(contacts.length > 0 && {
      contacts: contacts.map((contact, index) => ({ id: part(`contact ${index}`), ...contact })),
    }),
  }
  const before = [said, ...others].flatMap((each) => {
    const same = contentOf(each.row) === content
    return [idsOf(of, each), ...older(of, each, days)].map((ids) => ({ ...ids, same }))
  })
  return {
    id: command,
    name: registerPerson.name,
    input,
    documented: reference === undefined && stands.documented,
    before,
  }
}

function idsOf(of: Of, { row, mapping, stands }: Said) {
  const person = personOf(of, row.reference ?? stands.key)
  return { person, command: commandOf(person, row, mapping, contentOf(row)) }
}

/**
 * The ids that a row had while they followed from its content, and an age was of the day on which it was read. Whoever
 * was taken in by them is still known.
 */
function* older(of: Of, { row, mapping }: Said, days: readonly PlainDate[]) {
  const { born } = row
  const asOn = born && 'age' in born ? days.map((on) => ({ ...row, born: { ...born, on } })) : []
  for (const each of [row, ...asOn]) {
    const content = JSON.stringify(withoutReference(each))
    const person = personOf(of, row.reference ?? content)
    yield { person, command: commandOf(person, each, mapping, content) }
  }
}

function commandOf(person: Id, row: Registration, { statusPurpose }: Mapping, content: string): Id {
  const asked = row.migrationStatus !== undefined && statusPurpose !== undefined
  return partOf(person, asked ? `${content} ${statusPurpose}` : content)
}

function withoutReference({ reference: _reference, identifier, contacts, ...details }: Registration) {
  return [details, identifier ?? null, contacts] as const
}

/** What a row says, on whatever day it is read: an age in it is as old as the list. */
function contentOf(row: Registration): string {
  const [details, ...rest] = withoutReference(row)
  const { born } = details
  const said = born && 'age' in born ? { ...details, born: { age: born.age } } : details
  return JSON.stringify([said, ...rest])
}

const personOf = ({ organisation, source }: Of, key: string) =>
  uuidv5(`${organisation}|${source}|${key}`, NAMESPACE) as Id

const partOf = (person: Id, name: string) => uuidv5(`${person}|${name}`, NAMESPACE) as Id
