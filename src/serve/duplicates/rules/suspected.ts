// Which likenesses are kept as pairs for somebody to decide on, and by which rules they were found.
import type { Reason, Strength } from '../../record/operations.ts'

/**
 * The version of the rules that compare two records, kept with each pair that they find. It is the next number after a change
 * of what `compare` returns.
 */
export const RULES_VERSION = 2

/**
 * Very alike, or with the same document: it is one person, or one of the two numbers is wrong. What is alike for less is
 * shown to who looks for somebody, and kept nowhere.
 */
export const isSuspected = ({
  strength,
  reasons,
}: {
  strength: Strength | undefined
  reasons: readonly Reason[]
}): boolean => strength === 'strong' || reasons.includes('same_document')
