// What is wrong and how it should be, in the person's own words.
import { useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { useAct } from '../../../kit/request.ts'
import { Select, TextArea } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Notice } from '../../../kit/State.tsx'
import { askCorrection } from './requests.ts'

export function AskCorrection({
  about: first = '',
  titles,
  onDone,
  onChanged,
}: {
  about?: string
  titles: readonly string[]
  onDone: () => void
  onChanged: () => void
}) {
  const t = useMessages()
  const [about, setAbout] = useState(first || (titles[0] ?? ''))
  const [wrong, setWrong] = useState('')
  const [proposed, setProposed] = useState('')
  const [tried, setTried] = useState(false)
  const [sent, setSent] = useState(false)
  const act = useAct()
  const asked = { about, wrong: wrong.trim(), proposed: proposed.trim() }
  const missing = asked.wrong === '' || asked.proposed === ''
  async function send() {
    setTried(true)
    if (missing || !(await act.run(() => askCorrection(asked)))) return
    setSent(true)
    onChanged()
  }
  if (sent)
    return (
      <Dialog title={t('own.ask_correction')} onClose={onDone}>
        <Notice tone="good">{t('own.correction.sent')}</Notice>
        <Actions>
          <Button kind="primary" onClick={onDone}>
            {t('kit.close')}
          </Button>
        </Actions>
      </Dialog>
    )
  return (
    <Dialog title={t('own.ask_correction')} onClose={onDone}>
      <Form
        onSubmit={send}
        problem={act.problem}
        errors={tried && missing ? [t('own.correction.missing')] : []}
      >
        <Select
          label={t('own.correction.about')}
          value={about}
          onChange={setAbout}
          options={titles.map((title) => ({ value: title, label: title }))}
        />
        <TextArea
          label={t('own.correction.wrong')}
          rows={3}
          maxLength={1000}
          value={wrong}
          onChange={setWrong}
        />
        <TextArea
          label={t('own.correction.proposed')}
          rows={3}
          maxLength={1000}
          value={proposed}
          onChange={setProposed}
        />
        <Actions>
          <Button type="submit" kind="primary" busy={act.busy}>
            {t('own.correction.send')}
          </Button>
          <Button onClick={onDone}>{t('kit.cancel')}</Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
