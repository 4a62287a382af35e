// What is wrong with a form, or worth a word, and where it stands: the converter collects all of it, so that somebody
// corrects a form once and not once for each mistake.
import { texts, type FindingCode } from './finding-texts.ts'

export type Place = { sheet?: string; row?: number | undefined; column?: string | undefined }
export type Values = Readonly<Record<string, string | number>>
export type Finding = Place & { code: FindingCode; severity: 'refused' | 'warning'; values: Values }

/** Findings of each severity that are kept; a form with more has one cause for many. */
const MOST = 200

export class Findings {
  readonly refused: Finding[] = []
  readonly warnings: Finding[] = []
  readonly #seen = new Set<string>()

  refuse(code: FindingCode, place: Place, values: Values = {}): void {
    this.#add(this.refused, { code, severity: 'refused', ...place, values })
  }

  warn(code: FindingCode, place: Place, values: Values = {}): void {
    this.#add(this.warnings, { code, severity: 'warning', ...place, values })
  }

  #add(to: Finding[], finding: Finding): void {
    const key = JSON.stringify(finding)
    if (this.#seen.has(key) || to.length >= MOST) return
    this.#seen.add(key)
    to.push(finding)
  }
}

/** From the top of the survey down, then the other sheets, then what concerns the form as a whole. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const sheetOf = ({ sheet = '\uffff' }: Finding) => (sheet === 'survey' ? '' : sheet)
  return findings.toSorted((one, other) => {
    const [first, second] = [sheetOf(one), sheetOf(other)]
    return first === second ? (one.row ?? 0) - (other.row ?? 0) : first < second ? -1 : 1
  })
}

export type FindingLanguage = keyof typeof texts

/** A line for people: where it is, what is wrong and what to do. */
export function lineOf({ code, sheet, row, column, values }: Finding, language: FindingLanguage): string {
  const words = texts[language]
  const place = [
    sheet === undefined ? undefined : `${words.sheet} ${sheet}`,
    row === undefined ? undefined : `${words.row} ${row}`,
    column === undefined ? undefined : `${words.column} ${column}`,
  ].filter((part) => part !== undefined)
  // Text of the form is put in as one line: each finding is one.
  const said = words.of[code].replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    String(values[name] ?? whole).replaceAll(/\s+/g, ' '),
  )
  return place.length > 0 ? `${place.join(', ')}: ${said}` : said
}
