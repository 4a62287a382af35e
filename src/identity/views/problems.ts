// Refusals of saved views.
import * as z from 'zod/mini'
import { conflict, unknown } from '../../kernel/problem.ts'

export const viewUnknown = unknown('view.unknown')
export const viewNameTaken = conflict('view.name_taken')
export const viewTooMany = conflict('view.too_many', { most: z.number() })
