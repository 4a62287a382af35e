// The architecture rules as tables, and the checks that read them; each check returns the places that break
// its rule.
import { isTest, type SourceTree, type Module } from './source-tree.ts'

/**
 * From left to right: a wing imports itself and the wings to its left only; the first three do not import
 * each other.
 */
const floor = ['platform', 'device', 'kit']
export const wingsOfCapabilities = ['identity', 'protect', 'serve', 'understand', 'fund']
const order = ['kernel', floor, ...wingsOfCapabilities, 'entry']
const wings: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  order.flatMap((step, at) => [step].flat().map((wing) => [wing, order.slice(0, at).flat()])),
)

/** The files of a capability that other capabilities may import. */
const published = ['operations', 'facts', 'problems', 'permissions']

/**
 * What a file of a capability, by its name, may import from its own folder and from the wings to the left.
 */
const parts: Record<string, { own: readonly string[]; floor: readonly string[] }> = {
  problems: { own: [], floor: ['kernel'] },
  facts: { own: ['rules', 'facts'], floor: ['kernel'] },
  permissions: { own: [], floor: ['kernel'] },
  operations: { own: [...published, 'rules'], floor: ['kernel'] },
  rules: { own: [...published, 'rules'], floor: ['kernel'] },
  policy: { own: [...published, 'rules', 'policy'], floor: ['kernel'] },
  reads: { own: [...published, 'rules'], floor: ['kernel', 'platform'] },
  sql: { own: [...published, 'rules', 'reads', 'sql'], floor: ['kernel', 'platform'] },
  server: {
    own: [...published, 'rules', 'policy', 'reads', 'sql', 'server', 'messages'],
    floor: ['kernel', 'platform'],
  },
  device: { own: [...published, 'rules', 'policy', 'device', 'messages'], floor: ['kernel', 'device'] },
  screens: {
    own: [...published, 'rules', 'policy', 'device', 'screens', 'messages'],
    floor: ['kernel', 'device', 'kit'],
  },
  worklist: { own: [...published, 'rules', 'policy', 'sql', 'reads'], floor: ['kernel', 'platform'] },
  // The demonstration acts through operations only, as users do.
  demonstration: { own: [...published, 'demonstration'], floor: ['kernel', 'platform/demonstration'] },
}
const demonstrations = 'src/platform/demonstration/'
const pureParts = [...published, 'rules', 'policy']
const browserParts = ['device', 'screens']
/** The parts that may run statements that another capability publishes in its `reads.ts`. */
const onServer = ['sql', 'server', 'worklist']

/**
 * The names that a capability's folder may hold; a file that grew too long becomes a folder of the same name.
 */
const capabilityFiles =
  /^(?:(?:operations|facts|problems|permissions|policy|reads|worklist|authorization)\.ts|glossary\.md|statements\.sql|(?:rules|sql|server|device|demonstration)(?:\.ts|\/[\w-]+(?:\.test)?\.ts)|screens\/[\w-]+(?:\.test)?\.(?:tsx?|css)|messages\/[a-z]{2}\.json|[\w-]+\.test\.tsx?)$/

/** Packages pure code may use: each is deterministic and does no I/O. */
const purePackages = ['zod/mini', '@marcbachmann/cel-js', 'intl-messageformat']

const bannedFolders =
  /(?:^|\/)(?:utils?|helpers?|shared|common|types|repositories|ports|mappers|misc|lib)(?:\/|\.tsx?$)/
/** Most lines of a file; a style sheet may be longer, because it has one declaration a line. */
const longest = { code: 400, css: 250 }
const generated = ['src/platform/database/schema.d.ts']

type Check = (source: SourceTree) => string[]
type Place = { wing: string; capability?: string; part?: string }

const inSource = (source: SourceTree): Module[] =>
  [...source.modules.values()].filter(({ path }) => path.startsWith('src/') && !isTest(path))

/** Where a file of `src/` belongs: its wing and, in a capability, its name and part. */
function place(path: string): Place {
  const [, wing = '', capability, rest = ''] = /^src\/([^/]+)\/(?:([^/]+)\/)?(.*)$/.exec(path) ?? []
  if (!wingsOfCapabilities.includes(wing) || capability === undefined) return { wing }
  return { wing, capability: `${wing}/${capability}`, part: rest.split(/[/.]/)[0] ?? '' }
}

/** A wing imports only the wings to its left. */
const leftToRight: Check = (source) =>
  inSource(source).flatMap((module) => {
    const from = place(module.path)
    const allowed = wings[from.wing]
    if (!allowed) return [`${module.path}: src/${from.wing} is no wing`]
    return module.imports
      .filter(({ to }) => to.startsWith('src/'))
      .filter(({ to }) => place(to).wing !== from.wing && !allowed.includes(place(to).wing))
      .map(({ to, line }) => `${module.path}:${line}: ${from.wing} may not import ${place(to).wing} (${to})`)
  })

/**
 * From another capability only operations, facts and problems are imported; inside one, each part only what
 * the table allows.
 */
const onlyPublished: Check = (source) =>
  inSource(source).flatMap((module) => {
    const from = place(module.path)
    if (from.capability === undefined) return []
    const table = parts[from.part ?? '']
    if (!table) return []
    return module.imports.flatMap(({ to, line }) => {
      if (!to.startsWith('src/')) return []
      const target = place(to)
      const at = `${module.path}:${line}`
      if (target.capability === undefined) {
        return table.floor.some((folder) => to.startsWith(`src/${folder}/`))
          ? []
          : [`${at}: ${from.part} may not import ${target.wing} (${to})`]
      }
      if (target.capability !== from.capability) {
        return [...published, ...(onServer.includes(from.part ?? '') ? ['reads'] : [])].includes(
          target.part ?? '',
        )
          ? []
          : [
              `${at}: of ${target.capability} only operations.ts, facts.ts, problems.ts, permissions.ts and, on the server, reads.ts may be imported (${to})`,
            ]
      }
      return table.own.includes(target.part ?? '')
        ? []
        : [`${at}: ${from.part} may not import ${target.part} (${to})`]
    })
  })

/** Production code never imports the code that invents people. */
const demonstrationsApart: Check = (source) =>
  inSource(source).flatMap(({ path, imports }) => {
    const { wing, part } = place(path)
    if (wing === 'entry' || part === 'demonstration' || path.startsWith(demonstrations)) return []
    return imports
      .filter(({ to }) => to.startsWith(demonstrations))
      .map(({ to, line }) => `${path}:${line}: only a demonstration may import ${to}`)
  })

/** Kernel, operations, rules and policies use only pure packages and never the clock. */
const purity: Check = (source) =>
  inSource(source).flatMap((module) => {
    const { wing, part } = place(module.path)
    if (wing !== 'kernel' && !pureParts.includes(part ?? '')) return []
    const found = module.imports
      .filter(({ to }) => !to.startsWith('src/') && !to.endsWith('.json') && !purePackages.includes(to))
      .map(({ to, line }) => `${module.path}:${line}: ${to} is not a pure package`)
    module.visit((node) => {
      const callee = node['callee'] as { name?: string } | undefined
      if (
        node.type === 'NewExpression' &&
        callee?.name === 'Date' &&
        (node['arguments'] as []).length === 0
      ) {
        found.push(
          `${module.path}:${module.lineOf(node.start)}: new Date() reads the clock; take the time as an argument`,
        )
      }
    })
    return found
  })

/** What runs in a browser never imports Node. */
const browsersHaveNoNode: Check = (source) =>
  inSource(source).flatMap((module) => {
    const { wing, part } = place(module.path)
    if (!['device', 'kit'].includes(wing) && !browserParts.includes(part ?? '')) return []
    return module.imports
      .filter(({ to }) => to.startsWith('node:') || ['pg', 'kysely', 'hono'].includes(to))
      .map(({ to, line }) => `${module.path}:${line}: ${to} does not exist in a browser`)
  })

/** The program imports nothing that only tests are for. */
const noTestData: Check = (source) =>
  inSource(source).flatMap(({ path, imports }) =>
    imports
      .filter(({ to }) => isTest(to))
      .map(({ to, line }) => `${path}:${line}: only tests may import ${to}`),
  )

/**
 * Capabilities use the shared file names; no folder has a file for miscellaneous things (utils, helpers, …).
 */
const names: Check = (source) =>
  [...source.tree.keys()].flatMap((path) => {
    const found: string[] = []
    if (/^(?:src|tests)\//.test(path) && bannedFolders.test(path))
      found.push(`${path}: a drawer is not a name`)
    const capability = place(path).capability
    if (capability !== undefined && path.startsWith(`src/${capability}/`)) {
      const rest = path.slice(`src/${capability}/`.length)
      if (!capabilityFiles.test(rest)) found.push(`${path}: a capability has no file of that name`)
    }
    return found
  })

/** A subject is a file, or a folder once it is too long for one, and not both. */
const fileOrFolder: Check = ({ tree }) => {
  // Style sheets and texts may lie beside or in a folder of the name; code does not.
  const code = [...tree.keys()].filter((path) => /^(?:src|tests)\/.*\.tsx?$/.test(path))
  const folders = new Set(code.map((path) => path.slice(0, path.lastIndexOf('/'))))
  return code
    .filter((path) => folders.has(path.replace(/(?:\.test)?\.tsx?$/, '')) && !/\.test\.tsx?$/.test(path))
    .map((path) => `${path}: lies beside a folder of its name`)
}

/** No file only re-exports what other files export. */
const noBarrels: Check = (source) =>
  [...source.modules.values()].filter(({ barrel }) => barrel).map(({ path }) => `${path}: a barrel file`)

/** No file over 400 lines, no sheet over 250, but for generated ones. */
const notTooLong: Check = (source) =>
  [...source.tree].flatMap(([path, text]) => {
    if (!/^(?:src|tests)\/.*\.(?:tsx?|css)$/.test(path) || generated.includes(path)) return []
    const lines = text.trimEnd().split('\n').length
    return lines > (path.endsWith('.css') ? longest.css : longest.code) ? [`${path}: ${lines} lines`] : []
  })

/** Each file opens with a comment that says why it exists. */
const opensWithComment: Check = (source) =>
  [...source.modules.values()]
    .filter(({ text }) => !/^(?:#!.*\n)?\/[/*]/.test(text))
    .map(({ path }) => `${path}: does not open with why it exists`)

/** No import cycles among imports that run when a module loads. */
const noCircles: Check = (source) => {
  const found: string[] = []
  const state = new Map<string, 'open' | 'done'>()
  const trail: string[] = []
  const enter = (path: string) => {
    state.set(path, 'open')
    trail.push(path)
    for (const { to, lazy, typeOnly } of source.modules.get(path)?.imports ?? []) {
      if (lazy || typeOnly || !source.modules.has(to)) continue
      if (state.get(to) === 'open') found.push([...trail.slice(trail.indexOf(to)), to].join(' → '))
      else if (!state.has(to)) enter(to)
    }
    trail.pop()
    state.set(path, 'done')
  }
  for (const path of source.modules.keys()) if (!state.has(path)) enter(path)
  return found
}

/** Every relative import leads to a file. */
const importsLeadSomewhere: Check = (source) =>
  [...source.modules.values()].flatMap(({ path, imports }) =>
    imports
      .filter(({ to }) => /^(?:src|tests|packs)\//.test(to) && /\.(?:tsx?|json|css)$/.test(to))
      .filter(({ to }) => !source.tree.has(to) && !to.endsWith('.d.ts'))
      .map(({ to, line }) => `${path}:${line}: ${to} does not exist`),
  )

/** No text for people outside the message files: text between tags or in a label of a screen is an error. */
const textInMessages: Check = (source) =>
  inSource(source)
    .filter(({ path }) => path.endsWith('.tsx'))
    .flatMap((module) => {
      const found: string[] = []
      // The product name is the same in every language.
      const words = /(?!\barraigo\b)\b\p{L}{2,}/iu
      const say = (node: { start: number }, text: string) =>
        found.push(`${module.path}:${module.lineOf(node.start)}: “${text.trim()}” belongs in messages/`)
      module.visit((node) => {
        if (node.type === 'JSXText' && words.test(String(node['value']))) say(node, String(node['value']))
        if (node.type !== 'JSXAttribute') return
        const name = (node['name'] as { name?: string }).name ?? ''
        const value = node['value'] as { type: string; value?: unknown } | null
        const shown = ['label', 'aria-label', 'title', 'placeholder', 'alt', 'description', 'errorMessage']
        if (shown.includes(name) && value?.type === 'Literal' && words.test(String(value.value))) {
          say(node, String(value.value))
        }
      })
      return found
    })

/** Every dependency has its sentence in docs/dependencies.md. */
const dependenciesExplained: Check = ({ tree }) => {
  const declared = JSON.parse(tree.get('package.json') ?? '{}') as Record<string, Record<string, string>>
  const page = tree.get('docs/dependencies.md') ?? ''
  return ['dependencies', 'devDependencies', 'optionalDependencies']
    .flatMap((kind) => Object.keys(declared[kind] ?? {}))
    .filter((name) => !page.includes(`\`${name}\``))
    .map((name) => `docs/dependencies.md: no sentence for \`${name}\``)
}

/**
 * Names that were replaced, and what the same thing is called now (GLOSSARY.md). What has left us keeps its name: fields of
 * inputs and outputs, tables, messages.
 */
const FORMER: ReadonlyMap<string, string> = new Map([
  ['House', 'App'],
  ['asHouse', 'asSystem'],
  ['doors', 'authRoutes'],
  ['knockAt', 'rateLimit'],
  ['wallAgainst', 'firewallProblem'],
  ['narrowTo', 'applyRowScope'],
  ['Sight', 'the row scope, or a Look'],
  ['Sighting', 'Look'],
  ['withSightOf', 'inOrganisationScope'],
  ['sightOf', 'visibleOf'],
  ['HeldLine', 'HeldField'],
  ['WorkLine', 'WorkItem'],
  ['Moment', 'AsOf'],
])
/** `because` is a field of data; what a disabled button says is its disabledReason. */
const formerNames: Check = (source) =>
  [...source.modules.values()].flatMap((module) => {
    const found: string[] = []
    module.visit((node) => {
      const name = String(node['name'])
      const at = `${module.path}:${module.lineOf(node.start)}`
      if (node.type === 'Identifier' && FORMER.has(name)) found.push(`${at}: ${name} is ${FORMER.get(name)}`)
      const value = (node['value'] as { expression?: { type: string; name?: string } } | null)?.expression
      if (node.type === 'JSXAttribute' && (node['name'] as { name?: string }).name === 'disabledReason')
        if (value?.type === 'Identifier' && value.name === 'because')
          found.push(`${at}: because is disabledReason`)
    })
    return found
  })

/** A problem is told by `.is()` or `.code` of its declaration, so that a code that is renamed does not compile. */
const problemsByDeclaration: Check = (source) =>
  inSource(source).flatMap((module) => {
    // A device reads codes off the wire, and may not import the problems of the platform.
    if (place(module.path).wing === 'device') return []
    const found: string[] = []
    module.visit((node) => {
      const [left, right] = [node['left'], node['right']] as {
        type: string
        name?: string
        value?: unknown
      }[]
      if (node.type !== 'BinaryExpression' || !/^[=!]==$/.test(String(node['operator']))) return
      const read =
        left?.type === 'MemberExpression'
          ? (left as unknown as { property: { name?: string } }).property
          : left
      if (
        read?.name === 'code' &&
        right?.type === 'Literal' &&
        /^[a-z_]+\.[a-z_]+$/.test(String(right.value))
      )
        found.push(
          `${module.path}:${module.lineOf(node.start)}: ask the declared problem whether it is ${String(right.value)}`,
        )
    })
    return found
  })

export const rules: Record<string, Check> = {
  'a subject is a file or a folder, not both': fileOrFolder,
  'a problem is told by its declaration': problemsByDeclaration,
  'a thing has the name of the glossary, not a former one': formerNames,
  'a wing imports only the wings to its left': leftToRight,
  'from another capability only what it publishes is imported': onlyPublished,
  'what serves people imports no demonstration': demonstrationsApart,
  'the kernel and what capabilities publish, rule and allow are pure': purity,
  'what runs in a browser imports no Node': browsersHaveNoNode,
  'only tests import what is for tests': noTestData,
  'a capability uses the shared file names': names,
  'there is no barrel file': noBarrels,
  'no file is longer than 400 lines': notTooLong,
  'a file opens with why it exists': opensWithComment,
  'no imports run in a circle': noCircles,
  'every import leads to a file': importsLeadSomewhere,
  'text for people lives in message files': textInMessages,
  'every dependency has its sentence': dependenciesExplained,
}
