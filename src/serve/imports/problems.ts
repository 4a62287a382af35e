// The problems with which imports refuse a command.
import * as z from 'zod/mini'
import { conflict, invalid, unknown } from '../../kernel/problem.ts'

/** A register that only a dry run by a job may read as a whole. */
export const importLong = conflict('import.long', { most: z.int() })
export const importOver = conflict('import.over', { state: z.string() })
export const importSameContent = conflict('import.same_content', { source: z.string() })
export const importUnderWay = conflict('import.under_way')
export const importUnknown = unknown('import.unknown')
export const mappingFlawed = invalid('mapping.flawed', { column: z.nullable(z.string()), reason: z.string() })
