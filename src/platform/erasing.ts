// Erases what the platform itself stores about a person: texts in facts, inputs of commands, files and their
// names.
import { rm } from 'node:fs/promises'
import { sql } from 'kysely'
import * as z from 'zod/mini'
import { onlySystem } from '../kernel/actor.ts'
import { command } from '../kernel/command.ts'
import { Id } from '../kernel/words.ts'
import { holdFile, pathOf } from './files/attachments.ts'
import { job, on, type Capability } from './capability.ts'

/**
 * Run when a person is erased, before any other capability erases its rows: it finds commands in the log by
 * their ids.
 */
export const eraseRecord = command({
  name: 'record.erase',
  summary: 'Facts lose their words, the log what commands said, attachments their name and file.',
  input: z.strictObject({
    person: Id,
    organisation: Id,
    /** For each kind of fact, the fields without free text, which stay. */
    kept: z.record(z.string(), z.array(z.string())),
    /** Files that must stay, without their name. */
    evidence: z.array(Id),
  }),
  output: z.object({ files: z.int() }),
})

export const erasing: Capability = {
  name: 'erasing',
  handlers: [
    on(eraseRecord, {
      may: onlySystem,
      run: (ctx, { person, organisation, kept, evidence }) =>
        ctx.asSystem(async () => {
          await sql`select arraigo.forget_words(${person}, ${organisation}, ${JSON.stringify(kept)}::jsonb)`.execute(
            ctx.tx,
          )
          // The row stays, because a result may point to it; its hash goes, because it could prove what the
          // file was.
          const { rows } = await sql<{ sha256: string }>`
            with mine as (
              select id, encode(sha256, 'hex') as sha256 from attachment
              where person = ${person} and organisation = ${organisation} and name <> ''
                and not id = any (${evidence}::uuid[])
            ), erased as (
              update attachment a set name = '', size = 1, sha256 = decode(repeat('00', 32), 'hex')
              from mine where a.person = ${person} and a.id = mine.id
            )
            select distinct sha256 from mine`.execute(ctx.tx)
          await sql`update attachment set name = 'evidence' where person = ${person}
            and organisation = ${organisation} and id = any (${evidence}::uuid[])`.execute(ctx.tx)
          const files = rows.map(({ sha256 }) => sha256)
          if (files.length > 0) ctx.enqueue('attachment.remove', { files })
          return { files: files.length }
        }),
    }),
  ],
}

/** @param folder the folder of the attachments */
export const removing = (folder: string): Capability => ({
  name: 'removing',
  handlers: [],
  jobs: [
    job('attachment.remove', async (ctx, { files }) => {
      for (const sha256 of files as readonly string[])
        await ctx.read(async (tx) => {
          await holdFile(tx, sha256)
          // The same file may be evidence for another person.
          const { rows } = await sql`
            select from attachment where sha256 = decode(${sha256}, 'hex') limit 1`.execute(tx)
          if (rows.length === 0) await rm(pathOf(folder, sha256), { force: true })
        })
    }),
  ],
})
