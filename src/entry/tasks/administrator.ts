// `arraigo administrator`: creates the first administrator of an empty installation, or a new one when all of
// them have left.
import { parseArgs } from 'node:util'
import { Problem } from '../../kernel/problem.ts'
import { userEmailTaken } from '../../identity/users/problems.ts'
import { connect } from '../../platform/database/connect.ts'
import { migrate } from '../../platform/database/migrate.ts'
import { withDatabase } from '../../platform/database/open.ts'
import { createAdministrator, type FirstAdministrator } from '../first-administrator.ts'
import { TaskError, UsageError, type Task } from '../task.ts'

export const administratorTask: Task = async (words, { config, print }) => {
  const first = readWords(words)
  const settings = config()
  await withDatabase(settings, async (connection) => {
    const pool = connect(connection)
    try {
      await migrate(pool)
      const { path } = await createAdministrator(pool, settings.secret, first)
      print(`${first.name} chooses a password at ${settings.publicUrl}${path}`)
    } catch (error) {
      if (error instanceof Problem) throw new TaskError(refusedBecause(error, first))
      throw error
    } finally {
      await pool.end()
    }
  })
}

function refusedBecause({ code }: Problem, { email }: FirstAdministrator): string {
  const refused = `It was refused: ${code}.`
  if (code !== userEmailTaken.code) return refused
  return (
    `${refused} There is an account for ${email} already. If its holder cannot come in, make an administrator with another address, ` +
    'who gives this one a new link: Team → the person → Give a new link.'
  )
}

function readWords(words: string[]): FirstAdministrator {
  const {
    values: { name, organisation, language: locale = 'es', zone: timeZone = 'America/Bogota' },
    positionals: [email, ...rest],
  } = parsed(words)
  if (email === undefined || rest.length > 0 || !/^\S+@\S+$/.test(email)) {
    throw new UsageError('Whose e-mail address? Give one.')
  }
  if (!name?.trim() || !organisation?.trim()) throw new UsageError('A name and an organisation are needed.')
  if (!Intl.supportedValuesOf('timeZone').includes(timeZone)) {
    throw new UsageError(`${timeZone} is no time zone. America/Bogota is one.`)
  }
  return { email, name: name.trim(), organisation: organisation.trim(), locale, timeZone }
}

function parsed(words: string[]) {
  try {
    return parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        organisation: { type: 'string' },
        language: { type: 'string' },
        zone: { type: 'string' },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
