// One line of JSON per event on standard error, without personal data: codes, ids and durations only.

export type Log = (event: string, fields?: Record<string, string | number | boolean | undefined>) => void

export const log: Log = (event, fields = {}) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`)
}

/**
 * What may be logged of an unexpected error: its kind, its code and where it happened. Its message, and the
 * details of the database, are left out: they may contain user input, over several lines.
 */
export function traceOf(error: unknown): { kind: string; code: string; stack: string } {
  const code = (error as { code?: unknown } | null)?.code
  const stack = error instanceof Error ? (error.stack ?? '').replace(error.message, '') : ''
  const places = stack.split('\n').filter((line) => /^ {4}at .+:\d+:\d+\)?$/u.test(line))
  return {
    kind: error instanceof Error ? error.name : typeof error,
    code: typeof code === 'string' && /^[\w.]{1,60}$/u.test(code) ? code : '',
    stack: places.slice(0, 5).join(' '),
  }
}
