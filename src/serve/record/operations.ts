// Operations of people's records: who someone is, how they wish to be called, and how to find them.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { codeUnknown, consentMissing, personUnknown } from '../../kernel/problems.ts'
import { Code, Id, SingleLine } from '../../kernel/words.ts'
import {
  contactChangedMeanwhile,
  contactTwice,
  contactUnknown,
  contactUnsafeElsewhere,
  contactUnsafeStays,
  identifierTwice,
  identifierUnknown,
  identifierStrangeCharacter,
  identifierWrongShape,
  personAlreadyRegistered,
  personBornAfterEvent,
  personBornInFuture,
  personChangedMeanwhile,
  personLikelyDuplicate,
  statusNotAskedHere,
  statusPurposeMissing,
} from './problems.ts'
import { PARTS } from './rules/parts.ts'
import {
  Reason,
  Candidate,
  Changes,
  Draft,
  Elsewhere,
  Glimpse,
  Many,
  NewContact,
  NewIdentifier,
  NotDuplicateOf,
  Person,
  contact,
  offered,
  Searched,
} from './rules/shapes.ts'

export { bornOf, GLIMPSE_COLUMNS, GLIMPSED, glimpseOf, type GlimpseColumns } from './rules/glimpse.ts'
export { requireBorn } from './rules/events.ts'
export { foldNumber, foldPhone } from './rules/keys.ts'
export { fold, likeness, nameWords, readNames, remembered, sound } from './rules/names.ts'
export { PARTS, partsOfFact } from './rules/parts.ts'
export { documentKey, readyIdentifiers } from './rules/record.ts'
export { ageOf, fullName, otherName, shownName, spokenName } from './rules/shown.ts'
export {
  Born,
  Candidate,
  Changes,
  Comparison,
  Contact,
  Draft,
  Elsewhere,
  Glimpse,
  Identifier,
  NewContact,
  NewIdentifier,
  Person,
  Reason,
  type Strength,
} from './rules/shapes.ts'

const ROLE_PROBLEMS = [personUnknown, codeUnknown]

export const registerPerson = command({
  name: 'person.register',
  summary: 'Someone is welcomed and gets a record.',
  offline: true,
  input: z.strictObject({
    id: Id,
    ...offered,
    identifiers: z.optional(Many(NewIdentifier, 10)),
    contacts: z.optional(Many(NewContact, 10)),
    /** Version of the consent text they agreed to; refusing it never blocks a service. */
    consentText: z.optional(Code),
    /** Why they were asked about their migration status; a code of the pack. */
    statusPurpose: z.optional(Code),
    /**
     * Where the desk searched first. `everywhere`: all records it may see, so a strong likeness blocks the
     * registration until somebody decides. `device` (no network) and `file` (an import): accepted, and the
     * pair is noted for review.
     */
    searched: Searched,
    notDuplicateOf: z.optional(NotDuplicateOf),
    /**
     * A similar record exists that the actor may not see, and its centre was asked; the pair is noted for
     * review.
     */
    askedElsewhere: z.optional(z.boolean()),
  }),
  output: z.object({ id: Id, version: z.int(), openDuplicates: z.int() }),
  facts: [
    'person.registered',
    'person.duplicate_ruled_out',
    'person.duplicate_unsure',
    'person.status_asked',
  ],
  problems: [
    contactTwice,
    personLikelyDuplicate,
    personAlreadyRegistered,
    personBornInFuture,
    identifierStrangeCharacter,
    identifierWrongShape,
    identifierTwice,
    codeUnknown,
    statusPurposeMissing,
    statusNotAskedHere,
  ],
})

export const changePerson = command({
  name: 'person.change',
  summary: 'Details of a person are corrected or completed.',
  offline: true,
  input: z.strictObject({
    id: Id,
    /** Version of the record the edit was made on. */
    base: z.int().check(z.minimum(1)),
    changes: Changes,
    /** Why they were asked, when the migration status changes. */
    statusPurpose: z.optional(Code),
  }),
  output: z.object({ version: z.int() }),
  facts: ['person.changed', 'person.status_asked'],
  problems: [
    personChangedMeanwhile,
    personBornInFuture,
    personBornAfterEvent,
    consentMissing,
    statusPurposeMissing,
    statusNotAskedHere,
    ...ROLE_PROBLEMS,
  ],
})

export const addIdentifier = command({
  name: 'person.add_identifier',
  summary: 'A document or number by which the person is known is noted.',
  offline: true,
  input: z.strictObject({ person: Id, ...NewIdentifier.shape }),
  output: z.object({ openDuplicates: z.int() }),
  facts: ['person.identifier_added'],
  problems: [
    identifierTwice,
    identifierStrangeCharacter,
    identifierWrongShape,
    consentMissing,
    ...ROLE_PROBLEMS,
  ],
})

export const retireIdentifier = command({
  name: 'person.retire_identifier',
  summary: 'A document no longer stands: it was mistyped, replaced or belongs to somebody else.',
  offline: true,
  input: z.strictObject({ person: Id, id: Id, because: SingleLine(300) }),
  output: z.object({}),
  facts: ['person.identifier_retired'],
  problems: [identifierUnknown, consentMissing, personUnknown],
})

export const addContact = command({
  name: 'person.add_contact',
  summary: 'A way to reach the person is noted, and whether it is safe.',
  offline: true,
  input: z.strictObject({ person: Id, ...NewContact.shape }),
  output: z.object({ version: z.int() }),
  facts: ['person.contact_added'],
  problems: [contactTwice, consentMissing, ...ROLE_PROBLEMS],
})

export const changeContact = command({
  name: 'person.change_contact',
  summary:
    'A way to reach the person changes, stops being safe or no longer works. That an unsafe one is safe again is said to, and noted by, the organisation that keeps the record.',
  offline: true,
  input: z.strictObject({
    person: Id,
    id: Id,
    base: z.int().check(z.minimum(1)),
    value: z.optional(contact.value),
    safeToCall: z.optional(z.boolean()),
    safeToText: z.optional(z.boolean()),
    note: z.nullish(SingleLine(300)),
    retired: z.optional(z.boolean()),
  }),
  output: z.object({ version: z.int() }),
  facts: ['person.contact_changed', 'person.contact_safe_again'],
  problems: [
    contactUnknown,
    contactChangedMeanwhile,
    contactTwice,
    contactUnsafeElsewhere,
    contactUnsafeStays,
    consentMissing,
    personUnknown,
  ],
})

export const sharePerson = command({
  name: 'person.share',
  summary: 'Another organisation may see the parts of the record that the person allows it to see.',
  input: z.strictObject({
    person: Id,
    with: Id,
    /** The consent named in the disclosure log; which parts may be seen follows from all consents. */
    consent: z.optional(Id),
  }),
  output: z.object({}),
  facts: ['person.shared'],
  problems: [personUnknown, consentMissing],
})

export const stopSharingPerson = command({
  name: 'person.stop_sharing',
  summary:
    'Another organisation may no longer see the record, nor once a no is lifted unless sight stays suspended.',
  input: z.strictObject({ person: Id, with: Id, staysSuspended: z.optional(z.boolean()) }),
  output: z.object({}),
  facts: ['person.sharing_stopped'],
  problems: [personUnknown],
})

export const rekeyPeople = command({
  name: 'person.rekey',
  exposure: 'staff',
  summary: 'The next few people on record are given the match keys of this release, by the system.',
  input: z.strictObject({}),
  output: z.object({ ended: z.boolean() }),
})

export const reexaminePairs = command({
  name: 'person.reexamine_pairs',
  exposure: 'staff',
  summary: 'Undecided pairs of the next few people that older rules found are compared anew, by the system.',
  input: z.strictObject({}),
  /** `examined`: people; `left`: pairs that are still to be compared. */
  output: z.object({ examined: z.int(), left: z.int() }),
})

/** Pairs that are noted in one transaction. */
export const MOST_NOTED = 500
export const noteDuplicates = command({
  name: 'person.note_duplicates',
  exposure: 'staff',
  summary: 'Pairs of records of one organisation that may be one person are noted for review, by the system.',
  input: z.strictObject({
    pairs: z
      .array(
        z.strictObject({
          person: Id,
          other: Id,
          score: z.number(),
          reasons: z.array(Reason).check(z.maxLength(20)),
        }),
      )
      .check(z.minLength(1), z.maxLength(MOST_NOTED)),
  }),
  output: z.object({ pairs: z.number() }),
})

export const getPerson = query({
  name: 'person.get',
  summary: 'The record of one person, or the parts of it that are asked for: the log then names those alone.',
  discloses: true,
  input: z.strictObject({
    id: Id,
    parts: z.optional(z.array(z.enum(PARTS)).check(z.minLength(1), z.maxLength(PARTS.length))),
  }),
  output: Person,
  problems: [personUnknown, consentMissing],
})

export const searchPeople = query({
  name: 'person.search',
  summary:
    'Looks for someone by what was typed or by what is known of them, and says why each one may be them.',
  discloses: true,
  input: z.strictObject({ text: z.optional(SingleLine(200)), draft: z.optional(Draft) }),
  output: z.object({
    people: z.array(Candidate),
    more: z.boolean(),
    /**
     * Centres that know a person very like the draft whom the actor may not see: where to ask, and nothing
     * about the person.
     */
    elsewhere: z.array(Elsewhere),
  }),
})

export const listCaseload = query({
  name: 'person.caseload',
  summary: 'The people this organisation keeps or was shown, the last touched first.',
  discloses: true,
  input: z.strictObject({
    after: z.optional(SingleLine(100)),
    limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100))),
  }),
  output: z.object({ people: z.array(Glimpse), next: z.nullable(z.string()) }),
})
