// What goes wrong when a person is written down a second time, each kind by itself and at its own rate.
import { arabicLatin, MUNICIPALITIES, type Person } from './people.ts'
import type { Chance } from './chance.ts'
import { FAMILIAR } from './names.ts'

export const SLIPS = [
  'accents_lost',
  'capitals',
  'second_surname_missing',
  'surnames_swapped',
  'surnames_in_one_field',
  'second_given_missing',
  'given_swapped',
  'given_and_surname_exchanged',
  'particle_lost',
  'particle_joined',
  'married_name',
  'abbreviated',
  'familiar_name',
  'sound',
  'typing_error',
  'many_typing_errors',
  'hyphen',
  'other_script',
  'day_month_swapped',
  'year_off',
  'digit_of_date',
  'date_all_wrong',
  'year_only',
  'date_missing',
  'document_missing',
  'document_of_another_type',
  'document_digits_transposed',
  'document_with_prefix',
  'telephone_changed',
  'moved',
] as const
export type Slip = (typeof SLIPS)[number]

/** Chance of each slip in one copy, where it can happen to the person at all. */
const RATES: Readonly<Record<Slip, number>> = {
  accents_lost: 0.5,
  capitals: 0.25,
  second_surname_missing: 0.18,
  surnames_swapped: 0.04,
  surnames_in_one_field: 0.04,
  second_given_missing: 0.2,
  given_swapped: 0.03,
  given_and_surname_exchanged: 0.01,
  particle_lost: 0.3,
  particle_joined: 0.1,
  married_name: 0.04,
  abbreviated: 0.3,
  familiar_name: 0.04,
  sound: 0.1,
  typing_error: 0.1,
  many_typing_errors: 0.015,
  hyphen: 0.02,
  other_script: 0.7,
  day_month_swapped: 0.04,
  year_off: 0.02,
  digit_of_date: 0.03,
  date_all_wrong: 0.005,
  year_only: 0.04,
  date_missing: 0.03,
  document_missing: 0.25,
  document_of_another_type: 0.08,
  document_digits_transposed: 0.03,
  document_with_prefix: 0.15,
  telephone_changed: 0.4,
  moved: 0.15,
}

const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/b/u, 'v'],
  [/v/u, 'b'],
  [/z/u, 's'],
  [/s(?=[aeiou])/u, 'z'],
  [/ll/u, 'y'],
  [/c(?=[ei])/u, 's'],
  [/j/u, 'g'],
  [/^H/u, ''],
  [/y/u, 'll'],
  [/qu/u, 'k'],
  [/g(?=[ei])/u, 'j'],
  [/í/u, 'y'],
]

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '')
const isLatin = (person: Person) =>
  /^[\p{Script=Latin}\s'-]*$/u.test([...person.given, ...person.surnames].join(' '))

function bySound(word: string, chance: Chance): string | undefined {
  const fitting = SOUNDS.filter(([pattern]) => pattern.test(word))
  if (fitting.length === 0) return undefined
  const [pattern, instead] = chance.of(fitting)
  return word.replace(pattern, instead)
}

/** One letter left out, two neighbours exchanged, one added or another typed. */
export function byTyping(word: string, chance: Chance): string {
  if (word.length < 4) return word
  const at = chance.from(1, word.length - 2)
  const letter = chance.of([...'aeiorntslmd'])
  return chance.of([
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + letter + word.slice(at + 1),
  ])
}

/** The person with one word of a name changed, a surname twice as often as a given name. */
function withWord(
  person: Person,
  chance: Chance,
  change: (word: string) => string | undefined,
): Person | undefined {
  const inGiven = chance() < 0.33
  const names = [...(inGiven ? person.given : person.surnames)]
  const at = chance.from(0, names.length - 1)
  const name = names[at]
  const changed = name === undefined ? undefined : change(name)
  if (changed === undefined || changed === name || changed === '') return undefined
  names[at] = changed
  return { ...person, ...(inGiven ? { given: names } : { surnames: names }) }
}

const shift = (date: string, years: number, month = date.slice(5, 7), day = date.slice(8, 10)) =>
  `${Number(date.slice(0, 4)) + years}-${month}-${day}`
const two = (value: number) => String(value).padStart(2, '0')

type Apply = (person: Person, chance: Chance) => Person | undefined
const withBirth =
  (change: (date: string, chance: Chance) => string | undefined): Apply =>
  (person, chance) => {
    if (person.birth?.length !== 10) return undefined
    const birth = change(person.birth, chance)
    return birth === undefined || birth === person.birth ? undefined : { ...person, birth }
  }
const PARTICLE = /^(?:de la|de los|del|de) /u

/** Each slip on one person, or undefined where it cannot happen. */
const APPLY: Readonly<Record<Slip, Apply>> = {
  accents_lost: (person) =>
    isLatin(person)
      ? { ...person, given: person.given.map(plain), surnames: person.surnames.map(plain) }
      : undefined,
  capitals: (person) => ({
    ...person,
    given: person.given.map((name) => name.toUpperCase()),
    surnames: person.surnames.map((name) => name.toUpperCase()),
  }),
  second_surname_missing: (person) =>
    person.surnames.length < 2 ? undefined : { ...person, surnames: person.surnames.slice(0, 1) },
  surnames_swapped: (person) =>
    person.surnames.length < 2 ? undefined : { ...person, surnames: person.surnames.toReversed() },
  surnames_in_one_field: (person) =>
    person.surnames.length < 2 ? undefined : { ...person, surnames: [person.surnames.join(' ')] },
  second_given_missing: (person) =>
    person.given.length < 2 ? undefined : { ...person, given: person.given.slice(0, 1) },
  given_swapped: (person) =>
    person.given.length < 2 ? undefined : { ...person, given: person.given.toReversed() },
  given_and_surname_exchanged: (person) => ({ ...person, given: person.surnames, surnames: person.given }),
  particle_lost: (person) =>
    person.surnames.some((name) => PARTICLE.test(name))
      ? { ...person, surnames: person.surnames.map((name) => name.replace(PARTICLE, '')) }
      : undefined,
  particle_joined: (person) =>
    person.surnames.some((name) => / /u.test(name))
      ? { ...person, surnames: person.surnames.map((name) => name.replaceAll(' ', '')) }
      : undefined,
  married_name: (person, chance) => {
    const [first] = person.surnames
    if (person.sex !== 'female' || first === undefined || Number(person.birth?.slice(0, 4) ?? 0) > 1985)
      return undefined
    return {
      ...person,
      surnames: [first, `de ${chance.of(['Mejía', 'Rojas', 'Torres', 'Salazar', 'Duarte'])}`],
    }
  },
  abbreviated: (person) => {
    const given = person.given.map((name) => (plain(name).toLowerCase() === 'maria' ? 'Ma.' : name))
    return given.includes('Ma.') ? { ...person, given } : undefined
  },
  familiar_name: (person, chance) => {
    const at = person.given.findIndex((name) => FAMILIAR[name] !== undefined)
    const name = person.given[at]
    if (name === undefined) return undefined
    return { ...person, given: person.given.with(at, chance.of(FAMILIAR[name] ?? [name])) }
  },
  sound: (person, chance) => withWord(person, chance, (word) => bySound(word, chance)),
  typing_error: (person, chance) => withWord(person, chance, (word) => byTyping(word, chance)),
  many_typing_errors: (person, chance) => ({
    ...person,
    given: person.given.map((name) => byTyping(name, chance)),
    surnames: person.surnames.map((name) => byTyping(name, chance)),
  }),
  hyphen: (person) =>
    person.surnames.length < 2 ? undefined : { ...person, surnames: [person.surnames.join('-')] },
  other_script: (person) => arabicLatin(person),
  day_month_swapped: withBirth((date) =>
    Number(date.slice(8)) <= 12 ? shift(date, 0, date.slice(8), date.slice(5, 7)) : undefined,
  ),
  year_off: withBirth((date, chance) =>
    date.endsWith('02-29') ? undefined : shift(date, chance.of([-1, 1])),
  ),
  digit_of_date: withBirth((date, chance) =>
    chance() < 0.5
      ? shift(date, 0, date.slice(5, 7), two(chance.from(1, 28)))
      : date.endsWith('02-29')
        ? undefined
        : shift(date, chance.of([-10, 10, -2, 2])),
  ),
  date_all_wrong: withBirth((date, chance) =>
    shift(date, chance.of([-1, 1]), two(chance.from(1, 12)), two(chance.from(1, 28))),
  ),
  year_only: withBirth((date) => date.slice(0, 4)),
  date_missing: (person) => {
    const { birth, ...rest } = person
    return birth === undefined ? undefined : rest
  },
  document_missing: (person) => {
    const { document, ...rest } = person
    return document ? rest : undefined
  },
  document_of_another_type: (person, chance) =>
    person.document && {
      ...person,
      document: {
        type: person.document.type === 'passport' ? 'national_id' : 'passport',
        number: chance.digits(9),
      },
    },
  document_digits_transposed: (person, chance) => {
    const { document } = person
    if (!document || document.number.length < 4) return undefined
    const at = chance.from(1, document.number.length - 2)
    const { number } = document
    const changed = number.slice(0, at) + number.charAt(at + 1) + number.charAt(at) + number.slice(at + 2)
    return changed === number ? undefined : { ...person, document: { ...document, number: changed } }
  },
  document_with_prefix: (person) => {
    if (person.document?.type !== 'national_id') return undefined
    const grouped = person.document.number.replace(/\B(?=(?:\d{3})+$)/gu, '.')
    return { ...person, document: { ...person.document, number: `V-${grouped}` } }
  },
  telephone_changed: (person, chance) =>
    person.telephone === undefined ? undefined : { ...person, telephone: `3${chance.digits(9)}` },
  moved: (person, chance) => {
    const municipality = chance.of(MUNICIPALITIES)
    return municipality === person.municipality ? undefined : { ...person, municipality }
  },
}

/** One person written down again, with the slips that happened. */
export function copy(person: Person, chance: Chance): { person: Person; slips: Slip[] } {
  let copied = person
  const slips: Slip[] = []
  for (const slip of SLIPS) {
    if (chance() >= RATES[slip]) continue
    const changed = APPLY[slip](copied, chance)
    if (!changed) continue
    copied = changed
    slips.push(slip)
  }
  return { person: copied, slips }
}
