// Invents the answers of a head of household, consistent with the members of the household.
import { ageOn, type PlainDate } from '../../../kernel/time.ts'
import type { Registered } from '../../../platform/demonstration/person.ts'
import type { Random } from '../../../platform/demonstration/random.ts'
import type { Answers } from '../operations.ts'

const PATHS: Record<string, string> = {
  migrant: 'other_country',
  in_transit: 'other_country',
  returnee: 'came_back',
  internally_displaced: 'other_town',
  pendular: 'back_and_forth',
}

const WISHES = [
  'Que los niños estén en el colegio.',
  'Conseguir un trabajo estable.',
  'Arreglar los papeles para poder trabajar tranquila.',
  'Un lugar donde vivir sin que nos saquen.',
  'Que me atiendan la tensión.',
  'Vender mis arepas con un puesto propio.',
  'Traer a mi mamá.',
  'Tener salud para todos.',
]

/** @param arrivedOn the day they came to live here; null when they always did. */
export function answersOf(
  random: Random,
  members: readonly Registered[],
  arrivedOn: PlainDate | null,
  today: PlainDate,
): Answers {
  const head = members[0] as Registered
  const ages = members.map((member) => ageOn(member.bornOn, today))
  const path =
    PATHS[head.populationGroup] ??
    (head.populationGroup === 'binational_people'
      ? random.pick(['always_here', 'back_and_forth'])
      : 'always_here')
  const small = ages.filter((age) => age < 5).length
  const schoolAge = ages.filter((age) => age >= 5 && age < 18).length
  const age = ages[0] ?? 30
  const chronic = random.chance(age > 50 ? 0.45 : 0.1)
  const schooling = random.weighed([
    ['none', 3],
    ['primary', 22],
    ['secondary', 45],
    ['technical', 17],
    ['university', 13],
  ])
  const dwelling = random.weighed([
    ['rented', 34],
    ['room', 22],
    ['daily', 10],
    ['settlement', 14],
    ['relatives', 12],
    ['own_home', path === 'always_here' ? 18 : 0],
    ['shelter', 4],
    ['street', 1],
  ])
  const arrived = ['other_town', 'came_back', 'other_country'].includes(path)
  const crossed = ['came_back', 'other_country', 'back_and_forth'].includes(path)
  const haitian = head.nationalities[0] === 'ht'
  return {
    path,
    ...(arrived && arrivedOn && { arrived_on: arrivedOn }),
    ...(crossed && {
      origin_state: haitian
        ? 'not_venezuela'
        : random.weighed([
            ['zulia', 34],
            ['tachira', 12],
            ['carabobo', 12],
            ['lara', 10],
            ['capital', 10],
            ['aragua', 7],
            ['falcon', 8],
            ['merida', 3],
            ['other_state', 4],
          ]),
    }),
    intends:
      path === 'always_here'
        ? 'stay'
        : random.weighed([
            ['stay', 74],
            ['move_on', haitian ? 60 : 8],
            ['go_back', 5],
            ['not_sure', 13],
          ]),
    household_size: members.length,
    children_under_5: small,
    children_5_to_17: schoolAge,
    ...(schoolAge > 0 && { children_out_of_school: random.chance(0.35) ? random.whole(1, schoolAge) : 0 }),
    ...(small + schoolAge > 0 && { sole_carer: ages.filter((each) => each >= 18).length === 1 }),
    pregnant_member:
      members.some(
        (member, at) => member.sex === 'female' && (ages[at] ?? 0) >= 16 && (ages[at] ?? 0) <= 42,
      ) && random.chance(0.12),
    health_cover: random.weighed([
      ['subsidised', 42],
      ['contributory', 8],
      ['none', 40],
      ['not_sure', 10],
    ]),
    chronic_condition: chronic,
    ...(chronic && { medicine_left_days: random.whole(0, 40) }),
    difficulties: [head.disability ?? 'none'],
    schooling,
    ...(['technical', 'university'].includes(schooling) && {
      title_recognised: path === 'always_here' || random.chance(0.15),
    }),
    working: random.weighed(
      age >= 62
        ? [
            ['cannot', 4],
            ['home', 4],
            ['own', 2],
          ]
        : [
            ['formal', 7],
            ['informal', 30],
            ['own', 20],
            ['looking', 28],
            ['home', 12],
            ['studying', 3],
          ],
    ),
    skills: random.some(
      [
        'cooking',
        'building',
        'sewing',
        'care',
        'sales',
        'hair',
        'mechanics',
        'farming',
        'teaching',
        'computers',
        'driving',
        'crafts',
      ],
      random.whole(1, 3),
    ),
    income_enough: random.weighed([
      ['yes', 6],
      ['just', 38],
      ['no', 56],
    ]),
    has_account: random.chance(0.38),
    dwelling,
    ...(['rented', 'room', 'daily', 'relatives'].includes(dwelling) && {
      eviction_risk: random.chance(0.17),
    }),
    meals_yesterday: random.weighed([
      [1, 8],
      [2, 47],
      [3, 45],
    ]),
    feels_safe: random.weighed([
      ['yes', 60],
      ['sometimes', 26],
      ['no', 8],
      ['prefers_not_to_say', 6],
    ]),
    wants_to_talk: random.chance(0.16),
    barriers: random.some(
      ['papers', 'transport', 'childcare', 'work_hours', 'information', 'treatment', 'fear'],
      random.whole(0, 3),
    ),
    ...(random.chance(0.6) && { own_words: random.pick(WISHES) }),
  }
}
