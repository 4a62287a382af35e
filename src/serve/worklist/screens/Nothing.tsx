// The home screen of somebody for whom nothing waits: what their role can do instead.
import type { PlainPath } from '../../../kernel/paths.ts'
import { ROLES, type Role } from '../../../kernel/role.ts'
import { LinkButton } from '../../../kit/controls/Button.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useActor } from '../../../kit/session.tsx'
import { EmptyState } from '../../../kit/State.tsx'

/** Where a role goes when nothing waits. */
const GO: Readonly<Record<Role, PlainPath>> = {
  front_desk: '/welcome',
  orientation: '/services',
  case_manager: '/people',
  supervisor: '/overview',
  provider: '/services',
  coordinator: '/overview',
  analyst: '/overview',
  communications: '/services',
  verifier: '/verification',
  funder: '/contracts',
  data_protection_officer: '/disclosures',
  administrator: '/users',
}

export default function Nothing() {
  const t = useMessages()
  const { roles } = useActor()
  const role = ROLES.find((one) => roles.includes(one))
  return (
    <EmptyState
      title={t('work.empty')}
      drawing="shade"
      action={role && <LinkButton href={GO[role]}>{t(`work.go.${role}`)}</LinkButton>}
    >
      {t(role ? `work.empty.${role}` : 'work.empty.other')}
    </EmptyState>
  )
}
