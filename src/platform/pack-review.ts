// Follows every reference, text and condition of a pack: what a reviewer would read it for, without its examples.
import { IntlMessageFormat } from 'intl-messageformat'
import type { Expression, Fields, FieldsOf, Node } from '../kernel/expression/expression.ts'
import { parse } from '../kernel/expression/parse.ts'
import { toMinor } from '../kernel/money.ts'
import {
  answerFields,
  FIELD_GROUPS,
  type FactMatch,
  type Pack,
  type Question,
  type TaxonomyName,
} from '../kernel/pack.ts'
import { Problem } from '../kernel/problem.ts'
import { reviewRetention } from './pack-retention.ts'
import { reviewStatus } from './pack-status.ts'
import type { Finding } from './packs.ts'

/** Follows every reference, text and condition of a pack. */
export function reviewPack(pack: Pack, fieldsOf: FieldsOf): Finding[] {
  const findings: Finding[] = []
  const say = (at: string, message: string) => void findings.push({ at, message })
  const refer = (at: string, taxonomy: TaxonomyName, codes: string | undefined | readonly string[]) => {
    for (const code of codes === undefined ? [] : [codes].flat()) {
      const term = pack.taxonomies[taxonomy].find((each) => each.code === code)
      if (!term) say(at, `"${code}" is not in taxonomy ${taxonomy}`)
    }
  }
  reviewSettings(pack, say)
  reviewTexts(pack, pack.locales, 'pack', say)
  reviewTaxonomies(pack, say, refer)
  reviewQuestionnaires(pack, say, refer)
  reviewOutcomes(pack, fieldsOf, say, refer)
  reviewRateCards(pack, say)
  reviewStatus(pack, fieldsOf, say)
  reviewRetention(pack, say)
  for (const text of pack.consentTexts) {
    refer(`consent ${text.version}`, 'purposes', text.purposes)
    refer(`consent ${text.version}`, 'fieldGroups', text.fieldGroups)
  }
  refer('pack', 'fieldGroups', FIELD_GROUPS)
  reviewResults(pack, say)
  reviewMessages(pack, say)
  return findings
}

/** Whoever is asked to let a result be proven must be read a text that says so; where a law says it, nobody is asked. */
function reviewResults(pack: Pack, say: Say): void {
  const asked = pack.consentTexts.some(
    ({ purposes, fieldGroups }) => purposes.includes('results') && fieldGroups.includes('documents'),
  )
  if (asked) return
  for (const { code } of pack.outcomes.filter(({ ground }) => ground === undefined))
    say(
      `outcome ${code}`,
      'has no "ground" in law, and no consent text offers purpose "results" with "documents"',
    )
}

type Say = (at: string, message: string) => void
type Refer = (at: string, taxonomy: TaxonomyName, codes: string | undefined | readonly string[]) => void

function reviewSettings(pack: Pack, say: Say): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: pack.timeZone })
  } catch {
    say('pack', `"${pack.timeZone}" is not a time zone`)
  }
  if (!Intl.supportedValuesOf('currency').includes(pack.currency))
    say('pack', `"${pack.currency}" is not a currency`)
  if (!pack.consentTexts.some(({ version }) => version === pack.consent))
    say('pack', `no consent text "${pack.consent}"`)
  unique(
    'consent texts',
    pack.consentTexts.map(({ version }) => version),
    say,
  )
  unique(
    'outcomes',
    pack.outcomes.map(({ code }) => code),
    say,
  )
  unique(
    'rate cards',
    pack.rateCards.map(({ code }) => code),
    say,
  )
  unique(
    'messages',
    pack.messages.map(({ code }) => code),
    say,
  )
  unique(
    'questionnaires',
    pack.questionnaires.map(({ code, version }) => `${code} version ${version}`),
    say,
  )
}

function unique(at: string, codes: readonly string[], say: Say): void {
  for (const code of new Set(codes.filter((each, index) => codes.indexOf(each) !== index)))
    say(at, `"${code}" stands twice`)
}

const TEXTS = new Set(['label', 'title', 'about', 'why', 'text', 'law'])

/** Every text in every language of the pack, and in no other. */
function reviewTexts(value: unknown, locales: readonly string[], at: string, say: Say): void {
  if (Array.isArray(value)) {
    for (const each of value) reviewTexts(each, locales, `${at}${named(each)}`, say)
  } else if (value !== null && typeof value === 'object') {
    for (const [key, each] of Object.entries(value)) {
      if (!TEXTS.has(key)) reviewTexts(each, locales, `${at}.${key}`, say)
      else {
        const has = Object.keys(each as object)
        for (const locale of locales.filter((wanted) => !has.includes(wanted)))
          say(at, `${key} is missing in ${locale}`)
        for (const locale of has.filter((given) => !locales.includes(given)))
          say(at, `${key} stands in ${locale}, which the pack does not declare`)
      }
    }
  }
}

function named(value: unknown): string {
  const { code, name, version } = (value ?? {}) as { code?: string; name?: string; version?: string | number }
  const word = code ?? name ?? version
  return word === undefined ? '' : `[${word}]`
}

/** Where the parent of a taxonomy's terms is found, when not among themselves. */
const PARENTS: Partial<Record<TaxonomyName, TaxonomyName>> = {
  needs: 'needDomains',
  serviceKinds: 'needDomains',
}
const NEVER_REQUIRED = ['not_asked', 'prefers_not_to_say']

function reviewTaxonomies(pack: Pack, say: Say, refer: Refer): void {
  for (const [name, terms] of Object.entries(pack.taxonomies) as [
    TaxonomyName,
    Pack['taxonomies'][TaxonomyName],
  ][]) {
    unique(
      `taxonomy ${name}`,
      terms.map(({ code }) => code),
      say,
    )
    for (const term of terms) refer(`${name} ${term.code}`, PARENTS[name] ?? name, term.parent)
    if (PARENTS[name]) {
      for (const term of terms)
        if (!term.parent) say(`${name} ${term.code}`, `names no parent in ${PARENTS[name]}`)
    }
  }
  for (const code of NEVER_REQUIRED) refer('statuses', 'statuses', code)
  for (const milestone of pack.taxonomies.milestones)
    refer(`milestone ${milestone.code}`, 'needDomains', milestone.domain)
  for (const type of pack.taxonomies.identifierTypes) {
    refer(`identifier ${type.code}`, 'countries', type.country)
    const pattern = regexp(type.pattern)
    if (!pattern) say(`identifier ${type.code}`, `"${type.pattern}" is not a regular expression`)
    else if (!pattern.test(type.example))
      say(`identifier ${type.code}`, `its own example "${type.example}" does not fit`)
    else if (!type.pattern.startsWith('^') || !type.pattern.endsWith('$'))
      say(`identifier ${type.code}`, 'the pattern must hold for the whole (^…$)')
  }
}

function regexp(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u')
  } catch {
    return undefined
  }
}

function reviewQuestionnaires(pack: Pack, say: Say, refer: Refer): void {
  for (const questionnaire of pack.questionnaires) {
    const at = `questionnaire ${questionnaire.code} version ${questionnaire.version}`
    const fields = answerFields(questionnaire)
    const questions = questionnaire.pages.flatMap((page) => page.questions)
    unique(
      at,
      questions.map(({ name }) => name),
      say,
    )
    for (const page of questionnaire.pages) condition(`${at}, page ${page.code}`, page.relevant, fields, say)
    for (const question of questions) {
      const here = `${at}, question ${question.name}`
      refer(here, 'fieldGroups', question.fieldGroup)
      condition(here, question.relevant, fields, say)
      reviewChoices(pack, question, here, say)
    }
  }
}

function reviewChoices(pack: Pack, { kind, choices }: Question, at: string, say: Say): void {
  const chooses = kind === 'one' || kind === 'many'
  if (chooses !== (choices !== undefined))
    say(at, chooses ? 'has nothing to choose from' : `a question of kind ${kind} has no choices`)
  if (!choices) return
  if (Array.isArray(choices))
    unique(
      at,
      choices.map(({ code }) => code),
      say,
    )
  else {
    const { taxonomy } = choices as { taxonomy: string }
    if (!Object.hasOwn(pack.taxonomies, taxonomy)) say(at, `"${taxonomy}" is not a taxonomy`)
  }
}

/** A field of a fact whose values are codes of a taxonomy. */
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

function reviewOutcomes(pack: Pack, fieldsOf: FieldsOf, say: Say, refer: Refer): void {
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
      say,
    )
    for (const code of outcome.after ?? [])
      if (!codes.includes(code)) say(at, `comes after "${code}", which is not an outcome`)
    if (comesAfterItself(pack, outcome.code)) say(at, 'comes after itself')
    const matches: (FactMatch | undefined)[] = [outcome.start]
    if (outcome.metric === 'clock') {
      matches.push(outcome.breaks)
      if ((outcome.breaks === undefined) !== (outcome.onBreak === undefined))
        say(at, 'breaks and onBreak stand together or not at all')
    }
    for (const match of matches) {
      if (!match) continue
      const fields = fieldsOf(match.kind)
      if (!fields) say(at, `nothing records facts of kind "${match.kind}"`)
      else {
        const expression = condition(at, match.where, fields, say)
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

/** The coded fields of an expression with every literal they are compared with. */
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

function condition(at: string, text: string | undefined, fields: Fields, say: Say): Expression | undefined {
  if (text === undefined) return undefined
  try {
    return parse(text, fields, 'boolean')
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    say(at, `"${text}": ${error.code} ${JSON.stringify(error.data)}`)
    return undefined
  }
}

function reviewRateCards(pack: Pack, say: Say): void {
  const outcomes = pack.outcomes.map(({ code }) => code)
  for (const card of pack.rateCards) {
    const at = `rate card ${card.code}`
    for (const [side, party] of [
      ['payer', card.payer],
      ['provider', card.provider],
    ] as const) {
      if (party.class === undefined && party.organisation === undefined)
        say(at, `does not say who the ${side} is`)
    }
    unique(
      at,
      card.lines.map(({ outcome }) => outcome),
      say,
    )
    for (const { outcome } of card.lines)
      if (!outcomes.includes(outcome)) say(at, `prices "${outcome}", which is not an outcome`)
    const amounts = [
      ...card.lines.map(({ price }) => price),
      ...(card.capPerPerson ? [card.capPerPerson] : []),
    ]
    for (const amount of amounts) {
      try {
        if (toMinor({ amount, currency: card.currency }) === 0n) say(at, 'a price or cap of nothing')
      } catch (error) {
        say(at, error instanceof Error ? error.message : String(error))
      }
    }
    if (card.until && card.until < card.from) say(at, 'ends before it begins')
  }
}

function reviewMessages(pack: Pack, say: Say): void {
  for (const message of pack.messages) {
    for (const [locale, text] of Object.entries(message.text)) {
      const at = `message ${message.code} in ${locale}`
      try {
        const used = parameters(new IntlMessageFormat(text, locale).getAst())
        for (const name of used)
          if (!message.parameters.includes(name)) say(at, `uses {${name}}, which it is not given`)
        for (const name of message.parameters) if (!used.has(name)) say(at, `does not say {${name}}`)
      } catch (error) {
        say(at, `is not ICU MessageFormat: ${error instanceof Error ? error.message : String(error)}`)
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
