// What is refused, and where it is said to be: every mistake at once, each with its sheet, row and column.
import { expect, test } from 'vitest'
import fc from 'fast-check'
import { convertMarkdown, readXForm, told } from '../../../tests/harness/xform.ts'
import { convertForm } from './convert.ts'
import { texts } from './finding-texts.ts'
import { lineOf } from './findings.ts'

const survey = (headings: string, ...rows: string[]) =>
  `| survey |\n| | ${headings} |\n${rows.map((row) => `| | ${row} |`).join('\n')}`
const BASIC = 'type | name | label'

const refused: readonly (readonly [form: string, findings: readonly string[]])[] = [
  ['no table at all', ['sheet.no_survey']],
  ['| surveys |\n| | type |\n| choices |\n| | name |', ['sheet.no_survey_like']],
  ['| surve |\n| | type | name | label |\n| | text | a | A |', ['sheet.no_survey_like']],
  [survey('name | label', 'a | A'), ['heading.missing survey 1', 'survey.no_type survey 2 type']],
  [survey('type | name | value | label', 'text | a | b | A'), ['heading.same_column survey 1 value']],
  [survey('type | name | label | label', 'text | a | A | B'), ['heading.twice survey 1 label']],
  [survey(BASIC, ' | a | A'), ['survey.no_type survey 2 type']],
  [survey(BASIC, 'text | | A'), ['name.missing survey 2 name']],
  [
    survey(BASIC, 'text | 1a | A', 'text | a b | A'),
    ['name.invalid survey 2 name', 'name.invalid survey 3 name'],
  ],
  [survey(BASIC, 'text | meta | A'), ['name.reserved survey 2 name']],
  [survey(BASIC, 'text | a | A', 'text | a | B'), ['name.twice survey 3 name']],
  [
    survey(BASIC, 'begin repeat | data | A', 'text | a | A', 'end repeat | |'),
    ['name.like_form survey 2 name'],
  ],
  [
    survey(
      BASIC,
      'begin group | g | G',
      'begin repeat | r | R',
      'text | a | A',
      'end repeat | |',
      'end group | |',
      'begin repeat | r | R',
      'text | b | B',
      'end repeat | |',
    ),
    ['name.repeat_twice survey 7 name'],
  ],
  [survey(BASIC, 'text | a |'), ['question.no_label survey 2 label']],
  [survey('type | name | guidance_hint', 'text | a | help'), ['question.no_label survey 2 label']],
  [
    survey('type | name | media::big-image', 'text | a | b.png'),
    ['media.big_image survey 2 media::big-image'],
  ],
  [survey('type | name | media::smell', 'text | a | b.png'), ['media.unknown survey 2 media::smell']],
  [survey(BASIC, 'txt | a | A'), ['type.unknown_like survey 2 type']],
  [survey(BASIC, 'hologram | a | A'), ['type.unknown survey 2 type']],
  [survey(BASIC, 'begin group | g | G', 'text | a | A'), ['survey.not_closed survey 2 type']],
  [survey(BASIC, 'text | a | A', 'end group | |'), ['survey.not_opened survey 3 type']],
  [
    survey(
      BASIC,
      'begin group | g | G',
      'begin repeat | r | R',
      'text | a | A',
      'end group | |',
      'end repeat | |',
    ),
    ['survey.not_opened survey 5 type', 'survey.not_opened survey 6 type'],
  ],
  [
    survey(
      'type | name | label | required',
      'begin group | g | G | yes',
      'text | a | A |',
      'end group | | |',
    ),
    ['survey.required_group survey 2 required'],
  ],
  [survey(BASIC, 'calculate | a | A'), ['calculate.missing survey 2 calculation']],
  [
    survey(`${BASIC} | relevant`, 'text | a | A ${gone} | ${also_gone} = 1', 'text | abc | ${abd} |'),
    [
      'reference.unknown survey 2 label',
      'reference.unknown survey 2 relevant',
      'reference.unknown_like survey 3 label',
    ],
  ],
  [
    survey(BASIC, 'text | a | A ${a', 'text | b | ${a b}'),
    ['reference.broken survey 2 label', 'reference.broken survey 3 label'],
  ],
  [
    survey(
      `${BASIC} | relevant`,
      'begin group | g | G |',
      'text | a | A |',
      'end group | | |',
      'text | a | A |',
      'note | n | N | ${a} = 1',
    ),
    ['reference.several survey 6 relevant'],
  ],
  [
    `${survey(BASIC, 'select_one l | a | A')}\n| choices |\n| | list_name | name | label::fr |\n| | l | x | \${gone} |`,
    ['reference.unknown choices 2 label::fr'],
  ],
  [
    `| settings |\n| | instance_name |\n| | \${gone} |\n${survey(BASIC, 'text | a | A')}`,
    ['reference.unknown settings 2 instance_name'],
  ],
  [
    survey(
      `${BASIC} | trigger | calculation`,
      'text | a | A | |',
      'calculate | b | | ${gone} | 1',
      'calculate | c | | now | 1',
      'calculate | d | | ${a} ${b} | 1',
    ),
    [
      'reference.unknown survey 3 trigger',
      'reference.broken survey 4 trigger',
      'trigger.no_comma survey 5 trigger',
    ],
  ],
  [
    survey('type | name | trigger | calculation', 'calculate | a | | 1', 'calculate | b | ${a} | 2'),
    ['trigger.not_shown survey 3 trigger'],
  ],
  [
    survey(
      'type | name | label | trigger | calculation',
      'text | a | A | |',
      'background-geopoint | b | | |',
      'background-geopoint | c | | ${a} | 1',
    ),
    ['geo.background_trigger survey 3 trigger', 'geo.background_calculation survey 4 calculation'],
  ],
  [
    survey(BASIC, 'begin repeat | r | R', 'csv-external | towns |', 'text | a | A', 'end repeat | |'),
    ['external.in_repeat survey 3 type'],
  ],
  [
    survey(
      BASIC,
      'csv-external | t |',
      'begin group | g | G',
      'csv-external | t |',
      'text | a | A',
      'end group | |',
    ),
    ['instance.twice survey 4 name'],
  ],
  [survey(`${BASIC} | bind::foo:bar`, 'text | a | A | 1'), ['attribute.prefix survey 2 bind::foo:bar']],
  [survey(`${BASIC} | body::a b`, 'text | a | A | 1'), ['attribute.name survey 2 body::a b']],
  [
    `| settings |\n| | omit_instanceID | public_key |\n| | yes | MIIB |\n${survey(BASIC, 'text | a | A')}`,
    ['setting.encrypted_without_id settings 2 omit_instanceID'],
  ],
  [
    `| settings |\n| | name |\n| | my form |\n${survey(BASIC, 'text | a | A')}`,
    ['name.invalid settings 2 name'],
  ],
  [
    `${survey(`${BASIC} | appearance | choice_filter`, 'begin group | g | G | table-list |', 'select_one l | a | A | | true()', 'select_one m | b | B | |', 'end group | | | |')}
     | choices |\n| | list_name | name | label |\n| | l | x | X |\n| | m | x | X |`,
    ['table.filter survey 3 choice_filter', 'table.lists survey 4 type'],
  ],
  [survey(BASIC, 'begin loop | l | L', 'text | a | A', 'end loop | |'), ['loop.no_list survey 2 type']],
  [
    survey(BASIC, 'begin loop over x | l | L', 'text | a | A', 'end loop | |'),
    ['choices.unknown_list survey 2 type'],
  ],
  [
    survey(
      'type | name | label | repeat_count',
      'integer | r_count | N |',
      'begin repeat | r | R | 2',
      'text | a | A |',
      'end repeat | | |',
    ),
    ['name.twice survey 3 name'],
  ],
]

test.each(refused)('%s', (form, findings) => {
  expect(told(convertMarkdown(form).refused)).toEqual(findings)
})

const wrong: readonly string[] = [
  '(1',
  '1 +',
  '${a} == 1',
  "selected(${a}, 'x'",
  "'open",
  '${a} and',
  '${a} .',
  'if(1, 2, )',
  '${a}[1',
  '1 = = 2',
  'concat(,)',
  '$a',
  '#',
]
test.each(wrong)('"%s" is no expression', (expression) => {
  const form = survey(`${BASIC} | relevant`, 'text | a | A |', `text | b | B | ${expression}`)
  expect(told(convertMarkdown(form).refused)).toEqual(['expression.syntax survey 3 relevant'])
})

const right: readonly string[] = [
  "selected(., 'x') or not(${a} != '' and . > -3.5)",
  "instance('l')/root/item[name = ${a} and position() = last()]/label | /data/*",
  "count(../b[. = 'x'][1]/@id) mod 2 * 3 div 4 - 1",
  'regex(., "^[a-z]{2,}$")',
  'child::a/parent::node()/descendant-or-self::*',
  'jr:choice-name(${a}, "${a}")',
  "if(${a} = '', 0, (1 + 2)) * .5",
  'a-b.c_d/text()',
  "today() - date('2026-01-01') >= 0",
  'não/été/名前',
]
test.each(right)('"%s" is an expression', (expression) => {
  const form = survey(
    `${BASIC} | relevant`,
    'text | a | A |',
    `text | b | B | ${expression.replaceAll('|', '\\|')}`,
  )
  expect(told(convertMarkdown(form).refused)).toEqual([])
})

test('calculations that need each other are told as a circle, looks at other repetitions are none', () => {
  const circle = survey(
    'type | name | calculation',
    'calculate | a | ${b} + 1',
    'calculate | b | ${c}',
    'calculate | c | ${a} * 2',
    'calculate | d | ${a}',
  )
  const { refused: found } = convertMarkdown(circle)
  expect(told(found)).toEqual(['calculate.circle survey 4 calculation'])
  expect(found[0]?.values).toEqual({ names: 'a → b → c → a' })
  expect(
    told(convertMarkdown(survey('type | name | calculation', 'calculate | a | ${a} + 1')).refused),
  ).toEqual(['calculate.circle survey 2 calculation'])
  const sum = survey(
    'type | name | label | calculation',
    'begin repeat | r | R |',
    'integer | n | N |',
    'calculate | total | | if(position(..) = 1, ${n}, ${n} + indexed-repeat(${total}, ${r}, position(..) - 1))',
    'end repeat | | |',
  )
  expect(told(convertMarkdown(sum).refused)).toEqual([])
})

test('a loop cannot be referred into, because each option has its own answer', () => {
  const form = `${survey(BASIC, 'begin loop over l | p | P', 'integer | q | Q', 'note | n | ${q}', 'end loop | |')}
    | choices |\n| | list_name | name | label |\n| | l | x | X |\n| | l | y | Y |`
  expect(told(convertMarkdown(form).refused)).toEqual(['reference.several survey 4 label'])
})

test('a line says where, what and what to do, in both languages', () => {
  const { refused: found } = convertMarkdown(survey(BASIC, 'text | a | A', 'text | a | B'))
  expect(found.map((each) => lineOf(each, 'en'))).toEqual([
    'sheet survey, row 3, column name: The name "a" stands twice in the same group. Rename one of them.',
  ])
  expect(found.map((each) => lineOf(each, 'es'))).toEqual([
    'hoja survey, fila 3, columna name: El nombre "a" está dos veces en el mismo grupo. Cambie uno.',
  ])
  expect(Object.keys(texts.es.of).toSorted()).toEqual(Object.keys(texts.en.of).toSorted())
  const holes = (text: string) =>
    (text.match(/\{\w+\}/g) ?? [])
      .filter((each) => !/nombre|pregunta|question|uno|one|otro|other\}$/.test(each) || each === '{other}')
      .toSorted()
  for (const [code, text] of Object.entries(texts.en.of))
    if (!/^(?:trigger\.no_comma|reference\.broken|geo\.background_trigger)$/.test(code))
      expect([code, holes(texts.es.of[code as keyof typeof texts.es.of])]).toEqual([code, holes(text)])
})

test('whatever the cells hold, the form is refused, or is XML', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      'text',
      'begin group',
      'end group',
      'begin repeat',
      'end repeat',
      'select_one l',
      'calculate',
      'range',
    ),
    fc.constantFrom(
      'a',
      'b',
      '${a}',
      '${b} + 1',
      "instance('l')/root/item[name = ${a}]/label",
      'start=1',
      'yes',
      '<b>&',
    ),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 6 }),
  )
  const headings = [
    'type',
    'name',
    'label',
    'label::fr',
    'calculation',
    'relevant',
    'hint',
    'parameters',
    'default',
    '__proto__',
    'bind::x',
    'repeat_count',
    'trigger',
    'media::image',
  ]
  const row = fc.array(cell, { maxLength: headings.length })
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), fc.array(row, { maxLength: 4 }), (rows, options) => {
      const numbered = (heading: readonly string[], cells: readonly string[][]) =>
        [heading, ...cells].map((each, at) => ({ row: at + 1, cells: each }))
      const { xml, refused: found } = convertForm(
        [
          { name: 'survey', rows: numbered(headings, rows) },
          { name: 'choices', rows: numbered(['list_name', 'name', 'label', 'media::image', 'x'], options) },
        ],
        'form',
      )
      if (xml === undefined) expect(found.length).toBeGreaterThan(0)
      else expect(readXForm(xml).count('/h:html/h:body')).toBe(1)
    }),
  )
})
