// The problems with which referrals refuse a command.
import * as z from 'zod/mini'
import { conflict, invalid, unknown } from '../../kernel/problem.ts'

export const providerFull = conflict('provider.full', { capacity: z.number() })
export const referralInThePast = invalid('referral.in_the_past')
export const referralNotOpen = conflict('referral.not_open', { state: z.string(), move: z.string() })
export const referralOtherSide = conflict('referral.other_side', { move: z.string() })
export const referralReceiverUnknown = invalid('referral.receiver_unknown')
export const referralToOneself = invalid('referral.to_oneself')
export const referralUnknown = unknown('referral.unknown')
