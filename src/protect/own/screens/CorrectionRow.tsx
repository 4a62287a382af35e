// One correction that a person asks for, and its answer: given here, and read by the person when they next
// open their view.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { useGiven, useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { StatusPill } from '../../../kit/State.tsx'
import { answerCorrection, type Correction } from '../operations.ts'

const TONES = { open: 'now', corrected: 'good', kept: 'closed' } as const
const ANSWERS = ['corrected', 'kept'] as const

/** With `named`, the row names the person and links to the record. */
export function CorrectionRow({
  correction: one,
  named = false,
}: {
  correction: Correction
  named?: boolean
}) {
  const t = useMessages()
  const [answering, setAnswering] = useState(false)
  const name = <bdi>{one.called ?? t('correction.nameless', { reference: one.person.slice(-8) })}</bdi>
  return (
    <ListRow
      {...(named && { href: hrefTo('/people/:person', { person: one.person }) })}
      title={named ? name : one.about}
      now={one.state === 'open'}
      detail={
        <>
          {named && (
            <>
              {one.about}
              <br />
            </>
          )}
          {t('correction.wrong', { text: one.wrong })}
          <br />
          {t('correction.proposed', { text: one.proposed })}
          <br />
          {t('correction.asked')} <DateText instant={one.askedAt} />
          {one.answer && (
            <>
              <br />
              <q>{one.answer}</q>
            </>
          )}
        </>
      }
      end={<StatusPill tone={TONES[one.state]}>{t(`correction.state.${one.state}`)}</StatusPill>}
    >
      {one.state === 'open' && <Button onClick={() => setAnswering(true)}>{t('correction.do')}</Button>}
      {answering && <Answering correction={one} onDone={() => setAnswering(false)} />}
    </ListRow>
  )
}

function Answering({ correction, onDone }: { correction: Correction; onDone: () => void }) {
  const t = useMessages()
  const { person, id } = correction
  const form = useOperationForm(answerCorrection, {
    initial: { person, id },
    problems: { 'correction.words_missing': 'words' },
    done: onDone,
  })
  const isKept = useGiven(form).answer === 'kept'
  return (
    <Dialog title={t('correction.do')} onClose={onDone}>
      <OperationForm of={form}>
        <form.Choice
          name="answer"
          label={t('correction.which')}
          missing={t('correction.which_missing')}
          options={ANSWERS.map((value) => ({ value, label: t(`correction.answer.${value}`) }))}
        />
        <form.TextArea
          name="words"
          label={t('correction.words')}
          help={t('correction.words_help')}
          required={isKept}
          missing={t('problem.correction.words_missing')}
          rows={3}
        />
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('correction.do')}
          </Button>
          <Button onClick={onDone}>{t('kit.cancel')}</Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}
