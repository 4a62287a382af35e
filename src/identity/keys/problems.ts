// The problems that the capability keys refuses with.
import * as z from 'zod/mini'
import { conflict, invalid, unknown } from '../../kernel/problem.ts'

export const keyNameUnknown = invalid('key.name_unknown', { name: z.string() })
export const keyNone = unknown('key.none')
export const keyNotForKeys = conflict('key.not_for_keys', { name: z.string() })
export const keyPeriod = invalid('key.period', { longest: z.string() })
export const keyRoleOfPeople = conflict('key.role_of_people')
