// The sheet `settings`: what holds for the form as a whole.
import { isName } from './expression.ts'
import type { Findings } from './findings.ts'
import { partsOf, textOf, type GroupedSheet } from './grouped-rows.ts'
import { yesOrNo } from './parameters.ts'
import type { Sheet } from './workbook.ts'

export type Settings = {
  /** Of the root element of the primary instance. */
  name: string
  id: string
  title: string
  version: string | undefined
  style: string | undefined
  defaultLanguage: string
  instanceName: string | undefined
  /** How the instance id is made. */
  instanceId: string
  instanceNamespace: string | undefined
  namespaces: string | undefined
  publicKey: string | undefined
  submissionUrl: string | undefined
  autoSend: boolean | undefined
  autoDelete: boolean | undefined
  clientEditable: boolean
  withoutInstanceId: boolean
  choiceDuplicates: boolean
  folded: boolean
  flat: boolean
  /** Of the compact record for text messages. */
  prefix: string | undefined
  delimiter: string | undefined
  attributes: Map<string, string>
}

export const DEFAULT_LANGUAGE = 'default'

/** The old name of form_id counts only where the new one is not there. */
export function withoutOldId(sheet: Sheet, findings: Findings): Sheet {
  const { headings, rows } = sheet
  const old = headings.find((heading) => heading.trim().toLowerCase() === 'id_string')
  if (old === undefined || !headings.some((heading) => /^form[ _]id$/i.test(heading.trim()))) return sheet
  findings.warn('setting.two_ids', { sheet: 'settings', row: 1, column: old })
  const cellsOf = (cells: ReadonlyMap<string, string>) =>
    new Map([...cells].filter(([heading]) => heading !== old))
  return {
    ...sheet,
    headings: headings.filter((heading) => heading !== old),
    rows: rows.map(({ row, cells }) => ({ row, cells: cellsOf(cells) })),
  }
}

/** @param fallbackId the id of a form that says none: the name of its file */
export function settingsOf(
  sheet: GroupedSheet | undefined,
  fallbackId: string,
  findings: Findings,
): Settings {
  const first = sheet?.rows[0]
  const values = first?.values ?? new Map()
  const place = (column: string) => ({ sheet: 'settings', row: first?.row, column })
  const text = (column: string) => textOf(values, column)
  const flag = (column: string): boolean | undefined => {
    const said = text(column)
    const read = said === undefined ? undefined : yesOrNo(said)
    if (said !== undefined && read === undefined)
      findings.warn('setting.yes_or_no', place(column), { value: said })
    return read
  }
  const name = text('name') ?? 'data'
  if (!isName(name)) findings.refuse('name.invalid', place('name'), { name })
  const id = text('id_string') ?? fallbackId
  const settings: Settings = {
    name,
    id,
    title: text('title') ?? id,
    version: text('version'),
    style: text('style'),
    defaultLanguage: text('default_language') ?? DEFAULT_LANGUAGE,
    instanceName: text('instance_name'),
    instanceId: text('instance_id') ?? 'uid',
    instanceNamespace: text('instance_xmlns'),
    namespaces: text('namespaces'),
    publicKey: text('public_key'),
    submissionUrl: text('submission_url'),
    autoSend: flag('auto_send'),
    autoDelete: flag('auto_delete'),
    clientEditable: flag('client_editable') === true,
    withoutInstanceId: flag('omit_instanceID') === true,
    choiceDuplicates: flag('allow_choice_duplicates') === true,
    folded: flag('clean_text_values') !== false,
    flat: text('flat') !== undefined && yesOrNo(text('flat') ?? '') !== false,
    prefix: text('prefix'),
    delimiter: text('delimiter'),
    attributes: new Map(),
  }
  for (const [key, cell] of partsOf(values, 'attribute') ?? [])
    if (typeof cell === 'string') settings.attributes.set(key, cell)
  if (flag('add_none_option') === true) findings.refuse('setting.add_none', place('add_none_option'))
  if (settings.withoutInstanceId && settings.publicKey !== undefined)
    findings.refuse('setting.encrypted_without_id', place('omit_instanceID'))
  return settings
}

const STANDARD: ReadonlyMap<string, string> = new Map([
  ['xmlns', 'http://www.w3.org/2002/xforms'],
  ['xmlns:h', 'http://www.w3.org/1999/xhtml'],
  ['xmlns:ev', 'http://www.w3.org/2001/xml-events'],
  ['xmlns:xsd', 'http://www.w3.org/2001/XMLSchema'],
  ['xmlns:jr', 'http://openrosa.org/javarosa'],
  ['xmlns:orx', 'http://openrosa.org/xforms'],
  ['xmlns:odk', 'http://www.opendatakit.org/xforms'],
])

/** The namespaces of the form: the standard ones, those of the settings, and that of entities where there are any. */
export function namespacesOf({ namespaces }: Settings, withEntities: boolean): Map<string, string> {
  const found = new Map(STANDARD)
  const entities = withEntities ? ['entities=http://www.opendatakit.org/xforms/entities'] : []
  for (const said of [...(namespaces ?? '').split(/\s+/), ...entities]) {
    const [prefix = '', uri, ...more] = said.split('=')
    const key = `xmlns:${prefix}`
    if (uri === undefined || more.length > 0 || !isName(prefix) || found.has(key)) continue
    found.set(key, uri.replaceAll(/["']/g, ''))
  }
  return found
}
