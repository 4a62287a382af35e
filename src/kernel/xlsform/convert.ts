// Converts an XLSForm into an ODK XForm, as the reference converter does, and says all that is wrong with it.
import { bodyOf, findSearches, triggeredBy } from './body.ts'
import { choiceListsOf, type ChoiceLists } from './choices.ts'
import { checkCycles } from './cycles.ts'
import { EntityUse } from './entities.ts'
import { placeEntities } from './entity-places.ts'
import { soleReference } from './expression.ts'
import { Findings, inOrder, type Finding } from './findings.ts'
import { groupRows, textOf, type GroupedSheet } from './grouped-rows.ts'
import { Languages } from './headings.ts'
import { checkPrefixes, modelOf } from './model.ts'
import {
  checkEngine,
  checkLanguageCodes,
  checkReferences,
  checkSheetNames,
  checkTranslations,
  isNearly,
} from './review.ts'
import { DEFAULT_LANGUAGE, namespacesOf, settingsOf, withoutOldId, type Settings } from './settings.ts'
import { readSurvey, type SurveyRead } from './survey-rows.ts'
import { add, descendants, isSection, nodeOf, type SurveyNode } from './survey-tree.ts'
import { workbookOf, type RawSheet, type Sheet, type SheetName, type Workbook } from './workbook.ts'
import { Writing } from './writing.ts'
import { documentOf, element } from './xml.ts'

export type Converted = {
  /** The XForm; missing where the form is refused. */
  xml?: string
  /** The file that questions of the type select_one_external look in. */
  itemsets?: string
  refused: readonly Finding[]
  warnings: readonly Finding[]
}

/**
 * @param sheets every sheet of the workbook, with the rows as the sheet numbers them
 * @param fallbackId the id of a form that says none: the name of its file
 */
export function convertForm(sheets: readonly RawSheet[], fallbackId: string): Converted {
  const findings = new Findings()
  const workbook = workbookOf(sheets, findings)
  const told = () => ({ refused: inOrder(findings.refused), warnings: inOrder(findings.warnings) })
  if (!workbook.sheets.survey) {
    const meant = workbook.names.filter((name) => isNearly(name, 'survey'))
    if (meant.length === 0) findings.refuse('sheet.no_survey', {})
    else findings.refuse('sheet.no_survey_like', {}, { meant: meant.join(', ') })
    return told()
  }
  const form = new FormReader(workbook, findings).read(fallbackId)
  // Written also where it is refused: expressions are read on the way, so that all mistakes are told at once.
  const xml = form && written(form, findings)
  const { external_choices: external } = workbook.sheets
  if (xml === undefined || findings.refused.length > 0) return told()
  return { xml, ...(external && { itemsets: csvOf(external) }), ...told() }
}

type Form = {
  survey: SurveyNode
  settings: Settings
  lists: ChoiceLists
  entitiesVersion: string | undefined
}

class FormReader {
  readonly #workbook: Workbook
  readonly #findings: Findings
  readonly #languages = new Languages()
  readonly #grouped: { name: SheetName; sheet: Sheet; grouped: GroupedSheet }[] = []

  constructor(workbook: Workbook, findings: Findings) {
    this.#workbook = workbook
    this.#findings = findings
  }

  #group(
    name: SheetName,
    {
      defaultLanguage = DEFAULT_LANGUAGE,
      folded = false,
      required,
    }: Partial<Settings> & { required?: string } = {},
  ): GroupedSheet | undefined {
    const found = this.#workbook.sheets[name]
    if (!found) return undefined
    const sheet = name === 'settings' ? withoutOldId(found, this.#findings) : found
    const grouped = groupRows(
      name,
      sheet,
      { languages: this.#languages, defaultLanguage, folded, ...(required !== undefined && { required }) },
      this.#findings,
    )
    this.#grouped.push({ name, sheet, grouped })
    return grouped
  }

  read(fallbackId: string): Form | undefined {
    const findings = this.#findings
    const settings = settingsOf(this.#group('settings'), fallbackId, findings)
    settings.defaultLanguage = this.#languages.of(settings.defaultLanguage)
    const { defaultLanguage } = settings
    const survey = this.#group('survey', { defaultLanguage, folded: settings.folded, required: 'type' })
    const choices = this.#group('choices', {
      defaultLanguage,
      ...(this.#workbook.sheets.choices?.rows.length ? { required: 'name' } : {}),
    })
    const entities = new EntityUse(this.#group('entities'), findings)
    const external = this.#group('external_choices', { defaultLanguage })
    checkSheetNames(this.#workbook, findings)
    const translations = [
      checkTranslations('survey', survey, defaultLanguage, findings),
      checkTranslations('choices', choices, defaultLanguage, findings),
    ]
    if (!survey) return undefined
    const lists: ChoiceLists = choices
      ? choiceListsOf(choices, settings.choiceDuplicates, findings)
      : new Map()
    const read = readSurvey(survey.rows, settings.name, {
      lists,
      externalLists:
        external && new Set(external.rows.map(({ values }) => textOf(values, 'list name') ?? '')),
      osmTags: osmTagsOf(this.#group('osm')),
      entities,
      sheetNames: this.#workbook.names,
      findings,
    })
    settings.title = read.settings.get('title') ?? settings.title
    settings.id = read.settings.get('id') ?? settings.id
    if (read.otherAdded && translations.includes(true)) findings.warn('select.other_words', {})
    entities.checkFiles(read.instances)
    checkTriggers(read, findings)
    checkGeometries(read, lists, entities, findings)
    if (settings.flat) flatten(read.survey, '')
    const entitiesVersion = this.#placed(entities, read.survey)
    addMeta(read, settings)
    checkNames(read.survey, findings)
    checkReferences(this.#grouped, read.names, read.survey, findings)
    checkCycles(read.survey, findings)
    return { survey: read.survey, settings, lists, entitiesVersion }
  }

  /** Where a declaration is wrong, that it has no place would be a second complaint of the same. */
  #placed(entities: EntityUse, survey: SurveyNode): string | undefined {
    if (entities.declarations.length === 0) return undefined
    const sound = this.#findings.refused.every(({ code }) => !code.startsWith('entity.'))
    return sound ? placeEntities(survey, entities, this.#findings) : ''
  }
}

function osmTagsOf(sheet: GroupedSheet | undefined): Map<string, SurveyNode['tags']> {
  const found = new Map<string, SurveyNode['tags']>()
  for (const { values } of sheet?.rows ?? []) {
    const [list, name] = [textOf(values, 'list name'), textOf(values, 'name')]
    if (list === undefined || name === undefined) continue
    found.set(list, [...(found.get(list) ?? []), { name, label: values.get('label') }])
  }
  return found
}

function checkTriggers({ triggers, questionNames }: SurveyRead, findings: Findings): void {
  for (const { name, row } of triggers)
    if (!questionNames.has(name))
      findings.refuse('reference.unknown', { sheet: 'survey', row, column: 'trigger' }, { name })
}

function checkGeometries(
  { geometries, instances, survey }: SurveyRead,
  lists: ChoiceLists,
  { declarations }: EntityUse,
  findings: Findings,
): void {
  const repeats = new Set(
    [...descendants(survey)].filter(({ kind }) => kind === 'repeat').map(({ name }) => name),
  )
  for (const { target, row } of geometries) {
    const file = instances.some(({ name, extension }) => name === target && extension !== '')
    const entity = declarations.some(({ list }) => list === target)
    if (file || entity || lists.has(target) || repeats.has(soleReference(target)?.name ?? '')) continue
    findings.refuse('geo.reference', { sheet: 'survey', row, column: 'parameters' }, { target })
  }
}

/** The setting `flat`: groups have no element of their own, and their condition is that of each question in them. */
function flatten(section: SurveyNode, relevant: string): void {
  for (const node of section.children) {
    const said = node.bind?.get('relevant')
    const own = typeof said === 'string' ? said : ''
    const both = relevant !== '' && own !== '' ? `${relevant} and (${own})` : relevant || own
    if (node.children.length > 0) {
      node.flat = true
      flatten(node, both)
    } else if (both !== '') {
      node.bind ??= new Map()
      node.bind.set('relevant', both)
    }
  }
}

/** The metadata of a submission: its id, its name, and the log of how it was filled in. */
function addMeta({ survey, audit, names }: SurveyRead, settings: Settings): void {
  const children: SurveyNode[] = audit ? [audit] : []
  if (!settings.withoutInstanceId) {
    names.set('instanceID', (names.get('instanceID') ?? 0) + 1)
    children.push(
      nodeOf('question', 'instanceID', 'calculate', {
        bind: new Map([
          ['type', 'string'],
          ['readonly', 'true()'],
          ['jr:preload', settings.instanceId],
        ]),
      }),
    )
  }
  if (settings.instanceName !== undefined)
    children.push(
      nodeOf('question', 'instanceName', 'calculate', {
        bind: new Map([
          ['type', 'string'],
          ['calculate', settings.instanceName],
        ]),
      }),
    )
  if (children.length === 0) return
  const held = survey.children.find(({ name, kind }) => name === 'meta' && kind === 'group')
  const meta = held ?? nodeOf('group', 'meta', 'group', { bodyless: true })
  if (!held) add(survey, meta)
  add(meta, ...children)
}

/** Names that the converter added count too. */
function checkNames(survey: SurveyNode, findings: Findings): void {
  const repeats = new Set<string>()
  for (const section of descendants(survey)) {
    if (!isSection(section)) continue
    const names = new Set<string>()
    for (const { name, row } of section.children) {
      const place = { sheet: 'survey', row, column: 'name' }
      // A question called meta was refused where it stands.
      if (names.has(name) && name !== 'meta') findings.refuse('name.twice', place, { name })
      names.add(name)
    }
    const place = { sheet: 'survey', row: section.row, column: 'name' }
    if (section.kind === 'repeat' && repeats.has(section.name))
      findings.refuse('name.repeat_twice', place, { name: section.name })
    if (section.kind === 'repeat') repeats.add(section.name)
  }
}

function written({ survey, settings, lists, entitiesVersion }: Form, findings: Findings): string {
  const writing = new Writing(survey, settings, lists, findings)
  const namespaces = namespacesOf(settings, entitiesVersion !== undefined)
  findSearches(survey, writing)
  const triggered = triggeredBy(survey)
  const { model, languages } = modelOf(survey, entitiesVersion, writing)
  const body = bodyOf(survey, triggered, writing)
  checkPrefixes(survey, namespaces, writing)
  checkLanguageCodes(languages, findings)
  checkEngine(survey, findings)
  const head = element('h:head', {}, [element('h:title', {}, [settings.title]), model])
  return documentOf(element('h:html', namespaces, [head, body]))
}

/** As a table for the field application: every cell in quotes. */
function csvOf({ headings, rows }: Sheet): string {
  const line = (cells: readonly string[]) =>
    `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`
  return [
    line(headings),
    ...rows.map(({ cells }) => line(headings.map((heading) => cells.get(heading) ?? ''))),
  ].join('')
}
