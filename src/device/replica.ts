// The people kept on this device: the server's documents with the pending commands replayed over them.
import * as z from 'zod/mini'
import { Problem } from '../kernel/problem.ts'
import type { Actor } from '../kernel/actor.ts'
import type { Changes } from '../kernel/envelope.ts'
import { Id } from '../kernel/words.ts'
import type { DeviceCapability, KeptPeople, KeptPerson, CommandMade } from './capability.ts'
import type { Draft, Entry, Parts, Person, Store } from './store.ts'

export type Applying = { capabilities: readonly DeviceCapability[]; actor: Actor; now: () => number }

/** Whom a command is about: as the capabilities of this device say, or else by its field `person`. */
export function personsOf(capabilities: readonly DeviceCapability[], name: string, input: unknown): Id[] {
  const known = capabilities
    .flatMap(({ commands }) => commands)
    .filter(({ operation }) => operation.name === name)
  const stated = [
    ...known.flatMap((command) => command.persons(input as never)),
    (input as { person?: unknown } | null)?.person,
  ]
  return [...new Set(stated)].filter((person): person is Id => z.safeParse(Id, person).success)
}

/**
 * The documents after one more command.
 * @throws Problem when a rule refuses it
 */
function applied(parts: Parts, entry: Entry, person: Id, { capabilities, actor }: Applying): Parts {
  const moment: CommandMade = { command: entry.id, occurredAt: entry.occurredAt, actor, person }
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

/** Refuses what the rules already refuse here, and shows the rest at once. */
export function applyNow({ people }: Draft, entry: Entry, applying: Applying): void {
  for (const person of entry.persons) {
    const before = people.get(person)
    try {
      const parts = applied(before?.parts ?? {}, entry, person, applying)
      if (Object.keys(parts).length > 0) people.set(person, shown(before ?? { person }, parts, applying))
    } catch (error) {
      // Only a rule may refuse work; when the device cannot show it, it is kept all the same and the server decides.
      if (error instanceof Problem) throw error
    }
  }
}

/** Shows these people as the server last gave them, with what is still pending; forgets those of whom nothing is left. */
export function replay({ entries, people }: Draft, persons: Iterable<Id>, applying: Applying): void {
  const pending = [...entries.values()]
    .filter(({ state }) => state === 'pending')
    .sort((one, other) => one.order - other.order)
  for (const person of persons) {
    const before: Pick<Person, 'person' | 'server'> = people.get(person) ?? { person }
    let parts: Parts = { ...before.server }
    for (const entry of pending) {
      if (!entry.persons.includes(person)) continue
      try {
        parts = applied(parts, entry, person, applying)
      } catch {
        // The record moved on and the rule now refuses it here; the server will say so too, in words.
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

/** Takes the server's documents in; returns everyone who must be shown anew. */
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
    // What was done here about somebody who is no longer ours to keep stays on the server only.
    for (const { id, endedAt, persons } of entries.values()) {
      if (endedAt !== undefined && persons.includes(person)) entries.delete(id)
    }
  }
  return moved
}

/** The people of this device as answers may read them. */
export function keptPeople(store: Store, capabilities: readonly DeviceCapability[]): KeptPeople {
  const bare = ({ person, parts }: Person): KeptPerson => ({ person, parts })
  return {
    async find(person) {
      const found = (await store.read()).people.get(person)
      return found && bare(found)
    },
    async search(text, limit = 50) {
      const words = [...new Set(capabilities.flatMap(({ search }) => search?.words(text) ?? []))]
      if (words.length === 0) return []
      const { people } = await store.read()
      return [...people.values()]
        .filter(({ keys }) => words.every((word) => keys.some((key) => key.startsWith(word))))
        .slice(0, limit)
        .map(bare)
    },
    async all(limit = 200) {
      const { people } = await store.read()
      return [...people.values()]
        .sort((one, other) => other.changedAt - one.changedAt)
        .slice(0, limit)
        .map(bare)
    },
  }
}
