// Where a page of a list ended: an instant and an id.
import { inputInvalid } from './problems.ts'
import { Id } from './words.ts'

/** @throws `input.invalid` for one that was made up */
export function readCursor(cursor: string): { at: string; id: string } {
  const [at = '', id = ''] = cursor.split('~')
  if (Number.isNaN(Date.parse(at)) || !Id.safeParse(id).success) throw inputInvalid({ fields: [] })
  return { at: new Date(at).toISOString(), id }
}
