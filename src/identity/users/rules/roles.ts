// The code of a membership, which the holder of an account types to accept it.
import { plainDigits } from '../../../kernel/digits.ts'
import { CLEAR_LETTERS, inFours } from '../../../kernel/words.ts'

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/**
 * The code of a membership, which an organisation hands to the person it invites, from a signature in
 * base64url: 60 bits, in groups of four. It distinguishes the person who was invited from anybody who opened
 * an account under their address.
 */
export function codeOf(signature: string): string {
  const letters = Array.from(signature.slice(0, 12), (one) => CLEAR_LETTERS[BASE64URL.indexOf(one) % 32])
  return inFours(letters.join(''))
}

/** Whether the typed text is this code, ignoring case and dashes. */
export const isCode = (typed: string, code: string): boolean => bare(typed) === bare(code)

const bare = (code: string) =>
  plainDigits(code)
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/gu, '')
