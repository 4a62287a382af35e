// What depends on a person's origin: nationality, status, documents, languages and contact points.
import { daysBetween, type PlainDate } from '../../../kernel/time.ts'
import type { InventedPerson } from '../../../platform/demonstration/person.ts'
import type { Random } from '../../../platform/demonstration/random.ts'
import type { People } from './names.ts'

export type Origin = 'migrant' | 'returnee' | 'host' | 'displaced' | 'wayuu' | 'pendular' | 'haitian' | 'arab'

const GROUPS: Record<Origin, string> = {
  migrant: 'migrant',
  pendular: 'pendular',
  returnee: 'returnee',
  host: 'host_community',
  displaced: 'internally_displaced',
  wayuu: 'binational_people',
  haitian: 'in_transit',
  arab: 'host_community',
}

/** Nationality, population group and status of a person of this origin and birth date. */
export function standing(
  { random, origin, arrivedOn }: { random: Random; origin: Origin; arrivedOn: PlainDate },
  bornOn: PlainDate,
  child: boolean,
) {
  const populationGroup = GROUPS[origin]
  const bornHere = child && daysBetween(arrivedOn, bornOn) > 0
  switch (origin) {
    case 'host':
    case 'displaced':
    case 'arab':
      return { nationalities: ['co'], populationGroup, migrationStatus: 'colombian' }
    case 'wayuu':
      return random.chance(0.45)
        ? { nationalities: ['co', 've'], populationGroup, migrationStatus: 'dual_nationality' }
        : { nationalities: ['co'], populationGroup, migrationStatus: 'colombian' }
    case 'returnee':
      if (child && !bornHere) {
        return random.chance(0.55)
          ? { nationalities: ['co', 've'], populationGroup, migrationStatus: 'dual_nationality' }
          : {
              nationalities: ['ve'],
              populationGroup,
              migrationStatus: random.pick(['ppt_holder', 'no_permit', 'not_asked']),
            }
      }
      return { nationalities: ['co'], populationGroup, migrationStatus: 'colombian' }
    case 'haitian':
      return {
        nationalities: ['ht'],
        populationGroup,
        migrationStatus: random.pick(['asylum_seeker', 'no_permit', 'not_asked']),
      }
    case 'pendular':
      return {
        nationalities: random.chance(0.2) ? ['co', 've'] : ['ve'],
        populationGroup,
        migrationStatus: 'not_asked',
      }
    case 'migrant': {
      // Children born in Colombia to Venezuelan parents since August 2015 are Colombian by birth.
      if (bornHere)
        return { nationalities: ['co', 've'], populationGroup, migrationStatus: 'dual_nationality' }
      const migrationStatus = child
        ? random.weighed([
            ['ppt_holder', 56],
            ['ppt_in_process', 16],
            ['no_permit', 20],
            ['not_asked', 8],
          ])
        : random.weighed([
            ['ppt_holder', 50],
            ['ppt_in_process', 14],
            ['no_permit', 18],
            ['visa_holder', 3],
            ['asylum_seeker', 3],
            ['refugee', 1],
            ['prefers_not_to_say', 4],
            ['not_asked', 7],
          ])
      return { nationalities: ['ve'], populationGroup, migrationStatus }
    }
  }
}

export function languages(random: Random, people: People, age: number): string[] {
  if (people === 'wayuu') return random.chance(0.8) ? ['guc', 'es'] : ['guc']
  if (people === 'haitian') return random.chance(0.5) ? ['ht', 'fr', 'es'] : ['ht', 'fr']
  if (people === 'arab') return ['es', 'ar']
  return age >= 15 && random.chance(0.06) ? ['es', 'en'] : ['es']
}

/**
 * Documents that fit age, nationality and status. Their numbers lie in ranges that are not issued (cédulas
 * from 1 900 000 000, PPT from 9 000 000, Venezuelan cards from V-80 000 000), so they belong to nobody.
 */
export function papers(random: Random, person: InventedPerson, age: number): InventedPerson['identifiers'] {
  const found: InventedPerson['identifiers'] = []
  if (person.nationalities.includes('co') && random.chance(0.94)) {
    const type = age >= 18 ? 'citizen_card' : age >= 7 ? 'identity_card' : 'birth_register'
    found.push({ type, number: `19${random.digits(8)}` })
  }
  if (person.nationalities.includes('ve') && !person.nationalities.includes('co')) {
    if (person.migrationStatus === 'ppt_holder') found.push({ type: 'ppt', number: `9${random.digits(6)}` })
    if (person.migrationStatus === 'ppt_in_process')
      found.push({ type: 'rumv', number: `9${random.digits(7)}` })
    if (person.migrationStatus === 'visa_holder')
      found.push({ type: 'foreigner_card', number: `99${random.digits(5)}` })
    if (person.migrationStatus === 'asylum_seeker' && random.chance(0.7)) {
      found.push({ type: 'safe_conduct', number: `9${random.digits(6)}` })
    }
    if (age >= 10 && random.chance(0.7))
      found.push({ type: 'venezuelan_card', number: `V8${random.digits(7)}` })
    else if (age < 10 && random.chance(0.6))
      found.push({ type: 'venezuelan_birth_certificate', number: random.digits(4) })
    if (age >= 25 && random.chance(0.12)) found.push({ type: 'pep', number: `99${random.digits(13)}` })
    if (random.chance(0.1)) found.push({ type: 'passport', number: `99${random.digits(7)}`, country: 've' })
  }
  if (person.nationalities[0] === 'ht')
    found.push({ type: 'passport', number: `RD99${random.digits(5)}`, country: 'ht' })
  return found
}

/** Telephone numbers start with +57 399, a prefix that no operator uses. */
export function contacts(random: Random): InventedPerson['contacts'] {
  const value = `+57399${random.digits(7)}`
  const kind = random.weighed([
    ['whatsapp', 60],
    ['phone', 26],
    ['someone_trusted', 5],
    ['none', 9],
  ])
  if (kind === 'none') return []
  if (kind === 'someone_trusted')
    return [{ kind, value, safeToCall: true, note: 'Preguntar por la vecina del 2.º piso' }]
  const safe = random.chance(0.86)
  return [{ kind, value, safeToCall: safe, safeToText: safe || random.chance(0.4) }]
}
