// Operations of links between records: the keepers of two records agree that these are of one person. The records stay two,
// and neither keeper sees more of the other's.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { consentMissing, personUnknown } from '../../kernel/problems.ts'
import { Id, Instant, Text } from '../../kernel/words.ts'
import {
  linkAnswered,
  linkAlready,
  linkErasureOpen,
  linkKeeperOnly,
  linkNotOffered,
  linkOneKeeper,
  linkOver,
  linkUnknown,
} from './problems.ts'

/** `ended`: it stood, and one of the two undid it, or the person allows it no longer. */
export const LinkState = z.enum(['proposed', 'linked', 'declined', 'withdrawn', 'ended'])
export type LinkState = z.infer<typeof LinkState>

export const Link = z.object({
  id: Id,
  /** The record of this organisation. */
  person: Id,
  /** The organisation that keeps the other record. */
  with: z.object({ id: Id, name: z.nullable(z.string()) }),
  proposedBy: z.enum(['us', 'them']),
  state: LinkState,
  /** It stands, and a no on a record that one of the two is merged with keeps it from counting. */
  suspended: z.boolean(),
  /** The other record, where it is shared with this organisation anyway. */
  opens: z.nullable(Id),
  proposedAt: Instant,
  answeredAt: z.nullable(Instant),
  endedAt: z.nullable(Instant),
  /** What this organisation said: whoever keeps the other record never reads it. */
  said: z.array(z.object({ by: z.nullable(z.string()), because: z.string() })),
})
export type Link = z.infer<typeof Link>

export const proposeLink = command({
  name: 'person.propose_link',
  summary:
    'The organisation that keeps the other record is told that this one keeps a record of the same person, and asked to agree that the two are linked.',
  input: z.strictObject({
    id: Id,
    /** A record of this organisation. */
    person: Id,
    /** A record that another organisation keeps and shares. */
    other: Id,
    because: Text(500),
  }),
  output: z.object({}),
  facts: ['person.link_proposed'],
  problems: [
    personUnknown,
    linkKeeperOnly,
    linkOneKeeper,
    linkAlready,
    linkNotOffered,
    linkErasureOpen,
    consentMissing,
  ],
})

export const answerLink = command({
  name: 'person.answer_link',
  summary: 'The keeper of the other record agrees that the two are of one person, or declines.',
  input: z.strictObject({ id: Id, person: Id, agrees: z.boolean(), because: Text(500) }),
  output: z.object({}),
  facts: ['person.linked', 'person.link_declined'],
  problems: [linkUnknown, linkAnswered, linkNotOffered, linkErasureOpen, consentMissing],
})

export const endLink = command({
  name: 'person.end_link',
  summary: 'Whoever proposed a link takes it back, or either of the two keepers undoes one that stands.',
  input: z.strictObject({ id: Id, person: Id, because: Text(500) }),
  output: z.object({}),
  facts: ['person.link_withdrawn', 'person.unlinked'],
  problems: [linkUnknown, linkOver],
})

export const listLinks = query({
  name: 'person.links',
  summary:
    'Which other organisations keep a record that is linked with this one, which were asked, and who waits for an answer.',
  discloses: true,
  input: z.strictObject({ person: Id }),
  output: z.object({
    /** The latest first. */
    links: z.array(Link),
  }),
  problems: [personUnknown],
})
