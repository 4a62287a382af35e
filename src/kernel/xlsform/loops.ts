// Loops: the questions between begin loop and end loop, once for each option of a list, with its name and label put in.
import type { ChoiceList, Option } from './choices.ts'
import type { Cell } from './grouped-rows.ts'
import { add, nodeOf, type SurveyNode } from './survey-tree.ts'

/** Puts a group for each option of the list in the place of the questions that the loop repeats. */
export function expandLoop(loop: SurveyNode, list: ChoiceList): void {
  const template = loop.children
  loop.children = []
  loop.type = 'group'
  for (const option of list.options) {
    // A list for several answers may say "none", which nothing is asked about.
    if (option.name === 'none') continue
    const group = nodeOf('group', option.name, 'group', {
      row: loop.row,
      label: option.label,
      media: option.media,
    })
    add(loop, group)
    add(group, ...template.map((child) => copyFor(child, option)))
  }
}

function copyFor(node: SurveyNode, option: Option): SurveyNode {
  const fill = (text: string, language?: string): string =>
    text.replaceAll(/%\((name|label)\)s/g, (_, what: string) =>
      what === 'name' ? option.name : labelOf(option.label, language),
    )
  const filled = (cell: Cell | undefined, language?: string): Cell | undefined => {
    if (cell === undefined) return undefined
    if (typeof cell === 'string') return fill(cell, language)
    return new Map([...cell].map(([key, each]) => [key, filled(each, key) ?? '']))
  }
  const copy = copyOf(node)
  copy.label = filled(node.label)
  copy.hint = filled(node.hint)
  copy.guidance = filled(node.guidance)
  copy.name = fill(node.name)
  if (node.default !== undefined) copy.default = fill(node.default)
  if (node.choiceFilter !== undefined) copy.choiceFilter = fill(node.choiceFilter)
  const bind = node.bind && filled(node.bind)
  if (bind instanceof Map) copy.bind = bind
  copy.control = new Map([...node.control].map(([key, value]) => [key, fill(value)]))
  return copy
}

/** With its children as they are: only what stands directly in the loop has the option put in. */
function copyOf(node: SurveyNode): SurveyNode {
  const copy: SurveyNode = {
    ...node,
    bind: node.bind && new Map(node.bind),
    control: new Map(node.control),
    actions: node.actions.map((action) => ({ ...action })),
    children: [],
    parent: undefined,
  }
  add(copy, ...node.children.map(copyOf))
  return copy
}

function labelOf(label: Cell | undefined, language: string | undefined): string {
  if (label === undefined || typeof label === 'string') return label ?? ''
  const said = label.get(language ?? '') ?? [...label.values()][0]
  return typeof said === 'string' ? said : ''
}
