// `arraigo import people`: a register from a file, in the name of a user, with a bar that moves and the refused rows in a file.
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { Problem } from '../../kernel/problem.ts'
import { dateIn } from '../../kernel/time.ts'
import { execute } from '../../platform/execute.ts'
import { parseInput } from '../../platform/parse.ts'
import { countRows, readTable } from '../../platform/table-file.ts'
import { Mapping } from '../../serve/imports/contract.ts'
import { mappingFlaws } from '../../serve/imports/rules.ts'
import { takeIn, type RowError } from '../../serve/imports/server/take-in.ts'
import { TaskError, UsageError, type Task } from '../task.ts'
import { withActor } from './acting.ts'

export const importPeopleTask: Task = async (words, { config, print, tell }) => {
  const { path, map, email, organisation, errorsFile } = readWords(words)
  const mapping = await readMapping(map)
  await withActor(config(), { email, organisation }, async (house, actor) => {
    const { pack } = house.packs.active()
    const flaws = mappingFlaws(mapping, await headingOf(path), pack)
    if (flaws.length > 0) {
      throw new TaskError(flaws.map(({ column, reason }) => `${column ?? 'mapping'}: ${reason}`).join('\n'))
    }
    const rows = await countRows(path)
    const errors: RowError[] = []
    let counts = { imported: 0, known: 0, refused: 0 }
    await takeIn({
      path,
      mapping,
      pack,
      organisation: actor.organisation,
      today: dateIn(house.now().toISOString(), actor.timeZone),
      execute: (order) => execute(house, actor, order),
      async tell({ errors: refused, ...so }) {
        errors.push(...refused)
        counts = so
        tell(bar(so.imported + so.known + so.refused, rows))
        return true
      },
    })
    if (errorsFile) {
      const lines = errors.map(({ row, column, reason }) =>
        [row, JSON.stringify(column ?? ''), reason].join(','),
      )
      await writeFile(errorsFile, `${['row,column,reason', ...lines].join('\n')}\n`)
    }
    print(JSON.stringify({ rows, ...counts }))
    if (counts.refused > 0 && !errorsFile)
      tell('Name a file with --errors to learn which rows were refused and why.')
  })
}

const BAR = 30

function bar(done: number, rows: number): string {
  const filled = rows === 0 ? BAR : Math.round((done / rows) * BAR)
  return `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${done} of ${rows}`
}

async function headingOf(path: string): Promise<string[]> {
  for await (const { cells } of readTable(path)) return cells
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
        as: { type: 'string' },
        organisation: { type: 'string' },
        errors: { type: 'string' },
      },
    })
    const [path] = positionals
    if (path === undefined) throw new Error('Which file?')
    if (values.map === undefined) throw new Error('Say which column holds what with --map MAP.json.')
    if (values.as === undefined) throw new Error('As whom? Give the e-mail address of a user with --as.')
    return {
      path,
      map: values.map,
      email: values.as,
      organisation: values.organisation,
      errorsFile: values.errors,
    }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
