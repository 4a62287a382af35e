// Declares lists of documents that devices keep besides people: the services, later a day's queue or a stock.
import type * as z from 'zod/mini'

/**
 * A list as server and devices know it. A document may gain optional fields, and none of them may change its
 * meaning: an older device keeps on reading it.
 */
export type DocumentList<Document = unknown> = {
  /** The same on the server and on devices, for ever. */
  readonly name: string
  readonly document: z.ZodMiniType<Document>
}

export const documentList = <Document extends z.ZodMiniType>(
  name: string,
  document: Document,
): DocumentList<z.output<Document>> =>
  Object.freeze({ name, document }) as unknown as DocumentList<z.output<Document>>
