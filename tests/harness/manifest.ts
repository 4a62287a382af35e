// Finds by file names what each capability's folder adds, and writes the lists from which the program is
// composed.
import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { format, type FormatConfig } from 'oxfmt'
import { transformWithOxc } from 'vite'
import { APPLICATION, screensIn } from '../../build/modules.ts'
import type { DeviceComposable } from '../../src/device/capability.ts'
import type { Route, SlotContent } from '../../src/kit/route.tsx'
import type { AnyViews, TimelineGroup } from '../../src/kit/timeline.tsx'
import type { WorkScreens } from '../../src/kit/work.ts'
import { wingsOfCapabilities } from '../architecture/rules.ts'

/** Which verbs routes and slots name, for the table of what is shown to whom. */
async function shownVerbs(): Promise<string> {
  const tables = having('screens/routes.tsx').map(({ path }) => path)
  const named = [APPLICATION, ...tables].flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/\bmay: (?:\[([^\]]+)\]|('[^']+'))/gu)].flatMap(([, many, one]) =>
      [...(many ?? one ?? '').matchAll(/'([^']+)'/gu)].map(([, verb = '']) => verb),
    ),
  )
  const { declaredPermissions } = await import('./permission-files.ts')
  const all = new Map((await declaredPermissions()).map((one) => [one.name, one]))
  // Alike ones together: every page begins with this table.
  const alike = Map.groupBy([...new Set(named)].sort(), (verb) => {
    const found = all.get(verb)
    if (found === undefined) throw new Error(`A screen names the verb ${verb}, which no folder declares.`)
    return `class: '${found.class}', who: ${JSON.stringify(found.who)}`
  })
  const shown = [...alike].map(([key, verbs]) => `{ ${key}, verbs: ${JSON.stringify(verbs)} }`)
  return `${HEAD}: the verbs that routes and slots name, with the class of information and the organisations of each.
    import type { OrganisationClass } from './organisation-class.ts'
    import type { InformationClass } from './permission.ts'
    type Shown = { class: InformationClass; who: readonly OrganisationClass[]; verbs: readonly string[] }
    export const SHOWN: readonly Shown[] = [${shown.join(', ')}]`
}

const SHOWN_VERBS = 'src/kernel/shown-verbs.ts'

export const FOLDER = 'src/entry/manifest'

type Part = { folder: string; name: string; path: string }

const camel = (name: string) => name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** The capabilities that have one of these files, wing by wing, by name. */
export function having(...files: readonly string[]): Part[] {
  return wingsOfCapabilities.flatMap((wing) =>
    files
      .flatMap((file) => globSync(`src/${wing}/*/${file}`))
      .map((path) => path.replaceAll('\\', '/'))
      .map((path) => ({
        path,
        folder: path.split('/').slice(0, 3).join('/'),
        name: camel(path.split('/')[2] ?? ''),
      }))
      .toSorted((a, b) => (a.folder < b.folder ? -1 : 1)),
  )
}

const from = (path: string) => `'${posix.relative(FOLDER, path)}'`
export const HEAD = '// Written by `npm run manifest` from the folders of the capabilities'
const imports = (parts: readonly Part[], what: (part: Part) => string, kind = 'import') =>
  parts.map((part) => `${kind} ${what(part)} from ${from(part.path)}`).join('\n')
const names = (parts: readonly Part[]) => parts.map(({ name }) => name).join(', ')

type Declared = Partial<{ routes: readonly Route[]; slots: readonly SlotContent[]; coded: object }>

/** What a file of routes exports. It imports nothing but types, and loads later what it names. */
async function readScreens(path: string): Promise<Declared> {
  const { code } = await transformWithOxc(readFileSync(path, 'utf8'), path)
  return (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Declared
}

/** All routes and slots of the capabilities, and the application's own routes. */
export async function manifestScreens() {
  const all = await Promise.all(having('screens/routes.tsx').map(({ path }) => readScreens(path)))
  const own = screensIn()
    .filter(({ table }) => table === APPLICATION)
    .map(({ name }) => ({ path: name, field: name === '/', load: () => undefined }))
  return {
    routes: [...own, ...all.flatMap(({ routes = [] }) => routes)],
    slots: all.flatMap(({ slots = [] }) => slots),
  }
}

/** The data of a capability's routes and slots. */
async function screensOf({ path }: Part): Promise<string> {
  const { routes, slots, coded } = await readScreens(path)
  // JSON has no functions: what is left out is `load`.
  const data = JSON.stringify({ routes, slots, coded }).slice(1)
  return `{ load: () => import(${from(path)}), ${data}`
}

/** What is known of a capability's part of a device before it is loaded. */
async function devicePart({ path }: Part): Promise<string> {
  const { deviceCapability } = (await import(`../../${path}`)) as { deviceCapability: DeviceComposable }
  const part =
    typeof deviceCapability === 'function'
      ? deviceCapability(
          () => undefined,
          () => [],
        )
      : deviceCapability
  const { commands, lists = [], queries = [], needs = [], search, work } = part
  const onLists = lists.flatMap((list) => list.commands ?? [])
  const namesOf = (all: readonly { operation: { name: string } }[]) =>
    JSON.stringify(all.map(({ operation }) => operation.name))
  return `{
    commands: ${namesOf([...commands, ...onLists])},
    queries: ${namesOf(queries)},
    lists: ${JSON.stringify(lists.map(({ list }) => list.name))},
    needs: ${JSON.stringify(needs.map(({ name }) => name))},
    searches: ${search !== undefined},
    works: ${work !== undefined},
    load: async () => (await import(${from(path)})).deviceCapability,
  }`
}

/** What is known of a capability's lines and figures on the home screen before they are loaded. */
async function workPart({ path }: Part): Promise<string> {
  const { work } = (await import(`../../${path}`)) as { work: WorkScreens }
  const [kinds, figures] = [work.work, work.figures].map((all) => JSON.stringify(Object.keys(all ?? {})))
  return `{ kinds: ${kinds}, figures: ${figures}, load: async () => (await import(${from(path)})).work }`
}

/** The same of its kinds of fact on a timeline. */
async function timelinePart({ path }: Part): Promise<string> {
  const { timeline, group } = (await import(`../../${path}`)) as { timeline: AnyViews; group: TimelineGroup }
  const nouns = [...new Set(Object.keys(timeline).map((kind) => kind.split('.')[0]))]
  return `{ nouns: ${JSON.stringify(nouns)}, group: '${group}', load: async () => (await import(${from(path)})).timeline }`
}

/** Each generated file of the manifest with its text. */
export async function manifest(): Promise<ReadonlyMap<string, string>> {
  const server = having('server.ts', 'server/capability.ts')
  const device = having('device.ts')
  const screens = having('screens/routes.tsx')
  const wings = [...new Set(screens.map(({ folder }) => folder.split('/')[1] ?? ''))]
  const screensOfWing = async (wing: string) => {
    const own = screens.filter(({ folder }) => folder.split('/')[1] === wing)
    return `${HEAD}: the screens of the wing ${wing}.
      import type { Screens } from '../../kit/route.tsx'
      export const screens: readonly Screens[] = [${(await Promise.all(own.map(screensOf))).join(', ')}]`
  }
  const timeline = having('screens/timeline.ts')
  const worklist = having('worklist.ts')
  const work = having('screens/work.ts')
  const demonstration = having('demonstration.ts', 'demonstration/contribution.ts')
  const messages = [
    ...having('messages/es.json'),
    { folder: 'src/kit', name: 'kit', path: 'src/kit/messages/es.json' },
  ]
  const files: Record<string, string> = {
    'server.ts': `${HEAD}: what each adds to the server.
      ${imports(server, ({ name }) => `{ capability as ${name} }`)}
      import type { Composable } from '../../platform/composition.ts'
      export const capabilities: readonly Composable[] = [${names(server)}]`,
    'demonstration.ts': `${HEAD}: what each adds to the demonstration, by its name.
      import type { Contribution } from '../../platform/demonstration/contribution.ts'
      ${imports(demonstration, ({ name }) => `{ demonstration as ${name} }`)}
      export const contributions: Readonly<Record<string, Contribution>> = { ${names(demonstration)} }`,
    'device.ts': `${HEAD}: what each adds to a device.
      import type { DeviceComposable } from '../../device/capability.ts'
      ${imports(device, ({ name }) => `{ deviceCapability as ${name} }`)}
      export const deviceCapabilities: readonly DeviceComposable[] = [${names(device)}]`,
    'device-parts.ts': `${HEAD}: what each adds to a device, to be loaded when it is needed.
      import type { DevicePart } from '../../device/parts.ts'
      export const deviceParts: readonly DevicePart[] = [${(await Promise.all(device.map(devicePart))).join(', ')}]`,
    'screens.tsx': `${HEAD}: the screens of each, and what it lends to those of others; how a screen is loaded is loaded with it.
      import type { Screens } from '../../kit/route.tsx'
      ${wings.map((wing) => `import { screens as ${wing} } from './screens-${wing}.tsx'`).join('\n')}
      export const screens: readonly Screens[] = [${wings.map((wing) => `...${wing}`).join(', ')}]`,
    ...Object.fromEntries(
      await Promise.all(
        wings.map(async (wing) => [`screens-${wing}.tsx`, await screensOfWing(wing)] as const),
      ),
    ),
    'paths.d.ts': `${HEAD}: the paths of every route, so that a link to another does not compile.
      export {}
      declare module '../../kernel/paths.ts' {
        interface Paths { ${screensIn()
          .map(({ name }) => name)
          .filter((name) => name.startsWith('/'))
          .toSorted()
          .map((path) => `'${path}': true`)
          .join('; ')} }
      }`,
    'timeline.tsx': `${HEAD}: how each shows its own kinds of fact on a timeline, to be loaded when there are such facts.
      import type { TimelinePart } from '../../kit/timeline.tsx'
      export const timelineParts: readonly TimelinePart[] = [${(await Promise.all(timeline.map(timelinePart))).join(', ')}]`,
    'worklist.ts': `${HEAD}: what waits for users, and the figures beside it.
      import type { Worklist } from '../../platform/worklist.ts'
      ${imports(worklist, ({ name }) => `{ worklist as ${name} }`)}
      export const worklists: readonly Worklist[] = [${names(worklist)}]`,
    'work.tsx': `${HEAD}: how each shows its work and its figures on the home screen, to be loaded when there are such.
      import type { WorkPart } from '../../kit/work.ts'
      export const workParts: readonly WorkPart[] = [${(await Promise.all(work.map(workPart))).join(', ')}]`,
    'messages.d.ts': `${HEAD}: the keys of every message, so that one that is missing does not compile.
      ${imports(messages, ({ name }) => `${name}Messages`, 'import type')}
      declare module '../../kernel/messages.ts' {
        interface MessageTexts extends ${messages.map(({ name }) => `Keys<typeof ${name}Messages>`).join(', ')} {}
      }
      type Keys<T> = { [K in keyof T]: string }`,
  }
  const style = JSON.parse(readFileSync('.oxfmtrc.json', 'utf8')) as FormatConfig
  const named = Object.entries(files).map(([name, text]) => [`${FOLDER}/${name}`, text] as const)
  const written = [...named, [SHOWN_VERBS, await shownVerbs()] as const].map(async ([path, text]) => {
    const { code } = await format(path, text, style)
    return [path, code] as const
  })
  return new Map(await Promise.all(written))
}
