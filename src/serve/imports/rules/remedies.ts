// What to do about what is wrong in a row: the text is message key `import.remedy.<remedy>`.
import type { Reason } from './mapping.ts'

export type Remedy = 'columns' | 'words' | 'record' | 'file' | 'later'

const REMEDIES: Readonly<Record<string, Remedy>> = {
  code_unknown: 'words',
  'code.unknown': 'words',
  document_type_missing: 'columns',
  not_a_date: 'columns',
  differs_from_before: 'record',
  repeats_row: 'record',
} satisfies Partial<Record<Reason, Remedy>>

/** @param refused whether the whole row is; else a part of it is left out */
export function remedyOf(reason: string, refused: boolean): Remedy {
  return REMEDIES[reason] ?? (refused ? 'file' : 'later')
}
