// Notices: a receiver is told what it must stop using of a person, and confirms that it stopped.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { Code, Id } from '../../kernel/words.ts'
import { Because } from '../consent/operations.ts'
import { noticeAcknowledged, noticeUnknown } from './problems.ts'
import { Notice } from './rules.ts'

export { Notice }

export const tellRecipient = command({
  name: 'consent.tell',
  summary: 'A receiver is told what it must stop using; run by whoever took it away.',
  input: z.strictObject({
    person: Id,
    to: Id,
    purpose: Code,
    fieldGroups: z.array(Code),
    because: Because,
    /** The receiver's name for the person, where the record has another one now. */
    called: z.nullish(z.string()),
  }),
  output: z.object({}),
  facts: ['consent.told'],
})

export const acknowledgeNotice = command({
  name: 'consent.acknowledge',
  summary: 'A receiver confirms that it no longer uses what it was told to stop using.',
  input: z.strictObject({ person: Id, id: Id }),
  output: z.object({}),
  facts: ['consent.acknowledged'],
  problems: [noticeUnknown, noticeAcknowledged],
})

export const listNotices = query({
  name: 'consent.notices',
  summary:
    'What this organisation must stop using and has not confirmed; with a person, all that was said about them.',
  discloses: true,
  input: z.strictObject({ person: z.optional(Id) }),
  output: z.object({ notices: z.array(Notice) }),
})
