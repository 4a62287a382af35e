// Sends evidence about a person to the attachments' own door.
import { newId } from '../../../kit/data.tsx'
import { upload as send } from '../../../kit/upload.ts'

/**
 * What the house keeps; the server judges by content and has the last word. HEIC is left out on purpose: an iPhone then
 * hands over a JPEG.
 */
export const ACCEPTED = 'application/pdf,image/jpeg,image/png,image/webp'

/** Uploads the file about a person and answers with the attachment's id. */
export async function upload(person: string, file: File): Promise<string> {
  const id = newId()
  await send('/api/attachments', { id, person, name: file.name.slice(-200) }, file)
  return id
}
