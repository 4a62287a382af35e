// How fast rows are read or taken in.

/** Rows a second between two instants; null before there is anything to measure. */
export function rateOf(rows: number, from: string | null, to: string): number | null {
  const seconds = from === null ? 0 : (Date.parse(to) - Date.parse(from)) / 1000
  return seconds > 0 && rows > 0 ? Math.round((rows / seconds) * 10) / 10 : null
}
