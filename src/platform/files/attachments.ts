// Stores and returns files of evidence: checked by content, stored by hash, visible to the organisations of
// their row.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileTypeFromBuffer } from 'file-type'
import type { Hono } from 'hono'
import { sql } from 'kysely'
import * as z from 'zod/mini'
import { onlySystem, verb, type Actor, type May } from '../../kernel/actor.ts'
import { command } from '../../kernel/command.ts'
import {
  actorNotAllowed,
  attachmentEmpty,
  attachmentTooLarge,
  attachmentUnknown,
  attachmentWrongType,
  inputIdTaken,
  personUnknown,
} from '../../kernel/problems.ts'
import { Id, SingleLine } from '../../kernel/words.ts'
import { reading } from '../ask.ts'
import { SOUNDS, soundIn } from './audio.ts'
import { on, type Capability } from '../capability.ts'
import { asSystem, transaction, type Tx } from '../database/connect.ts'
import type { App } from '../app.ts'
import { refuseForeignPage, type RouteContext } from '../http/http.ts'
import { parseInput } from '../http/parse.ts'
import { withoutMetadata } from './photo.ts'
import { attachmentHeic } from '../problems.ts'
import { exposes } from '../exposure.ts'
import { permissions } from '../permissions.ts'

/** Bytes; a scan or a photograph of a page is well under this. */
export const ATTACHMENT_LIMIT = 10_000_000

/**
 * The media types accepted, with the file extension of a download: nothing a browser would run, and no
 * photograph whose location cannot be removed. Phones send a JPEG instead of a HEIC when a form names only
 * these types.
 */
const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  ...SOUNDS,
}

/** Staff who work with people upload files; staff who answer for results or verify them may open files too. */
const mayBring = verb(permissions['attachment.bring'])
const mayOpen = verb(permissions['attachment.open'])

function demand(may: May, actor: Actor): void {
  const verdict = may(actor)
  if (verdict !== true) throw actorNotAllowed({ because: verdict.reason })
}

/** Run by capabilities that share data with another organisation. */
export const shareAttachments = command({
  name: 'attachment.share',
  summary: 'Files become visible to another organisation, with the record they prove.',
  input: z.strictObject({
    person: Id,
    attachments: z.array(Id),
    to: Id,
    /** The consent that allows it or that it proves, and the purpose, for the disclosure log. */
    consent: z.optional(Id),
    purpose: z.optional(z.enum(['verification', 'consent'])),
  }),
  output: z.object({}),
})

/** Run by capabilities that end such sharing. */
export const unshareAttachments = command({
  name: 'attachment.unshare',
  summary: 'Files are no longer visible to another organisation.',
  input: z.strictObject({ person: Id, attachments: z.array(Id), from: Id }),
  output: z.object({}),
})

export const attachments: Capability = {
  name: 'attachments',
  heldOtherwise: { attachment_opening: 'each opening of a file is a line of who saw it' },
  holds: [
    {
      title: 'own.section.files',
      tables: ['attachment'],
      // The file name was chosen by the uploader and may reveal what nobody else should read on the person's
      // screen.
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
 * Stores one file of a person, uploaded by a request or from the command line.
 * @param folder the folder of the files, outside everything that is served.
 * @param again identifies the uploader again after the whole body arrived: the account may have ended during
 *   a slow upload
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
    // The photograph format of Apple's phones: no small, maintained library removes its metadata.
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
        // Inside the transaction: a row never points to a missing file, nor to one that the sweep is
        // deleting.
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
 * @param folder the folder of the files, outside everything that is served.
 */
export function attachmentRoutes(folder: string) {
  return (hono: Hono, { app, identify }: Omit<RouteContext, 'receive'>): void => {
    hono.post('/api/attachments', exposes('person'), async (context) => {
      refuseForeignPage(context.req.raw)
      const actor = await identify(context.req.raw)
      const { raw } = context.req
      if (Number(raw.headers.get('content-length') ?? 0) > ATTACHMENT_LIMIT) throw tooLarge()
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
        async ({ tx, disclose, receivedAt }) => {
          const { rows } = await sql<AttachmentRow>`
          select person, organisation, name, media_type, size, encode(sha256, 'hex') as sha256
          from attachment where id = ${id} and name <> ''
          order by uploaded_at limit 1
        `.execute(tx)
          const [found] = rows
          if (!found) throw attachmentUnknown()
          // Before anything is written: a file that is not there was not opened.
          await stat(pathOf(folder, found.sha256))
          // HEAD is answered here too, without the file.
          if (context.req.raw.method === 'GET' && found.organisation !== actor.organisation)
            await logOpening(tx, actor, { person: found.person, attachment: id, at: receivedAt })
          // A voice recording is evidence of a consent and of nothing else.
          const purpose = Object.hasOwn(SOUNDS, found.media_type) ? 'consent' : 'verification'
          disclose([{ person: found.person, fields: ['evidence'], purpose }])
          return found
        },
        mayOpen,
      )
      const path = pathOf(folder, row.sha256)
      const ending = ENDINGS[row.media_type] ?? 'bin'
      // A file name often contains the person's name: organisations other than the one that keeps it get a
      // neutral name.
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

/** Keeps that this user opened a file of another organisation, and when first: whoever verifies opens all of it. */
async function logOpening(
  tx: Tx,
  { organisation, user }: Actor,
  { person, attachment, at }: { person: string; attachment: string; at: string },
): Promise<void> {
  await sql`
    insert into attachment_opening (person, attachment, organisation, opened_by, opened_at)
    values (${person}, ${attachment}, ${organisation}, ${user}, ${at})
    on conflict (person, attachment, opened_by) do nothing`.execute(tx)
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

/**
 * Streams the body into a draft file while counting and hashing it, so that memory and disk never exceed the
 * limit.
 */
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
      if (size > ATTACHMENT_LIMIT) throw tooLarge()
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
 * The media type, and the draft without the metadata of a photograph or recording; empty when the type is not
 * accepted or the file is not valid for its type.
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

const tooLarge = () => attachmentTooLarge({ limit: ATTACHMENT_LIMIT })

/**
 * Takes an advisory lock on the file until the transaction ends, so that storing and sweeping it never
 * overlap.
 */
export async function holdFile(tx: Tx, sha256: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`attachment ${sha256}`}, 0))`.execute(tx)
}

/** Subfolder of the files still being uploaded. */
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
 * Inserts the row; the same id with the same content is a repeated upload. An id must name one file of one
 * person across all organisations, because a file is opened by its id alone; the table's primary key begins
 * with the person and does not ensure that (docs/adr/0002).
 */
async function keep(tx: Tx, actor: Actor, row: Kept): Promise<void> {
  // An organisation that recorded a fact about a person may still upload its evidence after it loses sight of
  // the record.
  const person = await sql`
    select from read.snapshot where person = ${row.person}
    union all (select from read.person_fact where person = ${row.person} and organisation = ${row.organisation} limit 1)`.execute(
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
