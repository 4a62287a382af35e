// The parameters of each type of question, and which of them are refused.
import { expect, test } from 'vitest'
import { convertMarkdown, told, xformOf } from '../../../tests/harness/xform.ts'

const asked = (type: string, parameters: string, more = '', column = 'appearance') => `
  | survey |
  | | type | name | label | parameters | ${column} |
  | | ${type} | q | Q | ${parameters} | ${more} |
  | choices |
  | | list_name | name | label |
  | | marks | 1 | Low |
  | | marks | 10 | High |
  | | letters | a | A |
  | | middle | 5 | M |`

const accepted: readonly (readonly [type: string, parameters: string, finds: string, more?: string])[] = [
  ['range', '', "//x:range[@ref='/data/q' and @start='1' and @end='10' and @step='1']"],
  ['range', 'Start=3 End=14 STEP=2', "//x:range[@start='3' and @end='14' and @step='2']"],
  ['range', 'start = -1 , end = 1;step = 0.5', "//x:bind[@nodeset='/data/q' and @type='decimal']"],
  ['range', 'start=0 end=5.0 step=1', "//x:bind[@nodeset='/data/q' and @type='int']"],
  ['range', 'start=7 end=3 step=2 placeholder=5', "//x:range[@odk:placeholder='5']", 'vertical'],
  [
    'range',
    'tick_interval=3 tick_labelset=marks',
    `//x:range[@odk:tick-interval='3']/x:itemset[@nodeset="instance('marks')/root/item"]`,
    'no-ticks',
  ],
  ['range', 'start=-1 end=1 step=0.1 tick_interval=0.6', "//x:range[@odk:tick-interval='0.6']"],
  ['text', 'rows=5', "//x:input[@rows='5']"],
  ['image', 'max-pixels=640', "//x:bind[@nodeset='/data/q' and @orx:max-pixels='640' and @type='binary']"],
  ['image', 'app=org.example.cam max-pixels=1', "//x:upload[@intent='org.example.cam']", 'annotate'],
  ['image', 'app=org.example.cam max-pixels=1', '//x:upload[not(@intent)]', 'draw'],
  ['audio', 'quality=External', "//x:bind[@odk:quality='external']"],
  ['background-audio', 'quality=voice-only', "//x:model/odk:recordaudio[@odk:quality='voice-only']"],
  [
    'geopoint',
    'capture-accuracy=10 warning-accuracy=0.5',
    "//x:input[@accuracyThreshold='10' and @unacceptableAccuracyThreshold='0.5']",
  ],
  ['geopoint', 'allow-mock-accuracy=true', "//x:bind[@odk:allow-mock-accuracy='true']"],
  ['geotrace', 'incremental=yes', "//x:input[@incremental='true']"],
  ['geoshape', '', '//x:input[count(@*)=1]'],
  [
    'geoshape',
    'reference-geometry=marks',
    `//x:input[count(@*)=1]/x:itemset[@nodeset="instance('marks')/root/item" and x:value[@ref='name']]`,
  ],
  ['integer', 'anything=goes', "//x:input[@ref='/data/q' and count(@*)=1]"],
]

test.each(accepted.map(([type, parameters, finds, more]) => ({ type, parameters, finds, more })))(
  '$type takes $parameters',
  ({ type, parameters, finds, more }) => {
    expect([finds, xformOf(asked(type, parameters, more)).count(finds)]).toEqual([finds, 1])
  },
)

const refused: readonly (readonly [type: string, parameters: string, code: string, more?: string])[] = [
  ['range', 'start', 'parameters.unreadable'],
  ['range', 'start==1', 'parameters.unreadable'],
  ['range', 'start=2 . end=9', 'parameters.unreadable'],
  ['range', 'stop=9', 'parameters.unknown'],
  ['range', 'end=x', 'parameter.number'],
  ['range', 'step=0', 'range.zero'],
  ['range', 'start=0 end=10 step=11', 'range.too_large'],
  ['range', 'start=-3 end=3 step=2 tick_interval=3', 'range.no_multiple'],
  ['range', 'start=-3 end=3 step=2 placeholder=0', 'range.no_multiple'],
  ['range', 'start=3 end=7 step=2 placeholder=9', 'range.outside'],
  ['range', 'tick_labelset=none_such', 'range.no_list'],
  ['range', 'tick_labelset=letters', 'range.label_number'],
  ['range', 'start=6 end=12 tick_labelset=middle', 'range.label_outside'],
  ['range', 'start=0 end=8 step=2 tick_labelset=middle', 'range.label_between'],
  ['range', 'tick_labelset=middle', 'range.label_ends', 'no-ticks'],
  ['range', 'placeholder=3', 'range.appearance', 'rating'],
  ['text', 'rows=many', 'parameter.whole_number'],
  ['text', 'lines=2', 'parameters.unknown'],
  ['image', 'max-pixels=big', 'parameter.whole_number'],
  ['image', 'pixels=3', 'parameters.unknown'],
  ['image', 'app=camera', 'photo.app'],
  ['image', 'app=org.1cam', 'photo.app'],
  ['image', 'app=org..cam', 'photo.app'],
  ['image', 'app=org._cam', 'photo.app'],
  ['image', 'app=org.cam-era', 'photo.app'],
  ['audio', 'quality=best', 'parameter.one_of'],
  ['background-audio', 'quality=external', 'parameter.one_of'],
  ['geopoint', 'capture-accuracy=near', 'parameter.number'],
  ['geopoint', 'incremental=true', 'parameters.unknown'],
  ['geotrace', 'incremental=false', 'geo.incremental'],
  ['geotrace', 'capture-accuracy=3', 'parameters.unknown'],
  ['geoshape', 'allow-mock-accuracy=perhaps', 'parameter.one_of'],
  ['geopoint', 'reference-geometry=nowhere', 'geo.reference'],
  ['geopoint', 'reference-geometry=Marks', 'geo.reference'],
]

test.each(refused.map(([type, parameters, code, more]) => ({ type, parameters, code, more })))(
  '$type refuses $parameters',
  ({ type, parameters, code, more }) => {
    expect(told(convertMarkdown(asked(type, parameters, more)).refused)).toEqual([
      `${code} survey 2 parameters`,
    ])
  },
)

test('a place may be compared with those of a repeat, of a file and of an entity', () => {
  const xform = xformOf(`
    | survey |
    | | type | name | label | parameters | choice_filter |
    | | csv-external | trees | | | |
    | | begin repeat | plot | Plot | | |
    | | geopoint | geometry | Place | | |
    | | text | kind | Kind | | |
    | | end repeat | | | | |
    | | geoshape | a | A | reference-geometry=\${plot} | |
    | | geotrace | b | B | reference-geometry=\${plot} | \${kind} = 1 |
    | | geopoint | c | C | reference-geometry=trees | area = 1 |`)
  for (const xpath of [
    "//x:input[@ref='/data/a']/x:itemset[@nodeset=\"/data/plot[./geometry != '']\" and x:value[@ref='geometry']]",
    "//x:input[@ref='/data/b']/x:itemset[@nodeset='/data/plot[ ./kind  = 1]' and x:label[@ref='geometry']]",
    "//x:input[@ref='/data/c']/x:itemset[@nodeset=\"instance('trees')/root/item[area = 1]\"]",
  ])
    expect([xpath, xform.count(xpath)]).toEqual([xpath, 1])
})

test('audit belongs to the metadata, with its parameters', () => {
  const form = (name: string, parameters: string) => `
    | survey |
    | | type | name | label | parameters |
    | | audit | ${name} | | ${parameters} |
    | | text | a | A | |`
  const xform = xformOf(
    form(
      '',
      'location-priority=balanced location-min-interval=60 location-max-age=120 track-changes=true identify-user=true track-changes-reasons=on-form-edit',
    ),
  )
  expect(xform.count('//x:data/x:meta/x:audit')).toBe(1)
  expect(
    xform.count(
      "//x:bind[@nodeset='/data/meta/audit' and @type='binary' and @odk:location-priority='balanced' and @odk:location-min-interval='60' and @odk:location-max-age='120' and @odk:track-changes='true' and @odk:identify-user='true' and @odk:track-changes-reasons='on-form-edit']",
    ),
  ).toBe(1)
  const cases: Record<string, readonly string[]> = {
    'audit.location': ['location-priority=balanced'],
    'audit.age': ['location-priority=low-power location-min-interval=9 location-max-age=5'],
    'parameter.one_of': [
      'track-changes=perhaps',
      'track-changes-reasons=always',
      'location-priority=best location-min-interval=1 location-max-age=2',
    ],
    'parameter.whole_number': [
      'location-priority=balanced location-min-interval=-1 location-max-age=2',
      'location-priority=balanced location-min-interval=1 location-max-age=soon',
    ],
    'parameters.unknown': ['location=here'],
  }
  for (const [code, each] of Object.entries(cases))
    for (const parameters of each)
      expect([parameters, told(convertMarkdown(form('', parameters)).refused)]).toEqual([
        parameters,
        [`${code} survey 2 parameters`],
      ])
  expect(told(convertMarkdown(form('log', '')).refused)).toEqual(['audit.name survey 2 name'])
  expect(xformOf(form('audit', '')).count('//x:meta/x:audit')).toBe(1)
})

test('photographs without a limit are warned of, and so is what phones no longer tell', () => {
  const { warnings } = convertMarkdown(`
    | survey |
    | | type | name | label |
    | | image | a | A |
    | | simserial | b | |`)
  expect(told(warnings)).toEqual(['photo.max_pixels survey 2 parameters', 'type.old_device survey 3 type'])
})

test('what the questionnaires here do not do yet is named, and stays in the form', () => {
  const form = `
    | survey |
    | | type | name | label | parameters |
    | | barcode | a | A | |
    | | audio | b | B | quality=low |`
  expect(told(convertMarkdown(form).warnings)).toEqual([
    'engine.type survey 2 type',
    'engine.parameter survey 3 parameters',
  ])
  expect(xformOf(form).count("//x:bind[@type='barcode']")).toBe(1)
})
