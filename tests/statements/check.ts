// `npm run sql`: holds every statement on record to the migrated database and to the rows that the source expects of it.
import pg from 'pg'
import { startTestCluster } from '../harness/cluster.ts'
import { inWords, readBooks, type Recorded } from './book.ts'
import { describer } from './describe.ts'
import { differences, openCompiler } from './rows.ts'
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

const recorded = readBooks()
const { templates, calls } = readStatements()
const faults: string[] = []

const texts = recorded.map(({ text }) => plain(text))
/** Settings of a transaction are commands of their own, and nothing that PostgreSQL describes. */
const isSetting = ({ parts }: Template) => (parts[0] ?? '').startsWith('set local')

for (const template of templates.filter((one) => !isSetting(one)))
  if (!texts.some((text) => isIn(template, text)))
    faults.push(
      `${template.file}:${template.line}: no statement on record has this; ${AGAIN}, from a test that runs it`,
    )

const cluster = await startTestCluster()
const client = new pg.Client({ ...cluster.connection, database: cluster.template })
const compiler = openCompiler()
try {
  await client.connect()
  const describe = await describer(client)
  for (const one of recorded) {
    const call = calls.find(({ file, name }) => file === one.file && name === one.name)
    if (!call) {
      faults.push(`${one.file}: ${one.name} sends nothing any more; ${AGAIN}`)
      continue
    }
    faults.push(...(await faultsOf(one, `${call.file}:${call.line}`, () => compiler.rowsOf(call))))
  }

  async function faultsOf(
    one: Recorded,
    at: string,
    rows: () => ReturnType<typeof compiler.rowsOf>,
  ): Promise<string[]> {
    try {
      const description = await describe(one.text)
      const now = inWords(description)
      if (now !== one.description)
        return [`${at}: was ${one.description}\n  and is ${now}; ${AGAIN} once the source agrees`]
      const expected = rows()
      return expected
        ? differences(expected, description.columns, one.text).map((difference) => `${at}: ${difference}`)
        : []
    } catch (error) {
      return [`${at}: ${(error as Error).message}\n  ${plain(one.text).slice(0, 200)}`]
    }
  }
} finally {
  compiler.close()
  await client.end()
  await cluster.stop()
}
for (const fault of faults) console.error(fault)
console.log(
  `${recorded.length} statements, ${templates.length} templates, ${calls.length} calls: ${faults.length} faults`,
)
process.exitCode = faults.length > 0 ? 1 : 0
