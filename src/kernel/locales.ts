// The languages of the application, without the schemas of words.ts.
/**
 * The languages of the application's own texts, all complete; the first is used when the reader's language is
 * not known.
 */
export const LOCALES = ['es', 'en', 'ar'] as const
