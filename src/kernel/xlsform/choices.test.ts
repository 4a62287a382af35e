// Questions with choices: lists, files, filters, earlier answers, random order, `other`, and searches.
import { expect, test } from 'vitest'
import { convertMarkdown, told, xformOf } from '../../../tests/harness/xform.ts'

const LIST = `
  | choices |
  | | list_name | name | label |
  | | yn | y | Yes |
  | | yn | n | No |`

type Case = readonly [title: string, form: string, finds: readonly string[], none?: readonly string[]]

const itemset = (path: string, nodeset: string, more = '') =>
  `//h:body//*[@ref='/data/${path}']/x:itemset[@nodeset="${nodeset}"${more}]`

const cases: readonly Case[] = [
  [
    'choices stand in an instance that the question points at, with all columns of their own',
    `| survey |
     | | type | name | label | choice_filter |
     | | select_one yn | a | A | |
     | | select_multiple yn | b | B | area = \${a} |
     | | rank yn | c | C | |
     | choices |
     | | list name | value | label | area | A_b | e f |
     | | yn | 1 | Yes | n | x | lost |
     | | yn | 2.5 | No | s | y | lost |
     | | unused | z | Z | | | |`,
    [
      "//x:instance[@id='yn']/x:root/x:item[x:name='1' and x:label='Yes' and x:area='n' and x:A_b='x' and count(*)=4]",
      "//x:instance[@id='unused']/x:root/x:item[x:name='z']",
      itemset('a', "instance('yn')/root/item", " and x:value[@ref='name'] and x:label[@ref='label']"),
      itemset('b', "instance('yn')/root/item[area =  /data/a ]"),
      "//odk:rank[@ref='/data/c']/x:itemset | //x:*[local-name()='rank' and @ref='/data/c']/x:itemset",
      "//x:bind[@nodeset='/data/c' and @type='odk:rank']",
    ],
  ],
  [
    'a filter in a repeat looks at the answers beside it',
    `| survey |
     | | type | name | label | choice_filter |
     | | begin repeat | r | R | |
     | | select_one yn | a | A | |
     | | begin group | g | G | |
     | | select_one yn | b | B | name != \${a} |
     | | end group | | | |
     | | end repeat | | | | ${LIST}`,
    [itemset('r/g/b', "instance('yn')/root/item[name !=  current()/../../a ]")],
  ],
  [
    'choices from a file, by its kind, with columns of its own',
    `| survey |
     | | type | name | label | choice_filter | parameters |
     | | select_one_from_file towns.csv | a | A | | |
     | | select multiple from file villages.xml | b | B | | |
     | | select_one_from_file parks.geojson | c | C | | |
     | | select_one_from_file zones.csv | d | D | in = \${a} | value=Code, label=Long_name |`,
    [
      "//x:instance[@id='towns' and @src='jr://file-csv/towns.csv' and not(*)]",
      "//x:instance[@id='villages' and @src='jr://file/villages.xml']",
      "//x:instance[@id='parks' and @src='jr://file/parks.geojson']",
      itemset('a', "instance('towns')/root/item", " and x:value[@ref='name']"),
      itemset('c', "instance('parks')/root/item", " and x:value[@ref='id'] and x:label[@ref='title']"),
      itemset(
        'd',
        "instance('zones')/root/item[in =  /data/a ]",
        " and x:value[@ref='Code'] and x:label[@ref='Long_name']",
      ),
    ],
  ],
  [
    'a file that several questions and lookups use is named once',
    `| survey |
     | | type | name | label | calculation |
     | | select_one_from_file towns.csv | a | A | |
     | | select_one_from_file towns.csv | b | B | |
     | | calculate | c | | pulldata('towns', 'zone', 'name', \${a}) |`,
    [
      "//x:instance[@id='towns' and @src='jr://file-csv/towns.csv']",
      `//x:bind[@nodeset='/data/c' and @calculate="pulldata('towns', 'zone', 'name',  /data/a )"]`,
    ],
  ],
  [
    'select_one_external looks in a file that is written beside the form',
    `| survey |
     | | type | name | label | choice_filter |
     | | select_one yn | s | State | |
     | | select_one_external town | t | Town | state=\${s} |
     | external_choices |
     | | list_name | name | label | state |
     | | town | bog | Bogotá | y | ${LIST}`,
    [`//x:input[@ref='/data/t' and @query="instance('town')/root/item[state= /data/s ]"]`],
    ["//x:instance[@id='town']"],
  ],
  [
    'earlier answers of a repeat are the choices, but for the empty ones',
    `| survey |
     | | type | name | label | choice_filter |
     | | begin repeat | person | Person | |
     | | text | given | Name | |
     | | begin group | g | G | |
     | | integer | age | Age | |
     | | end group | | | |
     | | end repeat | | | |
     | | select_one \${given} | head | Head | |
     | | select one \${given} | adult | Adult | \${age} > 17 and starts-with(\${given}, 'a') |`,
    [
      itemset('head', "/data/person[./given != '']", " and x:value[@ref='given'] and x:label[@ref='given']"),
      itemset('adult', "/data/person[ ./g/age  > 17 and starts-with( ./given , 'a')]"),
    ],
  ],
  [
    'earlier answers within the same repeat, and from a repeat beside it',
    `| survey |
     | | type | name | label | choice_filter |
     | | begin_repeat | house | House | |
     | | begin_repeat | person | Person | |
     | | text | given | Name | |
     | | integer | age | Age | |
     | | end_repeat | | | |
     | | begin_repeat | chosen | Chosen | |
     | | integer | least | Least | |
     | | select_one \${given} | who | Who | \${age} > \${least} |
     | | end_repeat | | | |
     | | end_repeat | | | |
     | | begin_repeat | pet | Pet | |
     | | text | kind | Kind | |
     | | select_one \${kind} | same | Same | position() != current()/../x |
     | | end_repeat | | | |`,
    [
      itemset('house/chosen/who', '../../person[ ./age  >  current()/../least ]'),
      itemset('pet/same', '../../pet[position() != current()/../x]'),
    ],
  ],
  [
    'a random order, with a seed that is a number or an answer',
    `| survey |
     | | type | name | label | parameters |
     | | integer | Seed | Seed | |
     | | select_one yn | a | A | randomize=true |
     | | select_one yn | b | B | randomize = TRUE, seed = 42 |
     | | select_multiple yn | c | C | randomize=true;seed=\${Seed} |
     | | select_one yn | d | D | randomize=false | ${LIST}`,
    [
      itemset('a', "randomize(instance('yn')/root/item)"),
      itemset('b', "randomize(instance('yn')/root/item, 42)"),
      itemset('c', "randomize(instance('yn')/root/item, /data/Seed)"),
      itemset('d', "instance('yn')/root/item"),
    ],
  ],
  [
    'or_other adds the choice and the question what it is',
    `| survey |
     | | type | name | label |
     | | select_one yn or_other | a | A |
     | | select_multiple yn or specify other | b | B | ${LIST}`,
    [
      "//x:instance[@id='yn']/x:root[count(x:item)=3]/x:item[x:name='other' and x:label='Other']",
      `//x:bind[@nodeset='/data/a_other' and @relevant="selected(../a, 'other')"]`,
      "//x:input[@ref='/data/b_other' and x:label='Specify other.']",
    ],
  ],
  [
    'labels with references or media are texts of the form, and so are all of their list',
    `| survey |
     | | type | name | label |
     | | text | who | Who |
     | | select_one kin | a | A |
     | | select_one pic | b | B |
     | choices |
     | | list_name | name | label | media::image |
     | | kin | m | Mother of \${who} | |
     | | kin | f | Father | |
     | | pic | t | Tree | tree.png |`,
    [
      "//x:text[@id='kin-0']/x:value/x:output[@value=' /data/who ']",
      "//x:text[@id='kin-1']/x:value[.='Father']",
      "//x:instance[@id='kin']//x:item[x:itextId='kin-0' and x:name='m' and not(x:label)]",
      "//x:translation[@lang='default' and @default='true()']",
      "//x:text[@id='pic-0'][x:value[not(@form)]='Tree']/x:value[@form='image' and .='jr://images/tree.png']",
      itemset('a', "instance('kin')/root/item", " and x:label[@ref='jr:itext(itextId)']"),
    ],
  ],
  [
    'search() puts its choices into the body',
    `| survey |
     | | type | name | label | appearance |
     | | select_one found | a | A | minimal search('towns') |
     | choices |
     | | list_name | name | label |
     | | found | name_key | name |`,
    [`//x:select1[@appearance="minimal search('towns')"]/x:item[x:value='name_key' and x:label='name']`],
    ["//x:instance[@id='found']", '//x:itemset'],
  ],
  [
    'tags of OpenStreetMap',
    `| survey |
     | | type | name | label |
     | | osm | road | Road |
     | | osm house | home | Home |
     | osm |
     | | list_name | name | label |
     | | house | addr:city | City |`,
    [
      "//x:upload[@ref='/data/road' and @mediatype='osm/*' and not(x:tag)]",
      "//x:upload[@ref='/data/home']/x:tag[@key='addr:city' and x:label='City']",
    ],
  ],
]

test.each(cases.map(([title, form, finds, none = []]) => ({ title, form, finds, none })))(
  '$title',
  ({ form, finds, none }) => {
    const xform = xformOf(form)
    expect(finds.map((xpath) => [xpath, xform.count(xpath)])).toEqual(finds.map((xpath) => [xpath, 1]))
    expect(none.map((xpath) => [xpath, xform.count(xpath)])).toEqual(none.map((xpath) => [xpath, 0]))
  },
)

test('external choices become a table with every cell in quotes', () => {
  const { itemsets } = convertMarkdown(`
    | survey |
    | | type | name | label | choice_filter |
    | | select_one_external town | t | Town | true() |
    | external_choices |
    | | list_name | name | label | state |
    | | town | bog | Bogotá "DC" | |
    | | town | med | Medellín | a |`)
  expect(itemsets).toBe(
    '"list_name","name","label","state"\r\n"town","bog","Bogotá ""DC""",""\r\n"town","med","Medellín","a"\r\n',
  )
})

const refused: readonly (readonly [form: string, findings: readonly string[]])[] = [
  [`| | select_one nope | a | A | ${LIST}`, ['choices.unknown_list survey 2 type']],
  [`| | select_one yx | a | A | ${LIST}`, ['choices.unknown_list_like survey 2 type']],
  ['| | select_one yn | a | A |', ['sheet.missing survey 2 type']],
  ['| | select_one yn | a | A | \n | choice |\n| | list_name |', ['sheet.missing_like survey 2 type']],
  ['| | select_one_external t | a | A |', ['sheet.missing survey 2 type']],
  ['| | select_one_from_file towns | a | A |', ['select.extension survey 2 type']],
  ['| | select_one_from_file towns.txt | a | A |', ['select.extension survey 2 type']],
  [`| | select_one nope or_other | a | A | ${LIST}`, ['choices.unknown_list survey 2 type']],
  [
    `| | select_multiple yn | a | A |
     | choices |
     | | list_name | name | label |
     | | yn | a b | A |`,
    ['select.blank_in_name survey 2 type'],
  ],
  [
    `| | select_one yn | a | A |
     | choices |
     | | list_name | name | label |
     | | yn | a | A |
     | | yn | a | B |
     | | yn | | C |`,
    ['choices.name_twice choices 3 name', 'choices.no_name choices 4 name'],
  ],
  [
    `| | select_one yn | a | A |
     | choices |
     | | list_name | label |
     | | yn | A |`,
    ['heading.missing choices 1', 'choices.no_name choices 2 name'],
  ],
]

test.each(refused)('refused: %s', (rows, findings) => {
  const { refused: found } = convertMarkdown(`| survey |\n| | type | name | label |\n${rows}`)
  expect(told(found)).toEqual(findings)
})

test('parameters of a question with choices are checked', () => {
  const { refused: found } = convertMarkdown(`
    | survey |
    | | type | name | label | parameters | choice_filter | appearance |
    | | select_one yn | a | A | seed=3 | | |
    | | select_one yn | b | B | randomize=maybe | | |
    | | select_one yn | c | C | randomize=true seed=x | | |
    | | select_one yn | d | D | value=v | | |
    | | select_one_from_file t.csv | e | E | value=1v label=l() | | |
    | | select_one yn or_other | f | F | | true() | |
    | | select_one_from_file u.csv | g | G | | | search('x') | ${LIST}`)
  expect(told(found)).toEqual([
    'select.seed_alone survey 2 parameters',
    'parameter.one_of survey 3 parameters',
    'select.seed survey 4 parameters',
    'parameters.unknown survey 5 parameters',
    'select.name_in_file survey 6 parameters',
    'select.name_in_file survey 6 parameters',
    'select.other_filter survey 7 choice_filter',
    'search.file survey 8 appearance',
  ])
})

test('a setting allows names twice, and a list is searched by all of its questions or none', () => {
  const form = (appearance: string) => `
    | settings |
    | | allow_choice_duplicates |
    | | yes |
    | survey |
    | | type | name | label | appearance |
    | | select_one l | a | A | search('f') |
    | | select_one l | b | B | ${appearance} |
    | choices |
    | | list_name | name | label |
    | | l | a | A |
    | | l | a | B |`
  expect(told(convertMarkdown(form("search('g')")).refused)).toEqual([])
  expect(told(convertMarkdown(form('')).refused)).toEqual(['search.shared survey 2 appearance'])
})
