// The page of a questionnaire in its address, so that the back button goes to the page before.

/** From 0; the first one where the address names none. */
export const pageFrom = (text: string | null): number => Math.max(0, Math.trunc(Number(text)) - 1) || 0

/** The page on which a draft was left, by the address that it keeps. */
export const pageOfDraft = (path = ''): number =>
  pageFrom(new URL(path, 'http://localhost').searchParams.get('page'))
