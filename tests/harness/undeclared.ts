// Compares what happened with what the operations declare: every fact that a command left and every Problem
// it ended in, a listener's and a constraint's included, read from the command log that every test leaves
// behind.
import type pg from 'pg'
import { capabilities } from '../../src/entry/capabilities.ts'
import type { Command, Query } from '../../src/kernel/command.ts'
import { COMMON_PROBLEMS } from '../../src/kernel/problems.ts'
import { isCommandHandler, type App } from '../../src/platform/app.ts'

const commands = new Map<string, Command>(
  capabilities
    .flatMap(({ handlers }) => handlers)
    .flatMap((handler) => (isCommandHandler(handler) ? [[handler.operation.name, handler.operation]] : [])),
)

const kinds = new Map(capabilities.flatMap(({ facts = [] }) => facts.map((fact) => [fact.kind, fact])))

/** Codes that any command may end in, before or after its handler. */
const ANY_COMMAND = ['command.already_applied', 'command.failed', 'command.malformed']

const promised = ({ problems = [] }: Command | Query): string[] =>
  [...problems, ...COMMON_PROBLEMS].map(({ code }) => code)

/**
 * One line for each fact or Problem in the log that its command does not declare; none when all are declared.
 * Commands that no capability handles belong to a test, and are skipped.
 */
export async function undeclaredEffects(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ command: string; what: 'fact' | 'problem'; word: string }>(`
    select distinct log.name as command, 'fact' as what, fact.kind as word
    from fact join command_log log on log.id = fact.command
    union
    select distinct name, 'problem', problem ->> 'code' from command_log where problem is not null
    order by 1, 2, 3`)
  const broken = rows.flatMap(({ command, what, word }) => {
    const operation = commands.get(command)
    if (!operation) return []
    const words = what === 'fact' ? (operation.facts ?? []) : [...promised(operation), ...ANY_COMMAND]
    return words.includes(word) ? [] : [`${command} does not promise the ${what} ${word}`]
  })
  return [...broken, ...(await invalidFacts(pool))]
}

/**
 * Facts whose data do not match what their kind declares; one fact of each shape is checked. An erasure
 * removes words from them.
 */
async function invalidFacts(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ kind: string; data: unknown }>(`
    select distinct on (kind, form) kind, data
    from (select kind, data, (select array_agg(key || jsonb_typeof(value) order by key) from jsonb_each(data)) as form
          from fact where (subject, organisation) not in (select person, organisation from erasure)) formed
    order by kind, form`)
  return rows.flatMap(({ kind, data }) => {
    const declared = kinds.get(kind)
    return declared && !declared.data.safeParse(data).success
      ? [`the fact ${kind} does not declare data such as ${JSON.stringify(data)}`]
      : []
  })
}

/** Makes every query fail with another error when it refuses with a Problem that it does not declare. */
export function watchQueries(app: App): App {
  const queries = [...app.queries].map(([name, handler]) => {
    const run: typeof handler.run = async (ctx, input) => {
      try {
        return await handler.run(ctx, input)
      } catch (error) {
        const code =
          error instanceof Error && error.name === 'Problem' ? (error as { code?: unknown }).code : undefined
        if (code === undefined || promised(handler.operation).includes(String(code))) throw error
        throw new Error(`${name} does not promise the problem ${String(code)}`, { cause: error })
      }
    }
    return [name, { ...handler, run }] as const
  })
  return { ...app, queries: new Map(queries) }
}
