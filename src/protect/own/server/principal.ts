// The own view as a principal: what a person with a code may call, and where its codes and sessions are
// stored.
import type { PrincipalUse } from '../../../kernel/principal.ts'
import type { PrincipalStore } from '../../../platform/principals.ts'
import {
  askCorrection,
  askOwnErasure,
  confirmOwn,
  enterOwn,
  finishOwn,
  lookAtOwn,
  withdrawOwn,
} from '../operations.ts'
import { ownCodeWrong, ownEnded, ownTooMany } from '../problems.ts'
import { CODE_LABEL } from '../rules/code.ts'
import * as sql from '../sql.ts'

/** All that a person may call, on routes of its own. */
export const OFFERED = [lookAtOwn, withdrawOwn, confirmOwn, askCorrection, askOwnErasure, finishOwn] as const

export const ownView: PrincipalUse = { name: 'own_view', kind: 'link', operations: OFFERED }

const uses = new Map([[ownView.name, ownView]])

export const ownViews: PrincipalStore = {
  uses: () => uses,
  findByCode: sql.usableCode,
  findBySecret: sql.openSession,
  findOpened: sql.openedWith,
  open: enterOwn,
  close: finishOwn,
  codeLabel: CODE_LABEL,
  attempts: 'own_code',
  cookie: { name: 'arraigo.own', path: '/api/own' },
  problems: { wrong: ownCodeWrong, ended: ownEnded, tooMany: ownTooMany },
}
