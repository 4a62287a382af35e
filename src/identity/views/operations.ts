// Saved views: how a user narrows, sorts and lays out a list, under a name that they choose.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { Code, Id, SingleLine } from '../../kernel/words.ts'
import { viewNameTaken, viewTooMany, viewUnknown } from './problems.ts'

/** The query of a list's address, as `?kind=legal&sort=-assured` without the question mark. */
const Search = z.string().check(z.maxLength(1000), z.regex(/^[\w.~%&=+*,-]*$/u))

export const SavedView = z.object({ id: Id, name: z.string(), search: z.string() })
export type SavedView = z.infer<typeof SavedView>

export const saveView = command({
  name: 'view.save',
  exposure: 'staff',
  summary: 'A user keeps how they look at a list, under a name; nobody else sees it.',
  input: z.strictObject({ id: Id, list: Code, name: SingleLine(80), search: Search }),
  output: z.object({ id: Id }),
  problems: [viewNameTaken, viewTooMany],
  refreshes: ['view'],
})

export const removeView = command({
  name: 'view.remove',
  exposure: 'staff',
  summary: 'A user deletes a view that they kept.',
  input: z.strictObject({ id: Id }),
  output: z.object({ id: Id }),
  problems: [viewUnknown],
  refreshes: ['view'],
})

export const listViews = query({
  name: 'view.list',
  exposure: 'staff',
  summary: 'The views of a list that the asker kept, by name.',
  input: z.strictObject({ list: Code }),
  output: z.object({ views: z.array(SavedView) }),
})
