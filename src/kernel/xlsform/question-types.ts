// The types of questions in their many spellings, and what each is in an XForm.

export type QuestionType = {
  /** The element in the body; none for what nobody is asked. */
  control?: { tag: string; mediatype?: string }
  bind?: Readonly<Record<string, string>>
  hint?: string
}

const input = (type: string, bind: Readonly<Record<string, string>> = {}): QuestionType => ({
  control: { tag: 'input' },
  bind: { type, ...bind },
})
const upload = (mediatype: string): QuestionType => ({
  control: { tag: 'upload', mediatype },
  bind: { type: 'binary' },
})
const preload = (kind: string, parameter: string, type: string): QuestionType => ({
  bind: { 'jr:preload': kind, type, 'jr:preloadParams': parameter },
})
const property = (parameter: string) => preload('property', parameter, 'string')
const choice = (tag: string): QuestionType => ({ control: { tag }, bind: { type: 'string' } })
const days = (most: number): QuestionType => ({
  ...input('int', { constraint: `0 <= . and . <= ${most}` }),
  hint: `Enter a number 0-${most}.`,
})
const note = input('string', { readonly: 'true()' })
const acknowledge = choice('trigger')
const calculate: QuestionType = { bind: { type: 'string' } }
const start = preload('timestamp', 'start', 'dateTime')
const end = preload('timestamp', 'end', 'dateTime')
const today = preload('date', 'today', 'date')
const one = choice('select1')
const several = choice('select')

/** Several spellings of one type, which are all still accepted. */
const named: readonly (readonly [QuestionType, string])[] = [
  [input('string'), 'text|string|q string|add text prompt'],
  [input('int'), 'integer|int|q int|add integer prompt'],
  [input('decimal'), 'decimal|q decimal|add decimal prompt'],
  [input('date'), 'date|q date|add date prompt'],
  [input('time'), 'time'],
  [
    input('dateTime'),
    'dateTime|datetime|date time|q dateTime|q date time|add dateTime prompt|add date time prompt',
  ],
  [input('geopoint'), 'geopoint|gps|location|q geopoint|q location|add location prompt'],
  [input('geotrace'), 'geotrace|q geotrace'],
  [input('geoshape'), 'geoshape|q geoshape'],
  [input('barcode'), 'barcode|q barcode|add barcode prompt'],
  [note, 'note|q note|add note prompt'],
  [upload('image/*'), 'photo|image|q picture|q image|add image prompt'],
  [upload('audio/*'), 'audio|q audio|add audio prompt'],
  [upload('video/*'), 'video|q video|add video prompt'],
  [upload('application/*'), 'file|add file prompt'],
  [upload('osm/*'), 'osm'],
  [acknowledge, 'acknowledge|q acknowledge|add acknowledge prompt'],
  [{ control: { tag: 'trigger' } }, 'trigger'],
  [calculate, 'calculate|q calculate|add calculate prompt|hidden'],
  [one, 'select one|select one using|add select one prompt using|q select1'],
  [
    several,
    'select all that apply|select all that apply from|select multiple from|select multiple using|add select multiple prompt using|q select',
  ],
  [choice('input'), 'select one external'],
  [{ control: { tag: 'odk:rank' }, bind: { type: 'odk:rank' } }, 'rank'],
  [{ control: { tag: 'range' }, bind: { type: 'int' } }, 'range'],
  [input('int', { constraint: '0 <= . and . <= 100' }), 'percentage'],
  [days(31), 'number of days in last month'],
  [days(183), 'number of days in last six months'],
  [days(365), 'number of days in last year'],
  [{ ...input('string', { constraint: "regex(., '^\\d*$')" }), hint: 'Enter numbers only.' }, 'phone number'],
  [start, 'start|start time|get start time'],
  [end, 'end|end time|get end time'],
  [today, 'today|get today'],
  [property('deviceid'), 'deviceid|device id|get device id|imei'],
  [property('phonenumber'), 'phonenumber|get phone number'],
  [property('simserial'), 'simserial|sim id|get sim id'],
  [property('subscriberid'), 'subscriberid|subscriber id|get subscriber id'],
  [property('username'), 'username'],
  [property('email'), 'email'],
  [property('uri:subscriberid'), 'uri:subscriberid'],
  [property('uri:phonenumber'), 'uri:phonenumber'],
  [property('uri:simserial'), 'uri:simserial'],
  [property('uri:deviceid'), 'uri:deviceid'],
  [property('uri:username'), 'uri:username'],
  [property('uri:email'), 'uri:email'],
  [{ bind: { type: 'binary' } }, 'audit|background-audio'],
  [{ bind: { type: 'geopoint' } }, 'start-geopoint|background-geopoint'],
]

export const QUESTION_TYPES: ReadonlyMap<string, QuestionType> = new Map(
  named.flatMap(([type, names]) => names.split('|').map((name) => [name, type] as const)),
)

/** Types that only add data for expressions to look in: each by the name of its file. */
export const EXTERNAL_TYPES = ['csv-external', 'geojson-external', 'xml-external'] as const

/** Names that a row may have for a type that is looked at more closely below. */
export const TYPE_ALIASES: ReadonlyMap<string, string> = new Map([
  ['imei', 'deviceid'],
  ['image', 'photo'],
  ['add image prompt', 'photo'],
  ['add photo prompt', 'photo'],
  ['add audio prompt', 'audio'],
  ['add video prompt', 'video'],
  ['add file prompt', 'file'],
])

/** Commands of a question with choices, longest first where one begins another. */
export const SELECTS = {
  'add select one prompt using': 'select one',
  'add select multiple prompt using': 'select all that apply',
  'select all that apply from': 'select all that apply',
  'select one from file': 'select one',
  'select multiple from file': 'select all that apply',
  select_one_from_file: 'select one',
  select_multiple_from_file: 'select all that apply',
  'select one from': 'select one',
  select_one_external: 'select one external',
  select1: 'select one',
  select_one: 'select one',
  'select one': 'select one',
  select_multiple: 'select all that apply',
  'select all that apply': 'select all that apply',
  rank: 'rank',
} as const
export type SelectCommand = keyof typeof SELECTS

export const FILE_COMMANDS: readonly string[] = [
  'select_one_from_file',
  'select_multiple_from_file',
  'select one from file',
  'select multiple from file',
]

/** Types that people write for a question with choices, for a word on what was probably meant. */
export const ALL_TYPES: readonly string[] = [
  ...QUESTION_TYPES.keys(),
  ...EXTERNAL_TYPES,
  ...Object.keys(SELECTS),
  'begin_group',
  'end_group',
  'begin_repeat',
  'end_repeat',
]

/** How many letters must be changed, added or left out to make one word of the other. */
export function distance(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (const [at, letter] of [...one].entries()) {
    const now = [at + 1]
    for (let to = 0; to < other.length; to++) {
      const same = (before[to] ?? 0) + (letter === other[to] ? 0 : 1)
      now.push(Math.min((before[to + 1] ?? 0) + 1, (now[to] ?? 0) + 1, same))
    }
    before = now
  }
  return before.at(-1) ?? 0
}

/** The word of a list that is nearest, if it differs by two letters at most. */
export function nearest(word: string, words: Iterable<string>): string | undefined {
  let found: { word: string; letters: number } | undefined
  for (const each of words) {
    const letters = Math.abs(each.length - word.length) > 2 ? 3 : distance(word, each)
    if (letters <= 2 && letters < (found?.letters ?? 3)) found = { word: each, letters }
  }
  return found?.word
}
