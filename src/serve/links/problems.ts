// The problems with which links between records are refused.
import { conflict, forbidden, unknown } from '../../kernel/problem.ts'

export const linkAlready = conflict('link.already')
export const linkAnswered = conflict('link.answered')
export const linkErasureOpen = conflict('link.erasure_open')
/** The first record is kept by another organisation. */
export const linkKeeperOnly = forbidden('link.keeper_only')
/** One of the two takes part in no links, or is closed. It is not said which, nor why. */
export const linkNotOffered = conflict('link.not_offered')
/** Both are of one keeper, who merges them instead. */
export const linkOneKeeper = conflict('link.one_keeper')
export const linkOver = conflict('link.over')
export const linkUnknown = unknown('link.unknown')
