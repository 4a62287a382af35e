// What a capability declares on the server for a list that devices keep.
import type { May } from '../kernel/actor.ts'
import type { DocumentList } from '../kernel/list.ts'
import type { Id } from '../kernel/words.ts'
import type { QueryContext } from './capability.ts'

/**
 * What decides, besides their content, which documents a device has of a list: nothing (`everyone`), the
 * organisation with the roles held there, the centre too, or also the user and their team. When it changes, devices
 * delete the list and fetch it again. A list of the scope `centre` is empty for a user without a centre.
 */
export type ListScope = 'everyone' | 'organisation' | 'centre' | 'user'

export type ListSource<Document = unknown> = {
  readonly list: DocumentList<Document>
  readonly may: May
  readonly scope: ListScope
  /**
   * All documents of the list for this actor, by id; read under row-level security, in the order in which they are
   * given when they are too many.
   */
  documents(ctx: QueryContext): Promise<ReadonlyMap<Id, Document>>
  /**
   * A text that differs whenever any document does: then an exchange without changes reads it instead of the
   * documents. It must be right in whatever order transactions commit: a sum of versions, or a hash of the rows, is;
   * the time of the last change is not.
   */
  version?(ctx: QueryContext): Promise<string>
  /** For a list with personal data: whom a document is about, and what the disclosure log says of it. */
  readonly about?: {
    persons(document: Document): readonly Id[]
    readonly fields: readonly string[]
  }
}

/** Joins a list with what the server sends of it. */
export function sendList<Document>(
  list: DocumentList<Document>,
  source: Omit<ListSource<Document>, 'list'>,
): ListSource {
  return { list, ...source } as ListSource<Document> as ListSource
}
