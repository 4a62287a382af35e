// The problems that moves of organisations are refused with.
import { conflict, forbidden, unknown } from '../../kernel/problem.ts'

export const organisationMoveAskedAlready = conflict('organisation_move.asked_already')
export const organisationMoveDecided = conflict('organisation_move.decided')
export const organisationMoveNotPossible = conflict('organisation_move.not_possible')
export const organisationMoveOwn = forbidden('organisation_move.own')
export const organisationMoveUnknown = unknown('organisation_move.unknown')
