// Finds by file names what each capability's folder adds, and writes the lists from which the program is
// composed.
import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { format, type FormatConfig } from 'oxfmt'
import { wingsOfCapabilities } from '../architecture/rules.ts'

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

/** The routes that belong to no capability. */
const ROUTES = 'src/entry/screens.tsx'

/** The paths that these files give to routes, as they are written there. */
const pathsOf = (files: readonly string[]) =>
  files
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\bpath: '([^']+)'/gu)])
    .map(([, path = '']) => path)
    .toSorted()

/** Each generated file of the manifest with its text. */
export async function manifest(): Promise<ReadonlyMap<string, string>> {
  const server = having('server.ts', 'server/capability.ts')
  const device = having('device.ts')
  const screens = having('screens/routes.tsx')
  const timeline = having('screens/timeline.ts')
  const demonstration = having('demonstration.ts', 'demonstration/contribution.ts')
  const messages = [
    ...having('messages/es.json'),
    { folder: 'src/kit', name: 'kit', path: 'src/kit/messages/es.json' },
  ]
  const files = {
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
    'screens.tsx': `${HEAD}: the screens of each, and what it lends to those of others.
      import type { Screens } from '../../kit/route.tsx'
      ${imports(screens, ({ name }) => `* as ${name}`)}
      export const screens: readonly Screens[] = [${names(screens)}]`,
    'paths.d.ts': `${HEAD}: the paths of every route, so that a link to another does not compile.
      export {}
      declare module '../../kernel/paths.ts' {
        interface Paths { ${pathsOf([...screens.map(({ path }) => path), ROUTES])
          .map((path) => `'${path}': true`)
          .join('; ')} }
      }`,
    'timeline.tsx': `${HEAD}: how each shows its own kinds of fact on a timeline.
      import type { AnyViews } from '../../kit/timeline.tsx'
      ${imports(timeline, ({ name }) => `{ timeline as ${name} }`)}
      export const timeline: AnyViews = { ${timeline.map(({ name }) => `...${name}`).join(', ')} }`,
    'messages.d.ts': `${HEAD}: the keys of every message, so that one that is missing does not compile.
      ${imports(messages, ({ name }) => `${name}Messages`, 'import type')}
      declare module '../../kernel/messages.ts' {
        interface MessageTexts extends ${messages.map(({ name }) => `Keys<typeof ${name}Messages>`).join(', ')} {}
      }
      type Keys<T> = { [K in keyof T]: string }`,
  }
  const style = JSON.parse(readFileSync('.oxfmtrc.json', 'utf8')) as FormatConfig
  const written = Object.entries(files).map(async ([name, text]) => {
    const path = `${FOLDER}/${name}`
    const { code } = await format(path, text, style)
    return [path, code] as const
  })
  return new Map(await Promise.all(written))
}
