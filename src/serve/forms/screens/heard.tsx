// What of a questionnaire is heard and seen by whoever does not read it: its questions and their choices, in a language
// that the person speaks.
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Label, Question } from '../../../kernel/packs/pack.ts'
import { choicesOf } from '../../../kernel/packs/pack.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk, useOnline } from '../../../kit/data.tsx'
import type { Option } from '../../../kit/fields/Field.tsx'
import { useLocale, useMessages } from '../../../kit/messages.tsx'
import type { Words } from '../../../kit/pack.tsx'
import { Picture, pictureOf } from '../../../kit/drawings/Picture.tsx'
import { languageFor } from '../../../kit/ReadAloud.tsx'
import { SlotView, useSlot } from '../../../kit/route.tsx'
import { useActor } from '../../../kit/session.tsx'
import { may } from '../../../kernel/actor.ts'
import { interpretersFor } from '../../../protect/interpreters/operations.ts'
import { listRecordings } from '../../../protect/recordings/operations.ts'
import { permissions } from '../../../protect/recordings/permissions.ts'

export type Heard = {
  /** What stands above a question. */
  of: (question: Question) => ReactNode
  options: (question: Question) => Option[]
  /** The way to record what cannot be heard yet of these questions; null where nothing is missing. */
  offer: (questions: readonly Question[]) => ReactNode
}

/** @param questionnaire its code */
export function useHeard(person: string, questionnaire: string, words: Words): Heard {
  const t = useMessages()
  const { locale } = useLocale()
  const actor = useActor()
  const online = useOnline()
  const [part] = useSlot('text.heard')
  const { languages: spoken = [], reading = null } = useAsk(interpretersFor, { person }).data ?? {}
  const recorded = useAsk(listRecordings, { organisation: actor.organisation }).data?.recordings
  const [records, setRecords] = useState(false)
  /** They do not read what is on the screen: another language, or none. */
  const needed = spoken.length > 0 && (spoken[0] !== locale || reading === 'not' || reading === 'little')

  const keyOf = ({ name }: Question, choice?: string) =>
    choice === undefined ? `question/${questionnaire}/${name}` : `choice/${questionnaire}/${name}/${choice}`

  function listen(textKey: string, label: Label, choice = false) {
    if (!part) return null
    const value = languageFor(words.pack, { text: label }, spoken)
    return (
      <SlotView
        content={part}
        props={{
          textKey,
          value,
          spoken,
          pictures: choice ? [] : [textKey],
          about: words.say(label),
          brief: choice,
          voice: !choice && needed && spoken.includes(value),
          records,
        }}
      />
    )
  }

  return {
    of: (question) => listen(keyOf(question), question.label),
    options: (question) =>
      choicesOf(words.pack, question).map(({ code, label }) => {
        const key = keyOf(question, code)
        const picture = pictureOf(words, key)
        const isHeard = records || recorded?.some((one) => one.key === key)
        return {
          value: code,
          label: words.say(label),
          ...(picture && { picture: <Picture of={picture} words={words} silent /> }),
          ...(isHeard && { beside: listen(key, label, true) }),
        }
      }),
    offer(questions) {
      const keys = questions.flatMap((question) => [
        keyOf(question),
        ...choicesOf(words.pack, question).map(({ code }) => keyOf(question, code)),
      ])
      const missing = spoken.find((language) =>
        keys.some((key) => !recorded?.some((one) => one.key === key && one.language === language)),
      )
      const mayRecord = online && recorded && may(actor, permissions['recording.make']) === true
      if (!needed || !mayRecord || missing === undefined) return null
      return (
        <div>
          <Button kind="quiet" aria-pressed={records} onClick={() => setRecords(!records)}>
            {t('form.record', { language: words.term('languages', missing) })}
          </Button>
        </div>
      )
    },
  }
}
