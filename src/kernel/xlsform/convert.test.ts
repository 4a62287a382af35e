// What an XForm is made of: types of questions, groups, repeats, references, actions and metadata. Each form is
// converted and asked by XPath, as the reference converter's own expectations do.
import { expect, test } from 'vitest'
import { xformOf } from '../../../tests/harness/xform.ts'

const bind = (path: string, more = '') => `//x:model/x:bind[@nodeset='/data/${path}'${more}]`
const control = (tag: string, path: string, more = '') => `//h:body//x:${tag}[@ref='/data/${path}'${more}]`

/** Every expression finds exactly one node. */
type Case = readonly [title: string, form: string, finds: readonly string[], none?: readonly string[]]

const cases: readonly Case[] = [
  [
    'a form without settings is called data, and takes its id and title from the file',
    `| survey |
     | | type | name | label |
     | | text | who | Who is here? |`,
    [
      "/h:html/h:head/h:title[.='file_name']",
      "//x:model[@odk:xforms-version='1.0.0']/x:instance/x:data[@id='file_name' and not(@version)]/x:who",
      bind('who', " and @type='string'"),
      control('input', 'who', " and x:label='Who is here?'"),
      bind('meta/instanceID', " and @jr:preload='uid' and @readonly='true()' and @type='string'"),
    ],
  ],
  [
    'types in their many spellings',
    `| survey |
     | | type | name | label |
     | | add integer prompt | a | A |
     | | gps | b | B |
     | | q date time | c | C |
     | | phone number | d | D |
     | | percentage | e | E |
     | | barcode | f | F |
     | | acknowledge | g | G |
     | | trigger | h | H |
     | | file | i | I |
     | | video | j | J |
     | | note | k | K |
     | | time | l | L |`,
    [
      bind('a', " and @type='int'"),
      bind('b', " and @type='geopoint'"),
      bind('c', " and @type='dateTime'"),
      bind('d', ` and @constraint="regex(., '^\\d*$')"`),
      control('input', 'd', " and x:hint='Enter numbers only.'"),
      bind('e', " and @constraint='0 <= . and . <= 100'"),
      bind('f', " and @type='barcode'"),
      control('trigger', 'g'),
      control('trigger', 'h'),
      control('upload', 'i', " and @mediatype='application/*'"),
      control('upload', 'j', " and @mediatype='video/*'"),
      bind('k', " and @readonly='true()'"),
      bind('l', " and @type='time'"),
    ],
  ],
  [
    'metadata is noted and not asked',
    `| survey |
     | | type | name |
     | | start | began |
     | | end | ended |
     | | today | day |
     | | deviceid | device |
     | | username | user |
     | | email | mail |
     | | phonenumber | phone |
     | | start-geopoint | place |
     | | background-audio | sound |
     | | hidden | secret |`,
    [
      bind('began', " and @jr:preload='timestamp' and @jr:preloadParams='start' and @type='dateTime'"),
      bind('ended', " and @jr:preloadParams='end'"),
      bind('day', " and @jr:preload='date' and @jr:preloadParams='today' and @type='date'"),
      bind('device', " and @jr:preload='property' and @jr:preloadParams='deviceid'"),
      bind('user', " and @jr:preloadParams='username'"),
      bind('mail', " and @jr:preloadParams='email'"),
      bind('phone', " and @jr:preloadParams='phonenumber'"),
      "//x:model/odk:setgeopoint[@ref='/data/place' and @event='odk-instance-first-load']",
      "//x:model/odk:recordaudio[@ref='/data/sound' and @event='odk-instance-load' and not(@odk:quality)]",
      bind('secret', " and @type='string'"),
    ],
    ['//h:body/*'],
  ],
  [
    'groups, their conditions and looks; begin_group is begin group',
    `| survey |
     | | type | name | label | relevant | appearance | intent | hint |
     | | begin_group | home | Home | \${here} = 1 | field-list | | |
     | | integer | here | Here? | | | | |
     | | begin group | inner | | | | ex:org.example.ASK(n=\${here}) | not shown |
     | | text | street | Street | | multiline | | |
     | | end group | | | | | | |
     | | end_group | | | | | | |`,
    [
      bind('home', " and @relevant=' /data/home/here  = 1'"),
      control('group', 'home', " and @appearance='field-list' and x:label='Home'"),
      "//x:group[@ref='/data/home/inner' and not(x:label) and not(x:hint)]",
      "//x:group[@intent='ex:org.example.ASK(n= /data/home/here )']",
      control('input', 'home/inner/street', " and @appearance='multiline'"),
    ],
  ],
  [
    'a repeat has a template, one repetition, and relative paths',
    `| survey |
     | | type | name | label | relevant | calculation |
     | | text | town | Town | | |
     | | begin repeat | child | Child | | |
     | | text | first | First name of \${town} | | |
     | | begin group | more | More | | |
     | | integer | age | Age of \${first} | \${first} != '' | |
     | | calculate | next | | | \${age} + 1 |
     | | end group | | | | |
     | | begin repeat | visit | Visit | | |
     | | date | day | Day | \${age} > 5 and \${town} = 'x' | |
     | | end repeat | | | | |
     | | end repeat | | | | |`,
    [
      "//x:data/x:child[@jr:template='']/x:visit[@jr:template='']/x:day",
      '//x:data/x:child[not(@jr:template)]/x:visit[not(@jr:template)]/x:day',
      bind('child/more/age', ` and @relevant=" ../../first  != ''"`),
      bind('child/more/next', " and @calculate=' ../age  + 1'"),
      bind('child/visit/day', ` and @relevant=" ../../more/age  > 5 and  /data/town  = 'x'"`),
      control('group', 'child', " and x:label='Child' and x:repeat[@nodeset='/data/child']"),
      "//x:input[@ref='/data/child/first']/x:label/x:output[@value=' /data/town ']",
      "//x:input[@ref='/data/child/more/age']/x:label[normalize-space(.)='Age of']/x:output[@value=' ../../first ']",
    ],
  ],
  [
    'a repeat without a label has an empty one, and its hint is not shown',
    `| survey |
     | | type | name | label | hint |
     | | begin_repeat | child | | Whose? |
     | | text | first | First | |
     | | end_repeat | | | |`,
    ["//x:group[@ref='/data/child']/x:label[not(text())]"],
    ["//x:group[@ref='/data/child']/x:hint"],
  ],
  [
    'how often a repeat is asked: an answer as it is, anything else in a node of its own',
    `| survey |
     | | type | name | label | repeat_count |
     | | integer | people | People | |
     | | begin repeat | one | One | \${people} |
     | | text | a | A | |
     | | end repeat | | | |
     | | begin repeat | two | Two | \${people} * 2 |
     | | text | b | B | |
     | | end repeat | | | |
     | | begin repeat | three | Three | 3 |
     | | text | c | C | |
     | | end repeat | | | |`,
    [
      "//x:repeat[@nodeset='/data/one' and @jr:count=' /data/people ']",
      "//x:repeat[@nodeset='/data/two' and @jr:count=' /data/two_count ']",
      bind('two_count', " and @calculate=' /data/people  * 2' and @readonly='true()' and @type='string'"),
      bind('three_count', " and @calculate='3'"),
    ],
    ['//x:data/x:one_count'],
  ],
  [
    'indexed-repeat names questions and repeats of all repetitions, and its indexes the own',
    `| survey |
     | | type | name | label | calculation |
     | | begin_repeat | member | Member | |
     | | calculate | pos | | position(..) |
     | | text | given | Name | |
     | | calculate | before | | indexed-repeat(\${given}, \${member}, \${pos} - 1) |
     | | calculate | both | | concat(\${given}, indexed-repeat(\${given}, \${member}, 1)) |
     | | end_repeat | | | |`,
    [
      bind(
        'member/before',
        " and @calculate='indexed-repeat( /data/member/given ,  /data/member ,  ../pos  - 1)'",
      ),
      bind(
        'member/both',
        " and @calculate='concat( ../given , indexed-repeat( /data/member/given ,  /data/member , 1))'",
      ),
    ],
  ],
  [
    'in a predicate of an instance the own answers are those of current()',
    `| survey |
     | | type | name | label | calculation |
     | | xml-external | places | | |
     | | integer | top | Top | |
     | | begin_repeat | stop | Stop | |
     | | calculate | pos | | position(..) |
     | | calculate | place | | \${pos} + instance('places')/root/item[at = \${pos} and top = \${top}]/label |
     | | end_repeat | | | |`,
    [
      "//x:instance[@id='places' and @src='jr://file/places.xml']",
      bind(
        'stop/place',
        ` and @calculate=" ../pos  + instance('places')/root/item[at =  current()/../pos  and top =  /data/top ]/label"`,
      ),
    ],
    ['//x:data/x:places', "//x:bind[@nodeset='/data/places']"],
  ],
  [
    'a lookup in a label is computed where it is shown',
    `| survey |
     | | type | name | label |
     | | csv-external | towns | |
     | | text | code | Code |
     | | note | said | It is instance('towns')/root/item[name = \${code}]/label today, \${code} |`,
    [
      "//x:instance[@id='towns' and @src='jr://file-csv/towns.csv']",
      `//x:label/x:output[@value="instance('towns')/root/item[name =  /data/code ]/label"]`,
      "//x:label/x:output[@value=' /data/code ']",
    ],
  ],
  [
    'defaults: values stand in the instance, expressions are computed as it begins and for each repetition',
    `| survey |
     | | type | name | label | default |
     | | text | a | A | half-time |
     | | date | b | B | 2026-01-05 |
     | | integer | c | C | 1 + 2 |
     | | text | d | D | https://example.org/my-page |
     | | image | e | E | tree.jpg |
     | | begin repeat | r | R | |
     | | text | f | F | fixed |
     | | text | g | G | \${a} |
     | | end repeat | | | |`,
    [
      "//x:data/x:a[.='half-time']",
      "//x:data/x:b[.='2026-01-05']",
      '//x:data/x:c[not(text())]',
      "//x:model/x:setvalue[@ref='/data/c' and @event='odk-instance-first-load' and @value='1 + 2']",
      "//x:data/x:d[.='https://example.org/my-page']",
      "//x:data/x:e[.='jr://images/tree.jpg']",
      "//x:data/x:r[@jr:template]/x:f[.='fixed']",
      "//x:data/x:r[not(@jr:template)]/x:f[.='fixed']",
      "//x:model/x:setvalue[@ref='/data/r/g' and @event='odk-instance-first-load' and @value=' /data/a ']",
      "//x:repeat/x:setvalue[@ref='/data/r/g' and @event='odk-new-repeat' and @value=' /data/a ']",
    ],
  ],
  [
    'a trigger sets another question when an answer changes',
    `| survey |
     | | type | name | label | calculation | trigger |
     | | text | a | A | | |
     | | date | b | B | | |
     | | dateTime | seen | | now() | \${a}, \${b} |
     | | text | cleared | Cleared | | \${a} |
     | | background-geopoint | where | | | \${a} |`,
    [
      "//x:input[@ref='/data/a']/x:setvalue[@ref='/data/seen' and @event='xforms-value-changed' and @value='now()']",
      "//x:input[@ref='/data/b']/x:setvalue[@ref='/data/seen']",
      "//x:input[@ref='/data/a']/x:setvalue[@ref='/data/cleared' and not(@value)]",
      "//x:input[@ref='/data/a']/odk:setgeopoint[@ref='/data/where' and @event='xforms-value-changed']",
      bind('seen', " and @type='dateTime' and not(@calculate)"),
      control('input', 'cleared'),
    ],
    ["//h:body//x:input[@ref='/data/seen' or @ref='/data/where']"],
  ],
  [
    'the answers of the last saved record',
    `| survey |
     | | type | name | label | default |
     | | text | street | Street | \${last-saved#street} |`,
    [
      "//x:instance[@id='__last-saved' and @src='jr://instance/last-saved']",
      `//x:setvalue[@ref='/data/street' and @value=" instance('__last-saved')/data/street "]`,
    ],
  ],
  [
    'words for yes and no in binds, and other bind, body and instance columns',
    `| settings |
     | | namespaces |
     | | ex="http://example.org/x" |
     | survey |
     | | type | name | label | required | read only | bind::ex:kind | body::ex:look | instance::ex:note | relevance |
     | | text | a | A | Yes | FALSE | k-\${b} | bold | n | true |
     | | text | b | B | \${a} = '' | | | | | |`,
    [
      bind('a', " and @required='true()' and @readonly='false()' and @relevant='true()'"),
      bind('b', ` and @required=" /data/a  = ''"`),
      "//x:bind[@*[local-name()='kind' and namespace-uri()='http://example.org/x' and .='k- /data/b ']]",
      "//x:input[@*[local-name()='look' and .='bold']]",
      "//x:data/x:a[@*[local-name()='note' and .='n']]",
    ],
  ],
  [
    'a table of questions with one list',
    `| survey |
     | | type | name | label | hint | appearance |
     | | begin_group | needs | Needs | | table-list minimal |
     | | select_one yn | food | Food? | first | |
     | | select_one yn | home | Home? | | |
     | | end_group | | | | |
     | choices |
     | | list_name | name | label |
     | | yn | y | Yes |`,
    [
      "//x:group[@ref='/data/needs' and @appearance='field-list minimal' and not(x:label)]",
      "//x:input[@ref='/data/needs/generated_table_list_label_2' and x:label='Needs']",
      "//x:select1[@ref='/data/needs/reserved_name_for_field_list_labels_3' and @appearance='label' and x:label=' ']",
      "//x:select1[@ref='/data/needs/food' and @appearance='list-nolabel' and x:hint='first']",
      "//x:select1[@ref='/data/needs/home' and @appearance='list-nolabel']",
    ],
  ],
  [
    'a loop asks its questions for each option of a list',
    `| survey |
     | | type | name | label |
     | | begin loop over crops | crop | |
     | | integer | much | How much %(label)s (%(name)s)? |
     | | end loop | | |
     | choices |
     | | list_name | name | label |
     | | crops | maize | Maize |
     | | crops | none | None |
     | | crops | rice | Rice |`,
    [
      "//x:group[@ref='/data/crop']/x:group[@ref='/data/crop/maize' and x:label='Maize']/x:input/x:label[.='How much Maize (maize)?']",
      bind('crop/rice/much', " and @type='int'"),
    ],
    ['//x:data/x:crop/x:none'],
  ],
  [
    'the setting flat takes the groups out, and gives their conditions to the questions',
    `| settings |
     | | flat |
     | | yes |
     | survey |
     | | type | name | label | relevant |
     | | text | a | A | |
     | | begin group | g | G | \${a} = 1 |
     | | text | b | B | \${a} = 2 |
     | | end group | | | |`,
    [
      '//x:data/x:b',
      bind('b', " and @relevant=' /data/a  = 1 and ( /data/a  = 2)'"),
      '//h:body/x:group[not(@ref)]',
    ],
    ['//x:data/x:g'],
  ],
  [
    'notes need no name, capitals and blanks of headings do not matter, private columns are ignored',
    `| Survey |
     | | Type | LABEL | Name | Constraint Message | constraint | Comments for us | \${odd} |
     | | note | Welcome | | | | we wrote \${gone} here | x |
     | | integer | Age | age | Too young | . > 17 | | |`,
    [
      control('input', 'generated_note_name_2', " and x:label='Welcome'"),
      bind('age', " and @jr:constraintMsg='Too young' and @constraint='. > 17'"),
    ],
  ],
  [
    'curled quotation marks and runs of blanks become plain ones',
    `| survey |
     | | type | name | label | relevant |
     | | text | a | Don\u2019t  know | |
     | | text | b | B | \${a}  = \u201cx\u201d |`,
    [control('input', 'a', ` and x:label="Don't know"`), bind('b', ` and @relevant=' /data/a  = "x"'`)],
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
