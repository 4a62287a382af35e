// The problems with which merges are refused.
import * as z from 'zod/mini'
import { conflict, invalid, unknown } from '../../kernel/problem.ts'

export const mergeAlready = conflict('merge.already')
export const mergeErasureOpen = conflict('merge.erasure_open')
export const mergeItemUnknown = conflict('merge.item_unknown', { item: z.string() })
export const mergeItself = invalid('merge.itself')
export const mergeTwoKeepers = conflict('merge.two_keepers')
export const mergeUndone = conflict('merge.undone')
export const mergeUnknown = unknown('merge.unknown')
