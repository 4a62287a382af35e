// Why somebody may not do something, and which roles or organisations do it: where it is looked for by those who may not.
// Apart from `useMay`, which is part of the shell.
import type { May } from '../kernel/actor.ts'
import { useFormats, useLookup } from './messages.tsx'
import { useActor } from './session.tsx'

/** Roles that organisations of their own class alone give. */
const OF_CLASS: readonly string[] = ['funder', 'verifier']

/** As `useMay`, and with who may, once the words of the roles are loaded. */
export function useWhoMay(may: May): string | undefined {
  const lookup = useLookup()
  const { list } = useFormats()
  const actor = useActor()
  const verdict = may(actor)
  if (verdict === true) return undefined
  const { permission } = may
  const roles = [...(permission?.held.keys() ?? [])]
    .filter((role) => role === actor.organisationClass || !OF_CLASS.includes(role))
    .map((role) => lookup(`role.${role}`, ''))
  const short = lookup(verdict.reason)
  if (!permission || roles.includes('')) return short
  const by = permission.who.includes('verifier') ? 'verifier' : 'serving'
  return lookup(`${verdict.reason}_who`, short, { roles: list(roles), count: roles.length, by })
}
