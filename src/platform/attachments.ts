// Takes in files that prove something and hands them out again: checked by content, kept by hash, seen as their row allows.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileTypeFromBuffer } from 'file-type'
import type { Hono } from 'hono'
import { sql } from 'kysely'
import * as z from 'zod/mini'
import { onlySystem, verb, type Actor, type May } from '../kernel/actor.ts'
import { command } from '../kernel/command.ts'
import {
  actorNotAllowed,
  attachmentEmpty,
  attachmentTooLarge,
  attachmentUnknown,
  attachmentWrongType,
  inputIdTaken,
  personUnknown,
} from '../kernel/problems.ts'
import { Id, SingleLine } from '../kernel/words.ts'
import { reading } from './ask.ts'
import { SOUNDS, soundIn } from './audio.ts'
import { on, type Capability } from './capability.ts'
import { asSystem, transaction, type Tx } from './database/connect.ts'
import type { App } from './app.ts'
import { refuseForeignPage, type RouteContext } from './http.ts'
import { parseInput } from './parse.ts'
import { withoutMetadata } from './photo.ts'
import { attachmentHeic } from './problems.ts'
import { exposes } from './exposure.ts'
import { permissions } from './permissions.ts'

/** A scan or a photograph of a page, with room to spare. */
export const ATTACHMENT_LIMIT = 10_000_000

/**
 * What may be kept, with the ending it is handed out with: nothing a browser would run, and no photograph that would keep
 * where it was taken. Telephones hand over a JPEG in the place of a HEIC when a form names only these.
 */
const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  ...SOUNDS,
}

/** Those who work with people bring files; those who answer for results or judge them open files too. */
const mayBring = verb(permissions['attachment.bring'])
const mayOpen = verb(permissions['attachment.open'])

function demand(may: May, actor: Actor): void {
  const verdict = may(actor)
  if (verdict !== true) throw actorNotAllowed({ because: verdict.reason })
}

/** Run by capabilities that send what they keep to another organisation. */
export const shareAttachments = command({
  name: 'attachment.share',
  summary: 'Files become visible to another organisation, with the record they prove.',
  input: z.strictObject({
    person: Id,
    attachments: z.array(Id),
    to: Id,
    /** The consent it rests on or proves, and what for, for the disclosure log. */
    consent: z.optional(Id),
    purpose: z.optional(z.enum(['verification', 'consent'])),
  }),
  output: z.object({}),
})

/** Run by capabilities that may no longer show what they once sent. */
export const unshareAttachments = command({
  name: 'attachment.unshare',
  summary: 'Files are no longer visible to another organisation.',
  input: z.strictObject({ person: Id, attachments: z.array(Id), from: Id }),
  output: z.object({}),
})

export const attachments: Capability = {
  name: 'attachments',
  holds: [
    {
      title: 'own.section.files',
      tables: ['attachment'],
      // What a file is called was chosen by whoever brought it, and may tell what must not be read over a shoulder.
      async entries({ tx }, person) {
        const { rows } = await sql<{
          media_type: string
          uploaded_at: string
          organisation: Id
          name: string
        }>`
          select a.media_type, a.uploaded_at, a.organisation, o.name
          from attachment a join read.organisation o on o.id = a.organisation
          where a.person = ${person} order by a.uploaded_at desc`.execute(tx)
        return rows.map((row) => ({
          names: [row.organisation],
          lines: [
            { label: 'own.label.file', value: ENDINGS[row.media_type]?.toUpperCase() },
            { label: 'own.label.noted', value: { at: row.uploaded_at } },
            { label: 'own.label.organisation', value: row.name },
          ],
        }))
      },
    },
  ],
  handlers: [
    on(shareAttachments, {
      may: onlySystem,
      async run({ tx, disclose }, { person, attachments: ids, to, consent, purpose = 'verification' }) {
        const { numAffectedRows } = await sql`
          update attachment set shared_with = array_append(shared_with, ${to}::uuid)
          where person = ${person} and id = any (${ids}::uuid[]) and not ${to}::uuid = any (shared_with)
        `.execute(tx)
        if (numAffectedRows !== 0n)
          disclose([{ person, fields: ['evidence'], purpose, recipient: to, consent }])
        return {}
      },
    }),
    on(unshareAttachments, {
      may: onlySystem,
      async run({ tx }, { person, attachments: ids, from }) {
        await sql`
          update attachment set shared_with = array_remove(shared_with, ${from}::uuid)
          where person = ${person} and id = any (${ids}::uuid[]) and ${from}::uuid = any (shared_with)
        `.execute(tx)
        return {}
      },
    }),
  ],
}

const Upload = z.strictObject({ id: Id, person: Id, name: SingleLine(200) })

/**
 * Keeps one file of a person, whoever carries the bytes: a request or the command line.
 * @param folder where the files lie, outside everything that is served.
 * @param again who brings it, asked once more when all of it is here: whoever holds a file back may have lost their account
 */
export async function takeInFile(
  app: App,
  folder: string,
  actor: Actor,
  upload: unknown,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  again: () => Promise<Actor> = async () => actor,
): Promise<{ id: Id; mediaType: string; size: number }> {
  demand(mayBring, actor)
  const { id, person, name } = parseInput(Upload, upload)
  const received = await receive(folder, content)
  try {
    const type = await fileTypeFromBuffer(received.head)
    const { mediaType, draft } = type ? await clean(received, type.mime) : {}
    // What a telephone of Apple keeps a photograph in: no small, well-kept library takes out what it tells.
    if (type && /^image\/hei[cf]/u.test(type.mime)) throw attachmentHeic()
    if (!mediaType || !draft) throw attachmentWrongType({ allowed: Object.keys(ENDINGS) })
    const bringer = await again()
    demand(mayBring, bringer)
    await transaction(
      app.appPool,
      bringer,
      async (tx) => {
        await keep(tx, bringer, {
          id,
          person,
          name,
          mediaType,
          size: draft.size,
          sha256: draft.sha256,
          organisation: bringer.organisation,
          user: bringer.user,
          at: app.now().toISOString(),
        })
        // Inside the transaction: a row never points to a file that is not there, nor to one that is being swept away.
        await holdFile(tx, draft.sha256)
        await place(folder, draft)
      },
      mayBring,
    )
    return { id, mediaType, size: draft.size }
  } finally {
    await rm(received.path, { force: true })
  }
}

/**
 * `POST /api/attachments?id=…&person=…&name=…` with the file as body, and `GET /api/attachments/<id>`.
 * @param folder where the files lie, outside everything that is served.
 */
export function attachmentRoutes(folder: string) {
  return (hono: Hono, { app, identify }: Omit<RouteContext, 'receive'>): void => {
    hono.post('/api/attachments', exposes('person'), async (context) => {
      refuseForeignPage(context.req.raw)
      const actor = await identify(context.req.raw)
      const { raw } = context.req
      if (Number(raw.headers.get('content-length') ?? 0) > ATTACHMENT_LIMIT) throw tooBig()
      const again = () => identify(raw)
      return context.json(await takeInFile(app, folder, actor, context.req.query(), raw.body ?? [], again))
    })

    hono.get('/api/attachments/:id', exposes('person'), async (context) => {
      const actor = await identify(context.req.raw)
      demand(mayOpen, actor)
      const id = parseInput(Id, context.req.param('id'))
      const row = await reading(
        app,
        actor,
        'attachment.open',
        async ({ tx, disclose }) => {
          const { rows } = await sql<AttachmentRow>`
          select person, organisation, name, media_type, size, encode(sha256, 'hex') as sha256
          from attachment where id = ${id} and name <> ''
          order by uploaded_at limit 1
        `.execute(tx)
          const [found] = rows
          if (!found) throw attachmentUnknown()
          // A voice proves a consent and nothing else.
          const purpose = Object.hasOwn(SOUNDS, found.media_type) ? 'consent' : 'verification'
          disclose([{ person: found.person, fields: ['evidence'], purpose }])
          return found
        },
        mayOpen,
      )
      const path = pathOf(folder, row.sha256)
      await stat(path)
      const ending = ENDINGS[row.media_type] ?? 'bin'
      // A file's own name often says whose it is: others than its keeper get a plain one.
      const name = row.organisation === actor.organisation ? row.name : `evidence-${id.slice(-8)}.${ending}`
      return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream, {
        headers: {
          'content-type': row.media_type,
          'content-length': String(row.size),
          'content-disposition': `attachment; filename="evidence-${id.slice(-8)}.${ending}"; filename*=UTF-8''${encodeURIComponent(name)}`,
          'content-security-policy': "sandbox; default-src 'none'",
          'x-content-type-options': 'nosniff',
          'cache-control': 'private, no-store',
        },
      })
    })
  }
}

type AttachmentRow = {
  person: string
  organisation: string
  name: string
  media_type: string
  size: number
  sha256: string
}

type Draft = { path: string; sha256: string; size: number; head: Uint8Array }

/** Writes the body aside while counting and hashing it, so that neither memory nor disk is ever asked for more than the limit. */
async function receive(
  folder: string,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Draft> {
  const incoming = join(folder, INCOMING)
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  const path = join(incoming, crypto.randomUUID())
  const hash = createHash('sha256')
  const head: Uint8Array[] = []
  let size = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of content) {
      if (size < 8192) head.push(chunk)
      size += chunk.byteLength
      if (size > ATTACHMENT_LIMIT) throw tooBig()
      hash.update(chunk)
      await file.writeFile(chunk)
    }
    if (size === 0) throw attachmentEmpty()
    await file.sync()
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    await file.close()
  }
  return { path, sha256: hash.digest('hex'), size, head: Buffer.concat(head) }
}

/**
 * What it is, and the same draft without what a photograph tells beside its picture; nothing when it is of no kind that is
 * kept, or not built as its kind says.
 */
async function clean(draft: Draft, looksLike: string): Promise<{ mediaType?: string; draft?: Draft }> {
  const file = await readFile(draft.path)
  const mediaType =
    Object.hasOwn(ENDINGS, looksLike) && !Object.hasOwn(SOUNDS, looksLike)
      ? looksLike
      : soundIn(looksLike, file)
  const bare = mediaType && withoutMetadata(mediaType, file)
  if (!bare || !mediaType) return {}
  if (bare.equals(file)) return { mediaType, draft }
  await writeFile(draft.path, bare, { flush: true })
  const sha256 = createHash('sha256').update(bare).digest('hex')
  return { mediaType, draft: { ...draft, size: bare.length, sha256 } }
}

const tooBig = () => attachmentTooLarge({ limit: ATTACHMENT_LIMIT })

/** Whoever places a file and whoever sweeps files away take turns, until the transaction ends. */
export async function holdFile(tx: Tx, sha256: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`attachment ${sha256}`}, 0))`.execute(tx)
}

/** Where files on their way in lie, below the folder. */
export const INCOMING = 'incoming'

export function pathOf(folder: string, sha256: string): string {
  return join(folder, sha256.slice(0, 2), sha256)
}

async function place(folder: string, { path, sha256 }: Draft): Promise<void> {
  const target = pathOf(folder, sha256)
  await mkdir(join(target, '..'), { recursive: true, mode: 0o700 })
  await rename(path, target)
}

type Kept = {
  id: string
  person: string
  name: string
  mediaType: string
  size: number
  sha256: string
  organisation: string
  user: string
  at: string
}

/**
 * The same id with the same content is the same upload sent again. An id names one file of one person, whoever keeps it, because
 * a file is opened by its id alone; the key of the table begins with the person and does not say so (docs/adr/0002).
 */
async function keep(tx: Tx, actor: Actor, row: Kept): Promise<void> {
  // Whoever recorded something about a person may still bring the paper that proves it, once they no longer see the record.
  const person = await sql`
    select from read.snapshot where person = ${row.person}
    union all (select from fact where person = ${row.person} and organisation = ${row.organisation} limit 1)`.execute(
    tx,
  )
  if (person.rows.length === 0) throw personUnknown()
  await sql`select pg_advisory_xact_lock(hashtextextended(${`attachment id ${row.id}`}, 0))`.execute(tx)
  const another = await asSystem(tx, actor, () =>
    sql`select from attachment where id = ${row.id} and person <> ${row.person} limit 1`.execute(tx),
  )
  if (another.rows.length > 0) throw inputIdTaken()
  const inserted = await sql`
    insert into attachment (person, id, organisation, name, media_type, size, sha256, uploaded_by, uploaded_at)
    values (${row.person}, ${row.id}, ${row.organisation}, ${row.name}, ${row.mediaType}, ${row.size},
      decode(${row.sha256}, 'hex'), ${row.user}, ${row.at})
    on conflict (person, id) do nothing
  `.execute(tx)
  if (inserted.numAffectedRows === 1n) return
  const same = await sql`
    select from attachment where person = ${row.person} and id = ${row.id} and sha256 = decode(${row.sha256}, 'hex')
  `.execute(tx)
  if (same.rows.length === 0) throw inputIdTaken()
}
