// What is never shown with a code, because the person may be forced to open the page: decided by the pack,
// the same for everybody.
import { findTerm, type Pack, type TaxonomyName } from '../../../kernel/packs/pack.ts'

type Coded = { code: string; of: TaxonomyName }

/** Which taxonomy holds the parents of another, where that is not itself. */
const PARENTS: Partial<Record<TaxonomyName, TaxonomyName>> = {
  needs: 'needDomains',
  serviceKinds: 'needDomains',
}

/** Whether a part of the record is protected: `health`, `protection`, and other parts that the pack marks. */
export const isCoveredPart = (pack: Pack, part: string): boolean =>
  findTerm(pack, 'fieldGroups', part)?.protected === true

/**
 * Whether a code reveals a protected matter: its term or a parent of it is protected, or its domain bears the
 * name of a protected part of the record. An unknown code counts as protected.
 */
export function isCovered(pack: Pack, { code, of }: Coded): boolean {
  const seen = new Set<string>()
  let [at, within]: [string | undefined, TaxonomyName] = [code, of]
  while (at !== undefined && !seen.has(`${within} ${at}`)) {
    seen.add(`${within} ${at}`)
    let term = findTerm(pack, within, at)
    const parents = PARENTS[within]
    if (!term && parents) [term, within] = [findTerm(pack, parents, at), parents]
    if (!term || term.protected === true) return true
    if (within === 'needDomains' && isCoveredPart(pack, at)) return true
    at = term.parent
  }
  return false
}

/**
 * Kinds of service that reveal nothing protected: an organisation that offers services, but none of these, is
 * not named.
 */
export const openKinds = (pack: Pack): string[] =>
  pack.taxonomies.serviceKinds
    .map(({ code }) => code)
    .filter((code) => !isCovered(pack, { code, of: 'serviceKinds' }))
