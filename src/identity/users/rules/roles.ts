// Which roles an organisation may hold and make, and the code of a membership: pure decisions that the server enforces and
// the screens show beforehand.
import type * as z from 'zod/mini'
import { isBehindFirewall } from '../../../kernel/firewall.ts'
import { OrganisationClass, rolesOf, type Role } from '../../../kernel/roles.ts'
import { CLEAR_LETTERS, inFours } from '../../../kernel/words.ts'

/** Every class the register knows. */
export const RegisteredClass = OrganisationClass
export type RegisteredClass = z.infer<typeof RegisteredClass>

/** Organisations that enforce migration law, and consulates, get no roles (mission P2, F3). */
export const mayHoldRoles = (organisation: RegisteredClass): boolean => !isBehindFirewall(organisation)

/** The shipped roles an organisation of this class may give. */
export function rolesFor(organisation: RegisteredClass): readonly Role[] {
  return mayHoldRoles(organisation) ? rolesOf(organisation) : []
}

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

const bare = (code: string) => code.toUpperCase().replaceAll(/[^0-9A-Z]/gu, '')
