// The texts of a form in its languages, each under the path of what it belongs to.
import { hasItext } from './choices.ts'
import { referencesIn } from './expression.ts'
import type { Cell } from './grouped-rows.ts'
import { MEDIA } from './headings.ts'
import { descendants, isSection, pathOf, type SurveyNode } from './survey-tree.ts'
import { mediaOf, needsItext, type Writing } from './writing.ts'
import { element, type Element } from './xml.ts'

type Entry = { text: string; node: SurveyNode | undefined; attribute: string }
/** By language, then by id, then by form: `long` is the plain one. */
type Translations = Map<string, Map<string, Map<string, Entry>>>

export function translationsOf(survey: SurveyNode, writing: Writing): Translations {
  const found: Translations = new Map()
  const put = (language: string, id: string, form: string, entry: Entry) => {
    const ids = found.get(language) ?? new Map<string, Map<string, Entry>>()
    found.set(language, ids)
    const forms = ids.get(id) ?? new Map<string, Entry>()
    ids.set(id, forms)
    forms.set(form, entry)
  }
  const each = (cell: Cell | undefined, id: string, form: string, node?: SurveyNode, attribute = 'label') => {
    const texts: Iterable<[string, Cell]> =
      cell instanceof Map ? cell : cell === undefined ? [] : [[writing.settings.defaultLanguage, cell]]
    for (const [language, text] of texts)
      if (typeof text === 'string') put(language, id, form, { text, node, attribute })
  }
  for (const list of writing.lists.values()) {
    if (!hasItext(list)) continue
    for (const [at, { label, media }] of list.options.entries()) {
      const id = `${list.name}-${at}`
      each(label, id, 'long')
      for (const [form, cell] of media ?? []) each(cell, id, form, undefined, form)
    }
  }
  for (const node of descendants(survey)) {
    if (node.kind !== 'question' && !isSection(node)) continue
    const path = pathOf(node)
    for (const message of ['jr:constraintMsg', 'jr:requiredMsg', 'jr:noAppErrorString']) {
      const cell = node.bind?.get(message)
      if (isTranslated(message, cell)) each(cell, `${path}:${message}`, 'long', node, message)
    }
    if (needsItext(node)) each(node.label, `${path}:label`, 'long', node)
    if (node.hint instanceof Map || (node.hint !== undefined && node.guidance !== undefined))
      each(node.hint, `${path}:hint`, 'long', node, 'hint')
    each(node.guidance, `${path}:hint`, 'guidance', node, 'guidance_hint')
  }
  for (const node of descendants(survey)) {
    for (const [form, cell] of mediaOf(node) ?? []) {
      if (MEDIA.includes(form)) each(cell, `${pathOf(node)}:label`, form, node, form)
      else
        writing.findings.refuse(
          'media.unknown',
          { sheet: 'survey', row: node.row, column: `media::${form}` },
          { form, allowed: MEDIA.join(', ') },
        )
    }
  }
  return completed(found)
}

/** Whether a message of a bind stands among the texts, and is only pointed at where it applies. */
export const isTranslated = (attribute: string, cell: Cell | undefined): boolean =>
  cell instanceof Map ||
  (cell !== undefined && attribute !== 'jr:noAppErrorString' && referencesIn(cell).length > 0)

/** What is missing in a language is a dash there: no text falls back to another language. */
function completed(translations: Translations): Translations {
  const all = new Map<string, Set<string>>()
  for (const ids of translations.values())
    for (const [id, forms] of ids) all.set(id, new Set([...(all.get(id) ?? []), ...forms.keys()]))
  for (const ids of translations.values())
    for (const [id, wanted] of all) {
      const forms = ids.get(id) ?? new Map<string, Entry>()
      ids.set(id, forms)
      for (const form of wanted)
        if (!forms.has(form)) forms.set(form, { text: '-', node: undefined, attribute: '' })
    }
  return translations
}

/** @returns undefined for a form that needs no texts of this kind */
export function itextOf(translations: Translations, writing: Writing): Element | undefined {
  if (translations.size === 0) return undefined
  const { defaultLanguage } = writing.settings
  return element(
    'itext',
    {},
    [...translations].map(([lang, ids]) =>
      element(
        'translation',
        { lang, default: lang === defaultLanguage ? 'true()' : undefined },
        [...ids].map(([id, forms]) => element('text', { id }, valuesOf(forms, writing))),
      ),
    ),
  )
}

function valuesOf(forms: ReadonlyMap<string, Entry>, writing: Writing): Element[] {
  return [...forms].flatMap(([form, { text, node, attribute }]) => {
    const words = writing.words(text, node, attribute)
    if (form === 'long') return [element('value', {}, words)]
    if (form === 'guidance') return [element('value', { form }, words)]
    if (text === '-') return []
    const folder = form === 'big-image' || form === 'image' ? 'images' : form
    const [first, ...rest] = words
    const located =
      typeof first === 'string' ? [`jr://${folder}/${first}`, ...rest] : [`jr://${folder}/`, ...words]
    return [element('value', { form }, located)]
  })
}
