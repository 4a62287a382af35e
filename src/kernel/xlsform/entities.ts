// The sheet `entities`: records that a submission creates or updates, and the questions whose answers are saved to them
// (ODK entities specification).
import { isName, referencesIn } from './expression.ts'
import { ENTITY_COLUMNS } from './headings.ts'
import type { Findings } from './findings.ts'
import { partsOf, textOf, type Cell, type GroupedSheet } from './grouped-rows.ts'
import { add, nodeOf, type Action, type SurveyNode } from './survey-tree.ts'

export type Declaration = {
  list: string
  row: number
  id: string | undefined
  createIf: string | undefined
  updateIf: string | undefined
  label: string | undefined
}

/** Where a list is referred to: by a saved answer, or by a reference in its declaration. */
export type Use = { path: SurveyNode[]; row: number; property?: string; question?: string }

const RESERVED_PREFIX = '__'
const RESERVED_NAMES: readonly string[] = ['name', 'label']

/** The declarations of a form and, as rows of the survey are read, where each is used. */
export class EntityUse {
  readonly declarations: readonly Declaration[]
  readonly uses = new Map<string, Use[]>()
  readonly #findings: Findings
  readonly #mentions = new Map<string, string[]>()

  constructor(sheet: GroupedSheet | undefined, findings: Findings) {
    this.#findings = findings
    this.declarations = sheet ? declarationsOf(sheet, findings) : []
    for (const { list, id, createIf, updateIf, label } of this.declarations)
      for (const text of [id, createIf, updateIf, label])
        for (const { name } of referencesIn(text ?? '')) {
          const lists = this.#mentions.get(name) ?? []
          if (!lists.includes(list)) this.#mentions.set(name, [...lists, list])
        }
  }

  /** Notes a row that saves an answer to an entity, or that a declaration refers to. */
  saved(
    values: Map<string, Cell>,
    row: number,
    name: string | undefined,
    path: SurveyNode[],
    isSection: boolean,
  ): void {
    const bind = partsOf(values, 'bind')
    const said = bind?.get('entities:saveto')
    if (bind && typeof said === 'string') {
      const property = this.#property(said, row, isSection)
      if (property) {
        bind.set('entities:saveto', property.name)
        this.#use(property.list, { path, row, property: property.name })
      } else bind.delete('entities:saveto')
    }
    for (const list of this.#mentions.get(name ?? '') ?? [])
      this.#use(list, { path, row, question: name ?? '' })
  }

  #use(list: string, use: Use): void {
    this.uses.set(list, [...(this.uses.get(list) ?? []), use])
  }

  #property(said: string, row: number, isSection: boolean): { list: string; name: string } | undefined {
    const place = { sheet: 'survey', row, column: 'save_to' }
    const refuse = (
      code: Parameters<Findings['refuse']>[0],
      values: Record<string, string | number> = {},
    ) => {
      this.#findings.refuse(code, place, { name: said, ...values })
      return undefined
    }
    const [only, ...others] = this.declarations
    if (!only) return refuse('entity.none')
    const [first = '', second, ...more] = said.split('#')
    if (more.length > 0) return refuse('entity.two_dividers')
    if (second === undefined && others.length > 0) return refuse('entity.no_prefix')
    const [list, name] = second === undefined ? [only.list, first] : [first, second]
    if (!this.declarations.some((each) => each.list === list)) return refuse('entity.unknown_list', { list })
    if (isSection) return refuse('entity.group')
    if (RESERVED_NAMES.includes(name.toLowerCase())) return refuse('entity.reserved_name', { name })
    if (name.startsWith(RESERVED_PREFIX)) return refuse('entity.reserved_prefix', { name })
    if (!isName(name)) return refuse('name.invalid', { name })
    const twice = this.uses.get(list)?.find(({ property }) => property === name)
    if (twice) return refuse('entity.property_twice', { name, other: twice.row })
    return { list, name }
  }

  /** Entities are only updated from a file of what they are. */
  checkFiles(instances: readonly { name: string; extension: string }[]): void {
    for (const { list, id, row } of this.declarations)
      if (id !== undefined && !instances.some(({ name, extension }) => name === list && extension !== ''))
        this.#findings.refuse('entity.no_file', { sheet: 'entities', row, column: 'list_name' }, { list })
  }
}

function declarationsOf(sheet: GroupedSheet, findings: Findings): Declaration[] {
  const found: Declaration[] = []
  for (const { row, values } of sheet.rows) {
    const place = { sheet: 'entities', row }
    for (const column of values.keys())
      if (!ENTITY_COLUMNS.includes(column))
        findings.refuse('entity.column', { sheet: 'entities', row: 1, column })
    const list = textOf(values, 'dataset')
    const declaration = {
      list: list ?? '',
      row,
      id: textOf(values, 'entity_id'),
      createIf: textOf(values, 'create_if'),
      updateIf: textOf(values, 'update_if'),
      label: textOf(values, 'label'),
    }
    const { id, createIf, updateIf, label } = declaration
    const named = { ...place, column: 'list_name' }
    if (list === undefined) findings.refuse('entity.no_list', named)
    else if (list.startsWith(RESERVED_PREFIX))
      findings.refuse('entity.reserved_prefix', named, { name: list })
    else if (list.includes('.')) findings.refuse('entity.period', named, { list })
    else if (!isName(list)) findings.refuse('name.invalid', named, { name: list })
    else if (found.some((each) => each.list === list)) findings.refuse('entity.list_twice', named, { list })
    if (id === undefined && updateIf !== undefined)
      findings.refuse('entity.no_id', { ...place, column: 'entity_id' })
    else if (id !== undefined && createIf !== undefined && updateIf === undefined)
      findings.refuse('entity.no_update_if', { ...place, column: 'update_if' })
    else if (id === undefined && label === undefined)
      findings.refuse('entity.no_label', { ...place, column: 'label' })
    found.push(declaration)
  }
  return found
}

/** The element `entity` with its attributes; `inRepeat` makes a new one for each repetition. */
export function entityOf(
  { list, id, createIf, updateIf, label, row }: Declaration,
  inRepeat: boolean,
): SurveyNode {
  const entity = nodeOf('entity', 'entity', 'entity')
  const computed = (name: string, value: string, calculate?: string, actions: Action[] = []): SurveyNode =>
    nodeOf('attribute', name, 'attribute', {
      row,
      value,
      actions,
      ...(calculate !== undefined && { bind: computedBind(calculate) }),
    })
  add(entity, computed('dataset', list))
  if (id === undefined || createIf !== undefined) add(entity, computed('create', '1', createIf))
  if (id !== undefined) {
    add(entity, computed('update', '1', updateIf))
    const item = `instance('${list}')/root/item[name=${id}]`
    for (const [name, column] of [
      ['baseVersion', '__version'],
      ['trunkVersion', '__trunkVersion'],
      ['branchId', '__branchId'],
    ] as const)
      add(entity, computed(name, '', `${item}/${column}`))
  }
  const actions: Action[] = []
  if (id === undefined) {
    actions.push({ name: 'setvalue', event: 'odk-instance-first-load', value: 'uuid()' })
    if (inRepeat) actions.push({ name: 'setvalue', event: 'odk-new-repeat', value: 'uuid()' })
  }
  const own = computed('id', '', id, actions)
  own.bind ??= new Map([
    ['readonly', 'true()'],
    ['type', 'string'],
  ])
  add(entity, own)
  if (label !== undefined)
    add(entity, nodeOf('question', 'label', 'entity-label', { row, bind: computedBind(label) }))
  return entity
}

const computedBind = (calculate: string): Map<string, Cell> =>
  new Map([
    ['calculate', calculate],
    ['readonly', 'true()'],
    ['type', 'string'],
  ])
