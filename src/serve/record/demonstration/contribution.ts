// Plays the arrival of households at their centres: each member is registered with the details they give; a
// few are registered twice.
import type { Actor } from '../../../kernel/actor.ts'
import { addDays } from '../../../kernel/time.ts'
import type { Id } from '../../../kernel/words.ts'
import { after, type Contribution } from '../../../platform/demonstration/contribution.ts'
import { FailedStep, type Journey } from '../../../platform/demonstration/journey.ts'
import type { City } from '../../../platform/demonstration/organisations.ts'
import type { InventedHousehold, InventedPerson, Registered } from '../../../platform/demonstration/person.ts'
import { recordMilestone } from '../../cases/operations.ts'
import { formHousehold } from '../../households/operations.ts'
import { addIdentifier, changePerson, getPerson, registerPerson } from '../operations.ts'
import { personLikelyDuplicate } from '../problems.ts'
import { inventHouseholds } from './households.ts'

export const demonstration: Contribution = {
  begin(run) {
    for (const city of Object.keys(run.people) as City[]) {
      const households = inventHouseholds(run.random('people'), city, run.people[city], run.today)
      for (const [at, household] of households.entries())
        run.start(`people/${city}/${at}`, household.cameOn, (journey) => arrive(journey, at, household))
    }
  },
  after: [
    after(recordMilestone, async (journey, { input: { person, milestone } }) => {
      const became = BECOMES[milestone]
      if (became) journey.meanwhile([2, 20], 'update', (later) => update(later, person, became))
    }),
  ],
}

async function arrive(
  journey: Journey,
  at: number,
  { cameOn, city, members }: InventedHousehold,
): Promise<void> {
  await journey.goTo(cameOn)
  const { desk } = journey.network.team(city)
  const registered: Registered[] = []
  for (const person of members) registered.push({ ...person, id: await register(journey, person, desk) })
  const [head, ...others] = registered as [Registered, ...Registered[]]
  if (others.length > 0) {
    const joined = registered.map(({ id, relation }) => ({
      person: id,
      relation,
      ...(id === head.id && { head: true }),
    }))
    await journey.act(formHousehold, { id: journey.newId(), members: joined }, desk)
  }
  journey.run.arrived({ city, at, cameOn, members: [head, ...others] }, journey)
  if (!journey.random.chance(0.06)) return
  const again = journey.random.pick(members)
  await journey.pass(20, 90)
  await registerAgain(journey, again, desk)
}

type Became = { migrationStatus: string; nationalities?: string[]; identifier: string }

/** How the record changes once a milestone is reached. */
const BECOMES: Record<string, (person: InventedPerson) => Became> = {
  permit_granted: () => ({ migrationStatus: 'ppt_holder', identifier: 'ppt' }),
  civil_registration_completed: ({ nationalities }) =>
    nationalities.includes('co')
      ? {
          migrationStatus: nationalities.length > 1 ? 'dual_nationality' : 'colombian',
          identifier: 'birth_register',
        }
      : {
          migrationStatus: 'dual_nationality',
          nationalities: ['co', ...nationalities],
          identifier: 'birth_register',
        },
}

/** The centre updates the record: the new status or document of the person. */
async function update(journey: Journey, id: Id, became: (person: InventedPerson) => Became): Promise<void> {
  const { city, members } = journey.household
  const person = members.find((member) => member.id === id)
  if (!person) return
  const { manager } = journey.network.team(city)
  const { identifier, ...changes } = became(person)
  const { version } = await journey.ask(getPerson, { id }, manager)
  await journey.act(changePerson, { id, base: version, changes, statusPurpose: 'result' }, manager)
  const number = `${identifier === 'ppt' ? '9' : '196'}${journey.random.digits(identifier === 'ppt' ? 6 : 7)}`
  await journey.act(addIdentifier, { person: id, id: journey.newId(), type: identifier, number }, manager)
}

/**
 * Registers a known person again at a fair without a network, so that the queue of possible duplicates is not
 * empty.
 */
async function registerAgain(journey: Journey, person: InventedPerson, desk: Actor): Promise<void> {
  const { secondSurname: _, contacts: __, identifiers, born, ...rest } = person
  const swapped = born && 'date' in born && Number(born.date.slice(8)) <= 12
  const stated = swapped
    ? { date: [born.date.slice(0, 4), born.date.slice(8), born.date.slice(5, 7)].join('-') }
    : born
  const again: InventedPerson = {
    ...rest,
    contacts: [],
    identifiers: identifiers.slice(0, 1),
    ...(stated && { born: stated }),
  }
  if (stated && 'date' in stated && stated.date > addDays(journey.today, -30)) return
  await register(journey, again, desk, 'device')
}

async function register(
  journey: Journey,
  person: InventedPerson,
  desk: Actor,
  searched: 'everywhere' | 'device' = 'everywhere',
): Promise<Id> {
  const { bornOn: _, relation: __, identifiers, contacts, ...details } = person
  const id = journey.newId()
  const input = {
    ...details,
    id,
    searched,
    consentText: 'service_v1',
    // Whoever does not speak Spanish needs somebody who interprets, and reads none of its papers.
    ...(!details.languages.includes('es') && { needsInterpreter: 'yes' as const, reading: 'not' as const }),
    ...(details.migrationStatus !== 'not_asked' && { statusPurpose: 'procedures' }),
    identifiers: identifiers.map((each) => ({ ...each, id: journey.newId() })),
    contacts: contacts.map((each) => ({ ...each, id: journey.newId() })),
  }
  try {
    await journey.act(registerPerson, input, desk)
  } catch (error) {
    // Two invented people may look alike: the second is then registered as from a device that could not
    // search first.
    if (!(error instanceof FailedStep && error.code === personLikelyDuplicate.code)) throw error
    await journey.act(registerPerson, { ...input, searched: 'device' }, desk)
  }
  return id
}
