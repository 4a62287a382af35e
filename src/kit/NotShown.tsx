// Beside figures and histories that the server alone makes: that changes of this device are not in them yet.
import { useMessages } from './messages.tsx'
import { Notice } from './State.tsx'

export default function NotShown({ count }: { count: number }) {
  const t = useMessages()
  return <Notice>{t('kit.not_shown', { count })}</Notice>
}
