// The survey as a tree: groups, repeats and questions, each with the row it stands in.
import type { Cell } from './grouped-rows.ts'

export type Action = {
  name: 'setvalue' | 'odk:setgeopoint' | 'odk:recordaudio'
  event: 'odk-instance-first-load' | 'odk-instance-load' | 'odk-new-repeat'
  value?: string
  quality?: string
}

export type NodeKind =
  | 'survey'
  | 'group'
  | 'repeat'
  | 'question'
  /** Adds a file to look in, and has no answer. */
  | 'external'
  | 'entity'
  /** An attribute of an entity. */
  | 'attribute'

export type SurveyNode = {
  kind: NodeKind
  name: string
  /** Of a question: its type in the words of `question-types.ts`. */
  type: string
  /** In the sheet `survey`; none for what the converter adds. */
  row: number | undefined
  label?: Cell | undefined
  hint?: Cell | undefined
  guidance?: Cell | undefined
  media?: Cell | undefined
  bind: Map<string, Cell> | undefined
  control: Map<string, string>
  /** Attributes of its element in the primary instance. */
  instance: Map<string, string>
  default?: string | undefined
  choiceFilter?: string | undefined
  /** The list, the file or the reference that its choices come from. */
  itemset?: string | undefined
  /** Of select_one_external: the list in itemsets.csv. */
  query?: string | undefined
  parameters: Map<string, string>
  /** Names of the questions whose change sets it. */
  trigger: string[]
  actions: Action[]
  /** Of osm: the tags that are asked for. */
  tags: { name: string; label: Cell | undefined }[]
  /** Of an attribute: its value as the form begins. */
  value?: string
  /** A group without an element of its own. */
  flat?: boolean
  /** Not shown. */
  bodyless?: boolean
  children: SurveyNode[]
  parent: SurveyNode | undefined
}

export function nodeOf(
  kind: NodeKind,
  name: string,
  type: string,
  more: Partial<SurveyNode> = {},
): SurveyNode {
  return {
    kind,
    name,
    type,
    row: undefined,
    bind: undefined,
    control: new Map(),
    instance: new Map(),
    parameters: new Map(),
    trigger: [],
    actions: [],
    tags: [],
    children: [],
    parent: undefined,
    ...more,
  }
}

export function add(parent: SurveyNode, ...children: SurveyNode[]): void {
  for (const child of children) {
    child.parent = parent
    parent.children.push(child)
  }
}

export function* descendants(node: SurveyNode): Generator<SurveyNode> {
  yield node
  for (const child of node.children) yield* descendants(child)
}

/** From the parent upwards. */
export function ancestors(node: SurveyNode): SurveyNode[] {
  const found: SurveyNode[] = []
  for (let at = node.parent; at; at = at.parent) found.push(at)
  return found
}

export const isSection = ({ kind }: SurveyNode): boolean =>
  kind === 'survey' || kind === 'group' || kind === 'repeat' || kind === 'entity'

/** The nearest repeat that a node is in. */
export function repeatOf(node: SurveyNode): SurveyNode | undefined {
  return ancestors(node).find(({ kind }) => kind === 'repeat')
}

/** The path of a node in the primary instance, from the root or from below an ancestor. */
export function pathOf(node: SurveyNode, below?: SurveyNode): string {
  const names: string[] = node.flat ? [] : [node.kind === 'attribute' ? `@${node.name}` : node.name]
  for (const each of ancestors(node)) {
    if (each === below) break
    if (!each.flat) names.push(each.name)
  }
  return `/${names.toReversed().join('/')}`
}
