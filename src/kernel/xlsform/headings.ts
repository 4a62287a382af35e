// The headings of an XLSForm in their many spellings: which column each is, and in which language.
import type { SheetName } from './workbook.ts'

/** The parts of a heading: `label::Español (es)` is `label` and its language, `relevant` is `bind` and `relevant`. */
export type Heading = readonly string[]

type Aliases = Readonly<Record<string, string | readonly string[]>>

export const MEDIA: readonly string[] = ['image', 'big-image', 'audio', 'video']

const media = {
  image: ['media', 'image'],
  'big-image': ['media', 'big-image'],
  audio: ['media', 'audio'],
  video: ['media', 'video'],
} as const

const surveyAliases: Aliases = {
  ...media,
  compact_tag: ['instance', 'odk:tag'],
  read_only: ['bind', 'readonly'],
  readonly: ['bind', 'readonly'],
  relevant: ['bind', 'relevant'],
  relevance: ['bind', 'relevant'],
  required: ['bind', 'required'],
  constraint: ['bind', 'constraint'],
  constraining_message: ['bind', 'jr:constraintMsg'],
  constraint_message: ['bind', 'jr:constraintMsg'],
  requiredmsg: ['bind', 'jr:requiredMsg'],
  required_message: ['bind', 'jr:requiredMsg'],
  noapperrorstring: ['bind', 'jr:noAppErrorString'],
  no_app_error_string: ['bind', 'jr:noAppErrorString'],
  calculation: ['bind', 'calculate'],
  calculate: ['bind', 'calculate'],
  save_to: ['bind', 'entities:saveto'],
  appearance: ['control', 'appearance'],
  count: ['control', 'jr:count'],
  repeat_count: ['control', 'jr:count'],
  'jr:count': ['control', 'jr:count'],
  autoplay: ['control', 'autoplay'],
  rows: ['control', 'rows'],
  body: 'control',
  caption: 'label',
  command: 'type',
  tag: 'name',
  value: 'name',
}
const listAliases: Aliases = { ...media, caption: 'label', list_name: 'list name', value: 'name' }
const settingAliases: Aliases = {
  form_title: 'title',
  set_form_title: 'title',
  form_id: 'id_string',
  set_form_id: 'id_string',
}

const optionColumns = ['name', 'label', 'media', 'sms_option']
const surveyColumns = [
  'type',
  'name',
  'label',
  'hint',
  'guidance_hint',
  'default',
  'trigger',
  'choice_filter',
  'parameters',
  'bind',
  'control',
  'instance',
  'media',
  'itemset',
  'query',
  'intent',
  'disabled',
  'sms_field',
]
/** Settings that are columns of the `settings` sheet; what is not known there is left alone. */
export const SETTINGS = [
  'title',
  'id_string',
  'name',
  'version',
  'style',
  'default_language',
  'instance_name',
  'instance_id',
  'instance_xmlns',
  'namespaces',
  'public_key',
  'submission_url',
  'auto_send',
  'auto_delete',
  'attribute',
  'allow_choice_duplicates',
  'omit_instanceID',
  'client_editable',
  'clean_text_values',
  'flat',
  'add_none_option',
  'prefix',
  'delimiter',
  'sms_keyword',
  'sms_separator',
  'sms_allow_media',
  'sms_date_format',
  'sms_datetime_format',
  'sms_response',
]

export const ENTITY_COLUMNS: readonly string[] = [
  'dataset',
  'entity_id',
  'create_if',
  'update_if',
  'label',
  'repeat',
]

const known: Record<SheetName, { columns: readonly string[]; aliases: Aliases }> = {
  survey: { columns: surveyColumns, aliases: surveyAliases },
  choices: { columns: optionColumns, aliases: listAliases },
  external_choices: { columns: optionColumns, aliases: listAliases },
  osm: { columns: optionColumns, aliases: listAliases },
  settings: { columns: SETTINGS, aliases: settingAliases },
  entities: {
    columns: ENTITY_COLUMNS,
    aliases: { list_name: 'dataset' },
  },
}

/** Columns whose text is for people, so that it may be there in several languages. */
const TRANSLATABLE = new Set([
  'label',
  'hint',
  'guidance_hint',
  'image',
  'big-image',
  'audio',
  'video',
  'jr:constraintMsg',
  'jr:requiredMsg',
  'jr:noAppErrorString',
])

const snake = (text: string): string => text.trim().split(/\s+/).join('_').toLowerCase()

/**
 * Reads one heading.
 * @param doubled whether any heading of the sheet has `::`, so that a single colon is no divider
 */
export function headingOf(sheet: SheetName, heading: string, doubled: boolean): Heading {
  const { columns, aliases } = known[sheet]
  for (const spelling of [heading, snake(heading)])
    if (columns.includes(spelling) && !Object.hasOwn(aliases, spelling)) return [spelling]
  // Spellings that hold a capital, such as omit_instanceID.
  const exact = columns.find((column) => column.toLowerCase() === snake(heading))
  if (exact !== undefined && !Object.hasOwn(aliases, exact)) return [exact]
  const parts = doubled || heading.includes('::') ? heading.split('::') : withPrefix(heading.split(':'))
  const [first = '', ...rest] = parts.map((part) => part.trim())
  const alias = Object.hasOwn(aliases, snake(first)) ? aliases[snake(first)] : undefined
  if (alias !== undefined) return [...(typeof alias === 'string' ? [alias] : alias), ...rest]
  if (columns.includes(snake(first))) return [snake(first), ...rest]
  return [first === '' || rest.length === 0 ? heading : first, ...rest]
}

/** `jr:count` is one part also where a single colon divides. */
function withPrefix(parts: readonly string[]): string[] {
  const at = parts.findIndex((part) => part.trim() === 'jr')
  if (at < 0 || at === parts.length - 1) return [...parts]
  return [...parts.slice(0, at), `jr:${parts[at + 1]?.trim()}`, ...parts.slice(at + 2)]
}

/** The part of a heading that names a column with a text for people, and its language if it says one. */
export function translated(heading: Heading): { column: string; language: string | undefined } | undefined {
  const [first, ...rest] = heading
  const [column, language, ...more] =
    (first === 'media' || first === 'bind') && rest.length > 0 ? rest : heading
  if (column === undefined || !TRANSLATABLE.has(column) || more.length > 0) return undefined
  return { column, language }
}

/** The languages of a form: a name has one spelling, however blanks and capitals differ between its columns. */
export class Languages {
  readonly #spellings = new Map<string, string>()

  /** As it was first written. */
  of(language: string): string {
    const key = language.replaceAll(/\s+/g, '').toLowerCase()
    const spelling = this.#spellings.get(key) ?? language
    this.#spellings.set(key, spelling)
    return spelling
  }
}

/** The names of columns as people know them, for what is said to them. */
export const columnName = (column: string): string =>
  ({ 'jr:constraintMsg': 'constraint_message', 'jr:requiredMsg': 'required_message' })[column] ??
  (MEDIA.includes(column) ? `media::${column}` : column)
