// Where a page of a list ended: an instant and an id.
import { inputInvalid } from './problems.ts'
import { Id } from './words.ts'

const FIRST = Date.parse('0001-01-01T00:00:00Z')
const LAST = Date.parse('9999-12-31T23:59:59.999Z')

/** @throws `input.invalid` for one that was made up */
export function readCursor(cursor: string): { at: string; id: string } {
  const [at = '', id = ''] = cursor.split('~')
  const instant = Date.parse(at)
  // The database has no year 0, and writes those before it and after 9999 in another way than dates here.
  if (!(instant >= FIRST && instant <= LAST) || !Id.safeParse(id).success) throw inputInvalid({ fields: [] })
  return { at: new Date(instant).toISOString(), id }
}
