// The instances of a form: the one that answers are written to, and those that expressions look in.
import { hasItext, type ChoiceList } from './choices.ts'
import { isDynamic, referencesIn } from './expression.ts'
import { LAST_SAVED } from './references.ts'
import { FILE_EXTENSIONS } from './selects.ts'
import { descendants, isSection, type SurveyNode } from './survey-tree.ts'
import { EXPRESSIONS, type Writing } from './writing.ts'
import { element, type Element } from './xml.ts'

export function primaryInstance(survey: SurveyNode, writing: Writing): Element {
  const { settings } = writing
  const root = sectionInstance(survey, writing, false)
  for (const [key, value] of settings.attributes) root.attributes.set(key, value)
  const own = {
    id: settings.id,
    xmlns: settings.instanceNamespace,
    version: settings.version,
    'odk:prefix': settings.prefix,
    'odk:delimiter': settings.delimiter,
  }
  for (const [key, value] of Object.entries(own)) if (value !== undefined) root.attributes.set(key, value)
  return root
}

/** @param within whether it is in a repeat, whose repeats have their template in that of the outer one */
function sectionInstance(section: SurveyNode, writing: Writing, within: boolean): Element {
  const result = element(section.name, instanceAttributes(section, writing))
  for (const child of section.children) {
    if (child.kind === 'external') continue
    if (child.kind === 'attribute') result.attributes.set(child.name, child.value ?? '')
    else if (child.flat) result.children.push(...flatInstances(child, writing))
    else {
      if (child.kind === 'repeat' && !within) result.children.push(template(child, writing))
      result.children.push(nodeInstance(child, writing, within || child.kind === 'repeat'))
    }
  }
  return result
}

function nodeInstance(node: SurveyNode, writing: Writing, within: boolean): Element {
  if (isSection(node)) return sectionInstance(node, writing, within)
  const value = node.default !== undefined && !isDynamic(node.default, node.type) ? [node.default] : []
  return element(node.name, instanceAttributes(node, writing), value)
}

function flatInstances(section: SurveyNode, writing: Writing): Element[] {
  return section.children.flatMap((child) => {
    if (child.kind === 'external') return []
    return child.flat ? flatInstances(child, writing) : [nodeInstance(child, writing, false)]
  })
}

/** What a new repetition begins as. */
function template(repeat: SurveyNode, writing: Writing): Element {
  const result = element(repeat.name, { 'jr:template': '' })
  for (const child of repeat.children)
    if (child.kind === 'repeat') result.children.push(template(child, writing))
    else if (child.kind !== 'external') result.children.push(nodeInstance(child, writing, false))
  return result
}

function instanceAttributes(node: SurveyNode, writing: Writing): Map<string, string> {
  return new Map(
    [...node.instance].map(([key, value]) => [key, writing.text(value, node, `instance::${key}`)]),
  )
}

type Secondary = {
  id: string
  src: string | undefined
  node: SurveyNode | undefined
  external: boolean
  list?: ChoiceList
}

/** Those of files, in the order of the survey, and then the lists of choices. */
export function secondaryInstances(survey: SurveyNode, writing: Writing): Element[] {
  const found = new Map<string, Secondary>()
  for (const instance of [...filesOf(survey), ...listsOf(writing)]) {
    const earlier = found.get(instance.id)
    const place = { sheet: 'survey', row: instance.node?.row ?? earlier?.node?.row, column: 'name' }
    if (!earlier) found.set(instance.id, instance)
    else if (earlier.external && instance.external)
      writing.findings.refuse('instance.twice', place, { id: instance.id })
    else if (earlier.src !== instance.src)
      writing.findings.refuse('instance.conflict', place, {
        id: instance.id,
        one: earlier.src ?? 'choices',
        other: instance.src ?? 'choices',
      })
  }
  return [...found.values()].map(({ id, src, list }) =>
    element('instance', { id, src }, list ? [listInstance(list)] : []),
  )
}

function* filesOf(survey: SurveyNode): Generator<Secondary> {
  let lastSaved = false
  for (const node of descendants(survey)) {
    if (node.kind === 'external') {
      const [extension = ''] = node.type.split('-')
      const src = `jr://${extension === 'csv' ? 'file-csv' : 'file'}/${node.name}.${extension}`
      yield { id: node.name, src, node, external: true }
      continue
    }
    if (node.kind !== 'question' && !isSection(node)) continue
    const expressions = expressionsOf(node)
    for (const expression of expressions)
      for (const [, argument = ''] of expression.matchAll(/pulldata\s*\(\s*(.*?),/gs)) {
        const id = argument.replaceAll(/['"]/g, '').trim()
        yield { id, src: `jr://file-csv/${id}.csv`, node, external: false }
      }
    const file = node.kind === 'question' && isSelect(node) ? fileOf(node.itemset) : undefined
    if (file) yield { ...file, node, external: false }
    lastSaved ||=
      node.kind === 'question' &&
      expressions.some((text) => referencesIn(text).some((each) => each.lastSaved))
  }
  if (lastSaved) yield { id: LAST_SAVED, src: 'jr://instance/last-saved', node: undefined, external: false }
}

export const isSelect = ({ type }: SurveyNode): boolean =>
  type === 'select one' || type === 'select all that apply' || type === 'rank'

function expressionsOf(node: SurveyNode): string[] {
  const cells = EXPRESSIONS.map((attribute) => node.bind?.get(attribute))
  return [...cells, node.choiceFilter, node.default].filter((each) => typeof each === 'string')
}

function fileOf(itemset: string | undefined): { id: string; src: string } | undefined {
  const extension = FILE_EXTENSIONS.find((each) => itemset?.endsWith(each))
  if (itemset === undefined || extension === undefined) return undefined
  const folder = extension === '.csv' ? 'file-csv' : 'file'
  return { id: itemset.slice(0, -extension.length), src: `jr://${folder}/${itemset}` }
}

function* listsOf({ lists }: Writing): Generator<Secondary> {
  for (const list of lists.values())
    if (!list.searched) yield { id: list.name, src: undefined, node: undefined, external: false, list }
}

function listInstance(list: ChoiceList): Element {
  const itext = hasItext(list)
  return element(
    'root',
    {},
    list.options.map(({ name, label, extra }, at) =>
      element('item', {}, [
        ...(itext ? [element('itextId', {}, [`${list.name}-${at}`])] : []),
        element('name', {}, [name]),
        ...(!itext && typeof label === 'string' ? [element('label', {}, [label])] : []),
        ...[...extra].map(([column, value]) => element(column, {}, [value])),
      ]),
    ),
  )
}
