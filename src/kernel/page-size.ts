// How long a page of a list is, and how far lists are counted.

/** Rows of a page unless asked otherwise. */
export const PAGE = 50
/** Most that are counted: beyond it, a list says "more than". */
export const MOST_COUNTED = 10_000
