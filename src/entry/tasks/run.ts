// `arraigo run`: runs one command or query from a shell, under the same rules as over HTTP.
import { parseArgs } from 'node:util'
import type { Json } from '../../kernel/problem.ts'
import { ask } from '../../platform/ask.ts'
import { execute } from '../../platform/execute.ts'
import { TaskError, UsageError, type Task } from '../task.ts'
import { withActor } from './acting.ts'

export const runTask: Task = async (words, { config, print }) => {
  const { name, input, email, organisation } = readWords(words)
  await withActor(config(), { email, organisation }, async (app, actor) => {
    if (app.queries.has(name)) {
      print(JSON.stringify(await ask(app, actor, name, input), undefined, 2))
      return
    }
    const result = await execute(app, actor, { id: app.newId(), name, input })
    if ('problem' in result) throw new TaskError(JSON.stringify(result.problem, undefined, 2))
    print(JSON.stringify(result.output, undefined, 2))
  })
}

function readWords(words: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { as: { type: 'string' }, organisation: { type: 'string' } },
    })
    const [name, text = '{}', ...rest] = positionals
    if (name === undefined) throw new Error('Which command or query?')
    if (rest.length > 0) throw new Error('The input is one piece of JSON: put it between single quotes.')
    if (values.as === undefined) throw new Error('As whom? Give the e-mail address of a user with --as.')
    const input = JSON.parse(text) as Json
    return { name, input, email: values.as, organisation: values.organisation }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
