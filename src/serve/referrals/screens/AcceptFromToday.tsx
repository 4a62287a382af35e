// Takes a referral from its line on the home screen, after saying what that means.
import { hrefTo } from '../../../kernel/paths.ts'
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import type { WorkActProps } from '../../../kit/work.ts'
import { acceptReferral } from '../operations.ts'

export default function AcceptFromToday({ line, onDone, onClose }: WorkActProps) {
  const t = useMessages()
  const say = useToast()
  const accept = useCommand(acceptReferral, {
    done() {
      say(t('referral.done.accept'))
      onDone()
    },
  })
  const { person, id, name, text } = line
  if (person === null) return null
  return (
    <Dialog title={t('referral.accept_one', { name: name ?? t('referral.nameless') })} onClose={onClose}>
      <Form problem={accept.problem} onSubmit={() => accept.run({ person, id })}>
        <p>{t('referral.accept_effect', { service: text ?? t('referral.no_service') })}</p>
        <Actions>
          <Button type="submit" kind="primary" busy={accept.busy}>
            {t('referral.move.accept')}
          </Button>
          <LinkButton kind="quiet" href={hrefTo('/referrals/:person/:referral', { person, referral: id })}>
            {t('referral.read_first')}
          </LinkButton>
        </Actions>
      </Form>
    </Dialog>
  )
}
