// What deliveries refuses with.
import { conflict, invalid } from '../../kernel/problem.ts'

export const deliveryInFuture = invalid('delivery.in_future')
export const serviceNotOffered = conflict('service.not_offered')
