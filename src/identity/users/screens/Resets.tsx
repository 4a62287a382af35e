// Requests to reset a second proof: those about the reader's own account, and those of others to confirm.
import { useState } from 'react'
import type { MessageKey } from '../../../kernel/messages.ts'
import type { OutputOf } from '../../../kernel/command.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { Actions, ErrorSummary, Form } from '../../../kit/Form.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { confirmReset, declineReset, listResets } from '../operations.ts'

type Reset = OutputOf<typeof listResets>[number]

export default function Resets() {
  const t = useMessages()
  const { instant } = useFormats()
  const say = useToast()
  const resets = useAsk(listResets, {})
  const [confirming, setConfirming] = useState<Reset>()
  const settled = (words: MessageKey) => ({
    done() {
      setConfirming(undefined)
      say(t(words))
      resets.again()
    },
  })
  const confirm = useCommand(confirmReset, settled('second_factor.reset_confirmed'))
  const decline = useCommand(declineReset, settled('second_factor.reset_declined'))
  if (!resets.data?.length) return null
  const inWords = (one: Reset) => {
    const about = {
      by: one.askedBy,
      second: one.settledBy ?? '',
      when: instant(one.settledAt ?? one.askedAt),
    }
    if (!one.own) return t('second_factor.reset_asked_by', { ...about, organisation: one.organisationName })
    if (one.confirmed !== null)
      return t(`second_factor.reset_own_${one.confirmed ? 'done' : 'declined'}`, about)
    const waits = t('second_factor.reset_own_waits', about)
    return one.mayConfirm ? waits : `${waits} ${t('second_factor.reset_own_how')}`
  }
  return (
    <Card title={t('second_factor.resets')} icon="key" tone="now">
      {resets.data.some(({ own }) => !own) && <p>{t('second_factor.resets_help')}</p>}
      <ErrorSummary problem={decline.problem} />
      <List label={t('second_factor.resets')}>
        {resets.data.map((one) => (
          <ListRow key={one.id} title={<bdi>{one.userName}</bdi>} detail={inWords(one)}>
            {one.confirmed === null && (
              <Actions>
                {one.mayConfirm && (
                  <Button
                    aria-label={t('second_factor.reset_confirm_one', { name: one.userName })}
                    onClick={() => setConfirming(one)}
                  >
                    {t('second_factor.reset_confirm')}
                  </Button>
                )}
                <Button
                  kind="quiet"
                  busy={decline.busy}
                  aria-label={t('second_factor.reset_decline_one', { name: one.userName })}
                  onClick={() => void decline.run({ id: one.id })}
                >
                  {t('second_factor.reset_decline')}
                </Button>
              </Actions>
            )}
          </ListRow>
        ))}
      </List>
      {confirming && (
        <Dialog
          title={t('second_factor.reset_confirm_one', { name: confirming.userName })}
          onClose={() => setConfirming(undefined)}
        >
          <Form problem={confirm.problem} onSubmit={() => confirm.run({ id: confirming.id })}>
            <p>
              {t(`second_factor.reset_effect_${confirming.own ? 'own' : 'other'}`, {
                name: confirming.userName,
              })}
            </p>
            <Actions>
              <Button type="submit" kind="danger" busy={confirm.busy}>
                {t('second_factor.reset_confirm')}
              </Button>
              <Button kind="quiet" onClick={() => setConfirming(undefined)}>
                {t('kit.cancel')}
              </Button>
            </Actions>
          </Form>
        </Dialog>
      )}
    </Card>
  )
}
