// The written form of the codes of the own view: that of every one-time code.
export { CODE_DIGITS, readable, tidied } from '../../../kernel/one-time-code.ts'
