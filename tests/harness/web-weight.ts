// Weighs a built web application as a phone downloads it, in bytes of gzip: what every page begins with, and what each
// screen adds.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { APPLICATION, closure, laterThan, partOf, screensIn, START } from '../../build/modules.ts'
import { holds } from '../../src/kernel/holds.ts'
import { grantsOf, rolesOf } from '../../src/kernel/roles.ts'
import type { Actor } from '../../src/kernel/actor.ts'

/**
 * The most that these may weigh, in bytes of gzip. `fieldForm` is what a field route loads for its form after it is
 * drawn: the library of forms, the schemas, and the form itself. `map` is what the first map of a device loads, the
 * script and its worker, after its screen is drawn; `mapBase` is the outlines under it.
 */
export const LIMITS = {
  shell: 110_000,
  fieldRoute: 150_000,
  fieldForm: 50_000,
  firstWords: 10_000,
  map: 460_000,
  mapBase: 245_000,
} as const
/**
 * The most that one screen shows at once: what waits, or happened, of so many capabilities, and so many cards that are
 * drawn only while such work waits. Of each the heaviest are weighed.
 */
const AT_ONCE = { capabilities: 10, cards: 3 } as const

const DEVICE = 'src/entry/device.tsx'
const FORMS = 'src/kit/form/OperationForm.tsx'
const TIMELINE = 'src/entry/manifest/timeline.tsx'
/** What stands on a person's record, from top to bottom. */
const RECORD = ['person.header', 'person.now', 'person.plan', 'person.helping', 'person.journey']
const MAP = 'src/kit/map/DrawnMap.tsx'

type Chunk = { file: string; imports?: string[]; css?: string[] }
type Shown = { load: () => unknown; may?: string | readonly string[]; field?: boolean; open?: boolean }
export type Screens = {
  routes: readonly (Shown & { path: string })[]
  slots: readonly (Shown & { slot: string; key: string })[]
}

/**
 * @param out the folder of the build
 * @param screens the routes and slots of the application
 */
export function weigh(out: string, { routes, slots }: Screens) {
  const manifest = JSON.parse(readFileSync(join(out, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>
  const weights = new Map<string, number>()
  const weight = (file: string) => {
    const known = weights.get(file) ?? gzipSync(readFileSync(join(out, file)), { level: 9 }).length
    weights.set(file, known)
    return known
  }
  const sum = (files: Iterable<string>) => [...files].reduce((total, file) => total + weight(file), 0)

  /** The scripts and styles that these modules import at once. */
  const filesOf = (sources: readonly string[]) => {
    const scripts = new Set<string>()
    const styles = new Set<string>()
    const visit = (key: string) => {
      const chunk = manifest[key]
      if (chunk === undefined || scripts.has(chunk.file)) return
      scripts.add(chunk.file)
      chunk.css?.forEach((file) => styles.add(file))
      chunk.imports?.forEach(visit)
    }
    sources.forEach(visit)
    return { scripts: sum(scripts), styles: sum(styles) }
  }

  const [start = ''] = globSync(join(out, 'assets/words-*/es/start.json'))
  const wordsOf = (modules: readonly string[]) =>
    ['start', ...new Set(modules.map(partOf))]
      .map((part) => start.replace('start.json', `${part}.json`))
      .filter((file) => existsSync(file))
      .reduce((total, file) => total + gzipSync(readFileSync(file), { level: 9 }).length, 0)

  const tables = new Map(screensIn().map((screen) => [screen.name, screen]))
  const modulesOf = (name: string) => {
    const screen = tables.get(name)
    if (screen === undefined) throw new Error(`No table names ${name}.`)
    return screen.table === APPLICATION ? [screen.module] : [screen.table, screen.module]
  }
  const shell = ['index.html', START]
  const begun = closure([START])
  /** Screens of their own, which a table of routes names too. */
  const screens = new Set([...tables.values()].map(({ module }) => module))
  const formsOf = (modules: readonly string[]) =>
    laterThan(modules, begun).filter((module) => !screens.has(module) && closure([module]).has(FORMS))
  /** What its form adds to both, once it is drawn. */
  const formOf = (modules: readonly string[]) =>
    filesOf([...shell, ...modules, ...formsOf(modules)]).scripts - filesOf([...shell, ...modules]).scripts
  const rows = routes.map(({ path, field = false }) => ({
    path,
    field,
    script: filesOf([...shell, ...modulesOf(path)]).scripts,
    /** The same on a device that keeps people; what it adds is loaded when its PIN is known. */
    withDevice: filesOf([...shell, DEVICE, ...modulesOf(path)]).scripts,
    form: formOf(modulesOf(path)),
    styles: filesOf([...shell, ...modulesOf(path)]).styles,
    words: wordsOf(modulesOf(path)),
  }))

  const drawsMap = routes.filter(({ path }) => closure(modulesOf(path)).has(MAP))
  if (drawsMap.length > 0) throw new Error(`${drawsMap[0]?.path} loads a map before it is drawn.`)
  const assets = (pattern: string) => {
    const found = globSync(`assets/${pattern}`, { cwd: out })
    if (found.length !== 1) throw new Error(`The build has ${found.length} ${pattern}.`)
    return sum(found)
  }

  const heaviest = (all: readonly (readonly string[])[], most: number) =>
    all
      .map((modules) => ({ modules, weight: filesOf(modules).scripts + wordsOf(modules) }))
      .toSorted((one, other) => other.weight - one.weight)
      .slice(0, most)
      .flatMap(({ modules }) => modules)
  const partsOf = (file: string) =>
    heaviest(
      globSync(`src/*/*/screens/${file}`).map((path) => [path.replaceAll('\\', '/')]),
      AT_ONCE.capabilities,
    )
  const work = partsOf('work.ts')
  const timeline = [TIMELINE, ...partsOf('timeline.ts')]
  const opened = (name: string, modules: readonly string[]) => ({
    name,
    script: filesOf([...shell, ...modules]).scripts,
    withDevice: filesOf([...shell, DEVICE, ...modules]).scripts,
    form: formOf(modules),
    words: wordsOf(modules),
  })
  /** The home screen and the record, with all that stands on them for a role. */
  const openedBy = (role: string) => {
    const actor = { grants: grantsOf([role]), organisationClass: classOf(role) } as unknown as Actor
    const isFor = ({ may }: Shown) =>
      may === undefined || [may].flat().some((verb) => holds(actor, verb as never))
    const contentsOf = (names: readonly string[]) =>
      slots
        .filter((content) => names.includes(content.slot) && isFor(content))
        .map(({ slot, key }) => ({ key, modules: modulesOf(`${slot}:${key}`) }))
    const cards = contentsOf(['home', 'home.aside'])
    const isOfWork = ({ key }: { key: string }) => key.includes('.')
    const home = [
      ...modulesOf('/'),
      ...cards.filter((card) => !isOfWork(card)).flatMap(({ modules }) => modules),
      ...heaviest(
        cards.filter(isOfWork).map(({ modules }) => modules),
        AT_ONCE.cards,
      ),
      ...work,
    ]
    const contents = contentsOf(RECORD).flatMap(({ modules }) => modules)
    return [
      opened(`home of ${role}`, home),
      opened(`record for ${role}`, [...modulesOf('/people/:person'), ...contents, ...timeline]),
    ]
  }
  return {
    shell: filesOf(shell).scripts,
    startWords: wordsOf([]),
    routes: rows,
    opened: rolesOf('public').concat('verifier', 'funder').flatMap(openedBy),
    map: filesOf([...shell, MAP]).scripts - filesOf(shell).scripts + assets('maplibre-gl-worker-*.mjs'),
    mapBase: assets('countries-50m-*.json'),
  }
}

const classOf = (role: string) => (role === 'verifier' || role === 'funder' ? role : 'public')

export type Weights = ReturnType<typeof weigh>

const fieldRoutes = ({ routes, opened }: Weights) => [...routes.filter(({ field }) => field), ...opened]

/** The most that a field route, the home screen or a record needs of the messages until all of it is drawn. */
export const firstWords = (weights: Weights): number =>
  Math.max(...fieldRoutes(weights).map(({ words }) => words))

export const heaviestField = (weights: Weights): number =>
  Math.max(...fieldRoutes(weights).map(({ withDevice }) => withDevice))

export const heaviestForm = (weights: Weights): number =>
  Math.max(...fieldRoutes(weights).map(({ form }) => form))
