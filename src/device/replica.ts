// The replica: the people stored on this device, as the server's documents with the pending commands applied
// again.
import { Problem } from '../kernel/problem.ts'
import type { Actor } from '../kernel/actor.ts'
import type { Changes } from '../kernel/envelope.ts'
import { isId } from '../kernel/id.ts'
import type { Id } from '../kernel/words.ts'
import type { DeviceCapability, KeptPeople, KeptPerson, CommandMade } from './capability.ts'
import { keptLists } from './lists.ts'
import type { Draft, Entry, Kept, Parts, Person } from './store.ts'

export type Applying = { capabilities: readonly DeviceCapability[]; actor: Actor; now: () => number }

/** The people a command is about: as the capabilities of this device state, and in its field `person`. */
export function personsOf(capabilities: readonly DeviceCapability[], name: string, input: unknown): Id[] {
  const known = capabilities
    .flatMap(({ commands }) => commands)
    .filter(({ operation }) => operation.name === name)
  const stated = [
    ...known.flatMap((command) => command.persons(input as never)),
    (input as { person?: unknown } | null)?.person,
  ]
  return [...new Set(stated)].filter(isId)
}

/**
 * The documents after one more command.
 * @throws Problem when a rule refuses it
 */
function applied(
  { parts, draft }: { parts: Parts; draft: Draft },
  entry: Entry,
  person: Id,
  { capabilities, actor }: Applying,
): Parts {
  const moment: CommandMade = {
    command: entry.id,
    occurredAt: entry.occurredAt,
    actor,
    lists: keptLists(draft),
    person,
  }
  const next = { ...parts }
  for (const capability of capabilities) {
    for (const command of capability.commands) {
      if (command.operation.name !== entry.name || !command.persons(entry.input as never).includes(person))
        continue
      const document = command.apply(next[capability.name], entry.input as never, moment)
      if (document === undefined) delete next[capability.name]
      else next[capability.name] = document
    }
  }
  return next
}

/** Applies a new command to the people it is about. @throws Problem when a rule refuses it */
export function applyNow(draft: Draft, entry: Entry, applying: Applying): void {
  const { people } = draft
  for (const person of entry.persons) {
    const before = people.get(person)
    try {
      const parts = applied({ parts: before?.parts ?? {}, draft }, entry, person, applying)
      if (Object.keys(parts).length > 0) people.set(person, shown(before ?? { person }, parts, applying))
    } catch (error) {
      // Only a rule may refuse a command. If applying it fails otherwise, it is stored all the same and the
      // server decides.
      if (error instanceof Problem) throw error
    }
  }
}

/**
 * Applies the pending commands again to these people's server documents; removes people without any document.
 */
export function replay(draft: Draft, persons: Iterable<Id>, applying: Applying): void {
  const { entries, people } = draft
  const pending = [...entries.values()]
    .filter(({ state }) => state === 'pending')
    .sort((one, other) => one.order - other.order)
  for (const person of persons) {
    const before: Pick<Person, 'person' | 'server'> = people.get(person) ?? { person }
    let parts: Parts = { ...before.server }
    for (const entry of pending) {
      if (!entry.persons.includes(person)) continue
      try {
        parts = applied({ parts, draft }, entry, person, applying)
      } catch {
        // The record changed and the rule now refuses the command here; the server will return the reason.
      }
    }
    if (Object.keys(parts).length === 0) people.delete(person)
    else people.set(person, shown(before, parts, applying))
  }
}

function shown(
  before: Pick<Person, 'person' | 'server'>,
  parts: Parts,
  { capabilities, now }: Applying,
): Person {
  const keys = capabilities.flatMap(({ name, search }) =>
    search && parts[name] !== undefined ? search.keys(parts[name]) : [],
  )
  return {
    person: before.person,
    ...(before.server && { server: before.server }),
    parts,
    keys: [...new Set(keys)],
    changedAt: now(),
  }
}

/** Stores the server's changes; returns the people for whom the pending commands must be applied again. */
export function takeChanges({ entries, people }: Draft, changes: Changes): Set<Id> {
  const moved = new Set<Id>()
  if (changes.reset) {
    for (const person of people.keys()) moved.add(person)
    people.clear()
  }
  for (const { person, parts } of changes.documents) {
    people.set(person, { person, server: parts, parts, keys: [], changedAt: 0 })
    moved.add(person)
  }
  for (const person of changes.withdrawn) {
    moved.add(person)
    if (people.get(person)?.server === undefined) continue
    people.delete(person)
    // Finished commands about a withdrawn person are kept on the server only.
    for (const { id, endedAt, persons } of entries.values()) {
      if (endedAt !== undefined && persons.includes(person)) entries.delete(id)
    }
  }
  return moved
}

/** The people of this device, as queries answered on the device may read them. */
export function keptPeople(
  read: () => Promise<Pick<Kept, 'people'>>,
  applying: Pick<Applying, 'capabilities'>,
): KeptPeople {
  const toKeptPerson = ({ person, parts, server }: Person): KeptPerson => ({
    person,
    parts,
    ...(server && { server }),
  })
  return {
    async find(person) {
      const found = (await read()).people.get(person)
      return found && toKeptPerson(found)
    },
    async search(text, limit = 50) {
      const words = [...new Set(applying.capabilities.flatMap(({ search }) => search?.words(text) ?? []))]
      if (words.length === 0) return []
      const { people } = await read()
      return [...people.values()]
        .filter(({ keys }) => words.every((word) => keys.some((key) => key.startsWith(word))))
        .slice(0, limit)
        .map(toKeptPerson)
    },
    async all(limit = 200) {
      const { people } = await read()
      return [...people.values()]
        .sort((one, other) => other.changedAt - one.changedAt)
        .slice(0, limit)
        .map(toKeptPerson)
    },
  }
}
