// Questions with choices: from the sheet `choices`, from a file, from `external_choices` or from earlier answers.
import { referencesIn, soleReference } from './expression.ts'
import { isNumber, onlyTaken, TAKEN } from './parameters.ts'
import { FILE_COMMANDS, nearest, SELECTS, type SelectCommand } from './question-types.ts'
import { plainQuestion, type AskedRow } from './questions.ts'
import { isNearly } from './review.ts'
import { nodeOf, type SurveyNode } from './survey-tree.ts'
import type { Surroundings } from './surroundings.ts'

export type SelectRow = {
  node: SurveyNode
  list: string
  instance: { name: string; extension: string }
  /** The question that asks what the option `other` is. */
  other?: SurveyNode
}

export const FILE_EXTENSIONS: readonly string[] = ['.csv', '.xml', '.geojson']
const OTHERS = / (?:or specify other|or_other|or other)$/
const NAME_IN_FILE = /^[a-zA-Z_][\w\-.]*$/

type Said = { command: SelectCommand; list: string; other: boolean }

/** @returns undefined where the type has no choices, `refused` where it has and cannot be a question */
export function selectOf(asked: AskedRow, around: Surroundings): SelectRow | 'refused' | undefined {
  const said = saidBy(asked.type)
  if (!said) return undefined
  const { command, list, other } = said
  const [, base = list, extension = ''] = /^(.+)(\.[^.]+)$/.exec(list) ?? []
  const fromFile = FILE_COMMANDS.includes(command)
  if (fromFile ? !hasExtension(list, asked, around) : !hasList(said, asked, around)) return 'refused'
  checkParameters(asked, fromFile, around)
  const node = plainQuestion({ ...asked, type: SELECTS[command] })
  node.parameters = asked.parameters
  node.itemset = list
  if (command === 'select_one_external') {
    // The list is in a file of its own, which the query looks in: without a filter there is nothing to ask it for.
    if (node.choiceFilter !== undefined) node.query = list
    node.itemset = undefined
  }
  const select: SelectRow = { node, list, instance: { name: base, extension: fromFile ? extension : '' } }
  if (!other) return select
  if (node.choiceFilter !== undefined) {
    around.findings.refuse('select.other_filter', at(asked, 'choice_filter'))
    return 'refused'
  }
  if (!around.lists.has(list)) {
    around.findings.refuse('choices.unknown_list', at(asked), { list })
    return 'refused'
  }
  return { ...select, other: otherQuestion(node) }
}

const at = ({ row }: AskedRow, column = 'type') => ({ sheet: 'survey', row, column })

function saidBy(type: string): Said | undefined {
  for (const command of Object.keys(SELECTS) as SelectCommand[]) {
    if (!type.startsWith(`${command} `)) continue
    const rest = type.slice(command.length + 1)
    const list = rest.replace(OTHERS, '')
    if (/^\S+$/.test(list)) return { command, list, other: list !== rest }
  }
  return undefined
}

function hasExtension(list: string, asked: AskedRow, { findings }: Surroundings): boolean {
  if (/^[^.]+(?:\.csv|\.xml|\.geojson)$/.test(list)) return true
  findings.refuse('select.extension', at(asked), { list, allowed: FILE_EXTENSIONS.join(', ') })
  return false
}

function hasList({ command, list }: Said, asked: AskedRow, around: Surroundings): boolean {
  const { findings, lists, externalLists } = around
  if (command === 'select_one_external') {
    if (!asked.values.has('choice_filter'))
      findings.warn('select.external_filter', at(asked, 'choice_filter'))
    if (externalLists?.has(list)) return true
    if (externalLists) findings.refuse('choices.unknown_external', at(asked), { list })
    else noSheet('external_choices', asked, around)
    return false
  }
  if (referencesIn(list).length > 0) return true
  const held = lists.get(list)
  if (!held) {
    if (lists.size === 0) noSheet('choices', asked, around)
    else {
      const meant = nearest(list, lists.keys())
      if (meant === undefined) findings.refuse('choices.unknown_list', at(asked), { list })
      else findings.refuse('choices.unknown_list_like', at(asked), { list, meant })
    }
    return false
  }
  if (SELECTS[command] === 'select all that apply')
    for (const { name } of held.options)
      if (name.includes(' ')) findings.refuse('select.blank_in_name', at(asked), { name, list })
  return true
}

function noSheet(sheet: string, asked: AskedRow, { findings, sheetNames }: Surroundings): void {
  const meant = sheetNames.filter((name) => isNearly(name, sheet))
  if (meant.length === 0) findings.refuse('sheet.missing', at(asked), { sheet })
  else findings.refuse('sheet.missing_like', at(asked), { sheet, meant: meant.join(', ') })
}

function checkParameters(asked: AskedRow, fromFile: boolean, { findings }: Surroundings): void {
  const { row, parameters } = asked
  onlyTaken(parameters, fromFile ? TAKEN.fileSelect : TAKEN.select, row, findings)
  const place = at(asked, 'parameters')
  for (const key of ['value', 'label']) {
    const value = parameters.get(key)
    if (fromFile && value !== undefined && !NAME_IN_FILE.test(value))
      findings.refuse('select.name_in_file', place, { key, value })
  }
  const [randomize, seed] = [parameters.get('randomize'), parameters.get('seed')]
  if (randomize !== undefined && randomize !== 'true' && randomize !== 'false')
    findings.refuse('parameter.one_of', place, { key: 'randomize', value: randomize, allowed: 'true, false' })
  if (seed !== undefined && randomize === undefined) findings.refuse('select.seed_alone', place)
  else if (seed !== undefined && !soleReference(seed) && !isNumber(seed))
    findings.refuse('select.seed', place, { value: seed })
}

function otherQuestion(node: SurveyNode): SurveyNode {
  return nodeOf('question', `${node.name}_other`, 'text', {
    row: node.row,
    label: 'Specify other.',
    bind: new Map([
      ['type', 'string'],
      ['relevant', `selected(../${node.name}, 'other')`],
    ]),
  })
}

/** The list of a question, also of one whose list is an earlier answer. */
export const isFile = (itemset: string): boolean => FILE_EXTENSIONS.some((each) => itemset.endsWith(each))
