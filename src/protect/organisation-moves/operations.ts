// The operations of moving organisations behind the firewall: asked by one person of the lead, decided by
// another.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { BEHIND_FIREWALL } from '../../kernel/firewall.ts'
import { Id, Instant, Text } from '../../kernel/words.ts'
import {
  organisationNameTaken,
  organisationNotLead,
  organisationUnknown,
} from '../../identity/organisations/problems.ts'
import {
  organisationMoveAskedAlready,
  organisationMoveDecided,
  organisationMoveNotPossible,
  organisationMoveOwn,
  organisationMoveUnknown,
} from './problems.ts'

/** The classes of organisation behind the firewall. */
export const ClassBehind = z.enum(BEHIND_FIREWALL)

/** A move of an organisation behind the firewall, asked for or decided: who asked, who decided. */
const Move = z.object({
  id: Id,
  organisation: Id,
  name: z.string(),
  class: ClassBehind,
  because: z.string(),
  askedBy: Id,
  askedByName: z.nullable(z.string()),
  askedAt: Instant,
  decidedByName: z.nullable(z.string()),
  decidedAt: z.nullable(Instant),
  allowed: z.nullable(z.boolean()),
})

const Done = z.object({ id: Id })

export const askMove = command({
  name: 'organisation_move.ask',
  forPeople: true,
  exposure: 'staff',
  summary:
    'Somebody of the lead organisation asks that another one stand behind the firewall, and says why; a second person decides.',
  input: z.strictObject({ id: Id, organisation: Id, class: ClassBehind, because: Text(1000) }),
  output: Done,
  problems: [
    organisationNotLead,
    organisationUnknown,
    organisationMoveNotPossible,
    organisationMoveAskedAlready,
  ],
})

export const decideMove = command({
  name: 'organisation_move.decide',
  forPeople: true,
  exposure: 'staff',
  summary:
    'A second person allows it or not. Allowed, the organisation is closed and registered anew behind the firewall, and consents, referrals, sharing, accounts, sessions and keys end at once.',
  input: z.strictObject({ id: Id, allow: z.boolean() }),
  /** The organisation's new id. */
  output: z.object({ organisation: z.optional(Id) }),
  facts: [
    'consent.withdrawn',
    'override.ended',
    'consent.told',
    'person.shared',
    'person.sharing_stopped',
    'referral.cancelled',
    'outcome.recalled',
    'person.unlinked',
    'person.link_withdrawn',
    'organisation.closed',
  ],
  problems: [
    organisationNotLead,
    organisationMoveUnknown,
    organisationMoveDecided,
    organisationMoveOwn,
    organisationMoveNotPossible,
    organisationNameTaken,
  ],
})

export const endSharing = command({
  name: 'organisation_move.end_sharing',
  forPeople: true,
  exposure: 'staff',
  summary: 'Nothing is shared with an organisation that was closed.',
  input: z.strictObject({ organisation: Id }),
  output: z.object({}),
})

export const listMoves = query({
  name: 'organisation_move.list',
  forPeople: true,
  exposure: 'staff',
  summary: 'Who asked that which organisation stand behind the firewall, why, and who decided.',
  input: z.strictObject({}),
  output: z.object({
    moves: z.array(Move),
  }),
  problems: [organisationNotLead],
})
