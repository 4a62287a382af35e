// The list of erasures outside the database: a restored backup is older than the last of them, so they are repeated from here.
import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as z from 'zod/mini'
import { DataClass } from '../../../kernel/pack.ts'
import { Id } from '../../../kernel/words.ts'
import { job, type Capability } from '../../../platform/capability.ts'
import { run } from '../../../platform/execute.ts'
import type { House } from '../../../platform/house.ts'
import { systemActor } from '../../../platform/jobs.ts'
import { repeatErasure } from '../contract.ts'

const Noted = z.object({ person: Id, organisation: Id, at: z.string(), classes: z.array(DataClass) })

/** Appends each erasure once it is committed; twice after a killed process, which repeats nothing. */
export const erasureList = (file: string): Capability => ({
  name: 'erasure_list',
  handlers: [],
  jobs: [
    job('erasure.note_down', async (_ctx, erased) => {
      await mkdir(dirname(file), { recursive: true })
      await appendFile(file, `${JSON.stringify(Noted.parse(erased))}\n`, { mode: 0o600, flush: true })
    }),
  ],
})

/** Erases again whomever a backup brought back. @returns how many; none when there is no list */
export async function repeatErasures(house: House, file: string): Promise<number> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  let count = 0
  for (const line of new Set(text.split('\n').filter(Boolean))) {
    const { at: _, ...erased } = Noted.parse(JSON.parse(line))
    const actor = systemActor('erasure.repeat', erased.organisation)
    if ((await run(house, actor, repeatErasure, erased)).repeated) count++
  }
  return count
}
