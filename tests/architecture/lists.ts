// States, moves, kinds, limits and codes are declared once: the same list of words written twice drifts apart.
import { isTest, type SourceTree } from './source-tree.ts'

type Part = {
  readonly type: string
  readonly start: number
  readonly value?: unknown
  readonly literal?: Part
  readonly elements?: readonly (Part | null)[]
  readonly types?: readonly Part[]
  readonly name?: string
  readonly property?: Part
}
type Found = { readonly path: string; readonly line: number; readonly row: boolean; readonly exact: boolean }

/** Fewer words than these are equal by chance, unless one capability writes them twice as the values of a schema. */
const FEWEST = 3
/** Files that a program writes from the declarations. */
const generated = /^src\/entry\/manifest\/|^src\/kernel\/(?:permission-table|shown-verbs)\.ts$|\.d\.ts$/
/** What invented people do is data: which values it takes is chosen there. */
const invented = /^src\/(?:platform\/|[^/]+\/[^/]+\/|entry\/)demonstration(?:\.ts$|\/)/

const wordOf = (part: Part | null): string | undefined => {
  const literal = part?.type === 'TSLiteralType' ? part.literal : part
  return literal?.type === 'Literal' && typeof literal.value === 'string' ? literal.value : undefined
}

const folderOf = (path: string) => path.split('/').slice(0, 3).join('/')

/**
 * Arrays of words, and unions of words as a type, that are written in two places of the program, in whatever order.
 * One is to be declared and exported; the other is its `.options`, its `z.infer` or the constant itself.
 */
export function listsAreDeclaredOnce({ modules }: SourceTree): string[] {
  const lists = new Map<string, Found[]>()
  for (const { path, visit, lineOf } of modules.values()) {
    if (!path.startsWith('src/') || isTest(path) || generated.test(path) || invented.test(path)) continue
    const rows = new Set<number>()
    const schemas = new Set<number>()
    const fields = new Set<number>()
    visit((node) => {
      // Keys that a type leaves out or picks are names of fields, and the compiler compares them.
      if (
        node.type === 'TSTypeReference' &&
        /^(?:Pick|Omit|Record)$/.test((node['typeName'] as Part).name ?? '')
      )
        for (const { start } of (node['typeArguments'] as { params: Part[] } | null)?.params ?? [])
          fields.add(start)
      if (node.type === 'CallExpression' && (node['callee'] as Part).property?.name === 'enum')
        for (const { start } of node['arguments'] as Part[]) schemas.add(start)
      if (node.type === 'Property') rows.add((node['value'] as Part).start)
      const { type, start, elements, types } = node as unknown as Part
      const parts = type === 'ArrayExpression' ? elements : type === 'TSUnionType' ? types : undefined
      const words = (parts ?? [])
        .filter((part) => !/^TS(?:Null|Undefined)Keyword$/.test(part?.type ?? ''))
        .map(wordOf)
      const exact = schemas.has(start) || type === 'TSUnionType'
      if (words.includes(undefined) || fields.has(start) || words.length < (exact ? 2 : FEWEST)) return
      const scope =
        words.length < FEWEST && !words.some((word) => word?.includes('.')) ? `${folderOf(path)} ` : ''
      const list =
        scope +
        words
          .filter((word) => word !== undefined)
          .toSorted()
          .join(', ')
      const found = {
        path,
        line: lineOf(start),
        row: rows.has(start) && !schemas.has(start),
        exact: schemas.has(start),
      }
      lists.set(list, [...(lists.get(list) ?? []), found])
    })
  }
  return [...lists].flatMap(([list, all]) => {
    // Rows of one table, such as the states that each move starts from, may be the same.
    const apart = all.filter(
      (one, at) => !one.row || all.findIndex((o) => o.row && o.path === one.path) === at,
    )
    if (apart.length < 2 || (list.split(', ').length < FEWEST && !apart.some(({ exact }) => exact))) return []
    return [`${apart.map(({ path, line }) => `${path}:${line}`).join(' and ')}: the same list, ${list}`]
  })
}
