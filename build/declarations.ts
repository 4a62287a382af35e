// Leaves out of the pages what only the server reads of a declaration, and lets the bundler drop the declarations
// that no page uses. The server checks every input, and a device those of the commands that it stores: those modules
// keep their schemas, under an id of their own.
import { readFileSync } from 'node:fs'
import { parseSync, type Plugin } from 'vite'
import { START } from './modules.ts'

/** What pages and devices read of an operation. */
const READ = new Set(['name', 'facts', 'offline', 'discloses', 'reference'])
/** The functions of kernel/problem.ts that declare one. */
const PROBLEMS = new Set(
  'unauthenticated forbidden unknown conflict tooLarge invalid tooOften unavailable'.split(' '),
)
const WITH_INPUTS = '?inputs'

type Node = { type: string; start: number; end: number; [key: string]: unknown }
type Property = Node & { key: { name?: string }; value: { value?: unknown } }
type Edit = { start: number; end: number; text: string }

const isNode = (value: unknown): value is Node =>
  value !== null && typeof value === 'object' && 'type' in value

/** Whether something is called when this expression is evaluated, not later. */
function calls(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(calls)
  if (!isNode(node)) return false
  if (/Function/u.test(node.type) || node.type.startsWith('TSType')) return false
  if (/^(?:Call|New|TaggedTemplate)Expression$/u.test(node.type)) return true
  return Object.values(node).some(calls)
}

/**
 * A module whose constants are marked as pure, so that those that nobody uses are dropped: what is computed for a
 * constant of a module has no effect besides its value. Operations keep what is read of them.
 */
export function light(path: string, code: string, withInputs: boolean): string {
  const edits: Edit[] = []
  const { program } = parseSync(path, code)
  for (const statement of program.body as unknown as Node[]) {
    const declaration = (
      statement.type === 'ExportNamedDeclaration' ? statement['declaration'] : statement
    ) as Node | null
    if (declaration?.type !== 'VariableDeclaration' || declaration['kind'] !== 'const') continue
    for (const { id, init } of declaration['declarations'] as { id: Node; init: Node | null }[]) {
      if (init === null || id.type !== 'Identifier' || !calls(init)) continue
      edits.push(
        { start: init.start, end: init.start, text: '/* @__PURE__ */ (() => (' },
        ...unread(init, withInputs),
        { start: init.end, end: init.end, text: '))()' },
      )
    }
  }
  let text = code
  for (const { start, end, text: next } of edits.reverse())
    text = text.slice(0, start) + next + text.slice(end)
  return text
}

/** A capability's table of screens: its data are in the manifest, and from the table itself only `load` is read. */
const isTable = (path: string) => path.endsWith('/screens/routes.tsx')

/** A table of screens without what the manifest has. */
export function onlyLoads(path: string, code: string): string {
  const unread: Node[] = []
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit)
    if (!isNode(node)) return
    const properties = node.type === 'ObjectExpression' ? (node['properties'] as Property[]) : []
    if (!properties.some(({ key }) => key?.name === 'load')) return Object.values(node).forEach(visit)
    unread.push(...properties.filter(({ key }) => key?.name !== 'load'))
  }
  visit(parseSync(path, code).program.body)
  let text = code
  for (const { start, end } of unread.toSorted((one, other) => other.start - one.start))
    text = text.slice(0, start) + text.slice(end).replace(/^\s*,/u, '')
  return text
}

/** The properties of an operation, and the schemas of a problem's data, that no page reads. */
function unread(init: Node, withInputs: boolean): Edit[] {
  const [what, shape] = (init['arguments'] as Node[] | undefined) ?? []
  const callee = init['callee'] as { name?: string } | undefined
  if (what && shape && PROBLEMS.has(callee?.name ?? ''))
    return [{ start: what.end, end: shape.end, text: '' }]
  if (what?.type !== 'ObjectExpression' || !['command', 'query'].includes(callee?.name ?? '')) return []
  const properties = what['properties'] as Property[]
  return properties
    .filter(({ type, key }) => type === 'Property' && !READ.has(key.name ?? ''))
    .filter(({ key }) => !(key.name === 'input' && withInputs && callee?.name === 'command'))
    .map(({ start }) => ({ start, end: nextAfter(start), text: '' }))

  /** Where the next property begins, or the object ends. */
  function nextAfter(before: number): number {
    return properties.find(({ start }) => start > before)?.start ?? (what as Node).end - 1
  }
}

/** A device stores commands, and a form reads the schema of the command that it sends: both need the inputs. */
const readsInputs = (importer: string) =>
  /\/src\/(?:device\/[^/]+|[^/]+\/[^/]+\/device)\.ts$/u.test(importer) ||
  (importer.endsWith('.tsx') && /from '[./]+\/kit\/form\/form\.ts'/u.test(readFileSync(importer, 'utf8')))

export function declarations(): Plugin {
  return {
    name: 'declarations',
    enforce: 'pre',
    apply: 'build',
    resolveId: {
      filter: { id: /\/operations\.ts$/u },
      async handler(source, importer = '') {
        const asker = importer.replaceAll('\\', '/')
        if (!readsInputs(asker) && !asker.endsWith(WITH_INPUTS)) return
        const found = await this.resolve(source, importer.replace(WITH_INPUTS, ''), { skipSelf: true })
        return found && `${found.id}${WITH_INPUTS}`
      },
    },
    load: {
      filter: { id: /\?inputs$/u },
      handler: (id) => ({ code: readFileSync(id.replace(WITH_INPUTS, ''), 'utf8'), moduleType: 'ts' }),
    },
    transform: {
      filter: { id: /\/src\/.*\.tsx?(?:\?inputs)?$/u },
      handler(code, id) {
        const path = id.replace(WITH_INPUTS, '')
        // Of a module that is imported for its values, nothing is kept when none of them is used.
        const text = isTable(path) ? onlyLoads(path, code) : light(path, code, id !== path)
        return { code: text, map: null, moduleSideEffects: path.endsWith(START) }
      },
    },
  }
}
