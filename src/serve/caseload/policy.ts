// Who may list people, what of their work stands beside their names, and who may take a list out.
import { may, verb, type Actor, type May, type Verdict } from '../../kernel/actor.ts'
import { rowScopeOf } from '../../kernel/row-scope.ts'
import type { Permission } from '../../kernel/permission.ts'
import { permissions as ofDisclosure } from '../../protect/disclosure/permissions.ts'
import { permissions as ofCases } from '../cases/permissions.ts'
import { permissions as ofRecord } from '../record/permissions.ts'
import { permissions as ofReferrals } from '../referrals/permissions.ts'
import { permissions } from './permissions.ts'
import type { VisibleWork } from './rules.ts'

export const list = verb(ofRecord['person.read'])

const mayExport = verb(permissions['person.export'])

/** Both verbs; the people are those of the list, so the row scope is that of reading records. */
export const exportPeople: May = Object.assign(
  (actor: Actor): Verdict => {
    const reads = list(actor)
    return reads === true ? mayExport(actor) : reads
  },
  { permission: ofRecord['person.read'] },
)

const oversee = verb(ofDisclosure['disclosure.oversee'])
/** Those who may take lists out, and those who answer for what is disclosed. */
export const readExports: May = (actor) => (oversee(actor) === true ? true : exportPeople(actor))

export function visibleOf(actor: Actor): VisibleWork {
  const scope = rowScopeOf(actor, ofRecord['person.read'])
  // A verb that is held for fewer people than the list has shows nothing here, rather than too much.
  const sees = (permission: Permission) => may(actor, permission, { scope }) === true
  const needs = sees(ofCases['case.read'])
  return {
    needs,
    files: needs || sees(ofCases['case.supervise']),
    appointments: sees(ofReferrals['referral.read']),
  }
}
