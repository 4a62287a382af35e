// Operations of imports: a register kept elsewhere, imported row by row, no row twice.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { Paged, paged } from '../../kernel/paging.ts'
import { tableTooLarge, tableUnreadable } from '../../kernel/problems.ts'
import { Code, Id, Instant, SingleLine } from '../../kernel/words.ts'
import { importOver, importSameContent, importUnderWay, importUnknown, mappingFlawed } from './problems.ts'
import { Mapping, Target } from './rules/rows.ts'

export { Mapping } from './rules/rows.ts'

export const ImportState = z.enum(['uploaded', 'waiting', 'running', 'done', 'cancelled', 'failed'])

export const Import = z.object({
  id: Id,
  fileName: z.string(),
  source: z.nullable(z.string()),
  state: ImportState,
  /** Rows below the heading; null until they are counted. */
  rows: z.nullable(z.int()),
  done: z.int(),
  imported: z.int(),
  /** Rows that an earlier run imported already. */
  known: z.int(),
  refused: z.int(),
  createdAt: Instant,
  endedAt: z.nullable(Instant),
})
export type Import = z.infer<typeof Import>

export const startImport = command({
  name: 'import.start',
  exposure: 'person',
  summary: 'The rows of an uploaded register are taken in; the mapping is remembered for its source.',
  input: z.strictObject({ id: Id, mapping: Mapping }),
  output: z.object({ state: ImportState }),
  problems: [
    importUnknown,
    importUnderWay,
    importOver,
    importSameContent,
    mappingFlawed,
    tableUnreadable,
    tableTooLarge,
  ],
})

export const noteImport = command({
  name: 'import.note',
  exposure: 'person',
  summary: 'A register is taken in from the command line: how it is read is remembered for its source.',
  input: z.strictObject({
    mapping: Mapping,
    /** SHA-256 of the cells' content, in hexadecimal. */
    content: z.string().check(z.regex(/^[0-9a-f]{64}$/u)),
  }),
  output: z.object({}),
  problems: [importSameContent, mappingFlawed],
})

export const cancelImport = command({
  name: 'import.cancel',
  exposure: 'person',
  summary: 'An import stops after the row it is at; what was taken in stays.',
  input: z.strictObject({ id: Id }),
  output: z.object({ state: ImportState }),
  problems: [importUnknown, importOver],
})

export const advanceImport = command({
  name: 'import.advance',
  exposure: 'person',
  summary: 'How far an import is; run by the import itself.',
  input: z.strictObject({
    id: Id,
    state: ImportState,
    rows: z.int().check(z.minimum(0)),
    imported: z.int().check(z.minimum(0)),
    known: z.int().check(z.minimum(0)),
    refused: z.int().check(z.minimum(0)),
    errors: z.array(z.object({ row: z.int(), column: z.nullable(SingleLine(200)), reason: SingleLine(100) })),
  }),
  output: z.object({ state: ImportState }),
  problems: [importUnknown],
})

export const listImports = query({
  name: 'import.list',
  exposure: 'person',
  summary: 'The imports of this organisation, the last first unless another order is asked for.',
  input: z.strictObject({ state: z.optional(ImportState), ...paged(['created', 'name']) }),
  output: z.object({ imports: z.array(Import), ...Paged }),
})

export const getImport = query({
  name: 'import.get',
  exposure: 'person',
  summary: 'How far an import is.',
  input: z.strictObject({ id: Id }),
  output: Import,
  problems: [importUnknown],
})

export const previewImport = query({
  name: 'import.preview',
  exposure: 'person',
  summary: 'The columns and first rows of an uploaded register, as they would be taken in with a mapping.',
  discloses: true,
  input: z.strictObject({ id: Id, mapping: z.optional(Mapping) }),
  output: z.object({
    columns: z.array(z.string()),
    rows: z.array(
      z.object({
        row: z.int(),
        cells: z.array(z.string()),
        problem: z.nullable(z.object({ column: z.nullable(z.string()), reason: z.string() })),
      }),
    ),
    /** Mappings used before, those that fit these columns first. */
    remembered: z.array(Mapping),
    /** The source under which the same content was imported before. */
    before: z.nullable(z.string()),
  }),
  problems: [importUnknown, tableUnreadable, tableTooLarge],
})

export const listImportWords = query({
  name: 'import.words',
  exposure: 'person',
  summary: 'Words of coded columns that the pack does not know, with a guess at what each means.',
  discloses: true,
  input: z.strictObject({
    id: Id,
    columns: z.array(z.strictObject({ column: SingleLine(200), target: Target })).check(z.maxLength(60)),
  }),
  output: z.object({
    columns: z.array(
      z.object({
        column: z.string(),
        target: Target,
        /** Number of words that the pack knows. */
        known: z.int(),
        words: z.array(z.object({ word: z.string(), rows: z.int(), guess: z.nullable(Code) })),
        /** Number of words beyond those listed. */
        more: z.int(),
      }),
    ),
  }),
  problems: [importUnknown, tableUnreadable, tableTooLarge],
})

export const listMappings = query({
  name: 'import.mappings',
  exposure: 'person',
  summary: 'How registers were read before, the last first.',
  input: z.strictObject({}),
  output: z.object({ mappings: z.array(Mapping) }),
})
