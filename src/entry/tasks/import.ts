// `arraigo import people`: imports a register from a file in the name of a user, shows a progress bar, and
// writes refused rows to a file.
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { Problem } from '../../kernel/problem.ts'
import type { TableLayout } from '../../kernel/table.ts'
import { dateIn } from '../../kernel/time.ts'
import type { Actor } from '../../kernel/actor.ts'
import { get, reading } from '../../platform/ask.ts'
import { csvFile } from '../../kernel/csv.ts'
import { flushCommits, type Tx } from '../../platform/database/connect.ts'
import { execute, run } from '../../platform/execute.ts'
import type { App } from '../../platform/app.ts'
import { parseInput } from '../../platform/http/parse.ts'
import { measureTable, readTable } from '../../platform/files/table-file.ts'
import { listMappings, Mapping, noteImport } from '../../serve/imports/operations.ts'
import { mappingFlaws } from '../../serve/imports/rules/mapping.ts'
import { bring } from '../../serve/imports/policy.ts'
import { importRows, type RowError } from '../../serve/imports/server/import-rows.ts'
import { broughtBefore, registered } from '../../serve/imports/sql/runs.ts'
import { TaskError, UsageError, type Task } from '../task.ts'
import { withActor } from './acting.ts'

export const importPeopleTask: Task = async (words, { config, print, tell }) => {
  const { path, map, source, email, organisation, errorsFile } = readWords(words)
  const given = map === undefined ? undefined : await readMapping(map)
  await withActor(config(), { email, organisation }, async (app, actor) => {
    const { pack } = app.packs.active()
    const mapping = given ?? (await recall(app, actor, source))
    const flaws = mappingFlaws(mapping, await headingOf(path, mapping.layout), pack)
    if (flaws.length > 0) {
      throw new TaskError(flaws.map(({ column, reason }) => `${column ?? 'mapping'}: ${reason}`).join('\n'))
    }
    const { rows, content } = await measureTable(path, undefined, mapping.layout)
    const { organisation, timeZone } = actor
    const look = <T>(work: (tx: Tx) => Promise<T>) =>
      reading(app, actor, noteImport.name, ({ tx }) => work(tx), bring)
    const before = await look((tx) => broughtBefore(tx, { organisation, source: mapping.source, timeZone }))
    await run(app, actor, noteImport, { mapping, content })
    const errors: RowError[] = []
    let counts = { imported: 0, known: 0, refused: 0, partly: 0 }
    await importRows({
      path,
      mapping,
      pack,
      organisation,
      before,
      today: dateIn(app.now().toISOString(), timeZone),
      registered: (orders) => look((tx) => registered(tx, orders)),
      execute: (order) => execute(app, actor, order),
      async report({ errors: refused, leftOut, ...so }) {
        errors.push(...refused, ...leftOut)
        counts = so
        tell(bar(so.imported + so.known + so.refused, rows))
        return true
      },
    })
    await flushCommits(app.appPool, actor)
    if (errorsFile) {
      const lines = errors.map(({ row, column, reason }) => [row, column, reason])
      await writeFile(errorsFile, csvFile([['row', 'column', 'reason'], ...lines]))
    }
    print(JSON.stringify({ rows, ...counts }))
    if (counts.refused > 0 && !errorsFile)
      tell('Name a file with --errors to learn which rows were refused and why.')
  })
}

/** The mapping of the last import of this source, from the command line or from the screen. */
async function recall(app: App, actor: Actor, source: string | undefined): Promise<Mapping> {
  const { mappings } = await get(app, actor, listMappings, {})
  const found = mappings.find((each) => each.source === source)
  if (found) return found
  const known = mappings.map((each) => `“${each.source}”`).join(', ')
  throw new TaskError(
    `Say which column holds what with --map MAP.json, or whose register it is with --source NAME${
      known === '' ? ' once it was brought in before.' : `: ${known}.`
    }`,
  )
}

const BAR = 30

function bar(done: number, rows: number): string {
  const filled = rows === 0 ? BAR : Math.round((done / rows) * BAR)
  return `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${done} of ${rows}`
}

async function headingOf(path: string, layout: TableLayout | undefined): Promise<string[]> {
  for await (const { cells } of readTable(path, undefined, layout)) return cells
  return []
}

async function readMapping(path: string): Promise<Mapping> {
  try {
    return parseInput(Mapping, JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if (error instanceof Problem) throw new TaskError(`${path}: ${JSON.stringify(error.data)}`)
    throw new TaskError(`${path} cannot be read as JSON.`)
  }
}

function readWords(words: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        map: { type: 'string' },
        source: { type: 'string' },
        as: { type: 'string' },
        organisation: { type: 'string' },
        errors: { type: 'string' },
      },
    })
    const [path] = positionals
    if (path === undefined) throw new Error('Which file?')
    if (values.map !== undefined && values.source !== undefined)
      throw new Error('--map names the source itself: give --map or --source, not both.')
    if (values.as === undefined) throw new Error('As whom? Give the e-mail address of a user with --as.')
    return {
      path,
      map: values.map,
      source: values.source,
      email: values.as,
      organisation: values.organisation,
      errorsFile: values.errors,
    }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
