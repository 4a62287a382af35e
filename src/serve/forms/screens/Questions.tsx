// A questionnaire, one page at a time, starting from earlier answers; each question can show why it is asked.
import { consentMissing } from '../../../kernel/problems.ts'
import { entryOf } from '../../../kernel/words.ts'
import { useRef, useState } from 'react'
import type { Questionnaire } from '../../../kernel/pack.ts'
import { findQuestionnaire } from '../../../kernel/pack.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/Button.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { Actions, Form, Part } from '../../../kit/Form.tsx'
import { Page, PageHeader } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { PackAwaited, usePack, type Words } from '../../../kit/pack.tsx'
import { useUnsaved, type ScreenProps } from '../../../kit/route.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState, StepList } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import { listCharacterizations, recordCharacterization, type Answers } from '../operations.ts'
import * as policy from '../policy.ts'
import { askedQuestions, flaws } from '../rules.ts'
import { QuestionField } from './QuestionField.tsx'

const NOTHING_BEFORE = { characterizations: [], withheld: null }

export default function Questions({
  params: { person, questionnaire: code },
}: ScreenProps<'/people/:person/questions/:questionnaire'>) {
  const t = useMessages()
  const words = usePack()
  const asked = useAsk(listCharacterizations, { person, questionnaire: code })
  // Answers of another organisation may be hidden; the person can still be asked anew.
  const isClosed = consentMissing.is(asked.problem)
  const before = isClosed ? { ...asked, data: NOTHING_BEFORE, problem: undefined } : asked
  if (!words) return <PackAwaited />
  const questionnaire = findQuestionnaire(words.pack, code)
  if (!questionnaire) return <EmptyState title={t('problem.questionnaire.unknown')} drawing="entrance" />
  return (
    <Answer of={before}>
      {({ characterizations }) => (
        <Asking
          key={questionnaire.code}
          person={person}
          words={words}
          questionnaire={questionnaire}
          before={characterizations[0]?.answers ?? {}}
        />
      )}
    </Answer>
  )
}

function Asking({
  person,
  words,
  questionnaire,
  before,
}: {
  person: string
  words: Words
  questionnaire: Questionnaire
  before: Answers
}) {
  const t = useMessages()
  const say = useToast()
  const disabledReason = useMay(policy.record)
  const record = useCommand(recordCharacterization)
  // The answers when the form was opened: a refetch may return an equal but new object, which is no change by
  // the user.
  const [first] = useState(before)
  const [answers, setAnswers] = useState<Answers>(first)
  const [at, setAt] = useState(0)
  const [tried, setTried] = useState(false)
  const leave = useUnsaved(answers !== first, t('form.leave'))
  const top = useRef<HTMLElement>(null)

  const understood = (condition: string) => words.condition(questionnaire.code, condition)
  const asked = askedQuestions(questionnaire, answers, understood)
  const names = new Set(asked.map((question) => question.name))
  const pages = questionnaire.pages.filter((page) =>
    page.questions.some((question) => names.has(question.name)),
  )
  const page = pages[Math.min(at, pages.length - 1)]
  if (!page) return <EmptyState title={t('form.nothing_to_ask')} drawing="shade" />
  const kept = Object.fromEntries(Object.entries(answers).filter(([name]) => names.has(name)))
  const wrong = new Map(
    flaws(words.pack, questionnaire, kept, understood).map(
      (flaw) => [flaw.question, t(`form.flaw.${flaw.reason}`)] as const,
    ),
  )
  const here = page.questions.filter((question) => names.has(question.name))
  const wrongHere = here.filter((question) => wrong.has(question.name))
  const last = page === pages.at(-1)

  async function next() {
    setTried(true)
    if (wrongHere.length > 0) return
    setTried(false)
    if (!last) {
      turn(1)
      return
    }
    const result = await record.run({
      id: newId(),
      person,
      questionnaire: questionnaire.code,
      version: questionnaire.version,
      answers: kept,
    })
    if (result.state === 'refused') return
    say(t(result.state === 'kept' ? 'form.kept' : 'form.saved'))
    leave(hrefTo('/people/:person', { person }, { tab: 'answers' }))
  }

  /** Goes to the next page or the one before and moves the focus to its top, for the keyboard too. */
  function turn(by: number) {
    setAt(Math.max(0, pages.indexOf(page as (typeof pages)[number]) + by))
    top.current?.focus({ preventScroll: true })
    scrollTo({ top: 0 })
  }

  return (
    <Page width="narrow">
      <PageHeader
        title={words.say(questionnaire.title)}
        {...(questionnaire.about && page === pages[0] && { lead: words.say(questionnaire.about) })}
        back={{ href: hrefTo('/people/:person', { person }), label: t('form.back') }}
      />
      <section ref={top} tabIndex={-1} aria-label={words.say(page.title)} className="stack">
        <StepList
          label={t('form.pages')}
          steps={pages.map((each) => ({ key: each.code, title: words.say(each.title) }))}
          current={page.code}
        />
        <Form
          onSubmit={next}
          problem={record.problem}
          errors={
            tried
              ? wrongHere.map((question) => `${words.say(question.label)} ${wrong.get(question.name)}`)
              : []
          }
        >
          <Part title={words.say(page.title)}>
            {here.map((question) => (
              <QuestionField
                key={question.name}
                question={question}
                words={words}
                value={entryOf(answers, question.name) ?? null}
                onChange={(value) => setAnswers({ ...answers, [question.name]: value })}
                error={tried ? wrong.get(question.name) : undefined}
              />
            ))}
          </Part>
          <Actions sticky>
            <Button type="submit" kind="primary" wide busy={record.busy} disabledReason={disabledReason}>
              {last ? t('form.save') : t('form.next')}
            </Button>
            {page !== pages[0] && <Button onClick={() => turn(-1)}>{t('form.previous')}</Button>}
          </Actions>
        </Form>
      </section>
    </Page>
  )
}
