// The typed syntax tree of a parsed expression, small enough that two evaluators can agree on all of it.

/** Types a field or a result may have; `list` is a list of texts. */
export type FieldType = 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'list'

/** The variables an expression may use; a name may be dotted (`data.contract`). */
export type Fields = Readonly<Record<string, FieldType>>

/** The fields of a kind of fact that a condition may use; undefined when no capability records that kind. */
export type FieldsOf = (kind: string) => Fields | undefined

/** A value of a row. Missing and `null` both mean not known. Dates are `YYYY-MM-DD`. */
export type RowValue = string | number | bigint | boolean | null | undefined | readonly (string | null)[]
export type Row = Readonly<Record<string, RowValue>>

/**
 * The result of an expression: integers as bigint, decimals as canonical strings (`'1.5'`), `null` for not
 * known.
 */
export type Answer = string | bigint | boolean | readonly (string | null)[] | null

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>='
export type Arithmetic = '+' | '-' | '*' | '/' | '%'
export type FunctionName =
  | 'startsWith'
  | 'endsWith'
  | 'contains'
  | 'size'
  | 'addDays'
  | 'daysBetween'
  | 'concat'

export type Node =
  | { readonly op: 'literal'; readonly type: FieldType; readonly value: string | boolean | null }
  | { readonly op: 'field'; readonly type: FieldType; readonly name: string }
  | { readonly op: 'not'; readonly type: 'boolean'; readonly of: Node }
  | { readonly op: 'and' | 'or'; readonly type: 'boolean'; readonly left: Node; readonly right: Node }
  | {
      readonly op: 'compare'
      readonly type: 'boolean'
      readonly by: Comparison
      readonly left: Node
      readonly right: Node
    }
  | { readonly op: 'known'; readonly type: 'boolean'; readonly of: Node }
  | {
      readonly op: 'if'
      readonly type: FieldType
      readonly when: Node
      readonly yes: Node
      readonly no: Node
    }
  | { readonly op: 'among'; readonly type: 'boolean'; readonly item: Node; readonly list: Node }
  | { readonly op: 'oneOf'; readonly type: 'boolean'; readonly item: Node; readonly list: readonly Node[] }
  | {
      readonly op: 'arithmetic'
      readonly type: 'integer' | 'decimal'
      readonly by: Arithmetic
      readonly left: Node
      readonly right: Node
    }
  | { readonly op: 'negate'; readonly type: 'integer' | 'decimal'; readonly of: Node }
  | {
      readonly op: 'call'
      readonly type: FieldType
      readonly name: FunctionName
      readonly args: readonly Node[]
    }

/** A parsed and type-checked expression; `text` is its source. */
export type Expression = { readonly text: string; readonly type: FieldType; readonly root: Node }

/** Decimals that a division of decimals keeps; the rest is cut off, towards zero. */
export const DIVISION_DECIMALS = 12

/**
 * First and last date of an expression, as everywhere in the application; beyond them the result is not
 * known.
 */
export const FIRST_DATE = '1850-01-01'
export const LAST_DATE = '2199-12-31'
