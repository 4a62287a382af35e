// Asking about migration status: with a purpose that is written down, and not where the centre never asks (mission P2, P4).
import type { Pack } from '../../../kernel/pack.ts'
import { codeUnknown } from '../../../kernel/problems.ts'
import { statusNotAskedHere, statusPurposeMissing } from '../problems.ts'

/** Whether a status says that somebody was asked: to have preferred not to say is an answer, not to be asked is none. */
export const wasAsked = (status: string | null | undefined): status is string =>
  status !== null && status !== undefined && status !== 'not_asked'

/**
 * What has to hold before a status is written down. A release from before purposes were listed cannot name one.
 *
 * @param asking what the centre decided; on a phone, what it last heard
 * @throws `status.not_asked_here`; `status.purpose_missing`; `code.unknown` for a purpose the pack does not list
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
