// The capabilities of a device: each is loaded when a command or a query first needs it, because a phone that opens a
// list needs few of them.
import type { Command } from '../kernel/command.ts'
import { LIST_WORK } from '../kernel/worklist.ts'
import type { DeviceCapability, DeviceComposable, KnownAnswer } from './capability.ts'

/** What is known of a capability before it is loaded; `npm run manifest` writes these. */
export type DevicePart = {
  /** The names of the commands and queries that it handles, and of its lists. */
  readonly commands: readonly string[]
  readonly queries: readonly string[]
  readonly lists: readonly string[]
  /** The names of the queries whose answers it needs without a network. */
  readonly needs: readonly string[]
  /** It makes the keys by which people are found, and so is needed whenever a person is stored. */
  readonly searches: boolean
  /** It says what waits in the documents that are stored, and so is needed for the worklist. */
  readonly works: boolean
  readonly load: () => Promise<DeviceComposable>
}

/** The capabilities of an open device. */
export type Parts = {
  /** Those that are loaded, always in the same order. */
  readonly loaded: readonly DeviceCapability[]
  readonly lists: readonly string[]
  /** Loads those that have something for these commands, queries and lists, by their names. */
  load(names: Iterable<string>): Promise<void>
  /** Which of these have something for them that is not loaded. */
  lacking(names: Iterable<string>): string[]
}

/** Capabilities that are all loaded. */
export function loadedParts(capabilities: readonly DeviceCapability[]): Parts {
  return {
    loaded: capabilities,
    lists: capabilities.flatMap(({ lists = [] }) => lists.map(({ list }) => list.name)),
    load: async () => {},
    lacking: () => [],
  }
}

/** Capabilities that are loaded when they are needed, and made with the answers that the page knows. */
export function lazyParts(all: readonly DevicePart[], known: KnownAnswer): Parts {
  const made = new Map<DevicePart, DeviceCapability>()
  let loaded: readonly DeviceCapability[] = []
  const handles = ({ commands, queries, lists, searches, works }: DevicePart, name: string) =>
    searches ||
    (works && name === LIST_WORK) ||
    [commands, queries, lists].some((names) => names.includes(name))
  return {
    get loaded() {
      return loaded
    },
    lists: all.flatMap(({ lists }) => lists),
    async load(names) {
      const wanted = [...names]
      const missing = all.filter((part) => !made.has(part) && wanted.some((name) => handles(part, name)))
      const parts = await Promise.all(missing.map(({ load }) => load()))
      for (const [at, part] of parts.entries())
        made.set(missing[at] as DevicePart, typeof part === 'function' ? part(known, () => loaded) : part)
      loaded = all.flatMap((part) => made.get(part) ?? [])
    },
    lacking: (names) =>
      [...names].filter((name) => all.some((part) => !made.has(part) && handles(part, name))),
  }
}

/** A command with the schema of its input, as its capability has it: pages have it without. */
export const withInput = (capabilities: readonly DeviceCapability[], command: Command): Command =>
  commandNamed(capabilities, command.name) ?? command

/** The command of this name, if a capability that is loaded handles it. */
export function commandNamed(capabilities: readonly DeviceCapability[], name: string): Command | undefined {
  const handled = capabilities.flatMap(({ commands, lists = [] }) => [
    ...commands,
    ...lists.flatMap((list) => list.commands ?? []),
  ])
  return handled.find(({ operation }) => operation.name === name)?.operation
}
