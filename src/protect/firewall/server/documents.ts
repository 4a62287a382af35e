// Receives the documents of a legal demand and returns them: the letter, the order, the answer.
import { fileTypeFromBuffer } from 'file-type'
import * as z from 'zod/mini'
import type { Actor, May } from '../../../kernel/actor.ts'
import {
  actorNotAllowed,
  attachmentEmpty,
  attachmentTooLarge,
  attachmentWrongType,
  inputIdTaken,
} from '../../../kernel/problems.ts'
import { Id, SingleLine } from '../../../kernel/words.ts'
import { reading } from '../../../platform/ask.ts'
import { transaction } from '../../../platform/database/connect.ts'
import { refuseForeignPage, type Routes } from '../../../platform/http/http.ts'
import { parseInput } from '../../../platform/http/parse.ts'
import { withoutMetadata } from '../../../platform/files/photo.ts'
import { exposes } from '../../../platform/exposure.ts'
import * as policy from '../policy.ts'
import { demandUnknown } from '../problems.ts'
import * as sql from '../sql.ts'

/** Some scanned pages; a longer document is split. */
const DOCUMENT_LIMIT = 10_000_000

const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
}

const Upload = z.strictObject({ id: Id, demand: Id, name: SingleLine(200) })

function ask(may: May, actor: Actor): void {
  const verdict = may(actor)
  if (verdict !== true) throw actorNotAllowed({ because: verdict.reason })
}

/** `POST /api/demands/documents?id=…&demand=…&name=…` with the file as body, and `GET /api/demands/documents/<id>`. */
export const demandRoutes: Routes = (hono, { app, identify }) => {
  hono.post('/api/demands/documents', exposes('person'), async (context) => {
    refuseForeignPage(context.req.raw)
    const { raw } = context.req
    ask(policy.decideDemands, await identify(raw))
    const { id, demand, name } = parseInput(Upload, context.req.query())
    const content = await receive(raw)
    const type = await fileTypeFromBuffer(content)
    const bare = type && ENDINGS[type.mime] ? withoutMetadata(type.mime, content) : undefined
    if (!type || !bare) throw attachmentWrongType({ allowed: Object.keys(ENDINGS) })
    // Checked after the body is read: a user who sends it slowly may have lost the account or the role
    // meanwhile.
    const actor = await identify(raw)
    ask(policy.decideDemands, actor)
    await transaction(app.appPool, actor, async (tx) => {
      if ((await sql.demands(tx, demand)).length === 0) throw demandUnknown()
      const known = await sql.findDocument(tx, id)
      // The same file sent again, because its answer was lost.
      if (known?.demand === demand && known.content.equals(bare)) return
      if (known) throw inputIdTaken()
      await sql.insertDocument(tx, {
        id,
        demand,
        organisation: actor.organisation,
        name,
        mediaType: type.mime,
        content: bare,
        by: actor.user,
        at: app.now().toISOString(),
      })
    })
    return context.json({ id })
  })

  hono.get('/api/demands/documents/:id', exposes('person'), async (context) => {
    const actor = await identify(context.req.raw)
    ask(policy.readDemands, actor)
    const id = parseInput(Id, context.req.param('id'))
    const found = await reading(app, actor, 'demand.document', ({ tx }) => sql.findDocument(tx, id))
    if (!found) throw demandUnknown()
    return new Response(new Uint8Array(found.content), {
      headers: {
        'content-type': found.media_type,
        'content-disposition': `attachment; filename="document-${id.slice(-8)}.${ENDINGS[found.media_type] ?? 'bin'}"; filename*=UTF-8''${encodeURIComponent(found.name)}`,
        'content-security-policy': "sandbox; default-src 'none'",
        'cache-control': 'private, no-store',
      },
    })
  })
}

async function receive(request: Request): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > DOCUMENT_LIMIT) throw attachmentTooLarge({ limit: DOCUMENT_LIMIT })
    chunks.push(chunk)
  }
  if (size === 0) throw attachmentEmpty()
  return Buffer.concat(chunks)
}
