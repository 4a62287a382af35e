// Reads what the server answers to a sync request; loaded with the first of them, for its schemas weigh more than the
// rest of a device.
import { SyncResponse } from '../kernel/envelope.ts'

/** @returns undefined when it is no answer to a sync request */
export function readAnswer(body: unknown): SyncResponse | undefined {
  const read = SyncResponse.safeParse(body)
  return read.success ? read.data : undefined
}
