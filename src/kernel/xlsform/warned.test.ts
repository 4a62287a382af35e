// What a form is told and converts all the same, each with its sheet, row and column.
import { expect, test } from 'vitest'
import { convertForm } from './convert.ts'
import { convertMarkdown, told } from '../../../tests/harness/xform.ts'

const survey = (headings: string, ...rows: string[]) =>
  ['| survey |', `| | ${headings} |`, ...rows.map((row) => `| | ${row} |`)].join('\n')
const choices = (headings: string, ...rows: string[]) =>
  `\n${survey(headings, ...rows).replace('survey', 'choices')}`
const ASK = survey('type | name | label', 'select_one l | a | A')

const cases: readonly { what: string; form: string; warnings: readonly string[] }[] = [
  {
    what: 'groups and repeats without a label, but for a group on one screen',
    form: survey(
      'type | name | label | appearance',
      'begin group | g | |',
      'begin repeat | r | | field-list',
      'begin group | h | | field-list',
      'text | a | A |',
      'end group | | |',
      'end repeat | | |',
      'end group | | |',
    ),
    warnings: ['survey.group_label survey 2 label', 'survey.repeat_label survey 3 label'],
  },
  {
    what: 'names that differ by capitals',
    form: survey('type | name | label', 'text | a | A', 'text | A | A'),
    warnings: ['name.capitals survey 3 name'],
  },
  {
    what: 'a sheet that is nearly settings, and none that is meant to be apart',
    form: `${survey('type | name | label', 'text | a | A')}\n| setings |\n| | form_id |\n| _entites |\n| | a |`,
    warnings: ['sheet.like'],
  },
  {
    what: 'choices without a list or a label',
    form: ASK + choices('list_name | name | label', 'l | x | X', 'l | y |', '| z | Z'),
    warnings: ['choices.no_label choices 3 label', 'choices.no_list choices 4 list_name'],
  },
  {
    what: 'columns of choices that no element can be called',
    form: ASK + choices('list_name | name | label | in town', 'l | x | X | yes'),
    warnings: ['choices.column_ignored choices 1 in town'],
  },
  {
    what: 'what the questionnaires of this application do not follow yet',
    form: survey('type | name | label | parameters', 'barcode | b | B |', 'image | i | I | max-pixels=800'),
    warnings: ['engine.type survey 2 type', 'engine.parameter survey 3 parameters'],
  },
]

test.each(cases)('$what', ({ form, warnings }) => {
  const converted = convertMarkdown(form)
  expect(told(converted.refused)).toEqual([])
  expect(told(converted.warnings).toSorted()).toEqual(warnings.toSorted())
  expect(converted.xml).toContain('<h:html')
})

test('rows after a long gap are left out, and that is told', () => {
  const row = (at: number, ...cells: string[]) => ({ row: at, cells })
  const rows = [
    row(1, 'type', 'name', 'label'),
    row(2, 'text', 'a', 'A'),
    row(40, 'text', 'b', 'B'),
    row(200, 'text', 'c', 'C'),
  ]
  const { xml, warnings } = convertForm([{ name: 'survey', rows }], 'gap')
  expect(told(warnings)).toEqual(['sheet.rows_left survey 200'])
  expect([xml?.includes('/data/b'), xml?.includes('/data/c')]).toEqual([true, false])
})
