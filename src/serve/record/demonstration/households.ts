// Invents households with plausible members: ages, surnames, documents and languages that fit together.
import { addDays, type PlainDate } from '../../../kernel/time.ts'
import type { City } from '../../../platform/demonstration/organisations.ts'
import type { InventedHousehold, InventedPerson } from '../../../platform/demonstration/person.ts'
import type { Random } from '../../../platform/demonstration/random.ts'
import { givenNames, secondNames, surnames, type People } from './names.ts'
import { contacts, languages, papers, standing, type Origin } from './papers.ts'

// About half who arrived and half who already lived there, as the centres themselves aim for.
const ORIGINS: Record<City, readonly (readonly [Origin, number])[]> = {
  riohacha: [
    ['migrant', 40],
    ['returnee', 12],
    ['host', 26],
    ['displaced', 4],
    ['wayuu', 14],
    ['arab', 4],
  ],
  cartagena: [
    ['migrant', 45],
    ['returnee', 8],
    ['host', 37],
    ['displaced', 7],
    ['haitian', 3],
  ],
  cucuta: [
    ['migrant', 44],
    ['returnee', 17],
    ['host', 25],
    ['displaced', 5],
    ['pendular', 9],
  ],
}

const PLACES: Record<City, readonly (readonly [string, number])[]> = {
  riohacha: [
    ['co_44001', 80],
    ['co_44430', 9],
    ['co_44560', 6],
    ['co_44847', 5],
  ],
  cartagena: [
    ['co_13001', 86],
    ['co_13836', 8],
    ['co_13052', 6],
  ],
  cucuta: [
    ['co_54001', 72],
    ['co_54874', 16],
    ['co_54405', 8],
    ['co_54261', 4],
  ],
}

type Shape = 'single' | 'couple' | 'family' | 'mother' | 'three_generations' | 'elders' | 'siblings'
const SHAPES: readonly (readonly [Shape, number])[] = [
  ['single', 22],
  ['couple', 7],
  ['family', 27],
  ['mother', 24],
  ['three_generations', 8],
  ['elders', 5],
  ['siblings', 7],
]

/** Households of a city until they hold about `count` people, first visits spread over the year before `today`. */
export function inventHouseholds(
  random: Random,
  city: City,
  count: number,
  today: PlainDate,
): InventedHousehold[] {
  const households: InventedHousehold[] = []
  for (let people = 0; people < count;) {
    const household = invent(random.fork(`${city}/${households.length}`), city, today)
    household.members.splice(Math.max(1, count - people))
    households.push(household)
    people += household.members.length
  }
  return households.sort((a, b) => (a.cameOn < b.cameOn ? -1 : 1))
}

function invent(random: Random, city: City, today: PlainDate): InventedHousehold {
  const origin = random.weighed(ORIGINS[city])
  const shape = origin === 'displaced' && random.chance(0.5) ? 'family' : random.weighed(SHAPES)
  // Visits grow as a centre becomes known: the last month holds about a quarter of the year.
  const cameOn = addDays(today, -(random.chance(0.28) ? random.whole(1, 28) : random.whole(20, 362)))
  const arrivedOn = addDays(cameOn, -random.whole(20, 2400))
  const maker = createMaker({ random, city, origin, cameOn, arrivedOn, place: random.weighed(PLACES[city]) })
  return { city, cameOn, members: SHAPE[shape](maker, random) }
}

type Surroundings = {
  random: Random
  city: City
  origin: Origin
  cameOn: PlainDate
  arrivedOn: PlainDate
  place: string
}
type Surnames = readonly [first: string, second: string | undefined]
type Wanted = { relation: string; sex: 'female' | 'male'; age: number; surnames?: Surnames; child?: boolean }
type Maker = { make(wanted: Wanted): InventedPerson; people: People; surname(): string }

const SHAPE: Record<Shape, (maker: Maker, random: Random) => InventedHousehold['members']> = {
  single: ({ make }, random) => [
    make({ relation: 'head', sex: random.chance(0.48) ? 'female' : 'male', age: random.whole(18, 57) }),
  ],
  couple({ make }, random) {
    const sex = random.chance(0.5) ? 'female' : 'male'
    const age = random.whole(20, 50)
    const same = random.chance(0.08)
    const partner = same ? sex : sex === 'female' ? 'male' : 'female'
    return [
      make({ relation: 'head', sex, age }),
      make({ relation: 'partner', sex: partner, age: Math.max(19, age + random.whole(-4, 5)) }),
    ]
  },
  family(maker, random) {
    const mother = maker.make({ relation: 'partner', sex: 'female', age: random.whole(21, 46) })
    const father = maker.make({
      relation: 'head',
      sex: 'male',
      age: Math.max(20, ageOf(mother) + random.whole(-3, 8)),
    })
    if (random.chance(0.45)) [mother.relation, father.relation] = ['head', 'partner']
    const children = childrenOf(
      maker,
      random,
      [mother, father],
      [father.firstSurname ?? maker.surname(), mother.firstSurname],
    )
    return mother.relation === 'head' ? [mother, father, ...children] : [father, mother, ...children]
  },
  mother(maker, random) {
    const mother = maker.make({ relation: 'head', sex: 'female', age: random.whole(18, 45) })
    return [mother, ...childrenOf(maker, random, [mother], fatherless(maker, random, mother))]
  },
  three_generations(maker, random) {
    const mother = maker.make({ relation: 'head', sex: 'female', age: random.whole(20, 38) })
    const grandmother = maker.make({
      relation: 'parent',
      sex: 'female',
      age: ageOf(mother) + random.whole(18, 30),
      surnames: [mother.secondSurname ?? maker.surname(), maker.surname()],
    })
    return [mother, grandmother, ...childrenOf(maker, random, [mother], fatherless(maker, random, mother))]
  },
  elders({ make }, random) {
    const man = make({ relation: 'head', sex: 'male', age: random.whole(61, 82) })
    if (random.chance(0.4)) return [man]
    const woman = make({
      relation: 'partner',
      sex: 'female',
      age: Math.max(58, ageOf(man) - random.whole(-1, 8)),
    })
    return [man, woman]
  },
  siblings({ make, surname }, random) {
    const shared: Surnames = [surname(), surname()]
    const age = random.whole(18, 32)
    const sex = () => (random.chance(0.5) ? 'female' : 'male') as 'female' | 'male'
    const eldest = make({ relation: 'head', sex: sex(), age, surnames: shared })
    const next = make({
      relation: 'sibling',
      sex: sex(),
      age: Math.max(9, age - random.whole(2, 6)),
      surnames: shared,
    })
    return [eldest, next]
  },
}

// The age of each invented person on arrival, kept beside them while a household is made.
const ages = new WeakMap<InventedPerson, number>()
const ageOf = (person: InventedPerson) => ages.get(person) ?? 30

function fatherless(maker: Maker, random: Random, mother: InventedPerson): Surnames {
  const own = mother.firstSurname ?? maker.surname()
  if (random.chance(0.4)) return [own, mother.secondSurname]
  return [maker.surname(), own]
}

function childrenOf(
  maker: Maker,
  random: Random,
  parents: readonly InventedPerson[],
  surnames: Surnames,
): InventedPerson[] {
  const oldest = Math.min(17, ...parents.map((parent) => ageOf(parent) - 17))
  if (oldest < 0) return []
  const children: InventedPerson[] = []
  const count = random.weighed([
    [1, 34],
    [2, 40],
    [3, 20],
    [4, 6],
  ])
  // From the eldest down, at least a year apart.
  for (let age = random.whole(Math.min(1, oldest), oldest); children.length < count && age >= 0;) {
    const sex = random.chance(0.5) ? 'female' : 'male'
    children.push(maker.make({ relation: 'child', sex, age, surnames, child: true }))
    age -= random.whole(2, 4)
  }
  return children
}

const PEOPLES: Record<Origin, (random: Random, city: City) => People> = {
  migrant: () => 'venezuelan',
  pendular: () => 'venezuelan',
  returnee: (_, city) => (city === 'cucuta' ? 'northern' : 'coastal'),
  host: (_, city) => (city === 'cucuta' ? 'northern' : 'coastal'),
  displaced: (random) => random.pick(['coastal', 'northern']),
  wayuu: () => 'wayuu',
  haitian: () => 'haitian',
  arab: () => 'arab',
}

function createMaker(around: Surroundings): Maker {
  const { random, origin, cameOn } = around
  const people = PEOPLES[origin](random, around.city)
  const taken = new Set<string>()
  const surname = () => random.pick(surnames(people))
  const oneSurname = people === 'haitian' || people === 'arab'
  return {
    people,
    surname,
    make({ relation, sex, age, surnames: given, child = false }) {
      const bornOn = addDays(cameOn, -(age * 365 + Math.floor(age / 4) + random.whole(2, 362)))
      const person: InventedPerson = {
        ...named(random, people, sex, Number(bornOn.slice(0, 4)), Number(cameOn.slice(0, 4)), taken),
        bornOn,
        sex,
        ...standing(around, bornOn, child),
        languages: languages(random, people, age),
        place: around.place,
        identifiers: [],
        contacts: age >= 16 ? contacts(random) : [],
        relation,
      }
      const [first, second] = given ?? [surname(), random.chance(0.93) ? surname() : undefined]
      person.firstSurname = first
      if (second && !oneSurname) person.secondSurname = second
      person.born = toldBirth(random, bornOn, age, cameOn)
      person.identifiers = papers(random, person, age)
      if (random.chance(age > 60 ? 0.25 : 0.05)) {
        person.disability = random.weighed([
          ['walking', 5],
          ['seeing', 4],
          ['hearing', 2],
          ['remembering', 1],
          ['communicating', 1],
        ])
      } else if (random.chance(0.75)) person.disability = 'none'
      else if (random.chance(0.2)) person.disability = 'not_asked'
      if (age >= 18 && random.chance(0.3)) person.gender = genderOf(random, sex)
      if (age >= 14 && random.chance(0.12)) person.called = (person.givenNames ?? '').split(' ').at(-1) ?? ''
      if (!person.called) delete person.called
      ages.set(person, age)
      return person
    },
  }
}

function named(
  random: Random,
  people: People,
  sex: 'female' | 'male',
  bornIn: number,
  thisYear: number,
  taken: Set<string>,
) {
  const choices = givenNames(people, sex, bornIn, thisYear).filter((name) => !taken.has(name))
  const first = random.pick(choices.length > 0 ? choices : givenNames(people, sex, bornIn, thisYear))
  taken.add(first)
  if (people === 'haitian' || people === 'arab' || random.chance(0.35)) return { givenNames: first }
  const second = random.pick(secondNames(sex).filter((name) => name !== first))
  return { givenNames: `${first} ${second}` }
}

const genderOf = (random: Random, sex: 'female' | 'male') =>
  random.weighed([
    [sex === 'female' ? 'woman' : 'man', 92],
    [sex === 'female' ? 'trans_man' : 'trans_woman', 3],
    ['non_binary', 2],
    ['prefers_not_to_say', 3],
  ])

function toldBirth(
  random: Random,
  bornOn: PlainDate,
  age: number,
  cameOn: PlainDate,
): NonNullable<InventedPerson['born']> {
  const way = random.weighed([
    ['date', age > 55 ? 82 : 93],
    ['year', 4],
    ['age', age > 55 ? 9 : 2],
  ])
  if (way === 'year') return { year: Number(bornOn.slice(0, 4)) }
  return way === 'age' ? { age, on: cameOn } : { date: bornOn }
}
