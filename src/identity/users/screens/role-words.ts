// Names of roles that a user holds or waits for, for the screens.
import { isShipped } from '../../../kernel/role.ts'
import { useLookup, useMessages } from '../../../kit/messages.tsx'

type ListedRole = { role: string; name?: string | undefined; centreName?: string | undefined }

/** Roles in words, each with its centre when it is limited to one. */
export function useRoleWords() {
  const t = useMessages()
  const lookup = useLookup()
  return ({
    role,
    name = isShipped(role) ? lookup(`role.${role}`, role) : t('role.retired_one'),
    centreName,
  }: ListedRole) => (centreName ? t('role.in_centre', { role: name, centre: centreName }) : name)
}
