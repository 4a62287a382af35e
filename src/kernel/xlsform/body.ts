// The body of the form: what is shown, in the order of the survey.
import type { ChoiceList } from './choices.ts'
import { isDynamic, referencesIn } from './expression.ts'
import { isSelect } from './instances.ts'
import { QUESTION_TYPES } from './question-types.ts'
import { isFile } from './selects.ts'
import { descendants, pathOf, repeatOf, type SurveyNode } from './survey-tree.ts'
import { mediaOf, placeOf, type Writing } from './writing.ts'
import { element, type Element } from './xml.ts'

/** Questions that are set when another changes, by the name of that one. */
export type Triggered = ReadonlyMap<string, SurveyNode[]>

export function triggeredBy(survey: SurveyNode): Triggered {
  const found = new Map<string, SurveyNode[]>()
  for (const node of descendants(survey))
    for (const name of node.trigger) found.set(name, [...(found.get(name) ?? []), node])
  return found
}

export function bodyOf(survey: SurveyNode, triggered: Triggered, writing: Writing): Element {
  return element('h:body', { class: writing.settings.style }, controlsOf(survey, triggered, writing))
}

function controlsOf(section: SurveyNode, triggered: Triggered, writing: Writing): Element[] {
  return section.children.flatMap((child) => {
    if (child.kind === 'repeat') return [repeat(child, triggered, writing)]
    if (child.kind === 'group') return child.bodyless ? [] : [group(child, triggered, writing)]
    const control = child.kind === 'question' ? question(child, triggered, writing) : undefined
    return control ? [control] : []
  })
}

function attributesOf(node: SurveyNode, writing: Writing): Map<string, string> {
  return new Map([...node.control].map(([key, value]) => [key, writing.text(value, node, columnOf(key))]))
}

const columnOf = (key: string): string =>
  key === 'appearance' ? key : key === 'jr:count' ? 'repeat_count' : `body::${key}`

function group(node: SurveyNode, triggered: Triggered, writing: Writing): Element {
  const attributes = attributesOf(node, writing)
  const appearance = node.control.get('appearance')
  if (appearance !== undefined) attributes.set('appearance', appearance)
  if (!node.flat) attributes.set('ref', pathOf(node))
  const label = node.label === undefined ? [] : [writing.label(node)]
  return element('group', attributes, [...label, ...controlsOf(node, triggered, writing)])
}

function repeat(node: SurveyNode, triggered: Triggered, writing: Writing): Element {
  const path = pathOf(node)
  const own = [...descendants(node)].filter(
    (each) => (each.kind === 'question' || each.kind === 'attribute') && repeatOf(each) === node,
  )
  const repeated = element('repeat', { nodeset: path }, [
    ...controlsOf(node, triggered, writing),
    ...own.flatMap((each) => actionsOf(each, true, writing)),
  ])
  for (const [key, value] of attributesOf(node, writing)) repeated.attributes.set(key, value)
  return element('group', { ref: path }, [writing.label(node), repeated])
}

/** What happens to a question as the form begins, or as a repetition is added. */
export function actionsOf(node: SurveyNode, newRepeat: boolean, writing: Writing): Element[] {
  const said = node.default
  return node.actions
    .filter(({ event }) => (event === 'odk-new-repeat') === newRepeat)
    .map(({ name, event, value: own, quality }) => {
      const computed =
        said !== undefined && isDynamic(said, node.type) ? writing.expression(said, node, 'default') : said
      const value = name === 'setvalue' ? (computed ?? own) : undefined
      return element(name, { ref: pathOf(node), event, value, 'odk:quality': quality })
    })
}

/** Whether nobody is asked, because it is computed. */
const isComputed = (node: SurveyNode): boolean =>
  node.type === 'calculate' ||
  ((node.bind?.has('calculate') === true || node.trigger.length > 0) &&
    node.label === undefined &&
    node.hint === undefined)

function question(node: SurveyNode, triggered: Triggered, writing: Writing): Element | undefined {
  const tag = QUESTION_TYPES.get(node.type)?.control?.tag
  const set = triggered.get(node.name) ?? []
  if (isComputed(node) || tag === undefined) {
    for (const each of set)
      writing.findings.refuse('trigger.not_shown', placeOf(each, 'trigger'), { name: node.name })
    return undefined
  }
  const control = element(tag, { ref: pathOf(node) }, labelAndHint(node, writing))
  for (const [key, value] of attributesOf(node, writing))
    if (key !== 'tag') control.attributes.set(key, value)
  for (const { name, label } of node.tags)
    control.children.push(
      element('tag', { key: name }, [
        element('label', {}, typeof label === 'string' ? writing.words(label, node) : []),
      ]),
    )
  if (node.query !== undefined || node.type === 'select one external')
    control.attributes.set('query', queryOf(node, writing))
  else control.children.push(...choicesOf(node, writing))
  for (const each of set) control.children.push(changeOf(each, node, writing))
  return control
}

function labelAndHint(node: SurveyNode, writing: Writing): Element[] {
  const { label, hint, guidance, media, name } = node
  const shown = label !== undefined || media !== undefined
  if (!shown && hint === undefined)
    writing.findings.refuse('question.no_label', placeOf(node, 'label'), { name })
  if (mediaOf(node)) {
    const forms = node.media as Map<string, unknown>
    if (forms.has('big-image') && !forms.has('image'))
      writing.findings.refuse('media.big_image', placeOf(node, 'media::big-image'), { name })
  }
  const withHint = hint !== undefined || guidance !== undefined
  return [writing.label(node), ...(withHint ? [writing.hint(node)] : [])]
}

function changeOf(node: SurveyNode, from: SurveyNode, writing: Writing): Element {
  const event = 'xforms-value-changed'
  const ref = pathOf(node)
  if (node.type === 'background-geopoint') return element('odk:setgeopoint', { ref, event })
  const calculate = node.bind?.get('calculate')
  const value = typeof calculate === 'string' ? writing.expression(calculate, from, 'calculation') : undefined
  return element('setvalue', { ref, event, value })
}

function queryOf(node: SurveyNode, writing: Writing): string {
  const filter = node.choiceFilter
  const nodeset = `instance('${node.query ?? ''}')/root/item`
  if (filter === undefined) return nodeset
  const query = `${nodeset}[${writing.text(filter, node, 'choice_filter', { current: true })}]`
  writing.check(query, node, 'choice_filter')
  return query
}

function choicesOf(node: SurveyNode, writing: Writing): Element[] {
  const list = writing.listOf(node)
  if (isSelect(node) && list?.searched && searches(node)) return inlineOptions(node, list, writing)
  return node.itemset === undefined ? [] : [itemset(node, node.itemset, list, writing)]
}

/** The appearance `search('file')`: options come from a file that only the field application looks in. */
export const searches = (node: SurveyNode): boolean =>
  isSelect(node) && /search\(.*?\)/.test(node.control.get('appearance') ?? '')

function inlineOptions(node: SurveyNode, list: ChoiceList, writing: Writing): Element[] {
  const itext = writing.labelOfOptions(list) !== 'label'
  return list.options.map(({ name, label }, at) =>
    element('item', {}, [
      itext
        ? element('label', { ref: `jr:itext('${list.name}-${at}')` })
        : element('label', {}, typeof label === 'string' ? writing.words(label, node) : []),
      element('value', {}, [name]),
    ]),
  )
}

function itemset(node: SurveyNode, said: string, list: ChoiceList | undefined, writing: Writing): Element {
  const select = isSelect(node)
  const earlier = referencesIn(said).length > 0
  const manner = { current: true, parentOfRepeat: earlier }
  let filter =
    node.choiceFilter === undefined ? '' : writing.text(node.choiceFilter, node, 'choice_filter', manner)
  const file = select && isFile(said)
  let value = said.endsWith('.geojson') && select ? 'id' : 'name'
  let label = said.endsWith('.geojson') && select ? 'title' : writing.labelOfOptions(list)
  if (select && label !== 'jr:itext(itextId)') {
    value = node.parameters.get('value') ?? value
    label = node.parameters.get('label') ?? label
  }
  let nodeset = `instance('${file ? said.replace(/\.[^.]+$/, '') : said}')/root/item`
  if (earlier) {
    const path = writing.text(said, node, 'type', { parentOfRepeat: true }).trim()
    const { base, name } = select ? answersOf(path) : { base: path, name: 'geometry' }
    nodeset = base
    value = name
    label = name
    // A repetition without an answer is no choice.
    filter =
      filter === '' ? `./${name} != ''` : filter.replaceAll(`current()/${base}`, '.').replaceAll(base, '.')
  }
  if (filter !== '') nodeset += `[${filter}]`
  if (select && node.parameters.get('randomize') === 'true') {
    const seed = node.parameters.get('seed')
    nodeset = `randomize(${nodeset}${seed === undefined ? '' : `, ${writing.text(seed, node, 'parameters').trim()}`})`
  }
  writing.check(nodeset, node, node.choiceFilter === undefined ? 'type' : 'choice_filter')
  return element('itemset', { nodeset }, [element('value', { ref: value }), element('label', { ref: label })])
}

function answersOf(path: string): { base: string; name: string } {
  const at = path.lastIndexOf('/')
  return { base: path.slice(0, at), name: path.slice(at + 1) }
}

/** A list stands in the body where its questions search; then all of its questions must. */
export function findSearches(survey: SurveyNode, writing: Writing): void {
  const selects = [...descendants(survey)].filter((node) => node.kind === 'question' && isSelect(node))
  for (const node of selects.filter(searches)) {
    const place = placeOf(node, 'appearance')
    if (isFile(node.itemset ?? '')) writing.findings.refuse('search.file', place, { name: node.name })
    const list = writing.listOf(node)
    if (!list) continue
    list.searched = true
    const others = selects.filter((each) => each.itemset === node.itemset && !searches(each))
    if (others.length > 0)
      writing.findings.refuse('search.shared', place, {
        name: node.name,
        list: list.name,
        others: others.map(({ name }) => name).join(', '),
      })
  }
}
