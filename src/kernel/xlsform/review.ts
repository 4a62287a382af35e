// What is checked of a form as a whole: references in every sheet, languages, names of sheets, and what the questionnaires
// of this application cannot do yet.
import { hasBrokenReference, referencesIn } from './expression.ts'
import type { Findings } from './findings.ts'
import type { GroupedSheet } from './grouped-rows.ts'
import { columnName, MEDIA, SETTINGS, translated } from './headings.ts'
import { nearest } from './question-types.ts'
import { DEFAULT_LANGUAGE } from './settings.ts'
import { descendants, type SurveyNode } from './survey-tree.ts'
import { SHEETS, type Sheet, type SheetName, type Workbook } from './workbook.ts'

/** Columns of each sheet in which a reference means a question; others are the form's own. */
const REFERRING: Partial<Record<SheetName, (first: string) => boolean>> = {
  survey: (first) =>
    [
      'label',
      'hint',
      'guidance_hint',
      'default',
      'choice_filter',
      'parameters',
      'bind',
      'control',
      'instance',
      'media',
    ].includes(first),
  choices: (first) => first === 'label' || first === 'media',
  settings: (first) => SETTINGS.includes(first),
  entities: (first) => ['entity_id', 'create_if', 'update_if', 'label'].includes(first),
}

/** Every reference must be to one question that is there. */
export function checkReferences(
  sheets: readonly { name: SheetName; sheet: Sheet; grouped: GroupedSheet }[],
  names: ReadonlyMap<string, number>,
  survey: SurveyNode,
  findings: Findings,
): void {
  const made = new Set([...descendants(survey)].map(({ name }) => name))
  for (const { name: sheetName, sheet, grouped } of sheets) {
    const refers = REFERRING[sheetName]
    for (const { row, cells } of refers ? sheet.rows : [])
      for (const [column, text] of cells) {
        if (!text.includes('${') || !refers?.(grouped.columns.get(column)?.[0] ?? '')) continue
        const place = { sheet: sheetName, row, column }
        if (hasBrokenReference(text)) findings.refuse('reference.broken', place)
        for (const { name } of referencesIn(text)) {
          const count = names.get(name) ?? (made.has(name) ? 1 : 0)
          if (count > 1) findings.refuse('reference.several', place, { name })
          if (count > 0) continue
          const meant = nearest(name, names.keys())
          if (meant === undefined) findings.refuse('reference.unknown', place, { name })
          else findings.refuse('reference.unknown_like', place, { name, meant })
        }
      }
  }
}

/**
 * Languages that some texts of a sheet have, and others lack. A form that says its default language is not warned: it
 * has one in which everything can be read.
 * @returns whether the sheet has languages
 */
export function checkTranslations(
  name: 'survey' | 'choices',
  sheet: GroupedSheet | undefined,
  defaultLanguage: string,
  findings: Findings,
): boolean {
  const seen = new Map<string, Set<string>>()
  let named = false
  const columns = new Set<string>()
  for (const heading of sheet?.headings ?? []) {
    const found = translated(heading)
    if (!found || found.column === 'jr:noAppErrorString') continue
    if (name === 'choices' && found.column !== 'label' && !MEDIA.includes(found.column)) continue
    named ||= found.language !== undefined && found.language !== DEFAULT_LANGUAGE
    const language = found.language ?? DEFAULT_LANGUAGE
    seen.set(language, (seen.get(language) ?? new Set()).add(found.column))
    columns.add(found.column)
  }
  if (!named) return false
  if (defaultLanguage !== DEFAULT_LANGUAGE) return true
  for (const [language, has] of [...seen].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const missing = [...columns].filter((column) => !has.has(column)).map(columnName)
    if (missing.length > 0)
      findings.warn(
        'language.missing',
        { sheet: name, row: 1 },
        { language, columns: missing.toSorted().join(', ') },
      )
  }
  return true
}

/** Names of languages should end in their code, by which an application knows whether they read from the right. */
export function checkLanguageCodes(languages: readonly string[], findings: Findings): void {
  const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })
  const known = (code: string) =>
    /^[a-z]{3}$/i.test(code) || (/^[a-z]{2}$/i.test(code) && names.of(code) !== undefined)
  for (const language of languages) {
    if (language === DEFAULT_LANGUAGE) continue
    const code = /\((.*)\)$/.exec(language)?.[1] ?? ''
    if (!known(code.split('-')[0] ?? '')) findings.warn('language.code', {}, { language })
  }
}

/** Sheets whose name is nearly that of one that a form has. */
export function checkSheetNames({ names, sheets }: Workbook, findings: Findings): void {
  for (const wanted of ['settings', 'entities'] as const) {
    if (sheets[wanted]) continue
    const meant = names.filter((name) => isNearly(name, wanted))
    if (meant.length > 0) findings.warn('sheet.like', {}, { sheet: wanted, meant: meant.join(', ') })
  }
}

export function isNearly(name: string, wanted: string): boolean {
  const lower = name.toLowerCase()
  return (
    !name.startsWith('_') && !SHEETS.some((each) => each === lower) && nearest(lower, [wanted]) !== undefined
  )
}

/** Types and parameters that pass into the form, and that its questions on a screen here do not follow yet. */
const NOT_YET = {
  types: ['audit', 'background-audio', 'barcode', 'osm', 'select one external'],
  parameters: ['max-pixels', 'quality', 'incremental', 'app'],
}

export function checkEngine(survey: SurveyNode, findings: Findings): void {
  for (const { type, row, bind, control } of descendants(survey)) {
    const place = { sheet: 'survey', row, column: 'type' }
    if (NOT_YET.types.includes(type)) findings.warn('engine.type', place, { type })
    const given = [...(bind?.keys() ?? []), ...control.keys()].map((key) => key.replace(/^(?:odk|orx):/, ''))
    for (const parameter of NOT_YET.parameters.filter((each) => given.includes(each)))
      findings.warn('engine.parameter', { ...place, column: 'parameters' }, { parameter })
  }
}
