// A person's answers, the latest first, on the person's record; earlier ones stay readable.
import { entryOf } from '../../../kernel/words.ts'
import type { Question, Questionnaire } from '../../../kernel/packs/pack.ts'
import { choicesOf } from '../../../kernel/packs/pack.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Card, Disclosure, FactRow, Facts, Inline, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack, type Words } from '../../../kit/pack.tsx'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { listCharacterizations, type Answers, type Characterization } from '../operations.ts'

export default function AnswersOfPerson({ person }: { person: string }) {
  const t = useMessages()
  const words = usePack()
  const asked = useAsk(listCharacterizations, { person }, { refreshOn: ['person.characterized'] })
  const codes = [...new Set(words?.pack.questionnaires.map((each) => each.code))]
  return (
    <Stack>
      <Inline>
        {codes.map((code) => (
          <LinkButton
            key={code}
            kind="primary"
            icon="plan"
            href={hrefTo('/people/:person/questions/:questionnaire', { person, questionnaire: code })}
          >
            {t('form.answer', { title: words ? titleOf(words, code) : code })}
          </LinkButton>
        ))}
      </Inline>
      <Answer of={asked}>
        {({ characterizations: [last, ...earlier] }) =>
          last === undefined ? (
            <EmptyState title={t('form.none')} drawing="seed">
              {t('form.none_help')}
            </EmptyState>
          ) : (
            <>
              {words && <Answered one={last} words={words} />}
              {words &&
                earlier.map((one) => (
                  <Disclosure
                    key={one.id}
                    label={t('form.earlier', { title: titleOf(words, one.questionnaire) })}
                  >
                    <Answered one={one} words={words} />
                  </Disclosure>
                ))}
            </>
          )
        }
      </Answer>
    </Stack>
  )
}

function titleOf(words: Words, code: string): string {
  const found = words.pack.questionnaires.find((each) => each.code === code)
  return found ? words.say(found.title) : code
}

function Answered({ one, words }: { one: Characterization; words: Words }) {
  const t = useMessages()
  const questionnaire = words.pack.questionnaires.find(
    (each) => each.code === one.questionnaire && each.version === one.version,
  )
  return (
    <Card title={titleOf(words, one.questionnaire)}>
      <p className="soft">
        {t('form.answered_on')} <DateText instant={one.answeredAt} />
        {one.askedBy && <> · {t('form.asked_by', { name: one.askedBy })}</>}
      </p>
      <Facts>
        {questionsOf(questionnaire, one.answers).map((question) => {
          const value = entryOf(one.answers, question.name) ?? null
          return (
            <FactRow key={question.name} label={words.say(question.label)}>
              {!isEmpty(value) && <Value question={question} value={value} words={words} />}
            </FactRow>
          )
        })}
      </Facts>
    </Card>
  )
}

function questionsOf(questionnaire: Questionnaire | undefined, answers: Answers): Question[] {
  return (questionnaire?.pages ?? [])
    .flatMap((page) => page.questions)
    .filter((question) => Object.hasOwn(answers, question.name))
}

const isEmpty = (value: Answers[string]) =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0)

function Value({ question, value, words }: { question: Question; value: Answers[string]; words: Words }) {
  const t = useMessages()
  const formats = useFormats()
  if (value === null) return null
  if (typeof value === 'boolean') return t(value ? 'form.yes' : 'form.no')
  if (typeof value === 'number') return formats.number(value)
  if (question.kind === 'date' && typeof value === 'string') return <DateText date={value} />
  const choices = new Map(choicesOf(words.pack, question).map((term) => [term.code, words.say(term.label)]))
  return Array.isArray(value)
    ? value.map((code) => choices.get(code) ?? code).join(' · ')
    : (choices.get(value) ?? value)
}
