// Deletes uploaded files without a row, such as those left by a broken connection or a killed server.
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { holdFile, INCOMING } from './files/attachments.ts'
import { job, type Capability } from './capability.ts'

const DAY_MS = 86_400_000

/** @param folder the folder of the attachments */
export const sweeping = (folder: string): Capability => ({
  name: 'sweeping',
  handlers: [],
  jobs: [
    job(
      'attachment.sweep',
      async (ctx) => {
        const before = Date.parse(ctx.now) - DAY_MS
        for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }).catch(none)) {
          const path = join(entry.parentPath, entry.name)
          if (!entry.isFile() || !(await isOlder(path, before))) continue
          if (entry.parentPath === join(folder, INCOMING)) await rm(path, { force: true })
          else if (/^[0-9a-f]{64}$/u.test(entry.name))
            await ctx.read(async (tx) => {
              await holdFile(tx, entry.name)
              const { rows } = await sql`
                select from attachment where sha256 = decode(${entry.name}, 'hex') limit 1`.execute(tx)
              // Checked again: the same file may have been uploaded while this waited for the lock.
              if (rows.length === 0 && (await isOlder(path, before))) await rm(path, { force: true })
            })
        }
      },
      { cron: '23 3 * * *' },
    ),
  ],
})

const isOlder = async (path: string, moment: number) =>
  ((await stat(path).catch(() => undefined))?.mtimeMs ?? Infinity) < moment

/** The folder does not exist before the first upload. */
function none(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return []
  throw error
}
