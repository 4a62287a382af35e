// Whether a person needs an interpreter, apart from whom to call: most records ask only this.
import type { NeedsInterpreter } from './kinds.ts'

/**
 * Whether somebody has to interpret: the record says so, or the person speaks nothing that the worker does.
 * @param spoken what the worker speaks
 */
export function isNeeded(
  person: { languages: readonly string[]; needsInterpreter: NeedsInterpreter | null },
  spoken: readonly string[],
): boolean {
  if (person.needsInterpreter !== null) return person.needsInterpreter === 'yes'
  return person.languages.length > 0 && !person.languages.some((code) => spoken.includes(code))
}
