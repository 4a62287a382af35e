// The lists stored on this device, as the server's documents with the pending commands applied again.
import { Problem } from '../kernel/problem.ts'
import type { ListChanges, SyncRequest } from '../kernel/envelope.ts'
import { isId } from '../kernel/id.ts'
import type { Id } from '../kernel/words.ts'
import type { DocumentList } from '../kernel/list.ts'
import type { DeviceCapability, KeptLists, ListCommand, ListCommandMade } from './capability.ts'
import type { Applying } from './replica.ts'
import type { Draft, Entry, Kept, ListDocument } from './store.ts'

const placeOf = (list: string, id: Id) => `${list}/${id}`
const idIn = (place: string) => place.slice(place.indexOf('/') + 1)

const listsOf = (capabilities: readonly DeviceCapability[]) => capabilities.flatMap(({ lists = [] }) => lists)

const commandsOf = (capabilities: readonly DeviceCapability[], name: string): readonly ListCommand[] =>
  listsOf(capabilities)
    .flatMap(({ commands = [] }) => commands)
    .filter(({ operation }) => operation.name === name)

/** The places of the list documents that a command is about. */
export function documentsOf(
  capabilities: readonly DeviceCapability[],
  name: string,
  input: unknown,
): string[] {
  const places = commandsOf(capabilities, name).flatMap(({ list, documents }) =>
    documents(input as never).map((id) => placeOf(list.name, id)),
  )
  return [...new Set(places)].filter((place) => isId(idIn(place)))
}

/** The document with the pending commands applied; undefined when there is none. */
const shown = ({ server, local }: ListDocument): unknown =>
  local === undefined ? server : (local ?? undefined)

export const keptLists = ({ documents, self }: Pick<Kept, 'documents' | 'self'>): KeptLists => ({
  has: ({ name }) => self.lists?.[name]?.whole ?? false,
  find<Document>({ name }: DocumentList<Document>, id: Id) {
    const found = documents.get(placeOf(name, id))
    return found && (shown(found) as Document | undefined)
  },
  all<Document>({ name }: DocumentList<Document>) {
    const found: Document[] = []
    for (const document of documents.values()) {
      const now = document.list === name ? shown(document) : undefined
      if (now !== undefined) found.push(now as Document)
    }
    return found
  },
})

/**
 * A document after one more command.
 * @throws Problem when a rule refuses it
 */
function applied(
  draft: Draft,
  document: unknown,
  { entry, place, capabilities, actor }: { entry: Entry; place: string } & Applying,
): unknown {
  const moment: ListCommandMade = {
    command: entry.id,
    occurredAt: entry.occurredAt,
    actor,
    lists: keptLists(draft),
    document: idIn(place),
  }
  let next = document
  for (const { list, apply } of commandsOf(capabilities, entry.name))
    if (place.startsWith(`${list.name}/`)) next = apply(next, entry.input as never, moment)
  return next
}

function put({ documents }: Draft, place: string, next: unknown): void {
  const server = documents.get(place)?.server
  if (server === undefined && next === undefined) return void documents.delete(place)
  const document: ListDocument = { list: place.slice(0, place.indexOf('/')), id: idIn(place) }
  if (server !== undefined) document.server = server
  if (next !== server) document.local = next ?? null
  documents.set(place, document)
}

/** Applies a new command to the list documents it is about. @throws Problem when a rule refuses it */
export function applyToLists(draft: Draft, entry: Entry, applying: Applying): void {
  for (const place of entry.documents ?? []) {
    const found = draft.documents.get(place)
    try {
      put(draft, place, applied(draft, found && shown(found), { entry, place, ...applying }))
    } catch (error) {
      // Only a rule may refuse a command. If applying it fails otherwise, the server decides.
      if (error instanceof Problem) throw error
    }
  }
}

/** Applies the pending commands again to the server's documents in these places, in the order of the commands. */
export function replayLists(draft: Draft, places: ReadonlySet<string>, applying: Applying): void {
  for (const place of places) put(draft, place, draft.documents.get(place)?.server)
  const pending = [...draft.entries.values()]
    .filter(
      ({ state, documents = [] }) => state === 'pending' && documents.some((place) => places.has(place)),
    )
    .sort((one, other) => one.order - other.order)
  for (const entry of pending) {
    for (const place of entry.documents?.filter((one) => places.has(one)) ?? []) {
      const found = draft.documents.get(place)
      try {
        put(draft, place, applied(draft, found && shown(found), { entry, place, ...applying }))
      } catch {
        // The document changed and the rule now refuses the command here; the server will return the reason.
      }
    }
  }
}

/** The lists that a request asks for, with their cursors. */
export function listsToPull(
  kept: readonly string[],
  { lists = {} }: Kept['self'],
): NonNullable<SyncRequest['lists']> {
  return [...new Set(kept)].map((name) => ({ name, cursor: lists[name]?.cursor ?? null }))
}

/**
 * Stores the server's changes; returns the places for which the pending commands must be applied again, and
 * whether a cursor moved.
 */
export function takeLists(
  draft: Draft,
  changes: readonly ListChanges[],
): { moved: Set<string>; progress: boolean } {
  const moved = new Set<string>()
  const known = { ...draft.self.lists }
  let progress = false
  const remove = (place: string) => {
    moved.add(place)
    draft.documents.delete(place)
  }
  for (const { name, reset, documents, withdrawn, cursor, more } of changes) {
    if (reset) for (const [place, { list }] of draft.documents) if (list === name) remove(place)
    for (const { id, document } of documents) {
      const place = placeOf(name, id)
      draft.documents.set(place, { list: name, id, server: document })
      moved.add(place)
    }
    for (const id of withdrawn) {
      const place = placeOf(name, id)
      const isKept = draft.documents.get(place)?.server !== undefined
      remove(place)
      // Finished commands about a withdrawn document are kept on the server only: it may have been about people.
      if (isKept)
        for (const entry of draft.entries.values())
          if (entry.endedAt !== undefined && entry.documents?.includes(place)) draft.entries.delete(entry.id)
    }
    const before = known[name]
    if (before?.cursor !== cursor) progress = true
    known[name] = { cursor, whole: !more || (!reset && before?.whole === true) }
  }
  if (changes.length > 0) draft.self = { ...draft.self, lists: known }
  return { moved, progress }
}

/** What a person calls the list documents of a command. */
export function labelsOf(
  { documents }: Kept,
  entry: Entry,
  capabilities: readonly DeviceCapability[],
): string[] {
  return (entry.documents ?? []).flatMap((place) => {
    const found = documents.get(place)
    const now = found && shown(found)
    const known = listsOf(capabilities).find(({ list }) => place.startsWith(`${list.name}/`))
    return now === undefined || !known?.label ? [] : [known.label(now as never)]
  })
}
