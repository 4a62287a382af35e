// What the mapping screen knows of a column: what it holds at first, and how its cells are understood.
import type { OutputOf } from '../../../kernel/command.ts'
import type { Pack } from '../../../kernel/packs/pack.ts'
import { PlainDate } from '../../../kernel/time.ts'
import type { Formats } from '../../../kit/formats.ts'
import type { Words } from '../../../kit/pack.tsx'
import type { Choices, Mapping, previewImport } from '../operations.ts'
import { CODED, mappingFlaws, REPEATABLE, Target } from '../rules/mapping.ts'

export type Preview = OutputOf<typeof previewImport>
export type PreviewedRow = Preview['rows'][number]
export type Flaw = NonNullable<PreviewedRow['problem']>

/**
 * What each column holds at first: as remembered, or as its heading suggests; no target twice that may be once.
 * @param isOfThis `known` was chosen for this very file: what it leaves out stays out
 */
export function firstTargets(
  columns: readonly string[],
  known: Choices | undefined,
  isOfThis: boolean,
): Readonly<Record<string, string>> {
  // Unless it was read otherwise, with other headings.
  const leavesOut = isOfThis && known?.columns.every(({ column }) => columns.includes(column))
  const taken = new Set(known?.columns.map(({ target }) => target))
  return Object.fromEntries(
    columns.map((column) => {
      const before = known?.columns.find((each) => each.column === column)
      if (before || leavesOut) return [column, before?.target ?? '']
      const target = suggestedTarget(column)
      if (target === undefined || (taken.has(target) && !REPEATABLE.includes(target))) return [column, '']
      taken.add(target)
      return [column, target]
    }),
  )
}

function suggestedTarget(column: string): Target | undefined {
  const heading = column.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return SUGGESTED.find(([pattern]) => pattern.test(heading))?.[1]
}

/** What headings of registers are usually called, in Spanish and English. */
const SUGGESTED: readonly [RegExp, Target][] = [
  [/^(nombres?|given|first name)/u, 'given_names'],
  [/(primer apellido|first surname|^apellido ?1|last name)/u, 'first_surname'],
  [/(segundo apellido|second surname|apellido ?2)/u, 'second_surname'],
  [/^apellidos/u, 'surnames'],
  [/(fecha.*nac|^nacimiento|^nacio\b|birth ?date|date of birth)/u, 'birth_date'],
  [/^(edad|age)\b/u, 'age'],
  [/^(sexo|sex)\b/u, 'sex'],
  [/^(genero|gender)\b/u, 'gender'],
  [/(nacionalidad|nationality)/u, 'nationality'],
  [/(tipo.*doc|document type)/u, 'document_type'],
  [/(numero.*doc|^documento|document number|cedula)/u, 'document_number'],
  [/(telefono|celular|phone|movil)/u, 'phone'],
  [/(correo|e-?mail)/u, 'email'],
  [/^(id|codigo|code|folio|consecutivo)\b/u, 'reference'],
]

/** The columns that have a target, in the order of the file. */
export const targetedColumns = (
  columns: readonly string[],
  targets: Readonly<Record<string, string>>,
): { column: string; target: Target }[] =>
  columns.flatMap((column) => {
    const target = Target.safeParse(targets[column])
    return target.success ? [{ column, target: target.data }] : []
  })

/** Why a column cannot be read as it was chosen, by its heading; a missing purpose is asked for in its own field. */
export const flawsOfColumns = (
  mapping: Mapping,
  columns: readonly string[],
  pack: Pack | undefined,
): ReadonlyMap<string, string> =>
  new Map(
    (pack ? mappingFlaws(mapping, columns, pack) : []).flatMap(({ column, reason }) =>
      column === null || reason === 'status_purpose_missing' ? [] : [[column, reason] as const],
    ),
  )

export type Cell = {
  /** As the file has it. */
  original: string
  /** As it is understood; undefined where it is not taken in. */
  understood: string | undefined
  flaw: Flaw | undefined
}

export function cellOf(
  row: PreviewedRow,
  column: string,
  index: number,
  { words, formats }: { words: Words | undefined; formats: Formats },
): Cell {
  const original = (row.cells[index] ?? '').replaceAll(/\s+/gu, ' ').trim()
  const found = row.understood.filter((each) => each.column === column)
  const said = found.flatMap(({ target, values }) =>
    values.map((value) => {
      const taxonomy = CODED[target]
      if (taxonomy) return words?.term(taxonomy, value) ?? value
      return target === 'birth_date' && PlainDate.safeParse(value).success ? formats.date(value) : value
    }),
  )
  return {
    original,
    understood: said.length > 0 ? said.join(' · ') : undefined,
    flaw: flawsOf(row).find((flaw) => flaw.column === column),
  }
}

/** Why the row is refused, or what is left out of it. */
export const flawsOf = ({ problem, leftOut }: PreviewedRow): readonly Flaw[] =>
  problem === null ? leftOut : [problem]
