// The problems with which deliveries refuse a command.
import { conflict, invalid } from '../../kernel/problem.ts'

export const deliveryInFuture = invalid('delivery.in_future')
export const serviceNotOffered = conflict('service.not_offered')
