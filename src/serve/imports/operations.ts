// Operations of imports: a register kept elsewhere, imported row by row, no row twice.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { Paged, paged } from '../../kernel/paging.ts'
import { tableTooLarge, tableUnreadable } from '../../kernel/problems.ts'
import { TableLayout, TableReading } from '../../kernel/table.ts'
import { Code, Id, Instant, SingleLine } from '../../kernel/words.ts'
import {
  importLong,
  importOver,
  importSameContent,
  importUnderWay,
  importUnknown,
  mappingFlawed,
} from './problems.ts'
import { Choices, Mapping, Target } from './rules/mapping.ts'

export { Mapping, type Choices } from './rules/mapping.ts'

const CheckState = z.enum(['waiting', 'running', 'done', 'cancelled', 'failed'])
export const ImportState = z.enum(['uploaded', ...CheckState.options])

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
  /** People who were taken in without some part of their row. */
  partly: z.int(),
  createdAt: Instant,
  endedAt: z.nullable(Instant),
  /** Rows taken in a second since it began; null until it did. */
  rate: z.nullable(z.number()),
})
export type Import = z.infer<typeof Import>

/** States in which an import, or a dry run, has ended. */
export const OVER: readonly Import['state'][] = ['done', 'cancelled', 'failed']

/** A row that is refused, or a part of one that is left out. */
const Flaw = z.object({
  row: z.int(),
  column: z.nullable(SingleLine(200)),
  reason: SingleLine(100),
  /** Number of the earlier row that it is about. */
  about: z.optional(z.int()),
})

export const startImport = command({
  name: 'import.start',
  exposure: 'person',
  summary: 'The rows of an uploaded register are taken in; the mapping is remembered for its source.',
  input: z.strictObject({ id: Id, mapping: Mapping }),
  output: z.object({ state: ImportState }),
  refreshes: ['import'],
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

export const keepImportChoices = command({
  name: 'import.keep_choices',
  exposure: 'person',
  summary:
    'What was chosen so far for an uploaded register is kept with it, so that whoever goes on later finds it. A dry run, ' +
    'an import and its end replace it.',
  input: z.strictObject({ id: Id, choices: Choices }),
  output: z.object({}),
  problems: [importUnknown, importUnderWay, importOver],
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
  refreshes: ['import'],
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
    errors: z.array(Flaw),
    partly: z.optional(z.int().check(z.minimum(0))),
    leftOut: z.optional(z.array(Flaw)),
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

/** How far a dry run is, and what was found so far. */
export const ImportCheck = z.object({
  /** Which dry run of the register it is, from 1. */
  attempt: z.int(),
  state: CheckState,
  mapping: Mapping,
  /** Rows below the heading; null where they are not counted. */
  rows: z.nullable(z.int()),
  done: z.int(),
  imported: z.int(),
  known: z.int(),
  refused: z.int(),
  partly: z.int(),
  rate: z.nullable(z.number()),
})
export type ImportCheck = z.infer<typeof ImportCheck>

export const beginImportCheck = command({
  name: 'import.begin_check',
  exposure: 'person',
  summary:
    'All rows of an uploaded register are read by a job as an import with this mapping would read them, and nothing is ' +
    'taken in. An earlier dry run of the register ends.',
  input: z.strictObject({ id: Id, mapping: Mapping }),
  output: z.object({ state: ImportCheck.shape.state, attempt: z.int() }),
  refreshes: ['import'],
  problems: [importUnknown, importUnderWay, importOver, mappingFlawed, tableUnreadable, tableTooLarge],
})

export const stopImportCheck = command({
  name: 'import.stop_check',
  exposure: 'person',
  summary: 'The dry run of a register stops; what it found so far stays.',
  input: z.strictObject({ id: Id }),
  output: z.object({ state: ImportCheck.shape.state }),
  problems: [importUnknown],
})

export const advanceImportCheck = command({
  name: 'import.advance_check',
  exposure: 'person',
  summary: 'How far a dry run is; run by the dry run itself.',
  input: z.strictObject({
    id: Id,
    /** Which dry run of the register it is: one that another has replaced changes nothing. */
    attempt: z.int(),
    state: ImportCheck.shape.state,
    done: z.int().check(z.minimum(0)),
    imported: z.int().check(z.minimum(0)),
    known: z.int().check(z.minimum(0)),
    refused: z.int().check(z.minimum(0)),
    partly: z.int().check(z.minimum(0)),
    errors: z.array(Flaw),
    leftOut: z.array(Flaw),
  }),
  output: z.object({ state: ImportCheck.shape.state }),
  problems: [importUnknown],
})

export const getImportCheck = query({
  name: 'import.get_check',
  exposure: 'person',
  summary: 'How far the dry run of a register is, and what an import would do; null before the first.',
  input: z.strictObject({ id: Id }),
  output: z.object({
    check: z.nullable(ImportCheck),
    /** What was chosen since, and not read with yet. */
    choices: z.optional(z.nullable(Choices)),
  }),
  problems: [importUnknown],
})

export const listImportFlaws = query({
  name: 'import.flaws',
  exposure: 'person',
  summary:
    'Rows that are refused and parts that are left out of others, by row: of the import once it began, else of the dry run.',
  input: z.strictObject({
    id: Id,
    /** Whether only rows refused as a whole are listed, or only parts that are left out. */
    refused: z.optional(z.boolean()),
    reason: z.optional(SingleLine(100)),
    /** Heading of the column. */
    column: z.optional(SingleLine(200)),
    ...paged(['row']),
  }),
  output: z.object({
    flaws: z.array(z.extend(Flaw, { refused: z.boolean() })),
    /** With `count`: how often each reason stands at each column, the most frequent first. */
    kinds: z.optional(
      z.array(
        z.object({
          column: z.nullable(z.string()),
          reason: z.string(),
          refused: z.boolean(),
          flaws: z.int(),
        }),
      ),
    ),
    ...Paged,
  }),
  problems: [importUnknown],
})

const CellProblem = z.object({
  column: z.nullable(z.string()),
  reason: z.string(),
  about: z.optional(z.int()),
})

export const previewImport = query({
  name: 'import.preview',
  exposure: 'person',
  summary: 'The columns and first rows of an uploaded register, as they would be taken in with a mapping.',
  discloses: true,
  input: z.strictObject({
    id: Id,
    mapping: z.optional(Mapping),
    /** How the file is to be read before there is a mapping. */
    layout: z.optional(TableLayout),
    /** Reads it as a register with the same headings was read before; what `layout` says counts more. */
    recall: z.optional(z.boolean()),
  }),
  output: z.object({
    columns: z.array(z.string()),
    rows: z.array(
      z.object({
        row: z.int(),
        cells: z.array(z.string()),
        /** Why the row is refused. */
        problem: z.nullable(CellProblem),
        /** What is left out of it while the person is taken in. */
        leftOut: z.array(CellProblem),
        /** What each cell is understood as: codes, dates as ISO 8601, or texts. */
        understood: z.array(z.object({ column: z.string(), target: Target, values: z.array(z.string()) })),
      }),
    ),
    /** How the file is read. */
    reading: TableReading,
    /** Mappings used before, those that fit these columns first. */
    remembered: z.array(Mapping),
    /** The source under which the same content was imported before. */
    before: z.nullable(z.string()),
    /** The source whose mapping has all its columns in this file; null unless it was to be recalled. */
    recalled: z.nullable(z.string()),
  }),
  problems: [importUnknown, tableUnreadable, tableTooLarge],
})

export const checkImport = query({
  name: 'import.check',
  exposure: 'person',
  summary:
    'What an import with this mapping would do: all rows are read as it reads them, and nothing is stored. Of a long ' +
    'register it is what a dry run with this mapping found (import.begin_check).',
  discloses: true,
  input: z.strictObject({ id: Id, mapping: Mapping }),
  output: z.object({
    rows: z.int(),
    imported: z.int(),
    known: z.int(),
    refused: z.int(),
    partly: z.int(),
    /** The first rows that are refused, and the first parts that are left out. */
    errors: z.array(Flaw),
    leftOut: z.array(Flaw),
  }),
  problems: [importUnknown, importLong, mappingFlawed, tableUnreadable, tableTooLarge],
})

export const listImportWords = query({
  name: 'import.words',
  exposure: 'person',
  summary: 'Words of coded columns that the pack does not know, with a guess at what each means.',
  discloses: true,
  input: z.strictObject({
    id: Id,
    columns: z.array(z.strictObject({ column: SingleLine(200), target: Target })).check(z.maxLength(60)),
    layout: z.optional(TableLayout),
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
    /** Rows that were read, where there are more. */
    only: z.optional(z.int()),
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
