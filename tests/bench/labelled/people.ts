// The people of the labelled set: invented one by one, and as relatives and namesakes who are easily taken for one.
import type { Chance } from './chance.ts'
import { arabic, given, haitian, surname, type Sex } from './names.ts'

export type Person = {
  given: readonly string[]
  surnames: readonly string[]
  /** How somebody else writes a name in another script: given name and surname. */
  latin?: (() => [string, string]) | undefined
  /** `YYYY-MM-DD`, or a year alone. */
  birth?: string
  sex: Sex
  document?: { type: 'national_id' | 'passport' | 'permit'; number: string }
  telephone?: string
  municipality: string
}

export const arabicLatin = (person: Person): Person | undefined => {
  if (!person.latin) return undefined
  const [first, family] = person.latin()
  return { ...person, given: [first], surnames: [family] }
}

export const MUNICIPALITIES = [
  '44001',
  '44430',
  '44847',
  '08001',
  '54001',
  '11001',
  '05001',
  '13001',
  '47001',
  '20001',
]

function birth(chance: Chance): string {
  const day = new Date(Date.UTC(1945, 0, 1) + chance.from(0, 365 * 78) * 86_400_000)
    .toISOString()
    .slice(0, 10)
  // Whose day is not known is often written down as born on the first of January.
  return chance() < 0.02 ? `${day.slice(0, 4)}-01-01` : day
}

const document = (chance: Chance): Pick<Person, 'document'> => {
  const kind = chance()
  if (kind < 0.25) return {}
  if (kind < 0.7) return { document: { type: 'national_id', number: chance.digits(8) } }
  if (kind < 0.85) return { document: { type: 'permit', number: chance.digits(7) } }
  return { document: { type: 'passport', number: chance.digits(9) } }
}
const telephone = (chance: Chance): Pick<Person, 'telephone'> =>
  chance() < 0.65 ? { telephone: `3${chance.digits(9)}` } : {}

export function invent(chance: Chance): Person {
  const origin = chance()
  const sex: Sex = chance() < 0.53 ? 'female' : 'male'
  const common = {
    sex,
    birth: birth(chance),
    ...document(chance),
    ...telephone(chance),
    municipality: chance.of(MUNICIPALITIES),
  }
  if (origin < 0.01) {
    const { given: first, surname: family, sex: own, latin } = arabic(chance)
    return { ...common, sex: own, given: [first], surnames: [family], latin }
  }
  if (origin < 0.03) {
    const { given: names, surname: family } = haitian(sex, chance)
    return { ...common, given: names, surnames: [family] }
  }
  const surnames = chance() < 0.9 ? [surname(chance), surname(chance)] : [surname(chance)]
  return { ...common, given: given(sex, chance), surnames }
}

function inventOf(sex: Sex, chance: Chance): Person {
  for (;;) {
    const person = invent(chance)
    if (person.sex === sex) return person
  }
}

/** What two different people have in common, so that they look like one. */
export const RELATIVES = ['twin', 'twin_same_first_name', 'sibling', 'parent', 'namesake', 'cousin'] as const
export type Relative = (typeof RELATIVES)[number]

const shared = ({ telephone: number, municipality }: Person): Pick<Person, 'telephone' | 'municipality'> => ({
  ...(number !== undefined && { telephone: number }),
  municipality,
})
const neighbouring = (number: string) => String(Number(number) + 1).padStart(number.length, '0')
const inYear = (date: string, year: number) => `${year}${date.slice(4).replace('-02-29', '-02-28')}`

/** A relative or namesake of somebody: never the same person. */
export function relative(of: Person, kind: Relative, chance: Chance): Person {
  const { latin: _, ...own } = inventOf(of.sex, chance)
  const names = own.given.filter((name) => !of.given.includes(name))
  const other = names.length > 0 ? names : [of.sex === 'female' ? 'Zulay' : 'Régulo']
  const born = of.birth ?? '1990-05-05'
  switch (kind) {
    case 'twin':
      return {
        ...own,
        ...shared(of),
        given: other,
        surnames: of.surnames,
        birth: born,
        // Papers of one day are often numbered one after the other.
        ...(of.document && { document: { ...of.document, number: neighbouring(of.document.number) } }),
      }
    case 'twin_same_first_name':
      return {
        ...own,
        ...shared(of),
        // With one given name on record, a twin who has another beside it cannot be told apart; that is rare.
        given: of.given.length > 1 || chance() < 0.1 ? [of.given[0] ?? '', other[0] ?? ''] : other,
        surnames: of.surnames,
        birth: born,
      }
    case 'sibling':
      return { ...own, ...shared(of), given: other, surnames: of.surnames }
    case 'parent':
      return {
        ...own,
        ...shared(of),
        sex: of.sex,
        given: of.given,
        surnames: [of.surnames[0] ?? '', surname(chance)],
        birth: inYear(own.birth ?? born, Number(born.slice(0, 4)) - chance.from(18, 40)),
      }
    case 'namesake':
      return {
        ...own,
        sex: of.sex,
        given: of.given,
        surnames: of.surnames,
        ...(chance() < 0.3 && { birth: inYear(own.birth ?? born, Number(born.slice(0, 4))) }),
      }
    case 'cousin':
      return {
        ...own,
        given: of.given.slice(0, 1),
        sex: of.sex,
        surnames: [of.surnames[0] ?? '', surname(chance)],
      }
  }
}
