// Asking about migration status: with a purpose that is written down, and not where the centre never asks
// (docs/firewall.md).
import type { Pack } from '../../../kernel/packs/pack.ts'
import { codeUnknown } from '../../../kernel/problems.ts'
import { statusNotAskedHere, statusPurposeMissing } from '../problems.ts'

/**
 * Whether a status means that the person was asked: "prefers not to say" is an answer, "not asked" is none.
 */
export const wasAsked = (status: string | null | undefined): status is string =>
  status !== null && status !== undefined && status !== 'not_asked'

/**
 * What must hold before a status is recorded. A pack release without a list of purposes cannot name one.
 *
 * @param asking what the centre decided; on a phone, the last value received
 * @throws `status.not_asked_here`; `status.purpose_missing`; `code.unknown` for a purpose the pack does not
 * list
 */
export function checkAsking(
  pack: Pack,
  asking: 'never' | 'with_purpose',
  status: string | null | undefined,
  purpose: string | undefined,
): void {
  if (!wasAsked(status)) return
  if (asking === 'never') throw statusNotAskedHere()
  if (pack.statusPurposes === undefined) return
  if (purpose === undefined) throw statusPurposeMissing()
  if (!pack.statusPurposes.some(({ code }) => code === purpose))
    throw codeUnknown({ field: 'statusPurpose', code: purpose })
}
