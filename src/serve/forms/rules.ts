// Which questions are asked, given the answers so far, and whether the answers are valid; the same on the
// phone and the server.
import { holds } from '../../kernel/expression/evaluate.ts'
import type { Expression } from '../../kernel/expression/expression.ts'
import { choicesOf, type Pack, type Question, type Questionnaire } from '../../kernel/packs/pack.ts'
import { PlainDate } from '../../kernel/time.ts'
import { entryOf } from '../../kernel/words.ts'
import type { Answers } from './operations.ts'

type Value = Answers[string]

/**
 * The questions that are asked, in order, given the answers. A condition sees only answers to earlier
 * questions that are themselves asked, so an answer to a question no longer asked has no effect; nor has one
 * of a wrong kind, as while a number is being typed.
 *
 * @param understood returns a condition as the parser read it; a phone gets it from the server and has no
 * parser
 */
export function askedQuestions(
  questionnaire: Questionnaire,
  answers: Answers,
  understood: (condition: string) => Expression,
): Question[] {
  const asked: Question[] = []
  const seen: Record<string, Value> = {}
  const relevant = (condition: string | undefined) =>
    condition === undefined || holds(understood(condition), seen)
  for (const page of questionnaire.pages) {
    if (!relevant(page.relevant)) continue
    for (const question of page.questions) {
      if (!relevant(question.relevant)) continue
      asked.push(question)
      const value = entryOf(answers, question.name) ?? null
      if (question.kind !== 'note') seen[question.name] = isOfKind(question, value) ? value : null
    }
  }
  return asked
}

export type Flaw = {
  question: string
  reason: 'missing' | 'wrong_type' | 'not_a_choice' | 'out_of_range' | 'not_asked' | 'contradicts'
}

/** The faults of a set of answers; an empty list when there are none. */
export function flaws(
  pack: Pack,
  questionnaire: Questionnaire,
  answers: Answers,
  understood: (condition: string) => Expression,
): Flaw[] {
  const asked = askedQuestions(questionnaire, answers, understood)
  const names = new Set(asked.map((question) => question.name))
  const said: Record<string, Value> = {}
  const found: Flaw[] = Object.keys(answers)
    .filter((name) => !names.has(name))
    .map((question) => ({ question, reason: 'not_asked' }))
  for (const question of asked) {
    const value = entryOf(answers, question.name) ?? null
    if (question.kind === 'note') continue
    if (value === null || (Array.isArray(value) && value.length === 0)) {
      if (question.required) found.push({ question: question.name, reason: 'missing' })
      continue
    }
    if (isOfKind(question, value)) said[question.name] = value
    const { contradiction } = question
    const reason =
      flawOf(pack, question, value) ??
      (contradiction && holds(understood(contradiction.when), said) ? 'contradicts' : undefined)
    if (reason) found.push({ question: question.name, reason })
  }
  return found
}

/** The days in the person's life among the answers: those of questions that ask what happened. */
export function daysOf(asked: readonly Question[], answers: Answers): { question: string; on: PlainDate }[] {
  return asked.flatMap((question) => {
    const on = entryOf(answers, question.name) ?? null
    return question.happened && typeof on === 'string' && isOfKind(question, on)
      ? [{ question: question.name, on }]
      : []
  })
}

/** Whether a value has the type that this kind of question expects, apart from its choices and bounds. */
function isOfKind({ kind }: Question, value: Value): boolean {
  switch (kind) {
    case 'text':
    case 'one':
      return typeof value === 'string'
    case 'date':
      return PlainDate.safeParse(value).success
    case 'yes_no':
      return typeof value === 'boolean'
    case 'integer':
      return Number.isSafeInteger(value)
    case 'many':
      return Array.isArray(value)
    case 'note':
      return false
  }
}

function flawOf(pack: Pack, question: Question, value: NonNullable<Value>): Flaw['reason'] | undefined {
  if (!isOfKind(question, value)) return 'wrong_type'
  if (typeof value === 'number')
    return value < (question.min ?? -Infinity) || value > (question.max ?? Infinity)
      ? 'out_of_range'
      : undefined
  if (question.kind !== 'one' && question.kind !== 'many') return undefined
  const choices = choicesOf(pack, question).map((term) => term.code)
  return [value].flat().every((one) => choices.includes(String(one))) ? undefined : 'not_a_choice'
}

/** The parts of a record that these answers belong to; without answers, those of all questions. */
export function partsOf(questionnaire: Questionnaire, answers?: Answers): string[] {
  const questions = questionnaire.pages.flatMap((page) => page.questions)
  const said = questions.filter(
    ({ kind, name }) => kind !== 'note' && (!answers || (entryOf(answers, name) ?? null) !== null),
  )
  return [...new Set(said.map(({ fieldGroup }) => fieldGroup))].sort()
}
