// The backup codes: written down by hand and typed on a telephone, so no letter looks like another and
// neither case nor dashes count.
import { randomBytes } from 'node:crypto'
import { plainDigits } from '../../../kernel/digits.ts'
import { CLEAR_LETTERS, inFours } from '../../../kernel/words.ts'

const CODES = 10
const LENGTH = 12
/** Codes of earlier versions distinguished case, and had one dash in the middle. */
const FORMER_LENGTH = 10

/** Ten codes of 60 bits each. */
export const makeBackupCodes = (): string[] =>
  Array.from({ length: CODES }, () =>
    inFours(Array.from(randomBytes(LENGTH), (byte) => CLEAR_LETTERS[byte % CLEAR_LETTERS.length]).join('')),
  )

/** A code in the form it is stored in, from any typed form of it. */
export function tidyBackupCode(typed: string): string {
  const bare = plainDigits(typed).replaceAll(/[^0-9A-Za-z]/gu, '')
  if (bare.length === LENGTH) return inFours(bare.toUpperCase())
  return bare.length === FORMER_LENGTH ? `${bare.slice(0, 5)}-${bare.slice(5)}` : typed
}
