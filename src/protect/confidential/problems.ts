// The problems that confidential notes are refused with.
import * as z from 'zod/mini'
import { conflict, forbidden, unknown } from '../../kernel/problem.ts'

export const breakGlassNotNeeded = conflict('break_glass.not_needed')
export const breakGlassOwn = forbidden('break_glass.own')
export const breakGlassReviewed = conflict('break_glass.reviewed')
export const breakGlassUnknown = unknown('break_glass.unknown')
export const confidantAlready = conflict('confidant.already')
export const confidantNotKeeper = forbidden('confidant.not_keeper')
export const confidantRoleMissing = conflict('confidant.role_missing', { name: z.string() })
export const confidantUnknown = unknown('confidant.unknown')
export const noteNoKey = conflict('note.no_key')
export const noteNoStory = conflict('note.no_story')
export const noteToldAlready = conflict('note.told_already')
export const noteUnknown = unknown('note.unknown')
export const noteUnreadable = conflict('note.unreadable')
