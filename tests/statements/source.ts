// Reads from the source which statements there are: each `sql` template, and each place that sends one.
import { globSync, readFileSync } from 'node:fs'
import { readSource, type Module } from '../architecture/source-tree.ts'

type Node = {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

/** A template of the tag `sql`: its fixed parts, in order. */
export type Template = { file: string; line: number; parts: readonly string[] }

/** A call that sends a statement: `function#n` is the n-th in its function, which outlives edits elsewhere in the file. */
export type Call = {
  file: string
  line: number
  name: string
  /** Offset of the method's name, where the compiler tells the type of the rows. */
  position: number
}

export type Source = { templates: readonly Template[]; calls: readonly Call[] }

/** Without comments and with one space between words: how texts are kept and compared. */
export const plain = (text: string) =>
  text
    .replaceAll(/(?<=^|\s)--\s.*$/gmu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()

export function readStatements(): Source {
  const paths = globSync('src/**/*.ts')
    .filter((path) => !/\.test\.ts$|\.d\.ts$|\/authorization\.ts$/.test(path))
    .sort()
  const { modules } = readSource(new Map(paths.map((path) => [path, readFileSync(path, 'utf8')])))
  const found = [...modules.values()].map(read)
  return {
    templates: found.flatMap(({ templates }) => templates),
    calls: found.flatMap(({ calls }) => calls),
  }
}

const tagOf = (node: Node) => (node['tag'] as { name?: string } | undefined)?.name

function read({ path, root, lineOf }: Module): Source {
  const templates: Template[] = []
  const calls: Call[] = []
  const counts = new Map<string, number>()
  const walk = (node: Node, within: string) => {
    if (node.type === 'TaggedTemplateExpression' && tagOf(node) === 'sql') {
      const { quasis } = node['quasi'] as { quasis: { value: { cooked: string } }[] }
      templates.push({
        file: path,
        line: lineOf(node.start),
        parts: quasis.map(({ value }) => plain(value.cooked)),
      })
    }
    const callee = node['callee'] as (Node & { property?: Node & { name?: string } }) | undefined
    if (
      node.type === 'CallExpression' &&
      callee?.property &&
      /^(?:execute|query)$/.test(callee.property.name ?? '')
    ) {
      const nth = (counts.get(within) ?? 0) + 1
      counts.set(within, nth)
      const position = callee.property.start
      calls.push({ file: path, line: lineOf(position), name: `${within}#${nth}`, position })
    }
    const own = nameOf(node) ?? within
    for (const value of Object.values(node))
      for (const child of Array.isArray(value) ? value : [value])
        if (child !== null && typeof child === 'object' && typeof (child as Node).type === 'string')
          walk(child as Node, own)
  }
  walk(root as Node, '')
  return { templates, calls }
}

/** Of what has a name and statements inside: a function, a method, a constant. */
function nameOf(node: Node): string | undefined {
  if (!/^(?:FunctionDeclaration|MethodDefinition|VariableDeclarator|Property)$/.test(node.type))
    return undefined
  const name = (node['id'] ?? node['key']) as { name?: string } | null
  return name?.name
}
