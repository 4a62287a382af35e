// Which text is read for a purpose.
import type { ConsentText, Pack } from '../../../kernel/packs/pack.ts'

/**
 * The texts that speak of a purpose, the one to be read first: it covers most of the wanted parts; then the one
 * written for this purpose alone, then the pack's text in force, then the one that speaks of most parts.
 */
export function textsFor(
  { consentTexts, consent }: Pick<Pack, 'consentTexts' | 'consent'>,
  purpose: string,
  wanted: readonly string[] = [],
): ConsentText[] {
  const rank = ({ purposes, fieldGroups, version }: ConsentText) =>
    wanted.filter((part) => fieldGroups.includes(part)).length * 4 +
    (purposes.length === 1 ? 2 : 0) +
    (version === consent ? 1 : 0)
  const fitting = consentTexts.filter(({ purposes }) => purposes.includes(purpose))
  // A purpose with a text of its own is asked by that text, not by one that names it among others.
  const own = fitting.filter(({ purposes }) => purposes.length === 1)
  return (own.length > 0 ? own : fitting).toSorted(
    (a, b) => rank(b) - rank(a) || b.fieldGroups.length - a.fieldGroups.length,
  )
}
