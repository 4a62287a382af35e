// For whoever may not register: the act of the welcome desk with the reason, before anything is filled in.
import { Button } from '../../../kit/controls/Button.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useWhoMay } from '../../../kit/who-may.ts'
import * as policy from '../policy.ts'

export default function RegisterBarred() {
  const t = useMessages()
  const disabledReason = useWhoMay(policy.register)
  return (
    <Actions>
      <Button kind="primary" icon="add" disabledReason={disabledReason}>
        {t('person.new_unsearched')}
      </Button>
    </Actions>
  )
}
