// Compares every statement on record with a migrated database and with the rows that the source expects of it.
import type pg from 'pg'
import { inWords, readBooks, type Recorded } from './book.ts'
import { describer, type Description } from './describe.ts'
import { differences, openCompiler, type Expected } from './rows.ts'
import { plain, readStatements, type Template } from './source.ts'

const AGAIN = 'npm run sql:record writes them again'

/** Whether the fixed parts stand in the text one after another. */
function isIn({ parts }: Template, text: string): boolean {
  let at = 0
  for (const part of parts) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return true
}

/** Commands that have no rows and no parameters: PostgreSQL describes only statements on rows. */
const isUtility = ({ parts }: Template) => /^(?:set local|truncate)\b/u.test(parts[0] ?? '')

export type Checked = {
  faults: readonly string[]
  statements: number
  templates: number
  calls: number
  /** Statements whose rows have a type at the call. */
  typed: number
}

/**
 * Describes each statement on record (Parse and Describe, nothing is run) and compares: with what was recorded, with the
 * type of the rows at the call, and with the templates of the source, so that none is there without a record.
 *
 * @param client of a migrated database
 */
export async function checkStatements(client: pg.Client): Promise<Checked> {
  const recorded = readBooks()
  const { templates, calls } = readStatements()
  const texts = recorded.map(({ text }) => plain(text))
  const faults = templates
    .filter((template) => !isUtility(template) && !texts.some((text) => isIn(template, text)))
    .map(
      ({ file, line }) =>
        `${file}:${line}: no statement on record has this; ${AGAIN}, from a test that runs it`,
    )
  let typed = 0
  const compiler = openCompiler()
  try {
    const describe = await describer(client)
    for (const one of recorded) {
      const call = calls.find(({ file, name }) => file === one.file && name === one.name)
      if (!call) {
        faults.push(`${one.file}: ${one.name} sends nothing any more; ${AGAIN}`)
        continue
      }
      const at = `${call.file}:${call.line}`
      const expected = compiler.rowsOf(call)
      if (expected) typed += 1
      faults.push(...(await faultsOf(one, describe, expected)).map((fault) => `${at}: ${fault}`))
    }
  } finally {
    compiler.close()
  }
  return { faults, statements: recorded.length, templates: templates.length, calls: calls.length, typed }
}

async function faultsOf(
  { text, description: before }: Recorded,
  describe: (text: string) => Promise<Description>,
  expected: Expected | undefined,
): Promise<string[]> {
  try {
    const description = await describe(text)
    const now = inWords(description)
    if (now !== before) return [`was ${before}\n  and is ${now}; ${AGAIN} once the source agrees`]
    return expected ? differences(expected, description.columns, text) : []
  } catch (error) {
    return [`${(error as Error).message}\n  ${plain(text).slice(0, 200)}`]
  }
}
