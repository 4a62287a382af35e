// The questions of a questionnaire, one page at a time, and what is wrong on the page before it is turned.
import { useEffect, useRef, useState } from 'react'
import type { InputOf } from '../../../kernel/command.ts'
import type { Questionnaire } from '../../../kernel/packs/pack.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { entryOf } from '../../../kernel/words.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId, useCommand } from '../../../kit/data.tsx'
import { useGiven, useSchemaForm, type FormOf } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, Part } from '../../../kit/Form.tsx'
import { Stack } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import type { Words } from '../../../kit/pack.tsx'
import { navigate } from '../../../kit/route.tsx'
import { useMay } from '../../../kit/session.tsx'
import { EmptyState, Notice, StepList } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { recordCharacterization, type Answers } from '../operations.ts'
import * as policy from '../policy.ts'
import { askedQuestions, flaws } from '../rules.ts'
import { useHeard } from './heard.tsx'
import { pageOfDraft } from './page.ts'
import { QuestionField } from './QuestionField.tsx'

type Given = InputOf<typeof recordCharacterization>

export default function Asking({
  person,
  words,
  questionnaire,
  before,
  at,
  onTurn,
}: {
  person: string
  words: Words
  questionnaire: Questionnaire
  before: Answers
  /** The page, from 0, that the address names. */
  at: number
  /** Goes to another page; with `replace`, the back button skips the one that is shown. */
  onTurn: (at: number, replace: boolean) => void
}) {
  const t = useMessages()
  const say = useToast()
  const disabledReason = useMay(policy.record)
  const record = useCommand(recordCharacterization)
  const [id] = useState(newId)
  const heard = useHeard(person, questionnaire.code, words)
  const top = useRef<HTMLElement>(null)

  const understood = (condition: string) => words.condition(questionnaire.code, condition)
  /** The answers to what is asked: an earlier answer may have made another question needless. */
  const keptOf = (answers: Answers = {}) => {
    const names = new Set(askedQuestions(questionnaire, answers, understood).map(({ name }) => name))
    return Object.fromEntries(Object.entries(answers).filter(([name]) => names.has(name)))
  }
  const form: FormOf<Given> = useSchemaForm(recordCharacterization.input, {
    initial: { id, answers: before },
    input: ({ answers, ...given }) => ({
      ...given,
      person,
      questionnaire: questionnaire.code,
      version: questionnaire.version,
      answers: keptOf(answers as Answers),
    }),
    // Only of the page that is shown; those before it were right, and those after it are still to come.
    rules: ({ answers = {} }) =>
      flaws(words.pack, questionnaire, answers as Answers, understood).flatMap(({ question, reason }) =>
        here
          .filter(({ name }) => name === question)
          .map(({ name, label, contradiction }) => ({
            at: `answers.${name}`,
            text: `${words.say(label)} ${
              reason === 'contradicts' && contradiction
                ? words.say(contradiction.says)
                : t(`form.flaw.${reason}`)
            }`,
          })),
      ),
    draft: `characterization.record/${person}/${questionnaire.code}`,
    busy: record.busy,
    problem: record.problem,
    async send(input) {
      if (page !== pages.at(-1)) return turn(1)
      const result = await record.run(input, form.attempts)
      if (result.state === 'refused') return result.problem
      await form.sent()
      say(t(result.state === 'kept' ? 'form.kept' : 'form.saved'))
      navigate(hrefTo('/people/:person', { person }, { tab: 'answers' }))
      return undefined
    },
  })
  const { draft } = form
  const { keepNow } = draft
  const shown = useRef(at)
  useEffect(() => {
    // The page that the draft was left on is in the address that it keeps.
    keepNow()
    if (shown.current === at) return
    shown.current = at
    // To the top of the page that was turned to, for the keyboard too.
    top.current?.focus({ preventScroll: true })
    scrollTo({ top: 0 })
  }, [at, keepNow])
  const { answers = {} } = useGiven(form) as { answers?: Answers }
  const names = new Set(askedQuestions(questionnaire, answers, understood).map(({ name }) => name))
  const pages = questionnaire.pages.filter((each) => each.questions.some(({ name }) => names.has(name)))
  // An address may name a page whose earlier ones were not filled in: of what was not kept, nothing may be left out.
  const wrong = new Set(flaws(words.pack, questionnaire, answers, understood).map(({ question }) => question))
  const unfinished = pages.findIndex((each) => each.questions.some(({ name }) => wrong.has(name)))
  const page = pages[Math.min(at, pages.length - 1, unfinished < 0 ? at : unfinished)]
  const here = page?.questions.filter(({ name }) => names.has(name)) ?? []
  if (!page) return <EmptyState title={t('form.nothing_to_ask')} drawing="shade" />
  const last = page === pages.at(-1)

  /** Goes to the next page or the one before. */
  function turn(by: number): undefined {
    onTurn(Math.max(0, pages.indexOf(page as (typeof pages)[number]) + by), false)
  }

  const resumable = {
    ...draft,
    resume(...[one, values]: Parameters<typeof draft.resume>) {
      draft.resume(one, values)
      onTurn(pageOfDraft(one.path), true)
    },
    discard(one: (typeof draft.found)[number]) {
      draft.discard(one)
      onTurn(0, true)
    },
    leave() {
      draft.leave()
      onTurn(0, true)
    },
  }

  return (
    <section ref={top} tabIndex={-1} aria-label={words.say(page.title)} className="stack">
      <StepList
        label={t('form.pages')}
        steps={pages.map((each) => ({ key: each.code, title: words.say(each.title) }))}
        current={page.code}
      />
      <OperationForm of={{ ...form, draft: resumable }}>
        <Part title={words.say(page.title)}>
          {heard.offer(here)}
          {here.map((question) => (
            <Stack key={question.name} tight>
              {heard.of(question)}
              {question.kind === 'note' ? (
                <Notice>{words.say(question.label)}</Notice>
              ) : (
                <form.Custom
                  name={`answers.${question.name}`}
                  label={words.say(question.label)}
                  required={question.required === true}
                >
                  {(control) => (
                    <QuestionField
                      question={question}
                      options={heard.options(question)}
                      words={words}
                      control={control}
                      value={entryOf(answers, question.name) ?? null}
                    />
                  )}
                </form.Custom>
              )}
            </Stack>
          ))}
        </Part>
        <Actions sticky>
          <Button type="submit" kind="primary" wide busy={form.busy} disabledReason={disabledReason}>
            {last ? t('form.save') : t('form.next')}
          </Button>
          {page !== pages[0] && <Button onClick={() => turn(-1)}>{t('form.previous')}</Button>}
        </Actions>
      </OperationForm>
    </section>
  )
}
