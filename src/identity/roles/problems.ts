// The problems that the capability roles refuses with.
import * as z from 'zod/mini'
import { conflict, forbidden, unknown } from '../../kernel/problem.ts'

export const roleAboveCeiling = forbidden('role.above_ceiling', { verb: z.string(), scope: z.string() })
export const roleDutiesApart = conflict('role.duties_apart')
export const roleHeld = conflict('role.held')
export const roleNameTaken = conflict('role.name_taken')
export const roleOwnChange = forbidden('role.own_change')
export const roleUnknown = unknown('role.unknown')
export const teamNameTaken = conflict('team.name_taken')
export const teamOwnChange = forbidden('team.own_change')
export const teamUnknown = unknown('team.unknown')
