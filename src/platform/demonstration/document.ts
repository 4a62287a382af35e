// Files of the demonstration: PDFs of one page, with a line that says they are invented.
import { Hono } from 'hono'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { attachmentRoutes } from '../files/attachments.ts'
import type { Journey } from './journey.ts'

/** Uploads a page as an attachment through the route that the screens use. */
export async function upload(
  journey: Journey,
  { person, title, actor }: { person: Id; title: string; actor: Actor },
): Promise<Id> {
  const routes = new Hono()
  attachmentRoutes(journey.run.attachments)(routes, { app: journey.app, identify: async () => actor })
  const id = journey.newId()
  const name = `${title} ${journey.today}.pdf`
  const response = await routes.request(`/api/attachments?${new URLSearchParams({ id, person, name })}`, {
    method: 'POST',
    body: page([
      title,
      `Fecha: ${journey.today}`,
      'Documento inventado para la demostración.',
      `Folio ${journey.random.digits(8)}`,
    ]),
  })
  if (!response.ok) throw new Error(`An invented document was refused: ${await response.text()}`)
  return id
}

/** Opens a file by the route that the screens use. */
export async function open(journey: Journey, attachment: Id, actor: Actor): Promise<void> {
  const routes = new Hono()
  attachmentRoutes(journey.run.attachments)(routes, { app: journey.app, identify: async () => actor })
  const response = await routes.request(`/api/attachments/${attachment}`)
  if (!response.ok) throw new Error(`An invented document was not opened: ${await response.text()}`)
  await response.body?.cancel()
}

/** A one-page PDF (ISO 32000) with these lines, in Helvetica and Latin-1. */
function page(lines: readonly string[]): Uint8Array<ArrayBuffer> {
  const text = lines.map((line) => `(${line.replaceAll(/[\\()]/gu, String.raw`\$&`)}) Tj 0 -26 Td`).join(' ')
  const stream = `BT /F1 18 Tf 72 740 Td ${text} ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, at) => {
    const offset = body.length
    body += `${at + 1} 0 obj\n${object}\nendobj\n`
    return String(offset).padStart(10, '0')
  })
  const table = offsets.map((offset) => `${offset} 00000 n \n`).join('')
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  const whole = `${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${end}`
  return Uint8Array.from(whole, (letter) => letter.codePointAt(0) ?? 32)
}
