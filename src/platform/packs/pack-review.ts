// Checks every reference, text and condition of a pack; pack-check.ts runs its examples.
import { IntlMessageFormat } from 'intl-messageformat'
import type { Expression, Fields, FieldsOf, Node } from '../../kernel/expression/expression.ts'
import { parse } from '../../kernel/expression/parse.ts'
import { toMinor } from '../../kernel/money.ts'
import {
  answerFields,
  FIELD_GROUPS,
  type FactMatch,
  type Pack,
  type Question,
  type TaxonomyName,
} from '../../kernel/packs/pack.ts'
import { Problem } from '../../kernel/problem.ts'
import { reviewRetention } from './pack-retention.ts'
import { reviewStatus } from './pack-status.ts'
import { reviewMedia } from './pack-media-review.ts'
import type { Finding } from './pack-file.ts'

/** Returns a finding for each fault in the references, texts and conditions of a pack. */
export function reviewPack(pack: Pack, fieldsOf: FieldsOf): Finding[] {
  const findings: Finding[] = []
  const report = (at: string, message: string) => void findings.push({ at, message })
  const refer = (at: string, taxonomy: TaxonomyName, codes: string | undefined | readonly string[]) => {
    for (const code of codes === undefined ? [] : [codes].flat()) {
      const term = pack.taxonomies[taxonomy].find((each) => each.code === code)
      if (!term) report(at, `"${code}" is not in taxonomy ${taxonomy}`)
    }
  }
  reviewSettings(pack, report)
  reviewTexts(pack, pack.locales, 'pack', report)
  reviewTaxonomies(pack, report, refer)
  reviewQuestionnaires(pack, report, refer)
  reviewOutcomes(pack, fieldsOf, report, refer)
  reviewRateCards(pack, report)
  reviewStatus(pack, fieldsOf, report)
  reviewRetention(pack, report)
  for (const text of pack.consentTexts) {
    refer(`consent ${text.version}`, 'purposes', text.purposes)
    refer(`consent ${text.version}`, 'fieldGroups', text.fieldGroups)
  }
  refer('pack', 'fieldGroups', FIELD_GROUPS)
  reviewResults(pack, report)
  reviewMessages(pack, report)
  reviewMedia(pack, report, refer)
  return findings
}

/**
 * An outcome without a law as its ground needs consent: then a consent text must offer `results` with
 * `documents`.
 */
function reviewResults(pack: Pack, report: Report): void {
  const asked = pack.consentTexts.some(
    ({ purposes, fieldGroups }) => purposes.includes('results') && fieldGroups.includes('documents'),
  )
  if (asked) return
  for (const { code } of pack.outcomes.filter(({ ground }) => ground === undefined))
    report(
      `outcome ${code}`,
      'has no "ground" in law, and no consent text offers purpose "results" with "documents"',
    )
}

type Report = (at: string, message: string) => void
type Refer = (at: string, taxonomy: TaxonomyName, codes: string | undefined | readonly string[]) => void

function reviewSettings(pack: Pack, report: Report): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: pack.timeZone })
  } catch {
    report('pack', `"${pack.timeZone}" is not a time zone`)
  }
  if (!Intl.supportedValuesOf('currency').includes(pack.currency))
    report('pack', `"${pack.currency}" is not a currency`)
  if (!pack.consentTexts.some(({ version }) => version === pack.consent))
    report('pack', `no consent text "${pack.consent}"`)
  unique(
    'consent texts',
    pack.consentTexts.map(({ version }) => version),
    report,
  )
  unique(
    'outcomes',
    pack.outcomes.map(({ code }) => code),
    report,
  )
  unique(
    'rate cards',
    pack.rateCards.map(({ code }) => code),
    report,
  )
  unique(
    'messages',
    pack.messages.map(({ code }) => code),
    report,
  )
  unique(
    'questionnaires',
    pack.questionnaires.map(({ code, version }) => `${code} version ${version}`),
    report,
  )
}

function unique(at: string, codes: readonly string[], report: Report): void {
  for (const code of new Set(codes.filter((each, index) => codes.indexOf(each) !== index)))
    report(at, `"${code}" stands twice`)
}

const TEXTS = new Set(['label', 'title', 'about', 'why', 'text', 'law'])

/** Every text must be there in every language of the pack, and in no other. */
function reviewTexts(value: unknown, locales: readonly string[], at: string, report: Report): void {
  if (Array.isArray(value)) {
    for (const each of value) reviewTexts(each, locales, `${at}${named(each)}`, report)
  } else if (value !== null && typeof value === 'object') {
    for (const [key, each] of Object.entries(value)) {
      if (!TEXTS.has(key)) reviewTexts(each, locales, `${at}.${key}`, report)
      else {
        const has = Object.keys(each as object)
        for (const locale of locales.filter((wanted) => !has.includes(wanted)))
          report(at, `${key} is missing in ${locale}`)
        for (const locale of has.filter((given) => !locales.includes(given)))
          report(at, `${key} stands in ${locale}, which the pack does not declare`)
      }
    }
  }
}

function named(value: unknown): string {
  const { code, name, version } = (value ?? {}) as { code?: string; name?: string; version?: string | number }
  const word = code ?? name ?? version
  return word === undefined ? '' : `[${word}]`
}

/** The taxonomy that contains the parents of a taxonomy's terms, where it is not the same one. */
const PARENTS: Partial<Record<TaxonomyName, TaxonomyName>> = {
  needs: 'needDomains',
  serviceKinds: 'needDomains',
}
const NEVER_REQUIRED = ['not_asked', 'prefers_not_to_say']

function reviewTaxonomies(pack: Pack, report: Report, refer: Refer): void {
  for (const [name, terms] of Object.entries(pack.taxonomies) as [
    TaxonomyName,
    Pack['taxonomies'][TaxonomyName],
  ][]) {
    unique(
      `taxonomy ${name}`,
      terms.map(({ code }) => code),
      report,
    )
    for (const term of terms) refer(`${name} ${term.code}`, PARENTS[name] ?? name, term.parent)
    if (PARENTS[name]) {
      for (const term of terms)
        if (!term.parent) report(`${name} ${term.code}`, `names no parent in ${PARENTS[name]}`)
    }
  }
  for (const code of NEVER_REQUIRED) refer('statuses', 'statuses', code)
  for (const milestone of pack.taxonomies.milestones)
    refer(`milestone ${milestone.code}`, 'needDomains', milestone.domain)
  for (const type of pack.taxonomies.identifierTypes) {
    refer(`identifier ${type.code}`, 'countries', type.country)
    const pattern = regexp(type.pattern)
    if (!pattern) report(`identifier ${type.code}`, `"${type.pattern}" is not a regular expression`)
    else if (!pattern.test(type.example))
      report(`identifier ${type.code}`, `its own example "${type.example}" does not fit`)
    else if (!type.pattern.startsWith('^') || !type.pattern.endsWith('$'))
      report(`identifier ${type.code}`, 'the pattern must hold for the whole (^…$)')
  }
}

function regexp(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u')
  } catch {
    return undefined
  }
}

function reviewQuestionnaires(pack: Pack, report: Report, refer: Refer): void {
  for (const questionnaire of pack.questionnaires) {
    const at = `questionnaire ${questionnaire.code} version ${questionnaire.version}`
    const fields = answerFields(questionnaire)
    const questions = questionnaire.pages.flatMap((page) => page.questions)
    unique(
      at,
      questions.map(({ name }) => name),
      report,
    )
    for (const page of questionnaire.pages)
      condition(`${at}, page ${page.code}`, page.relevant, fields, report)
    for (const question of questions) {
      const here = `${at}, question ${question.name}`
      refer(here, 'fieldGroups', question.fieldGroup)
      condition(here, question.relevant, fields, report)
      condition(here, question.contradiction?.when, fields, report)
      if (question.happened && question.kind !== 'date')
        report(here, `a question of kind ${question.kind} asks for no day`)
      reviewChoices(pack, question, here, report)
    }
  }
}

function reviewChoices(pack: Pack, { kind, choices }: Question, at: string, report: Report): void {
  const chooses = kind === 'one' || kind === 'many'
  if (chooses !== (choices !== undefined))
    report(at, chooses ? 'has nothing to choose from' : `a question of kind ${kind} has no choices`)
  if (!choices) return
  if (Array.isArray(choices))
    unique(
      at,
      choices.map(({ code }) => code),
      report,
    )
  else {
    const { taxonomy } = choices as { taxonomy: string }
    if (!Object.hasOwn(pack.taxonomies, taxonomy)) report(at, `"${taxonomy}" is not a taxonomy`)
  }
}

/** Fields of facts whose values are codes of a taxonomy. */
const CODED: Readonly<Record<string, TaxonomyName>> = {
  'data.milestone': 'milestones',
  'data.need': 'needs',
  'data.domain': 'needDomains',
  'data.serviceKind': 'serviceKinds',
  'snapshot.sex': 'sexes',
  'snapshot.population_group': 'populationGroups',
  'snapshot.migration_status': 'statuses',
  'snapshot.nationality': 'countries',
  'snapshot.place': 'places',
}

function reviewOutcomes(pack: Pack, fieldsOf: FieldsOf, report: Report, refer: Refer): void {
  const codes = pack.outcomes.map(({ code }) => code)
  for (const outcome of pack.outcomes) {
    const at = `outcome ${outcome.code}`
    refer(at, 'needDomains', outcome.domain)
    refer(
      at,
      'evidenceTypes',
      outcome.evidence.map(({ type }) => type),
    )
    unique(
      `${at}, evidence`,
      outcome.evidence.map(({ type }) => type),
      report,
    )
    for (const code of outcome.after ?? [])
      if (!codes.includes(code)) report(at, `comes after "${code}", which is not an outcome`)
    if (comesAfterItself(pack, outcome.code)) report(at, 'comes after itself')
    const matches: (FactMatch | undefined)[] = [outcome.start]
    if (outcome.metric === 'clock') {
      matches.push(outcome.breaks)
      if ((outcome.breaks === undefined) !== (outcome.onBreak === undefined))
        report(at, 'breaks and onBreak stand together or not at all')
    }
    for (const match of matches) {
      if (!match) continue
      const fields = fieldsOf(match.kind)
      if (!fields) report(at, `nothing records facts of kind "${match.kind}"`)
      else {
        const expression = condition(at, match.where, fields, report)
        if (expression)
          for (const [field, code] of literals(expression.root)) refer(at, CODED[field] as TaxonomyName, code)
      }
    }
  }
}

function comesAfterItself(pack: Pack, code: string): boolean {
  const waiting = [code]
  const seen = new Set<string>()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const before of pack.outcomes.find((outcome) => outcome.code === next)?.after ?? []) {
      if (before === code) return true
      if (!seen.has(before)) waiting.push(before)
      seen.add(before)
    }
  }
  return false
}

/** Pairs of a coded field and a literal that an expression compares it with. */
function* literals(node: Node): Iterable<readonly [string, string]> {
  const field = (each: Node) => (each.op === 'field' && CODED[each.name] ? each.name : undefined)
  const text = (each: Node) =>
    each.op === 'literal' && typeof each.value === 'string' ? each.value : undefined
  switch (node.op) {
    case 'compare': {
      const name = field(node.left) ?? field(node.right)
      const value = text(node.left) ?? text(node.right)
      if (name && value) yield [name, value]
      break
    }
    case 'oneOf': {
      const name = field(node.item)
      for (const each of node.list) {
        const value = text(each)
        if (name && value) yield [name, value]
      }
      break
    }
    case 'and':
    case 'or':
      yield* literals(node.left)
      yield* literals(node.right)
      break
    case 'not':
      yield* literals(node.of)
      break
    default:
  }
}

function condition(
  at: string,
  text: string | undefined,
  fields: Fields,
  report: Report,
): Expression | undefined {
  if (text === undefined) return undefined
  try {
    return parse(text, fields, 'boolean')
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    report(at, `"${text}": ${error.code} ${JSON.stringify(error.data)}`)
    return undefined
  }
}

function reviewRateCards(pack: Pack, report: Report): void {
  const outcomes = pack.outcomes.map(({ code }) => code)
  for (const card of pack.rateCards) {
    const at = `rate card ${card.code}`
    for (const [side, party] of [
      ['payer', card.payer],
      ['provider', card.provider],
    ] as const) {
      if (party.class === undefined && party.organisation === undefined)
        report(at, `does not say who the ${side} is`)
    }
    unique(
      at,
      card.lines.map(({ outcome }) => outcome),
      report,
    )
    for (const { outcome } of card.lines)
      if (!outcomes.includes(outcome)) report(at, `prices "${outcome}", which is not an outcome`)
    const amounts = [
      ...card.lines.map(({ price }) => price),
      ...(card.capPerPerson ? [card.capPerPerson] : []),
    ]
    for (const amount of amounts) {
      try {
        if (toMinor({ amount, currency: card.currency }) === 0n) report(at, 'a price or cap of nothing')
      } catch (error) {
        report(at, error instanceof Error ? error.message : String(error))
      }
    }
    if (card.until && card.until < card.from) report(at, 'ends before it begins')
  }
}

function reviewMessages(pack: Pack, report: Report): void {
  for (const message of pack.messages) {
    for (const [locale, text] of Object.entries(message.text)) {
      const at = `message ${message.code} in ${locale}`
      try {
        const used = parameters(new IntlMessageFormat(text, locale).getAst())
        for (const name of used)
          if (!message.parameters.includes(name)) report(at, `uses {${name}}, which it is not given`)
        for (const name of message.parameters) if (!used.has(name)) report(at, `does not say {${name}}`)
      } catch (error) {
        report(at, `is not ICU MessageFormat: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number]

function parameters(elements: readonly Element[], found = new Set<string>()): Set<string> {
  for (const element of elements) {
    // Literal text (0) and the # of a plural (7) have no parameter.
    if (element.type !== 0 && element.type !== 7) found.add(element.value)
    if ('options' in element)
      for (const option of Object.values(element.options)) parameters(option.value, found)
    if ('children' in element) parameters(element.children, found)
  }
  return found
}
