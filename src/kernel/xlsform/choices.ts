// The sheet `choices`: lists of options, and the columns that choice filters look at.
import type { Findings } from './findings.ts'
import { isName, referencesIn } from './expression.ts'
import type { Cell, GroupedRow, GroupedSheet } from './grouped-rows.ts'
import { partsOf, textOf } from './grouped-rows.ts'

export type Option = {
  name: string
  label: Cell | undefined
  media: Map<string, Cell> | undefined
  /** Columns of the form's own, in their order. */
  extra: Map<string, string>
}

export type ChoiceList = {
  name: string
  options: Option[]
  /** Its options stand in the body of the questions that use it, which search in a file. */
  searched: boolean
}

export type ChoiceLists = Map<string, ChoiceList>

const OWN_COLUMNS = new Set(['list name', 'name', 'label', 'media', 'sms_option'])

export function choiceListsOf(sheet: GroupedSheet, duplicates: boolean, findings: Findings): ChoiceLists {
  const invalid = new Set<string>()
  for (const [column, [first = '', ...rest]] of sheet.columns) {
    if (OWN_COLUMNS.has(first)) continue
    if (rest.length === 0 && isName(first)) continue
    findings.warn('choices.column_ignored', { sheet: 'choices', row: 1, column })
    invalid.add(first)
  }
  const lists: ChoiceLists = new Map()
  for (const { row, values } of sheet.rows) {
    const listName = textOf(values, 'list name')
    if (listName === undefined) {
      if (values.has('name')) findings.warn('choices.no_list', { sheet: 'choices', row, column: 'list_name' })
      continue
    }
    const list = lists.get(listName) ?? { name: listName, options: [], searched: false }
    lists.set(listName, list)
    const option = optionOf({ row, values }, invalid, findings)
    if (!option) continue
    if (!duplicates && list.options.some(({ name }) => name === option.name))
      findings.refuse(
        'choices.name_twice',
        { sheet: 'choices', row, column: 'name' },
        { name: option.name, list: listName },
      )
    list.options.push(option)
  }
  return lists
}

function optionOf(
  { row, values }: GroupedRow,
  invalid: ReadonlySet<string>,
  findings: Findings,
): Option | undefined {
  const name = textOf(values, 'name')
  if (name === undefined) {
    findings.refuse('choices.no_name', { sheet: 'choices', row, column: 'name' })
    return undefined
  }
  const label = values.get('label')
  if (label === undefined) findings.warn('choices.no_label', { sheet: 'choices', row, column: 'label' })
  const extra = new Map<string, string>()
  for (const [column, cell] of values)
    if (typeof cell === 'string' && !OWN_COLUMNS.has(column) && !invalid.has(column)) extra.set(column, cell)
  const sms = textOf(values, 'sms_option')
  if (sms !== undefined) extra.set('sms_option', sms)
  return { name, label, media: partsOf(values, 'media'), extra }
}

/** Whether the labels of a list are in several languages, have media or look at answers, so that they are itext. */
export const hasItext = ({ options }: ChoiceList): boolean =>
  options.some(
    ({ label, media }) =>
      (media !== undefined && media.size > 0) ||
      label instanceof Map ||
      (label !== undefined && referencesIn(label).length > 0),
  )

/** Adds the option `other` that `or_other` promises, in each language that the list has. */
export function withOther(list: ChoiceList): void {
  if (list.options.some(({ name }) => name === 'other')) return
  const languages = new Set(
    list.options.flatMap(({ label }) => (label instanceof Map ? [...label.keys()] : [])),
  )
  const label: Cell =
    languages.size > 0 ? new Map([...languages].map((language) => [language, 'Other'])) : 'Other'
  list.options.push({ name: 'other', label, media: undefined, extra: new Map() })
}
