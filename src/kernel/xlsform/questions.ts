// Makes a question of a row, with the checks of its type.
import { auditBind } from './audit.ts'
import { hasBrokenReference, isDynamic, referencesIn } from './expression.ts'
import type { Findings } from './findings.ts'
import { partsOf, textOf, textsOf, type Cell } from './grouped-rows.ts'
import { isNumber, isWhole, onlyTaken, TAKEN, yesOrNo } from './parameters.ts'
import { EXTERNAL_TYPES, QUESTION_TYPES } from './question-types.ts'
import { rangeOf } from './ranges.ts'
import { nodeOf, type SurveyNode } from './survey-tree.ts'
import type { Surroundings } from './surroundings.ts'

export type AskedRow = {
  row: number
  values: Map<string, Cell>
  type: string
  name: string
  parameters: Map<string, string>
  inRepeat: boolean
}

/** @returns undefined where there is no such type, or it is refused */
export function questionOf(asked: AskedRow, around: Surroundings): SurveyNode | undefined {
  const { type, name, row } = asked
  if (EXTERNAL_TYPES.some((each) => each === type)) return nodeOf('external', name, type, { row })
  const osm = /(?:^|\s)osm (\S+)/.exec(type)
  const kind = osm ? 'osm' : type
  const known = QUESTION_TYPES.get(kind)
  // Questions with choices say their list, and come from there.
  if (!known || /^(?:select|rank$)/.test(kind)) return undefined
  const node = plainQuestion({ ...asked, type: kind })
  if (osm?.[1] !== undefined) node.tags = around.osmTags.get(osm[1]) ?? []
  ofType[kind]?.(node, asked, around)
  return node
}

/** What every question has. */
export function plainQuestion({ type, name, row, values, inRepeat }: AskedRow): SurveyNode {
  const known = QUESTION_TYPES.get(type)
  const control = textsOf(partsOf(values, 'control'))
  const said = partsOf(values, 'bind')
  const bind =
    known?.bind || said
      ? new Map<string, Cell>([...Object.entries(known?.bind ?? {}), ...(said ?? [])])
      : undefined
  const node = nodeOf('question', name, type, {
    row,
    label: values.get('label') ?? (control.get('appearance') === 'label' ? ' ' : undefined),
    hint: values.get('hint') ?? known?.hint,
    guidance: values.get('guidance_hint'),
    media: values.get('media'),
    bind,
    control: new Map([
      ...(known?.control?.mediatype === undefined ? [] : [['mediatype', known.control.mediatype] as const]),
      ...control,
    ]),
    instance: textsOf(partsOf(values, 'instance')),
    default: textOf(values, 'default'),
    choiceFilter: textOf(values, 'choice_filter'),
  })
  if (isDynamic(node.default, type)) {
    node.actions.push({ name: 'setvalue', event: 'odk-instance-first-load' })
    if (inRepeat) node.actions.push({ name: 'setvalue', event: 'odk-new-repeat' })
  }
  return node
}

/** The questions of the column `trigger`. */
export function triggersOf(values: ReadonlyMap<string, Cell>, row: number, findings: Findings): string[] {
  const said = textOf(values, 'trigger')
  if (said === undefined) return []
  const place = { sheet: 'survey', row, column: 'trigger' }
  const names: string[] = []
  for (const part of said.split(',')) {
    const found = referencesIn(part)
    if (!said.includes('${') || hasBrokenReference(part)) findings.refuse('reference.broken', place)
    else if (found.length > 1) findings.refuse('trigger.no_comma', place)
    names.push(...found.slice(0, 1).map(({ name }) => name))
  }
  return names
}

type OfType = (node: SurveyNode, asked: AskedRow, around: Surroundings) => void

const column = (row: number, name = 'parameters') => ({ sheet: 'survey', row, column: name })

function bindOf(node: SurveyNode): Map<string, Cell> {
  node.bind ??= new Map()
  return node.bind
}

const audio =
  (qualities: readonly string[], put: (node: SurveyNode, quality: string) => void): OfType =>
  (node, { row, parameters }, { findings }) => {
    onlyTaken(parameters, TAKEN.audio, row, findings)
    const quality = parameters.get('quality')
    if (quality === undefined) return
    if (qualities.includes(quality)) put(node, quality)
    else
      findings.refuse('parameter.one_of', column(row), {
        key: 'quality',
        value: quality,
        allowed: qualities.join(', '),
      })
  }
const QUALITIES = ['voice-only', 'low', 'normal'] as const

const geo =
  (taken: readonly string[]): OfType =>
  (node, { row, parameters }, { findings }) => {
    onlyTaken(parameters, taken, row, findings)
    for (const [key, attribute] of [
      ['capture-accuracy', 'accuracyThreshold'],
      ['warning-accuracy', 'unacceptableAccuracyThreshold'],
    ] as const) {
      const value = parameters.get(key)
      if (value === undefined || !taken.includes(key)) continue
      if (!isNumber(value)) findings.refuse('parameter.number', column(row), { key, value })
      node.control.set(attribute, value)
    }
    const incremental = parameters.get('incremental')
    if (incremental !== undefined && taken.includes('incremental')) {
      if (yesOrNo(incremental) === true) node.control.set('incremental', 'true')
      else findings.refuse('geo.incremental', column(row))
    }
    const mock = parameters.get('allow-mock-accuracy')
    if (mock !== undefined) {
      if (mock !== 'true' && mock !== 'false')
        findings.refuse('parameter.one_of', column(row), {
          key: 'allow-mock-accuracy',
          value: mock,
          allowed: 'true, false',
        })
      bindOf(node).set('odk:allow-mock-accuracy', mock)
    }
    node.itemset = parameters.get('reference-geometry')
  }

const photo: OfType = (node, { row, parameters }, { findings }) => {
  onlyTaken(parameters, TAKEN.photo, row, findings)
  if (node.default !== undefined && !isDynamic(node.default, node.type))
    if (!node.default.includes('jr://images/')) node.default = `jr://images/${node.default}`
  const pixels = parameters.get('max-pixels')
  if (pixels === undefined) findings.warn('photo.max_pixels', column(row))
  else if (!isWhole(pixels))
    findings.refuse('parameter.whole_number', column(row), { key: 'max-pixels', value: pixels })
  else bindOf(node).set('orx:max-pixels', pixels)
  const app = parameters.get('app')
  const appearance = node.control.get('appearance')
  if (app === undefined || (appearance !== undefined && appearance !== 'annotate')) return
  if (/^[a-z]\w*(?:\.[a-z]\w*)+$/i.test(app)) node.control.set('intent', app)
  else findings.refuse('photo.app', column(row), { app })
}

const calculated: OfType = (node, { row, values }, { findings }) => {
  if (partsOf(values, 'bind')?.get('calculate') === undefined && !isDynamic(node.default, node.type))
    findings.refuse('calculate.missing', column(row, 'calculation'), { name: node.name })
}

const ofType: Readonly<Record<string, OfType>> = {
  calculate: calculated,
  photo,
  text: (node, { row, parameters }, { findings }) => {
    onlyTaken(parameters, TAKEN.text, row, findings)
    const rows = parameters.get('rows')
    if (rows === undefined) return
    if (!isWhole(rows)) findings.refuse('parameter.whole_number', column(row), { key: 'rows', value: rows })
    node.control.set('rows', rows)
  },
  range: (node, { row, parameters }, { findings, lists }) => {
    const range = rangeOf(parameters, node.control.get('appearance'), lists, row, findings)
    for (const [key, value] of range?.attributes ?? []) node.control.set(key, value)
    if (range?.decimal) bindOf(node).set('type', 'decimal')
    node.itemset = range?.labels
  },
  audio: audio([...QUALITIES, 'external'], (node, quality) => bindOf(node).set('odk:quality', quality)),
  'background-audio': (node, asked, around) => {
    node.actions.push({ name: 'odk:recordaudio', event: 'odk-instance-load' })
    audio(QUALITIES, ({ actions }, quality) => {
      for (const action of actions) if (action.name === 'odk:recordaudio') action.quality = quality
    })(node, asked, around)
  },
  geopoint: geo(TAKEN.geopoint),
  geotrace: geo(TAKEN.geotrace),
  geoshape: geo(TAKEN.geotrace),
  'start-geopoint': (node) => {
    node.actions.push({ name: 'odk:setgeopoint', event: 'odk-instance-first-load' })
  },
  'background-geopoint': (node, { row, values }, { findings }) => {
    if (textOf(values, 'trigger') === undefined)
      findings.refuse('geo.background_trigger', column(row, 'trigger'), { name: node.name })
    if (partsOf(values, 'bind')?.has('calculate'))
      findings.refuse('geo.background_calculation', column(row, 'calculation'), { name: node.name })
  },
  audit: (node, { row, parameters }, { findings }) => {
    for (const [key, value] of auditBind(parameters, row, findings)) bindOf(node).set(key, value)
  },
  simserial: (_, { row }, { findings }) => findings.warn('type.old_device', column(row, 'type')),
  subscriberid: (_, { row }, { findings }) => findings.warn('type.old_device', column(row, 'type')),
}
