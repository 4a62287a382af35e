// One line of JSON per event on standard error, without personal data: codes, ids and durations only.

export type Log = (event: string, fields?: Record<string, string | number | boolean | undefined>) => void

export const log: Log = (event, fields = {}) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`)
}
