// The first visit: a household is welcomed at its centre, each member with what they wish to say.
import type { Actor } from '../../kernel/actor.ts'
import { addDays } from '../../kernel/time.ts'
import type { Id } from '../../kernel/words.ts'
import { formHousehold, registerPerson } from '../../serve/people/operations.ts'
import type { Invented } from './invented.ts'
import type { Household } from './people.ts'
import { FailedStep, type Stage } from './stage.ts'

export type Welcomed = Invented & { id: Id }

export async function welcome(
  stage: Stage,
  household: Household,
  desk: Actor,
): Promise<[Welcomed, ...Welcomed[]]> {
  const members: Welcomed[] = []
  for (const person of household.members) members.push({ ...person, id: await register(stage, person, desk) })
  if (members.length > 1) {
    const joined = members.map(({ id, relation }, at) => ({
      person: id,
      relation,
      ...(at === 0 && { head: true }),
    }))
    await stage.act(formHousehold, { id: stage.newId(), members: joined }, desk)
  }
  return members as [Welcomed, ...Welcomed[]]
}

/** Somebody who came before, taken down again at a fair without a network: for the queue of likely duplicates. */
export async function welcomeAgain(stage: Stage, person: Invented, desk: Actor): Promise<void> {
  const { secondSurname: _, contacts: __, identifiers, born, ...rest } = person
  const swapped = born && 'date' in born && Number(born.date.slice(8)) <= 12
  const told = swapped
    ? { date: [born.date.slice(0, 4), born.date.slice(8), born.date.slice(5, 7)].join('-') }
    : born
  const again: Invented = {
    ...rest,
    contacts: [],
    identifiers: identifiers.slice(0, 1),
    ...(told && { born: told }),
  }
  if (told && 'date' in told && told.date > addDays(stage.today, -30)) return
  await register(stage, again, desk, 'device')
}

async function register(
  stage: Stage,
  person: Invented,
  desk: Actor,
  searched: 'everywhere' | 'device' = 'everywhere',
): Promise<Id> {
  const { bornOn: _, relation: __, identifiers, contacts, ...details } = person
  const id = stage.newId()
  const input = {
    ...details,
    id,
    searched,
    consentText: 'v1',
    ...(details.migrationStatus !== 'not_asked' && { statusPurpose: 'procedures' }),
    identifiers: identifiers.map((each) => ({ ...each, id: stage.newId() })),
    contacts: contacts.map((each) => ({ ...each, id: stage.newId() })),
  }
  try {
    await stage.act(registerPerson, input, desk)
  } catch (error) {
    // Two invented people may look alike: then they were taken down where nobody could look first, as it happens.
    if (!(error instanceof FailedStep && error.code === 'person.likely_duplicate')) throw error
    await stage.act(registerPerson, { ...input, searched: 'device' }, desk)
  }
  return id
}
