// Asking that an organisation be moved behind the firewall: which one, as which class, and the reason, for
// the person who decides.
import { useState } from 'react'
import { isBehindFirewall } from '../../../kernel/firewall.ts'
import { Button } from '../../../kit/Button.tsx'
import { newId, useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { ChoiceGroup, Select, TextArea } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Answer, Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import { listOrganisations } from '../../../identity/organisations/operations.ts'
import { askMove, ClassBehind } from '../operations.ts'

type Class = (typeof ClassBehind.options)[number]

export function AskMove({ onClose }: { onClose: () => void }) {
  const t = useMessages()
  const say = useToast()
  const directory = useAsk(listOrganisations, {})
  const [id] = useState(newId)
  const [organisation, setOrganisation] = useState('')
  const [kind, setKind] = useState<Class>('enforcement')
  const [why, setWhy] = useState('')
  const [tried, setTried] = useState(false)
  const ask = useCommand(askMove)
  const because = why.trim()
  async function send() {
    setTried(true)
    if (organisation === '' || because === '') return
    const result = await ask.run({ id, organisation, class: kind, because })
    if (result.state !== 'done') return
    say(t('organisation_move.asked'))
    onClose()
  }
  const missing = [
    ...(organisation === '' ? [t('organisation_move.organisation_missing')] : []),
    ...(because === '' ? [t('organisation_move.because_missing')] : []),
  ]
  return (
    <Dialog title={t('organisation_move.ask')} size="wide" onClose={onClose}>
      <Answer of={directory} lines={3}>
        {(organisations) => (
          <Form problem={ask.problem} errors={tried ? missing : []} onSubmit={send}>
            <Notice>{t('organisation_move.ask_help')}</Notice>
            <Select
              label={t('organisation_move.organisation')}
              value={organisation}
              onChange={setOrganisation}
              options={organisations
                .filter((one) => !one.lead && !isBehindFirewall(one.class))
                .map((one) => ({ value: one.id, label: one.name }))}
            />
            <ChoiceGroup<Class>
              label={t('organisation_move.class')}
              value={kind}
              onChange={setKind}
              options={ClassBehind.options.map((value) => ({
                value,
                label: t(`organisation.class.${value}`),
                help: t(`organisation_move.class.${value}_help`),
              }))}
            />
            <TextArea
              label={t('organisation_move.because')}
              help={t('organisation_move.because_help')}
              rows={3}
              maxLength={1000}
              value={why}
              onChange={setWhy}
            />
            <Actions>
              <Button type="submit" kind="primary" busy={ask.busy}>
                {t('organisation_move.ask')}
              </Button>
              <Button kind="quiet" onClick={onClose}>
                {t('kit.cancel')}
              </Button>
            </Actions>
          </Form>
        )}
      </Answer>
    </Dialog>
  )
}
