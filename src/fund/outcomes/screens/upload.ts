// Uploads evidence about a person to the route of attachments.
import { newId } from '../../../kit/data.tsx'
import { upload as send } from '../../../kit/upload.ts'

/**
 * File types for the browser's file picker; the server checks the content. HEIC is left out on purpose: an
 * iPhone then provides a JPEG.
 */
export const ACCEPTED = 'application/pdf,image/jpeg,image/png,image/webp'

/** Uploads the file about a person. @returns the attachment's id */
export async function upload(person: string, file: File): Promise<string> {
  const id = newId()
  await send('/api/attachments', { id, person, name: file.name.slice(-200) }, file)
  return id
}
