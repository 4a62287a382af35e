// What is never shown by a code, because somebody may force the person to open the page: decided by the pack, alike for everybody.
import { findTerm, type Pack, type TaxonomyName } from '../../../kernel/pack.ts'

type Coded = { code: string; of: TaxonomyName }

/** Which taxonomy holds the parents of another, where that is not itself. */
const PARENTS: Partial<Record<TaxonomyName, TaxonomyName>> = {
  needs: 'needDomains',
  serviceKinds: 'needDomains',
}

/** Whether a part of the record is protected: `health`, `protection`, and whatever else the pack calls so. */
export const isCoveredPart = (pack: Pack, part: string): boolean =>
  findTerm(pack, 'fieldGroups', part)?.protected === true

/**
 * Whether a code tells of a protected matter: its term is protected or what groups it, or its domain bears the name of a
 * protected part of the record. A code nobody knows counts as one.
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

/** Kinds of service that tell of nothing protected: whoever offers services, and none of these, is not named. */
export const openKinds = (pack: Pack): string[] =>
  pack.taxonomies.serviceKinds
    .map(({ code }) => code)
    .filter((code) => !isCovered(pack, { code, of: 'serviceKinds' }))
