// The codes of the own view: written as every one-time code, and hashed under a label of their own.
export { CODE_DIGITS, readable, tidied } from '../../../kernel/one-time-code.ts'

/** Keeps them apart from the codes of other principals; codes printed by earlier releases are hashed with it. */
export const CODE_LABEL = 'own code'
