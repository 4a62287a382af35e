// In My account: a notice that another organisation offers a membership that waits for an answer.
import { LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { Notice } from '../../../kit/State.tsx'
import { listOffered } from '../operations.ts'

export default function OfferedNotice() {
  const t = useMessages()
  const offered = useAsk(listOffered, {})
  if (!offered.data || offered.data.length === 0) return null
  return (
    <Notice tone="sun" title={t('membership.waits', { count: offered.data.length })}>
      <LinkButton href="/memberships">{t('membership.title')}</LinkButton>
    </Notice>
  )
}
