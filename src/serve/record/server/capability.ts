// The record of a person: handlers, facts, the problems of its constraints, and the documents that devices
// keep.
import type { Json } from '../../../kernel/problem.ts'
import { listen, type Capability } from '../../../platform/capability.ts'
import { personErased, takesIn } from '../../../protect/retention/facts.ts'
import { personFacts } from '../facts.ts'
import * as policy from '../policy.ts'
import { contactTwice, identifierTwice, personAlreadyRegistered } from '../problems.ts'
import { addingContact, addingIdentifier, changing, changingContact, retiringIdentifier } from './change.ts'
import { held } from './held.ts'
import { getting, listing, reachedAsSame, searching, shownTo } from './look.ts'
import { assigning, deciding, listingDuplicates, rulingOut } from './deciding.ts'
import { notingDuplicates } from './deduping.ts'
import { reexamining, reexaminingJob } from './reexamining.ts'
import { rekeying, rekeyingJob } from './rekeying.ts'
import { registering } from './register.ts'
import { followingLinks } from './pairs.ts'
import { followingConsent, followingMerges, sharing, stoppingSharing } from './share.ts'
import { erase } from '../sql/erase.ts'
import { findPeople } from '../sql/load.ts'

export const capability: Capability = {
  name: 'record',
  facts: personFacts,
  holds: held,
  heldOtherwise: { duplicate_pair: 'names another person' },
  holdsOrder: 10,
  handlers: [
    registering,
    changing,
    addingIdentifier,
    retiringIdentifier,
    addingContact,
    changingContact,
    sharing,
    stoppingSharing,
    rulingOut,
    deciding,
    assigning,
    rekeying,
    reexamining,
    notingDuplicates,
    getting,
    searching,
    listing,
    listingDuplicates,
  ],
  jobs: [rekeyingJob, reexaminingJob],
  listeners: [
    ...followingConsent,
    ...followingMerges,
    ...followingLinks,
    listen(personErased, async (ctx, erased) => {
      if (takesIn(erased, 'personal')) await ctx.asSystem(() => erase(ctx.tx, erased))
    }),
  ],
  constraints: {
    person_pkey: personAlreadyRegistered,
    person_identifier_once: identifierTwice,
    person_contact_once: contactTwice,
  },
  replica: {
    name: 'person',
    async documents(ctx, persons) {
      if (policy.read(ctx.actor) !== true) return new Map<string, Json>()
      const found = await reachedAsSame(ctx, await findPeople(ctx, persons))
      return new Map(found.map((person) => [person.id, shownTo(ctx.actor, person) as unknown as Json]))
    },
  },
}
