// The people kept on this device: the server's documents with the pending commands replayed over them.
import * as z from 'zod/mini'
import { Problem } from '../kernel/problem.ts'
import type { Actor } from '../kernel/actor.ts'
import type { Changes } from '../kernel/envelope.ts'
import { Id } from '../kernel/words.ts'
import type { DeviceCapability, KeptPeople, KeptPerson, Moment } from './capability.ts'
import type { Entry, Parts, Person, Store, Write } from './store.ts'

export type Applying = { capabilities: readonly DeviceCapability[]; actor: Actor; now: () => number }

/** Whom a command is about: as the capabilities of this device say, or else by its field `person`. */
export function personsOf(capabilities: readonly DeviceCapability[], name: string, input: unknown): Id[] {
  const known = capabilities
    .flatMap(({ commands }) => commands)
    .filter(({ contract }) => contract.name === name)
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
  const moment: Moment = { command: entry.id, occurredAt: entry.occurredAt, actor, person }
  const next = { ...parts }
  for (const capability of capabilities) {
    for (const command of capability.commands) {
      if (command.contract.name !== entry.name || !command.persons(entry.input as never).includes(person))
        continue
      const document = command.apply(next[capability.name], entry.input as never, moment)
      if (document === undefined) delete next[capability.name]
      else next[capability.name] = document
    }
  }
  return next
}

/** Refuses what the rules already refuse here, and shows the rest at once. */
export async function applyNow(tx: Write, entry: Entry, applying: Applying): Promise<void> {
  const people = tx.objectStore('person')
  for (const person of entry.persons) {
    const before = await people.get(person)
    try {
      const parts = applied(before?.parts ?? {}, entry, person, applying)
      if (Object.keys(parts).length > 0) await people.put(shown(before ?? { person }, parts, applying))
    } catch (error) {
      // Only a rule may refuse work; when the device cannot show it, it is kept all the same and the server decides.
      if (error instanceof Problem) throw error
    }
  }
}

/** Shows these people as the server last gave them, with what is still pending; forgets those of whom nothing is left. */
export async function replay(tx: Write, persons: Iterable<Id>, applying: Applying): Promise<void> {
  const people = tx.objectStore('person')
  for (const person of persons) {
    const before: Pick<Person, 'person' | 'server'> = (await people.get(person)) ?? { person }
    const entries = (await tx.objectStore('entry').index('persons').getAll(person))
      .filter((entry) => entry.state === 'pending')
      .sort((one, other) => one.order - other.order)
    let parts: Parts = { ...before.server }
    for (const entry of entries) {
      try {
        parts = applied(parts, entry, person, applying)
      } catch {
        // The record moved on and the rule now refuses it here; the server will say so too, in words.
      }
    }
    if (Object.keys(parts).length === 0) await people.delete(person)
    else await people.put(shown(before, parts, applying))
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
export async function takeChanges(tx: Write, changes: Changes): Promise<Set<Id>> {
  const people = tx.objectStore('person')
  const moved = new Set<Id>()
  if (changes.reset) {
    for (const person of await people.getAllKeys()) moved.add(person)
    await people.clear()
  }
  for (const { person, parts } of changes.documents) {
    await people.put({ person, server: parts, parts, keys: [], changedAt: 0 })
    moved.add(person)
  }
  for (const person of changes.withdrawn) {
    moved.add(person)
    const before = await people.get(person)
    if (before?.server === undefined) continue
    await people.delete(person)
    // What was done here about somebody who is no longer ours to keep stays on the server only.
    for (const entry of await tx.objectStore('entry').index('persons').getAll(person)) {
      if (entry.endedAt !== undefined) await tx.objectStore('entry').delete(entry.id)
    }
  }
  return moved
}

/** The people of this device as answers may read them. */
export function keptPeople(store: Store, capabilities: readonly DeviceCapability[]): KeptPeople {
  const bare = ({ person, parts }: Person): KeptPerson => ({ person, parts })
  return {
    async find(person) {
      const found = await store.get('person', person)
      return found && bare(found)
    },
    async search(text, limit = 50) {
      const words = [...new Set(capabilities.flatMap(({ search }) => search?.words(text) ?? []))]
      const longest = words.toSorted((one, other) => other.length - one.length)[0]
      if (longest === undefined) return []
      const range = IDBKeyRange.bound(longest, `${longest}\uffff`)
      const found = new Map<Id, Person>()
      for (const person of await store.getAllFromIndex('person', 'keys', range)) {
        const fits = words.every((word) => person.keys.some((key) => key.startsWith(word)))
        if (fits) found.set(person.person, person)
        if (found.size >= limit) break
      }
      return [...found.values()].map(bare)
    },
    async all(limit = 200) {
      const found: KeptPerson[] = []
      let cursor = await store.transaction('person').store.index('changedAt').openCursor(null, 'prev')
      while (cursor && found.length < limit) {
        found.push(bare(cursor.value))
        cursor = await cursor.continue()
      }
      return found
    },
  }
}
