// Asking that an organisation be moved behind the firewall: which one, as which class, and the reason, for
// the person who decides.
import { useState } from 'react'
import { isBehindFirewall } from '../../../kernel/firewall.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId, useAsk } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Answer, Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { listOrganisations } from '../../../identity/organisations/operations.ts'
import { askMove, ClassBehind } from '../operations.ts'

export function AskMove({ onClose }: { onClose: () => void }) {
  const t = useMessages()
  const say = useToast()
  const directory = useAsk(listOrganisations, {})
  const [id] = useState(newId)
  const form = useOperationForm(askMove, {
    initial: { id, class: 'enforcement' },
    problems: {
      'organisation.unknown': 'organisation',
      'organisation_move.not_possible': 'organisation',
      'organisation_move.asked_already': 'organisation',
    },
    done() {
      say(t('organisation_move.asked'))
      onClose()
    },
  })
  return (
    <Dialog title={t('organisation_move.ask')} size="wide" onClose={onClose}>
      <Answer of={directory} lines={3}>
        {(organisations) => (
          <OperationForm of={form}>
            <Notice>{t('organisation_move.ask_help')}</Notice>
            <form.Combobox
              name="organisation"
              label={t('organisation_move.organisation')}
              missing={t('organisation_move.organisation_missing')}
              options={organisations
                .filter((one) => !one.lead && !isBehindFirewall(one.class))
                .map((one) => ({ value: one.id, label: one.name }))}
            />
            <form.Choice
              name="class"
              label={t('organisation_move.class')}
              options={ClassBehind.options.map((value) => ({
                value,
                label: t(`organisation.class.${value}`),
                help: t(`organisation_move.class.${value}_help`),
              }))}
            />
            <form.TextArea
              name="because"
              label={t('organisation_move.because')}
              help={t('organisation_move.because_help')}
              missing={t('organisation_move.because_missing')}
              rows={3}
            />
            <Actions>
              <Button type="submit" kind="primary" busy={form.busy}>
                {t('organisation_move.ask')}
              </Button>
              <Button kind="quiet" onClick={onClose}>
                {t('kit.cancel')}
              </Button>
            </Actions>
          </OperationForm>
        )}
      </Answer>
    </Dialog>
  )
}
