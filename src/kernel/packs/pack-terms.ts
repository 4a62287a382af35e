// Finds terms, texts and questionnaires of a pack.
import type { Fields, FieldType } from '../expression/expression.ts'
import type { Label, Pack, Question, QuestionKind, Questionnaire, TaxonomyName, Term } from './pack.ts'

/** The text of a label in the wanted language, its base language, or the pack's first one. */
export function say(label: Label, locale: string): string {
  return label[locale] ?? label[locale.split('-')[0] ?? locale] ?? Object.values(label)[0] ?? ''
}

/** The term with that code, retired or not: old records still need its text. */
export function findTerm(pack: Pack, taxonomy: TaxonomyName, code: string): Term | undefined {
  return pack.taxonomies[taxonomy].find((entry) => entry.code === code)
}

/** The terms that are still offered. */
export function offered(pack: Pack, taxonomy: TaxonomyName): readonly Term[] {
  return pack.taxonomies[taxonomy].filter((entry) => !entry.retired)
}

/** The words of each code in every language of the pack: what a search finds it by. */
export function labelsOf(pack: Pack, taxonomy: TaxonomyName): Record<string, string> {
  return Object.fromEntries(
    pack.taxonomies[taxonomy].map(({ code, label }) => [code, Object.values(label).join(' ')]),
  )
}

/** What each code is called in a language. */
export function namesOf(pack: Pack, taxonomy: TaxonomyName, locale: string): Record<string, string> {
  return Object.fromEntries(pack.taxonomies[taxonomy].map(({ code, label }) => [code, say(label, locale)]))
}

/** The words of its outcomes in every language. */
export function outcomeWords(pack: Pack): Record<string, string> {
  return Object.fromEntries(pack.outcomes.map(({ code, label }) => [code, Object.values(label).join(' ')]))
}

/** The newest version of a questionnaire. */
export function findQuestionnaire(pack: Pack, code: string): Questionnaire | undefined {
  return pack.questionnaires
    .filter((questionnaire) => questionnaire.code === code)
    .reduce<Questionnaire | undefined>(
      (newest, next) => (newest && newest.version > next.version ? newest : next),
      undefined,
    )
}

const ANSWER_TYPES: Readonly<Record<QuestionKind, FieldType | undefined>> = {
  text: 'text',
  integer: 'integer',
  date: 'date',
  one: 'text',
  many: 'list',
  yes_no: 'boolean',
  note: undefined,
}

/** The variables that a `relevant` condition of this questionnaire may use: its answers by question name. */
export function answerFields(questionnaire: Questionnaire): Fields {
  const fields: Record<string, FieldType> = {}
  for (const question of questionnaire.pages.flatMap((page) => page.questions)) {
    const type = ANSWER_TYPES[question.kind]
    if (type) fields[question.name] = type
  }
  return fields
}

/** The choices of a question: its own, or the terms of its taxonomy. */
export function choicesOf(pack: Pack, question: Question): readonly Term[] {
  if (!question.choices) return []
  if (Array.isArray(question.choices)) return question.choices
  return offered(pack, (question.choices as { taxonomy: string }).taxonomy as TaxonomyName)
}
