// Problems that operations of settlement refuse with.
import { conflict, invalid, unknown } from '../../kernel/problem.ts'

export const contractAlreadySigned = conflict('contract.already_signed')
export const contractBeginsOutside = invalid('contract.begins_outside')
export const contractPartyNotAllowed = conflict('contract.party_not_allowed')
export const contractUnknown = unknown('contract.unknown')
export const paymentAlreadyRecorded = conflict('payment.already_recorded')
export const paymentInFuture = invalid('payment.in_future')
export const rateCardUnknown = unknown('rate_card.unknown')
export const statementNothingDue = conflict('statement.nothing_due')
export const statementUnknown = unknown('statement.unknown')
