// The keys of all messages as a type, so that using a missing message does not compile.

/**
 * Every message by its key; `src/entry/manifest/messages.d.ts` fills it from the message files of all
 * capabilities.
 */
export interface MessageTexts {}
export type MessageKey = keyof MessageTexts
