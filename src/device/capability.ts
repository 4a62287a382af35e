// What a capability exports for devices: how its commands change a person's document or that of a list, and
// which queries it answers offline.
import type { Actor } from '../kernel/actor.ts'
import type { Command, OutputOf, ParsedOf, Query } from '../kernel/command.ts'
import type { DocumentList } from '../kernel/list.ts'
import type { PlainDate } from '../kernel/time.ts'
import type { Id } from '../kernel/words.ts'
import type { WorkItem, WorkOrder } from '../kernel/worklist.ts'

/** The lists of this device, with the pending commands already applied. */
export type KeptLists = {
  /** Whether the server has sent all of the list, so that what is not in it does not exist. */
  has(list: DocumentList): boolean
  find<Document>(list: DocumentList<Document>, id: Id): Document | undefined
  /** In no particular order. */
  all<Document>(list: DocumentList<Document>): Document[]
}

/** What a rule may know about a command: its id, when it was made and by whom, and the lists as they are then. */
type Made = {
  readonly command: Id
  readonly occurredAt: string
  readonly actor: Actor
  readonly lists: KeptLists
}

/** `person`: whose document is changed; a command may be about several people. */
export type CommandMade = Made & { readonly person: Id }

/** `document`: the id of the document that is changed; a command may be about several. */
export type ListCommandMade = Made & { readonly document: Id }

export type DeviceCommand = {
  readonly operation: Command
  persons(input: never): readonly Id[]
  apply(document: unknown, input: never, moment: CommandMade): unknown
}

/**
 * Joins an operation with the people it is about and the change it makes to the capability's document of each
 * of them (undefined when there is none yet). `apply` must be pure: it runs at once, and again on every newer
 * document from the server. A Problem that it throws refuses the command before it is stored.
 */
export function onDevice<C extends Command, Document>(
  operation: C,
  how: {
    persons(input: ParsedOf<C>): readonly Id[]
    apply(document: Document | undefined, input: ParsedOf<C>, moment: CommandMade): Document | undefined
  },
): DeviceCommand {
  return { operation, ...how } as DeviceCommand
}

export type ListCommand = {
  readonly operation: Command
  readonly list: DocumentList
  documents(input: never): readonly Id[]
  apply(document: unknown, input: never, moment: ListCommandMade): unknown
}

/**
 * Joins an operation with the documents of a list it is about and the change it makes to each of them (undefined
 * before it is there, and returned when it goes), as `onDevice` does with people. An operation may be about both.
 * An edit carries the version that its document came with from the server: `apply` leaves the version alone.
 */
export function onList<C extends Command, Document>(
  list: DocumentList<Document>,
  operation: C,
  how: {
    documents(input: ParsedOf<C>): readonly Id[]
    apply(document: Document | undefined, input: ParsedOf<C>, moment: ListCommandMade): Document | undefined
  },
): ListCommand {
  return { list, operation, ...how } as unknown as ListCommand
}

/** A list that this device keeps. */
type ListOnDevice = {
  readonly list: DocumentList
  readonly commands?: readonly ListCommand[]
  /** What a person calls a document, for *Needs attention*. */
  label?(document: never): string
}

/**
 * One person on this device: each capability's document by its name, with the pending commands already
 * applied. `server`: the same as the server sent them; none of somebody it does not know of yet.
 */
export type KeptPerson = {
  readonly person: Id
  readonly parts: Readonly<Record<string, unknown>>
  readonly server?: Readonly<Record<string, unknown>>
}

/** The people with pending commands. */
export type PendingPeople = KeptPeople & {
  /** Somebody as they will be once the pending commands about them are done, from these documents of the server. */
  replayed(person: Id, server: Readonly<Record<string, unknown>>): KeptPerson
}

/** The people that a query answered on the device may read. */
export type KeptPeople = {
  find(person: Id): Promise<KeptPerson | undefined>
  /** People for whom every word of the text is the beginning of one of their search keys. */
  search(text: string, limit?: number): Promise<KeptPerson[]>
  /** Everyone stored here, last changed first. */
  all(limit?: number): Promise<KeptPerson[]>
}

export type DeviceQuery = {
  readonly operation: Query
  run(people: KeptPeople, input: never, actor: Actor, lists: KeptLists): Promise<unknown>
  readonly pending?: PendingOver<never, never, unknown>
}

/**
 * How the pending commands of this device change what the server answered. An answer about one person: `person`
 * names them, `document` is the capability's document of them in the answer; the commands are applied to it and
 * the query is run again. An answer about many: `over` puts the people and list documents with pending commands
 * in it.
 */
type PendingOver<Input, Answered, Output = Answered> =
  | { person(input: Input): Id; document?(answer: Answered): unknown }
  | {
      over(
        answer: Answered,
        pending: PendingPeople,
        input: Input,
        lists: KeptLists,
        actor: Actor,
      ): Promise<Output>
    }

/** Answers a query without a network; `run` returns undefined when this device does not have the answer. */
export function answerOnDevice<Q extends Query>(
  operation: Q,
  run: (
    people: KeptPeople,
    input: ParsedOf<Q>,
    actor: Actor,
    lists: KeptLists,
  ) => Promise<OutputOf<Q> | undefined>,
  pending?: PendingOver<ParsedOf<Q>, OutputOf<Q>>,
): DeviceQuery {
  return { operation, run, ...(pending && { pending: pending as never }) }
}

/**
 * The last answer to a query without personal data, if this device has one: the active pack.
 */
export type KnownAnswer = <Q extends Query>(query: Q) => OutputOf<Q> | undefined

/**
 * What each `device.ts` exports: a capability's part of the device, or a function that makes it from the
 * known answers, and from those of all capabilities, which it may read only while it answers.
 */
export type DeviceComposable =
  | DeviceCapability
  | ((known: KnownAnswer, all: () => readonly DeviceCapability[]) => DeviceCapability)

/** A line of the worklist that follows from what is stored here; its order is as on the server. */
export type KeptWork = { kind: string; order: WorkOrder; id: string; at: string } & Partial<
  Pick<WorkItem, 'person' | 'name' | 'text' | 'by'>
>

export type DeviceCapability = {
  /** Names its part of a person's document, as on the server. */
  readonly name: string
  readonly commands: readonly DeviceCommand[]
  readonly lists?: readonly ListOnDevice[]
  readonly queries?: readonly DeviceQuery[]
  /** Queries without personal data that it needs offline: fetched while there is a network. */
  readonly needs?: readonly Query[]
  /** What of the person's document waits for the actor. */
  readonly work?: (person: KeptPerson, actor: Actor, today: PlainDate) => readonly KeptWork[]
  /**
   * The document of a person whom this device does not keep, as far as these lines of theirs in the server's worklist
   * tell it: `work` makes these lines of it again.
   */
  readonly ofWork?: (lines: readonly WorkItem[]) => unknown
  /** How its documents are searched: the normalised words of a document, and of the text typed. */
  readonly search?: { keys(document: unknown): readonly string[]; words(text: string): readonly string[] }
}
