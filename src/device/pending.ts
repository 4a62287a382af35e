// Applies the pending commands of this device to an answer of the server, which does not know of them yet: else
// somebody just registered would not be found, and a correction would show the old name.
import type { Query } from '../kernel/command.ts'
import type { Id } from '../kernel/words.ts'
import { keptLists } from './lists.ts'
import { keptPeople, replay, type Applying } from './replica.ts'
import type { Draft, Kept } from './store.ts'

type Asked = { query: Query; input: unknown; answer: { output: unknown } | undefined }

const only = <Value>(all: ReadonlyMap<Id, Value>, ids: Iterable<Id>) =>
  new Map([...new Set(ids)].flatMap((id) => (all.has(id) ? [[id, all.get(id) as Value]] : [])))

/** Of what is kept, with nobody but this person. */
const draftOf = (kept: Kept, person: Id): Draft => ({
  self: kept.self,
  entries: new Map(kept.entries),
  people: only(kept.people, [person]),
  documents: new Map(kept.documents),
  forms: new Map(kept.forms),
})

/** Undefined when the pending commands do not change the answer. */
export async function overAnswer(
  kept: Kept,
  applying: Applying,
  { query, input, answer }: Asked,
): Promise<{ output: unknown } | undefined> {
  const pending = [...kept.entries.values()].filter(({ state }) => state === 'pending')
  if (pending.length === 0) return undefined
  const { capabilities, actor } = applying
  const capability = capabilities.find(({ queries = [] }) =>
    queries.some(({ operation }) => operation.name === query.name),
  )
  const known = capability?.queries?.find(({ operation }) => operation.name === query.name)
  if (!capability || !known?.pending) return undefined
  const persons = new Set(pending.flatMap((entry) => entry.persons))

  if ('over' in known.pending) {
    if (!answer) return undefined
    const people = {
      ...keptPeople(async () => ({ people: only(kept.people, persons) }), applying),
      replayed(someone: Id, server: Readonly<Record<string, unknown>>) {
        const draft = draftOf(kept, someone)
        draft.people.set(someone, { person: someone, server, parts: server, keys: [], changedAt: 0 })
        replay(draft, [someone], applying)
        return draft.people.get(someone) ?? { person: someone, parts: {} }
      },
    }
    const documents = only(
      kept.documents,
      pending.flatMap((entry) => entry.documents ?? []),
    )
    const lists = keptLists({ self: kept.self, documents })
    return { output: await known.pending.over(answer.output as never, people, input as never, lists, actor) }
  }

  const person = known.pending.person(input as never)
  if (!persons.has(person)) return undefined
  const before = kept.people.get(person)
  // The server says that there is nobody: that counts, but for somebody it was not told of yet.
  if (!answer && before?.server !== undefined) return undefined
  const draft = draftOf(kept, person)
  if (answer && known.pending.document) {
    const server = { ...before?.server, [capability.name]: known.pending.document(answer.output as never) }
    draft.people.set(person, { person, server, parts: server, keys: [], changedAt: 0 })
    replay(draft, [person], applying)
  }
  const people = keptPeople(async () => draft, applying)
  const output = await known.run(people, input as never, actor, keptLists(draft))
  return output === undefined ? undefined : { output }
}
