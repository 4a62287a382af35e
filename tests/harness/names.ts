// Invents people with names as in Colombia and Venezuela, and copies them with the slips of hurried desks.
import type { Born } from '../../src/serve/record/operations.ts'

/** A seeded generator (mulberry32): the same seed gives the same people on every machine. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export type Invented = {
  givenNames: string
  firstSurname: string
  secondSurname?: string
  born?: Born
  sex: 'female' | 'male'
  identifiers: { type: string; country: string; number: string }[]
  phones: string[]
}

const WOMEN =
  `María Ana Luz Carmen Rosa Yuleisy Gabriela Daniela Andrea Paola Sandra Claudia Diana Yesenia Mariana Valentina Camila
  Isabel Juana Josefina Luisa Adriana Carolina Alejandra Patricia Beatriz Gloria Martha Yolanda Mayerlin Génesis Oriana
  Yennifer Katherine Wendy Rebeca Elena Inés Noemí Xiomara Milagros Estefanía Nairobis Jhoana Leidy Dayana Yusmary
  Esperanza Consuelo Pilar Victoria Sofía Lucía Natalia Viviana Marisol Zoraida Haydée`.split(/\s+/)
const MEN =
  `José Juan Luis Carlos Jesús Miguel Pedro Jorge Andrés Daniel David Manuel Antonio Francisco Rafael Ángel Fernando
  Wilmer Jhon Edgar Hernán Óscar Víctor Ramón Alberto Eduardo Javier Sergio Diego Cristian Yeferson Brayan Kevin Alexis
  Enrique Rubén Gustavo Álvaro Iván Héctor Marcos Samuel Gabriel Emilio Freddy Yorman Darwin Elías Joaquín Nelson Omar
  Vicente Simón Tomás Gerardo Guillermo`.split(/\s+/)
const SURNAMES =
  `González Rodríguez Pérez Hernández García Martínez López Sánchez Ramírez Díaz Torres Gómez Rivas Fernández Vásquez
  Jiménez Moreno Rojas Castillo Mendoza Álvarez Romero Suárez Ortega Chirinos Quintero Urdaneta Colmenares Zambrano
  Contreras Villalobos Epieyú Pushaina Uriana Ipuana Márquez Salazar Bermúdez Guerrero Medina Navarro Acosta Peña Silva
  Ríos Cárdenas Vargas Morales Ortiz Delgado Castro Guzmán Blanco Molina Cabrera Rincón Parra Méndez Arias Valero Prieto
  Barrios Yépez Llanos Zerpa Escalona Bolívar Camacho Duarte Figueroa Hinojosa Ibarra Jaramillo Lozano Mejía Nieto Ochoa
  Paredes Quispe Restrepo Sandoval Tovar Uribe Velásquez Zapata Ávila Benítez Cedeño Dávila Espinoza Fuenmayor Gutiérrez
  Henríquez Infante Lugo Montilla Narváez Olivares Padrón Querales Rosales Sequera Toro Useche Villegas Zabaleta Bracho
  Carrasquero Finol Leal Nava Oliveros Petit Rangel Sulbarán Troconis Vílchez Atencio Boscán Chacín Durán`.split(
    /\s+/,
  )
const RARE = [
  'bar',
  'ce',
  'du',
  'gui',
  'lla',
  'men',
  'que',
  'ri',
  'sal',
  'tor',
  'ur',
  'ven',
  'ye',
  'zam',
  'cha',
  'rra',
  'no',
  'li',
]

/** The most frequent first: the probability falls with the rank (Zipf). */
function common(names: readonly string[], chance: () => number): string {
  return names[Math.min(names.length - 1, Math.floor(names.length ** chance() - 1))] ?? ''
}

function surname(chance: () => number): string {
  // A long tail of rare surnames, a third of all, as in real registers.
  if (chance() < 0.67) return common(SURNAMES, chance)
  const syllables = Array.from(
    { length: 2 + Math.floor(chance() * 2) },
    () => RARE[Math.floor(chance() * RARE.length)],
  )
  const name = syllables.join('')
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`
}

const digits = (count: number, chance: () => number) =>
  Array.from({ length: count }, (_, at) =>
    String(at === 0 ? 1 + Math.floor(chance() * 9) : Math.floor(chance() * 10)),
  ).join('')

export function inventPerson(chance: () => number): Invented {
  const sex = chance() < 0.55 ? 'female' : 'male'
  const given = sex === 'female' ? WOMEN : MEN
  const first = common(given, chance)
  const other = given[Math.floor(chance() * given.length)] ?? ''
  const day = Math.floor(chance() * 365 * 75)
  const born = new Date(Date.UTC(1948, 0, 1) + day * 86_400_000).toISOString().slice(0, 10)
  const certainty = chance()
  const particle = chance() < 0.04 ? ['de la ', 'de ', 'del '][Math.floor(chance() * 3)] : ''
  return {
    givenNames: chance() < 0.7 && other !== first ? `${first} ${other}` : first,
    firstSurname: `${particle}${surname(chance)}`,
    ...(chance() < 0.9 ? { secondSurname: surname(chance) } : {}),
    ...(certainty < 0.9
      ? { born: { date: born } }
      : certainty < 0.97
        ? { born: { year: Number(born.slice(0, 4)) } }
        : {}),
    sex,
    identifiers: chance() < 0.75 ? [{ type: 'library_card', country: 'xa', number: digits(8, chance) }] : [],
    phones: chance() < 0.6 ? [`3${digits(9, chance)}`] : [],
  }
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
  [/s$/u, ''],
  [/n/u, 'm'],
]

function misspell(name: string, chance: () => number): string {
  if (name.length < 4) return name
  if (chance() < 0.5) {
    const fitting = SOUNDS.filter(([pattern]) => pattern.test(name))
    const [pattern, with_] = fitting[Math.floor(chance() * fitting.length)] ?? []
    if (pattern && with_ !== undefined) return name.replace(pattern, with_)
  }
  const at = 1 + Math.floor(chance() * (name.length - 2))
  const kind = chance()
  if (kind < 0.4) return name.slice(0, at) + name.slice(at + 1)
  if (kind < 0.7) return name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2)
  return name.slice(0, at) + 'aeiorn'.charAt(Math.floor(chance() * 6)) + name.slice(at)
}

const plain = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '')

/**
 * The same person written down a second time: every slip has the rate measured or reported for Spanish
 * registers.
 */
export function copyCarelessly(person: Invented, chance: () => number): Invented {
  let { givenNames, firstSurname, secondSurname, born } = person
  const phones = chance() < 0.4 ? [`3${digits(9, chance)}`] : [...person.phones]
  if (chance() < 0.5)
    [givenNames, firstSurname, secondSurname] = [
      plain(givenNames),
      plain(firstSurname),
      secondSurname && plain(secondSurname),
    ]
  const [one = '', two] = givenNames.split(' ')
  const given = chance()
  if (two !== undefined && given < 0.2) givenNames = one
  else if (two !== undefined && given < 0.24) givenNames = `${two} ${one}`
  if (secondSurname !== undefined && chance() < 0.18) secondSurname = undefined
  else if (secondSurname !== undefined && 0.96 < chance())
    [firstSurname, secondSurname] = [secondSurname, firstSurname]
  else if (secondSurname !== undefined && chance() < 0.04) {
    firstSurname = `${firstSurname} ${secondSurname}`
    secondSurname = undefined
  }
  if (chance() < 0.3) firstSurname = firstSurname.replace(/^(?:de la|del|de) /u, '')
  if (chance() < 0.08) givenNames = misspell(givenNames, chance)
  if (chance() < 0.08) firstSurname = misspell(firstSurname, chance)
  if (secondSurname !== undefined && chance() < 0.06) secondSurname = misspell(secondSurname, chance)
  if (chance() < 0.25) givenNames = givenNames.toUpperCase()
  born = copyBirth(born, chance)
  const document = chance()
  const identifiers = person.identifiers.flatMap((one_) => {
    if (document < 0.25) return []
    if (document < 0.3) return [{ ...one_, number: digits(8, chance) }]
    return [{ ...one_, number: document < 0.35 ? swapNeighbours(one_.number, chance) : one_.number }]
  })
  return {
    givenNames,
    firstSurname,
    ...(secondSurname ? { secondSurname } : {}),
    ...(born ? { born } : {}),
    sex: person.sex,
    identifiers,
    phones,
  }
}

function copyBirth(born: Born | undefined, chance: () => number): Born | undefined {
  if (!born || !('date' in born)) return born
  const slip = chance()
  const [year = '', month = '', day = ''] = born.date.split('-')
  if (slip < 0.04 && Number(day) <= 12) return { date: `${year}-${day}-${month}` }
  if (slip < 0.07)
    return { date: `${year}-${month}-${String(1 + Math.floor(chance() * 28)).padStart(2, '0')}` }
  if (slip < 0.09)
    return { date: `${Number(year) + (chance() < 0.5 ? 1 : -1)}-${month}-${day === '29' ? '28' : day}` }
  if (slip < 0.13) return { year: Number(year) }
  return slip < 0.16 ? undefined : born
}

function swapNeighbours(number: string, chance: () => number): string {
  const at = Math.floor(chance() * (number.length - 1))
  return number.slice(0, at) + number.charAt(at + 1) + number.charAt(at) + number.slice(at + 2)
}

/** A twin or sibling: same surnames and telephone, another given name and document. */
export function inventSibling(person: Invented, twin: boolean, chance: () => number): Invented {
  const own = inventPerson(chance)
  const { born: ownBorn, ...rest } = own
  const born = twin ? person.born : ownBorn
  const { secondSurname } = person
  return {
    ...rest,
    firstSurname: person.firstSurname,
    ...(secondSurname === undefined ? {} : { secondSurname }),
    ...(born ? { born } : {}),
    phones: person.phones,
  }
}
