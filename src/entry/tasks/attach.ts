// `arraigo attach`: stores a file as evidence about a person, in the name of a user and under the rules of an
// upload.
import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { takeInFile } from '../../platform/files/attachments.ts'
import { TaskError, UsageError, type Task } from '../task.ts'
import { withActor } from './acting.ts'

export const attachTask: Task = async (words, { config, print }) => {
  const { path, person, email, organisation } = readWords(words)
  await access(path).catch(() => {
    throw new TaskError(`${path} cannot be read.`)
  })
  const settings = config()
  await withActor(settings, { email, organisation }, async (app, actor) => {
    const upload = { id: app.newId(), person, name: basename(path) }
    const kept = await takeInFile(app, settings.attachmentsFolder, actor, upload, createReadStream(path))
    print(JSON.stringify(kept, undefined, 2))
  })
}

function readWords(words: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { person: { type: 'string' }, as: { type: 'string' }, organisation: { type: 'string' } },
    })
    const [path] = positionals
    if (path === undefined) throw new Error('Which file?')
    if (values.person === undefined) throw new Error('About whom? Give the id of a person with --person.')
    if (values.as === undefined) throw new Error('As whom? Give the e-mail address of a user with --as.')
    return { path, person: values.person, email: values.as, organisation: values.organisation }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
