// Document numbers and telephones as they are compared.
import { foldNumber, foldPhone } from '../../record/operations.ts'
import { oneSlip } from './slips.ts'

/** What clerks write where there is no number. */
const NOTHING =
  /^(?:NO?TIENE|NO|NT|NA|SD|SN|SINDOCUMENTO|SINDATO|SINNUMERO|SININFORMACION|NINGUN[AO]|PENDIENTE|ENTRAMITE|DESCONOCID[AO]|NOAPLICA|INDOCUMENTAD[AO]|NULL|NONE|X+|0+|9{5,})$/u

/**
 * A document number as it is compared: letters and digits, without the prefix of a Venezuelan identity card
 * (`V-24.918.333` is 24918333) and without leading zeros; undefined for words that mean nothing.
 */
export function documentNumber(number: string): string | undefined {
  const folded = foldNumber(number)
  if (folded === '' || NOTHING.test(folded)) return undefined
  return folded.replace(/^(?:CI|CC|CE|V|E|J|P)(?=\d{5,}$)/u, '').replace(/^0+(?=.)/u, '')
}

/** The last nine digits of a telephone; undefined for what is none. */
export const telephone = (value: string): string | undefined => {
  const digits = foldPhone(value)
  return digits === undefined || /^(\d)\1+$/u.test(digits) ? undefined : digits
}

/** One digit wrong, missing or added, or two neighbours exchanged. */
export const isNearNumber = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) >= 6 && oneSlip(a, b) && !areConsecutive(a, b)

/** Papers that a family was given at one counter are numbered one after the other. */
const areConsecutive = (a: string, b: string) =>
  /^\d{6,15}$/u.test(a) && /^\d{6,15}$/u.test(b) && Math.abs(Number(a) - Number(b)) <= 3
