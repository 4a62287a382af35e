// Which group or repeat holds each entity: one holds one at most, and it must be where the answers saved to it are.
import { entityOf, type Declaration, type EntityUse, type Use } from './entities.ts'
import type { Findings } from './findings.ts'
import { add, nodeOf, type SurveyNode } from './survey-tree.ts'

/** From the survey down to a group or a repeat. */
type Path = readonly SurveyNode[]

type Request = {
  declaration: Declaration
  /** The survey or the repeat that all uses are in. */
  scope: Path
  wanted: Path
  saving: Path[]
}

const isBoundary = ({ kind }: SurveyNode): boolean => kind === 'repeat' || kind === 'survey'
const same = (one: Path, other: Path): boolean => one.at(-1) === other.at(-1)
const scopeOf = (path: Path): Path => path.slice(0, path.findLastIndex(isBoundary) + 1)
const repeatsIn = (path: Path): number => path.filter(({ kind }) => kind === 'repeat').length
const belowScope = (path: Path): number => path.length - scopeOf(path).length
const nameOf = (path: Path): string => `/${path.map(({ name }) => name).join('/')}`

/** Puts each entity into the tree. @returns the version of the entities specification that the form needs */
export function placeEntities(survey: SurveyNode, entities: EntityUse, findings: Findings): string {
  const places = new Map<SurveyNode, Declaration>()
  const requests = entities.declarations.map((declaration) =>
    requestOf(declaration, entities.uses.get(declaration.list) ?? [], survey, findings),
  )
  const [first, ...more] = requests
  if (first && more.length === 0 && first.scope.length === 1) places.set(survey, first.declaration)
  else allocate(requests, places, findings)
  let inRepeat = false
  for (const [node, declaration] of places) {
    const repeated = pathTo(node).some(({ kind }) => kind === 'repeat')
    inRepeat ||= repeated
    const meta = nodeOf('group', 'meta', 'group', { bodyless: true })
    add(meta, entityOf(declaration, repeated))
    add(node, meta)
  }
  return requests.length > 1 || inRepeat ? '2025.1.0' : '2024.1.0'
}

function pathTo(node: SurveyNode): Path {
  const path = [node]
  for (let at = node.parent; at; at = at.parent) path.unshift(at)
  return path
}

function requestOf(
  declaration: Declaration,
  uses: readonly Use[],
  survey: SurveyNode,
  findings: Findings,
): Request {
  const root: Path = [survey]
  const deepest = uses
    .map(({ path }) => scopeOf(path))
    .reduce((found, each) => (repeatsIn(each) > repeatsIn(found) ? each : found), root)
  const within = (use: Use) => same(scopeOf(use.path), deepest)
  const saving = uses.filter(({ property }) => property !== undefined)
  const inScope = saving.some(within) ? saving.filter(within) : uses.filter(within)
  let wanted: Path = inScope
    .map(({ path }) => path)
    .reduce<Path>(
      (found, each) => (belowScope(each) > belowScope(found) ? each : found),
      inScope[0]?.path ?? deepest,
    )
  const lineages = saving.map(({ path }) => path)
  if (lineages.length > 0) {
    const shared = sharedPath(lineages)
    const scope = scopeOf(saving.some(within) ? wanted : (lineages[0] ?? root))
    const deeper = repeatsIn(shared) - repeatsIn(scope) || belowScope(shared)
    wanted = deeper > 0 ? shared : scope
    if (new Set(lineages.map((path) => path.at(-1))).size === 1) wanted = lineages[0] ?? wanted
  }
  for (const { path, row, property, question } of uses) {
    const scope = scopeOf(path)
    const above = deepest.slice(0, scope.length)
    const conflicts = !same(above, scope) || above.length !== scope.length
    const values = { list: declaration.list, scope: nameOf(scope), other: nameOf(deepest) }
    if (property !== undefined && (conflicts || !same(scope, scopeOf(wanted))))
      findings.refuse('entity.scopes', { sheet: 'survey', row, column: 'save_to' }, values)
    else if (property === undefined && conflicts)
      findings.refuse(
        'entity.scopes_of_reference',
        { sheet: 'entities', row: declaration.row },
        { ...values, question: question ?? '' },
      )
  }
  return { declaration, scope: deepest, wanted, saving: lineages }
}

function sharedPath(paths: readonly Path[]): Path {
  const [first = [], ...others] = paths
  let length = Math.min(...paths.map((path) => path.length))
  while (length > 1 && others.some((path) => path[length - 1] !== first[length - 1])) length--
  return first.slice(0, length)
}

/** Deepest first where it may be, otherwise further up, down to the scope of its uses. */
function allocate(
  requests: readonly Request[],
  places: Map<SurveyNode, Declaration>,
  findings: Findings,
): void {
  const reserved = new Map<SurveyNode, Declaration>()
  const byScope = Map.groupBy(requests, ({ scope }) => scope.at(-1))
  for (const group of byScope.values())
    for (const { declaration, scope, wanted, saving } of group.toSorted(
      (one, other) => one.declaration.row - other.declaration.row,
    )) {
      let conflict: Declaration | undefined
      for (let depth = wanted.length; depth > scope.length - 1; depth--) {
        const node = wanted[depth - 1]
        if (!node) break
        conflict = reserved.get(node)
        if (!conflict) {
          places.set(node, declaration)
          reserved.set(node, declaration)
          for (const lineage of saving)
            for (const each of lineage.slice(depth - 1)) reserved.set(each, declaration)
          break
        }
        // Answers are saved where another entity is: further up would not be nearest to them.
        const holder = saving[0]?.at(-1)
        const taken = holder && reserved.get(holder)
        if (taken) {
          conflict = taken
          break
        }
      }
      if (conflict)
        findings.refuse(
          'entity.no_place',
          { sheet: 'entities', row: declaration.row, column: 'list_name' },
          { list: declaration.list, scope: nameOf(scope), other: conflict.row },
        )
    }
}
