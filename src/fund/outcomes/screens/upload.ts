// Uploads evidence about a person to the route of attachments.
import { upload as send } from '../../../kit/upload.ts'

/**
 * File types for the browser's file picker; the server checks the content. HEIC is left out on purpose: an
 * iPhone then provides a JPEG.
 */
export const ACCEPTED = 'application/pdf,image/jpeg,image/png,image/webp'

/** Uploads the file about a person. @returns the attachment's id */
export const upload = (person: string, file: File): Promise<string> =>
  send('/api/attachments', { person }, file)
