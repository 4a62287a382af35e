// Reads the sheet `survey` row by row into a tree, and says of each row what cannot be understood.
import { withOther } from './choices.ts'
import { isName, soleReference } from './expression.ts'
import type { Findings } from './findings.ts'
import { partsOf, textOf, textsOf, type Cell, type GroupedRow } from './grouped-rows.ts'
import { expandLoop } from './loops.ts'
import { parametersOf, yesOrNo } from './parameters.ts'
import { ALL_TYPES, nearest, TYPE_ALIASES } from './question-types.ts'
import { questionOf, triggersOf } from './questions.ts'
import { selectOf, type SelectRow } from './selects.ts'
import { add, nodeOf, type SurveyNode } from './survey-tree.ts'
import type { Surroundings } from './surroundings.ts'

/** What later checks need to know of the rows. */
export type SurveyRead = {
  survey: SurveyNode
  /** The question `audit`, which belongs to the metadata. */
  audit: SurveyNode | undefined
  /** Names of rows, and how often each is there. */
  names: Map<string, number>
  questionNames: Set<string>
  triggers: { name: string; row: number }[]
  geometries: { target: string; row: number }[]
  /** Names of files and lists to look in; lists have no extension. */
  instances: { name: string; extension: string }[]
  /** Whether a question promises `other`, whose words are in English only. */
  otherAdded: boolean
  /** A form says its title or id in the survey too. */
  settings: Map<string, string>
}

type Open = {
  node: SurveyNode
  names: Set<string>
  lower: Set<string>
  row: number | undefined
  loop?: string
}

const CONTROLS: Readonly<Record<string, 'group' | 'repeat' | 'loop'>> = {
  group: 'group',
  lgroup: 'repeat',
  repeat: 'repeat',
  'looped group': 'repeat',
  loop: 'loop',
}
const BEGIN = /^begin[\s_](group|lgroup|repeat|loop|looped group)(?: (?:over )?(\S+))?$/
const END = /^end[\s_](group|lgroup|repeat|loop|looped group)$/
const SETTINGS_IN_SURVEY: Readonly<Record<string, string>> = {
  form_title: 'title',
  'set form title': 'title',
  set_form_title: 'title',
  form_id: 'id',
  'set form id': 'id',
  set_form_id: 'id',
}
const KNOWN_COLUMNS = ['name', 'label', 'hint', 'bind', 'control', 'media', 'default', 'parameters']
/** Levels of groups; a form with more is no form. */
const DEEPEST = 60
const RESERVED = 'meta'

export function readSurvey(rows: readonly GroupedRow[], rootName: string, around: Surroundings): SurveyRead {
  return new SurveyReader(rootName, around).read(rows)
}

class SurveyReader {
  readonly #around: Surroundings
  readonly #read: SurveyRead
  readonly #open: Open[]
  readonly #repeats = new Set<string>()
  /** In a group that is shown as a table: its list, once the first question said it. */
  #table: { list?: string } | undefined

  constructor(rootName: string, around: Surroundings) {
    const survey = nodeOf('survey', rootName, 'survey')
    this.#around = around
    this.#open = [{ node: survey, names: new Set(), lower: new Set(), row: undefined }]
    this.#read = {
      survey,
      audit: undefined,
      names: new Map(),
      questionNames: new Set(),
      triggers: [],
      geometries: [],
      instances: [],
      otherAdded: false,
      settings: new Map(),
    }
  }

  get #top(): Open {
    const top = this.#open.at(-1)
    if (!top) throw new RangeError('the survey itself is never closed')
    return top
  }

  get #findings(): Findings {
    return this.#around.findings
  }

  read(rows: readonly GroupedRow[]): SurveyRead {
    for (const row of rows) this.#row(row)
    for (const { node, row } of this.#open.slice(1))
      this.#findings.refuse(
        'survey.not_closed',
        { sheet: 'survey', row, column: 'type' },
        { kind: node.type, name: node.name },
      )
    return this.#read
  }

  #row({ row, values }: GroupedRow): void {
    const disabled = textOf(values, 'disabled')
    if (disabled !== undefined) {
      this.#findings.warn('survey.disabled', { sheet: 'survey', row, column: 'disabled' })
      if (yesOrNo(disabled) === true) return
    }
    const said = textOf(values, 'type')
    const type = said === undefined ? undefined : (TYPE_ALIASES.get(said) ?? said)
    if (type === undefined) {
      if (values.has('name') || values.has('label'))
        this.#findings.refuse('survey.no_type', { sheet: 'survey', row, column: 'type' })
      else if (KNOWN_COLUMNS.some((column) => values.has(column)))
        this.#findings.warn('survey.row_skipped', { sheet: 'survey', row })
      return
    }
    const setting = Object.hasOwn(SETTINGS_IN_SURVEY, type) ? SETTINGS_IN_SURVEY[type] : undefined
    if (setting !== undefined) this.#read.settings.set(setting, textOf(values, 'name') ?? '')
    else if (type === 'audit') this.#audit(row, values)
    else if (END.test(type)) this.#end(type, row, values)
    else this.#named(type, row, values)
  }

  #audit(row: number, values: Map<string, Cell>): void {
    const name = textOf(values, 'name')
    if (name !== undefined && name !== 'audit')
      this.#findings.refuse('audit.name', { sheet: 'survey', row, column: 'name' })
    const parameters = parametersOf(textOf(values, 'parameters'), row, this.#findings)
    this.#read.audit = questionOf(
      { row, values, type: 'audit', name: 'audit', parameters, inRepeat: false },
      this.#around,
    )
  }

  #end(type: string, row: number, values: Map<string, Cell>): void {
    const kind = CONTROLS[END.exec(type)?.[1] ?? ''] ?? 'group'
    const { node, loop } = this.#top
    if (this.#open.length === 1 || node.type !== kind) {
      this.#findings.refuse(
        'survey.not_opened',
        { sheet: 'survey', row, column: 'type' },
        { kind, name: textOf(values, 'name') ?? '' },
      )
      // What was probably meant is closed, so that one mistake is not told for every row after it.
      const at = this.#open.findLastIndex(({ node: each }) => each.type === kind)
      if (at > 0) this.#open.length = at
      return
    }
    this.#around.entities.saved(values, row, undefined, this.#path(), true)
    this.#open.pop()
    this.#table = undefined
    if (loop === undefined) return
    const list = this.#around.lists.get(loop)
    if (list) expandLoop(node, list)
  }

  #named(type: string, row: number, values: Map<string, Cell>): void {
    const begins = BEGIN.exec(type)
    const name = this.#nameOf(type, row, values)
    if (name !== undefined) this.#note(name, row)
    this.#around.entities.saved(values, row, name, this.#path(), begins !== null)
    if (begins) this.#begin(begins, name ?? `row_${row}`, row, values)
    else if (name !== undefined) this.#question(type, name, row, values)
  }

  #nameOf(type: string, row: number, values: Map<string, Cell>): string | undefined {
    const name = textOf(values, 'name')
    const place = { sheet: 'survey', row, column: 'name' }
    if (name === undefined && type === 'note') return `generated_note_name_${row}`
    if (name === undefined) this.#findings.refuse('name.missing', place)
    else if (!isName(name)) this.#findings.refuse('name.invalid', place, { name })
    else return name
    return undefined
  }

  /** Checks a name against those of its group. */
  #note(name: string, row: number): void {
    const { names, lower } = this.#top
    const place = { sheet: 'survey', row, column: 'name' }
    if (name === RESERVED) this.#findings.refuse('name.reserved', place, { name })
    else if (names.has(name)) this.#findings.refuse('name.twice', place, { name })
    else if (lower.has(name.toLowerCase())) this.#findings.warn('name.capitals', place, { name })
    names.add(name)
    lower.add(name.toLowerCase())
    this.#read.names.set(name, (this.#read.names.get(name) ?? 0) + 1)
  }

  #path(): SurveyNode[] {
    return this.#open.map(({ node }) => node)
  }

  #begin(begins: RegExpExecArray, name: string, row: number, values: Map<string, Cell>): void {
    const kind = CONTROLS[begins[1] ?? ''] ?? 'group'
    const place = { sheet: 'survey', row, column: 'name' }
    if (kind === 'repeat') {
      if (name === this.#read.survey.name) this.#findings.refuse('name.like_form', place, { name })
      else if (this.#repeats.has(name)) this.#findings.refuse('name.repeat_twice', place, { name })
      this.#repeats.add(name)
    }
    const node = sectionOf(kind, name, row, values)
    const shown = kind === 'repeat' || node.control.get('appearance') !== 'field-list'
    if (shown && !values.has('label') && !values.has('media')) {
      const code = kind === 'repeat' ? 'survey.repeat_label' : 'survey.group_label'
      this.#findings.warn(code, { sheet: 'survey', row, column: 'label' }, { name })
    }
    const required = node.bind?.get('required')
    if (typeof required === 'string' && yesOrNo(required) !== false)
      this.#findings.refuse('survey.required_group', { sheet: 'survey', row, column: 'required' })
    this.#count(node, row)
    this.#asTable(node, row)
    add(this.#top.node, node)
    if (this.#open.length > DEEPEST) this.#findings.refuse('survey.too_deep', { sheet: 'survey', row })
    this.#open.push({
      node,
      names: new Set(),
      lower: new Set(),
      row,
      ...(kind === 'loop' && { loop: this.#loopList(begins[2], row) }),
    })
  }

  #loopList(list: string | undefined, row: number): string {
    const place = { sheet: 'survey', row, column: 'type' }
    if (list === undefined) this.#findings.refuse('loop.no_list', place)
    else if (!this.#around.lists.has(list)) this.#findings.refuse('choices.unknown_list', place, { list })
    return list ?? ''
  }

  /** How often a repeat is asked is a node of its own, unless it is the answer to one question. */
  #count(node: SurveyNode, row: number): void {
    const count = node.control.get('jr:count')
    if (count === undefined || soleReference(count)) return
    const name = `${node.name}_count`
    const bind = new Map<string, Cell>([
      ['readonly', 'true()'],
      ['calculate', count],
      ['type', 'string'],
    ])
    add(this.#top.node, nodeOf('question', name, 'calculate', { row, bind }))
    node.control.set('jr:count', `\${${name}}`)
  }

  /** The appearance table-list: the group is one page, its label a note, and its first question also a heading. */
  #asTable(node: SurveyNode, row: number): void {
    const looks = node.control.get('appearance')?.split(' ') ?? []
    if (!looks.includes('table-list')) return
    this.#table = {}
    node.control.set('appearance', ['field-list', ...looks.filter((each) => each !== 'table-list')].join(' '))
    if (node.label === undefined && node.hint === undefined) return
    const { label, hint } = node
    const heading = questionOf(
      {
        row,
        type: 'note',
        name: `generated_table_list_label_${row}`,
        values: new Map([
          ...(label === undefined ? [] : [['label', label] as const]),
          ...(hint === undefined ? [] : [['hint', hint] as const]),
        ]),
        parameters: new Map(),
        inRepeat: false,
      },
      this.#around,
    )
    node.label = undefined
    node.hint = undefined
    if (heading) add(node, heading)
  }

  #question(type: string, name: string, row: number, values: Map<string, Cell>): void {
    this.#read.questionNames.add(name)
    const parameters = parametersOf(textOf(values, 'parameters'), row, this.#findings)
    const inRepeat = this.#open.some(({ node }) => node.kind === 'repeat')
    const asked = { row, values, type, name, parameters, inRepeat }
    const triggers = triggersOf(values, row, this.#findings)
    this.#read.triggers.push(...triggers.map((each) => ({ name: each, row })))
    const select = selectOf(asked, this.#around)
    if (select === 'refused') return
    const node = select?.node ?? questionOf(asked, this.#around)
    if (!node) {
      if (!this.#around.findings.refused.some((finding) => finding.row === row && finding.sheet === 'survey'))
        this.#unknown(type, row)
      return
    }
    node.trigger = triggers
    if (node.kind === 'external') {
      if (inRepeat) this.#findings.refuse('external.in_repeat', { sheet: 'survey', row, column: 'type' })
      this.#read.instances.push({ name, extension: `.${type.split('-')[0]}` })
    }
    const geometry = parameters.get('reference-geometry')
    if (geometry !== undefined) this.#read.geometries.push({ target: geometry, row })
    if (select) this.#select(select, row)
    add(this.#top.node, node)
    if (select?.other) {
      this.#read.otherAdded = true
      add(this.#top.node, select.other)
    }
  }

  #select(select: SelectRow, row: number): void {
    const { node, list } = select
    this.#read.instances.push(select.instance)
    const held = this.#around.lists.get(list)
    if (select.other && held) withOther(held)
    if (!this.#table) return
    const place = { sheet: 'survey', row }
    if (this.#table.list === undefined) {
      this.#table.list = list
      if (node.choiceFilter !== undefined)
        this.#findings.refuse('table.filter', { ...place, column: 'choice_filter' })
      add(
        this.#top.node,
        nodeOf('question', `reserved_name_for_field_list_labels_${row}`, node.type, {
          row,
          bind: new Map([['type', 'string']]),
          control: new Map([['appearance', 'label']]),
          label: ' ',
          itemset: list,
        }),
      )
    }
    if (this.#table.list !== list)
      this.#findings.refuse('table.lists', { ...place, column: 'type' }, { list, other: this.#table.list })
    node.control.set('appearance', 'list-nolabel')
  }

  #unknown(type: string, row: number): void {
    const meant = nearest(type.split(' ')[0] ?? '', ALL_TYPES)
    const place = { sheet: 'survey', row, column: 'type' }
    if (meant === undefined) this.#findings.refuse('type.unknown', place, { type })
    else this.#findings.refuse('type.unknown_like', place, { type, meant })
  }
}

function sectionOf(
  kind: 'group' | 'repeat' | 'loop',
  name: string,
  row: number,
  values: Map<string, Cell>,
): SurveyNode {
  const control = textsOf(partsOf(values, 'control'))
  const intent = textOf(values, 'intent')
  if (intent !== undefined) control.set('intent', intent)
  return nodeOf(kind === 'repeat' ? 'repeat' : 'group', name, kind, {
    row,
    label: values.get('label') ?? (control.get('appearance') === 'label' ? ' ' : undefined),
    hint: values.get('hint'),
    media: values.get('media'),
    bind: partsOf(values, 'bind'),
    control,
    instance: textsOf(partsOf(values, 'instance')),
  })
}
