// Registers a person: searches for likely duplicates once more, writes the record, and returns how many pairs
// need a decision.
import { codeUnknownConflict } from '../../../kernel/problems.ts'
import { on, type CommandContext } from '../../../platform/capability.ts'
import { isSuspected } from '../../duplicates/operations.ts'
import { registerPerson } from '../operations.ts'
import { register } from '../policy.ts'
import { personLikelyDuplicate } from '../problems.ts'
import { GLIMPSED } from '../rules/glimpse.ts'
import { checkDetails, complete, readyContacts, readyIdentifiers } from '../rules/record.ts'
import type { Candidate, Contact } from '../rules/shapes.ts'
import { notePairs } from '../sql/pairs.ts'
import { alignContacts } from '../sql/safety.ts'
import { insertPerson, type Keeping } from '../sql/write.ts'
import { asksStatus } from './asking.ts'
import { foundBy } from './found.ts'
import { likenesses, likenessesBeyond, centresToAsk } from './likenesses.ts'
import { asLikely } from './pairs.ts'

export const registering = on(registerPerson, {
  may: register,
  async run(ctx, input) {
    const { tx, actor, occurredAt } = ctx
    const { pack } = ctx.pack
    const {
      id,
      searched,
      notDuplicateOf,
      consentText,
      identifiers: _identifiers,
      contacts: _contacts,
      statusPurpose,
      askedElsewhere = false,
      ...offered
    } = input
    checkDetails(pack, offered, ctx.today)
    const asked = await asksStatus(ctx, offered.migrationStatus, statusPurpose)
    const details = complete(offered)
    const identifiers = readyIdentifiers(pack, input.identifiers ?? [])
    const contacts = readyContacts(pack, input.contacts ?? [])
    if (consentText !== undefined && !pack.consentTexts.some((text) => text.version === consentText)) {
      throw codeUnknownConflict({ field: 'consentText', code: consentText })
    }

    const draft = { ...details, identifiers, phones: contacts.map((contact) => contact.value) }
    const ruledOut = new Set(notDuplicateOf?.people)
    const refuse = searched === 'everywhere'
    const found = foundBy({
      ...details,
      identifiers: identifiers.map((one) => ({ ...one, retired: null })),
      contacts,
    })
    const search = () => likenesses(tx, draft, id, found.keys)
    const of = { person: id, organisation: actor.organisation, sharedWith: [], shownTo: {} }
    const insert = () =>
      insertPerson(tx, {
        ...of,
        centre: actor.centre ?? null,
        details,
        identifiers,
        contacts,
        found,
        consentText: consentText ?? null,
        packRelease: ctx.pack.id,
        by: actor.user,
        at: occurredAt,
      })
    let likely: Candidate[]
    let held: string[]
    if (refuse) {
      likely = await search()
      await refuseUndecided(ctx, likely, ruledOut, askedElsewhere)
      held = await insert()
    } else {
      // Nothing found would refuse it, so both statements are sent at once.
      ;[likely, held] = await Promise.all([search(), insert()])
    }
    if (differ(contacts, 'safeToCall') || differ(contacts, 'safeToText'))
      await alignContacts(
        tx,
        id,
        contacts.map((one) => one.id),
      )
    if (held.length > 0 && !likely.some((one) => one.reasons.includes('same_document'))) {
      // Another desk registered the same document at the same moment; its record is visible only now.
      likely = await search()
      if (refuse) await refuseUndecided(ctx, likely, ruledOut, askedElsewhere)
    }

    const open = likely.filter((one) => isSuspected(one) && !ruledOut.has(one.id))
    await notePairs(tx, of, open.map(asLikely), occurredAt)
    if (notDuplicateOf) await noteRuledOut(ctx, of, likely, notDuplicateOf)
    ctx.record('person.registered', {
      person: id,
      data: { searched, documents: identifiers.length, possibleDuplicates: open.length },
    })
    if (asked) ctx.record('person.status_asked', { person: id, data: { purpose: statusPurpose ?? null } })
    return { id, version: 1, openDuplicates: open.length }
  },
})

/**
 * @throws `person.likely_duplicate` with the candidates nobody has decided on, and the centres to ask about
 * hidden ones
 */
async function refuseUndecided(
  ctx: CommandContext,
  likely: readonly Candidate[],
  ruledOut: ReadonlySet<string>,
  askedElsewhere: boolean,
): Promise<void> {
  const undecided = likely.filter((one) => one.strength === 'strong' && !ruledOut.has(one.id))
  const { seen, hidden } = await likenessesBeyond(ctx, async () => undecided)
  if (seen.length === 0 && (hidden.length === 0 || askedElsewhere)) return
  const shown = seen.slice(0, 5)
  ctx.disclose(shown.map(({ id }) => ({ person: id, fields: [...GLIMPSED], purpose: 'duplicates' })))
  const elsewhere = askedElsewhere ? [] : await centresToAsk(ctx, hidden)
  throw personLikelyDuplicate({ candidates: shown, elsewhere })
}

/** Whether a number may be safe in one contact point and unsafe in another, under another spelling. */
const differ = (contacts: readonly Contact[], safe: 'safeToCall' | 'safeToText') =>
  contacts.some((one) => one[safe]) && contacts.some((one) => !one[safe])

async function noteRuledOut(
  ctx: CommandContext<'person.duplicate_ruled_out'>,
  of: Keeping,
  likely: readonly Candidate[],
  decision: { people: readonly string[]; because: string },
): Promise<void> {
  const compared = likely.filter((one) => decision.people.includes(one.id))
  await notePairs(ctx.tx, of, compared.map(asLikely), ctx.occurredAt, {
    state: 'ruled_out',
    because: decision.because,
    by: ctx.actor.user,
  })
  for (const one of compared) {
    ctx.record('person.duplicate_ruled_out', {
      person: of.person,
      data: { other: one.id, because: decision.because },
    })
  }
}
