// Entities: records that a submission creates or updates, also one for each repetition, and answers saved to them.
import { expect, test } from 'vitest'
import { convertMarkdown, told, xformOf } from '../../../tests/harness/xform.ts'

const SURVEY = `
  | survey |
  | | type | name | label | save_to |
  | | csv-external | people | | |
  | | text | who | Who | full_name |
  | | text | id | Id | |`

test('an entity is created: its id is made once, and its label computed', () => {
  const xform = xformOf(`${SURVEY}
    | entities |
    | | list_name | label | create_if |
    | | people | concat(\${who}, '!') | \${who} != '' |`)
  for (const xpath of [
    "//x:model[@entities:entities-version='2024.1.0']",
    "//x:data/x:meta/x:entity[@dataset='people' and @create='1' and @id='' and not(@update)]/x:label",
    '//x:data/x:meta/x:instanceID',
    "//x:bind[@nodeset='/data/who' and @entities:saveto='full_name']",
    `//x:bind[@nodeset='/data/meta/entity/@create' and @calculate=" /data/who  != ''" and @readonly='true()']`,
    "//x:bind[@nodeset='/data/meta/entity/@id' and @readonly='true()' and @type='string' and not(@calculate)]",
    "//x:setvalue[@ref='/data/meta/entity/@id' and @event='odk-instance-first-load' and @value='uuid()']",
    `//x:bind[@nodeset='/data/meta/entity/label' and @calculate="concat( /data/who , '!')"]`,
  ])
    expect([xpath, xform.count(xpath)]).toEqual([xpath, 1])
})

test('an entity is updated: by its id, with the versions it was made from', () => {
  const xform = xformOf(`${SURVEY}
    | entities |
    | | dataset | entity_id | update_if | create_if |
    | | people | \${id} | \${id} != '' | \${id} = '' |`)
  const item = "instance('people')/root/item[name= /data/id ]"
  const old = "instance('people')/root/item[name=${id}]".replace('${id}', ' /data/id ')
  for (const xpath of [
    "//x:meta/x:entity[@create='1' and @update='1' and @id='' and @baseVersion='' and @trunkVersion='' and @branchId='' and not(x:label)]",
    `//x:bind[@nodeset='/data/meta/entity/@baseVersion' and @calculate="${item.replace('name= ', 'name= ')}/__version"]`,
    `//x:bind[@nodeset='/data/meta/entity/@trunkVersion' and @calculate="${old}/__trunkVersion"]`,
    `//x:bind[@nodeset='/data/meta/entity/@branchId' and @calculate="${old}/__branchId"]`,
    "//x:bind[@nodeset='/data/meta/entity/@id' and @calculate=' /data/id ']",
    `//x:bind[@nodeset='/data/meta/entity/@update' and @calculate=" /data/id  != ''"]`,
  ])
    expect([xpath, xform.count(xpath)]).toEqual([xpath, 1])
  expect(xform.count('//x:setvalue')).toBe(0)
})

test('an entity for each repetition stands in the repeat of the answers saved to it', () => {
  const xform = xformOf(`
    | survey |
    | | type | name | label | save_to |
    | | begin repeat | tree | Tree | |
    | | begin group | g | G | |
    | | text | kind | Kind | species |
    | | end group | | | |
    | | end repeat | | | |
    | entities |
    | | list_name | label |
    | | trees | \${kind} |`)
  for (const xpath of [
    "//x:model[@entities:entities-version='2025.1.0']",
    "//x:data/x:tree[@jr:template]/x:g/x:meta/x:entity[@dataset='trees']/x:label",
    "//x:data/x:tree[not(@jr:template)]/x:g/x:meta/x:entity[@dataset='trees']/x:label",
    "//x:bind[@nodeset='/data/tree/g/meta/entity/label' and @calculate=' ../../../kind ']",
    "//x:model/x:setvalue[@ref='/data/tree/g/meta/entity/@id' and @event='odk-instance-first-load']",
    "//x:repeat/x:setvalue[@ref='/data/tree/g/meta/entity/@id' and @event='odk-new-repeat' and @value='uuid()']",
    '//x:data/x:meta[not(x:entity)]/x:instanceID',
  ])
    expect([xpath, xform.count(xpath)]).toEqual([xpath, 1])
})

test('several entities each have a group of their own', () => {
  const xform = xformOf(`
    | survey |
    | | type | name | label | save_to |
    | | text | town | Town | homes#town |
    | | begin group | head | Head | |
    | | text | who | Who | people#name_of |
    | | end group | | | |
    | entities |
    | | list_name | label |
    | | homes | \${town} |
    | | people | \${who} |`)
  for (const xpath of [
    "//x:model[@entities:entities-version='2025.1.0']",
    "//x:data/x:meta/x:entity[@dataset='homes']",
    "//x:data/x:head/x:meta/x:entity[@dataset='people']",
    "//x:bind[@nodeset='/data/town' and @entities:saveto='town']",
    "//x:bind[@nodeset='/data/head/who' and @entities:saveto='name_of']",
  ])
    expect([xpath, xform.count(xpath)]).toEqual([xpath, 1])
})

const survey = (...rows: string[]) => `
  | survey |
  | | type | name | label | save_to |
  ${rows.map((row) => `| | ${row} |`).join('\n  ')}`
const entities = (heading: string, ...rows: string[]) => `
  | entities |
  | | ${heading} |
  ${rows.map((row) => `| | ${row} |`).join('\n  ')}`

const refused: readonly (readonly [form: string, findings: readonly string[]])[] = [
  [survey('text | a | A | b'), ['entity.none survey 2 save_to']],
  [
    survey('text | a | A | name') + entities('list_name | label', 't | x'),
    ['entity.reserved_name survey 2 save_to'],
  ],
  [
    survey('text | a | A | __b') + entities('list_name | label', 't | x'),
    ['entity.reserved_prefix survey 2 save_to'],
  ],
  [survey('text | a | A | $b') + entities('list_name | label', 't | x'), ['name.invalid survey 2 save_to']],
  [
    survey('text | a | A | b', 'text | c | C | b') + entities('list_name | label', 't | x'),
    ['entity.property_twice survey 3 save_to'],
  ],
  [
    survey('begin group | g | G | b', 'text | a | A |', 'end group | | |') +
      entities('list_name | label', 't | x'),
    ['entity.group survey 2 save_to'],
  ],
  [
    survey('text | a | A | b') + entities('list_name | label', 't | x', 'u | y'),
    ['entity.no_prefix survey 2 save_to'],
  ],
  [
    survey('text | a | A | v#b') + entities('list_name | label', 't | x'),
    ['entity.unknown_list survey 2 save_to'],
  ],
  [
    survey('text | a | A | t#b#c') + entities('list_name | label', 't | x'),
    ['entity.two_dividers survey 2 save_to'],
  ],
  [survey('text | a | A |') + entities('list_name', 't'), ['entity.no_label entities 2 label']],
  [
    survey('text | a | A |') + entities('list_name | update_if', 't | true()'),
    ['entity.no_id entities 2 entity_id'],
  ],
  [
    survey('csv-external | t | |', 'text | a | A |') +
      entities('list_name | entity_id | create_if', 't | ${a} | true()'),
    ['entity.no_update_if entities 2 update_if'],
  ],
  [
    survey('text | a | A |') + entities('list_name | entity_id', 't | ${a}'),
    ['entity.no_file entities 2 list_name'],
  ],
  [
    survey('text | a | A |') + entities('list_name | label | why', 't | x | y'),
    ['entity.column entities 1 why'],
  ],
  [
    survey('text | a | A |') + entities('list_name | label', '__t | x'),
    ['entity.reserved_prefix entities 2 list_name'],
  ],
  [
    survey('text | a | A |') + entities('list_name | label', 't.u | x'),
    ['entity.period entities 2 list_name'],
  ],
  [
    survey('text | a | A |') + entities('list_name | label', 't u | x'),
    ['name.invalid entities 2 list_name'],
  ],
  [survey('text | a | A |') + entities('list_name | label', ' | x'), ['entity.no_list entities 2 list_name']],
  [
    survey('text | a | A |') + entities('list_name | label', 't | x', 't | y'),
    ['entity.list_twice entities 3 list_name'],
  ],
  [
    survey('text | a | A |') + entities('list_name | label', 't | ${gone}'),
    ['reference.unknown entities 2 label'],
  ],
  [
    survey(
      'begin repeat | r | R |',
      'text | a | A | b',
      'end repeat | | |',
      'begin repeat | s | S |',
      'text | c | C | d',
      'end repeat | | |',
    ) + entities('list_name | label', 't | x'),
    ['entity.scopes survey 6 save_to'],
  ],
  [
    survey('text | a | A |') + entities('list_name | label', 't | x', 'u | y'),
    ['entity.no_place entities 3 list_name'],
  ],
]

test.each(refused)('refused: %s', (form, findings) => {
  expect(told(convertMarkdown(form).refused)).toEqual(findings)
})
