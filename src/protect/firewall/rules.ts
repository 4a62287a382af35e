// How a demand may be answered, and when a period is invalid: pure decisions.
import * as z from 'zod/mini'
import type { Pack, TaxonomyName } from '../../kernel/packs/pack.ts'
import { addMonths, type PlainDate } from '../../kernel/time.ts'
import { demandAsylum, demandDisclosedThoughRefused, demandNothingDisclosed } from './problems.ts'

/** Who makes the demand: a court, or an authority whose order can be challenged in court first. */
export const AuthorityClass = z.enum(['court', 'prosecutor', 'police', 'enforcement', 'consular', 'other'])
export type AuthorityClass = z.infer<typeof AuthorityClass>

export const Decision = z.enum(['refused', 'challenged', 'partly', 'complied'])
export type Decision = z.infer<typeof Decision>

/** The year that ends today by default; undefined when it ends before it begins. */
export function period(
  today: PlainDate,
  wish: { from?: PlainDate | undefined; until?: PlainDate | undefined },
): { from: PlainDate; until: PlainDate } | undefined {
  const until = wish.until ?? today
  const from = wish.from ?? addMonths(until, -12)
  return from > until ? undefined : { from, until }
}

/**
 * Something is disclosed exactly when the demand is complied with, wholly or in part.
 * @throws `demand.nothing_disclosed`, `demand.disclosed_though_refused`
 */
export function checkAnswer(decision: Decision, disclosed: number): void {
  const hands = decision === 'partly' || decision === 'complied'
  if (hands && disclosed === 0) throw demandNothingDisclosed()
  if (!hands && disclosed > 0) throw demandDisclosedThoughRefused()
}

/** Codes of a taxonomy that reveal that a person fled from their own state. */
export function asylumCodes(pack: Pack, ...names: readonly TaxonomyName[]): string[] {
  return names.flatMap((name) =>
    (pack.taxonomies[name] as readonly { code: string; neverConsular?: boolean | undefined }[])
      .filter((term) => term.neverConsular)
      .map((term) => term.code),
  )
}

/**
 * Nothing that tells a state that a person sought protection from it reaches its consulate, whoever agreed:
 * neither the parts of a record that mention it, nor anything at all of a person of whom any fact does (Convention
 * relating to the Status of Refugees, 1951, article 33; docs/firewall.md).
 * @throws `demand.asylum`
 */
export function checkConsulate(
  authorityClass: AuthorityClass,
  protectedGroups: readonly string[],
  disclosed: readonly { person: string; fieldGroups: readonly string[] }[],
  soughtProtection: ReadonlySet<string>,
): void {
  if (authorityClass !== 'consular') return
  const never = disclosed.find(
    ({ person, fieldGroups }) =>
      soughtProtection.has(person) || fieldGroups.some((group) => protectedGroups.includes(group)),
  )
  if (never) throw demandAsylum({ person: never.person })
}
