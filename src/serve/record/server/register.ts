// Registers a person: searches for likely duplicates once more, writes the record, and returns how many pairs
// need a decision.
import type { ParsedOf } from '../../../kernel/command.ts'
import { codeUnknownConflict } from '../../../kernel/problems.ts'
import { on, type CommandContext } from '../../../platform/capability.ts'
import { isSuspected } from '../../duplicates/operations.ts'
import { registerPerson } from '../operations.ts'
import { register } from '../policy.ts'
import { personLikelyDuplicate } from '../problems.ts'
import { GLIMPSED } from '../rules/glimpse.ts'
import { checkDetails, complete, readyContacts, readyIdentifiers } from '../rules/record.ts'
import type { Candidate, Contact } from '../rules/shapes.ts'
import { FACT_OF, notePairs } from '../sql/pairs.ts'
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
    const compared = new Set(notDuplicateOf?.people)
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
      await refuseUndecided(ctx, likely, compared, askedElsewhere)
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
      if (refuse) await refuseUndecided(ctx, likely, compared, askedElsewhere)
    }

    const open = likely.filter((one) => isSuspected(one) && !compared.has(one.id))
    await notePairs(tx, of, open.map(asLikely), occurredAt)
    const unsure = notDuplicateOf ? await noteCompared(ctx, of, likely, notDuplicateOf) : []
    const undecided = open.length + unsure.length
    ctx.record('person.registered', {
      person: id,
      data: { searched, documents: identifiers.length, possibleDuplicates: undecided },
    })
    if (asked) ctx.record('person.status_asked', { person: id, data: { purpose: statusPurpose ?? null } })
    return { id, version: 1, openDuplicates: undecided }
  },
})

/**
 * @throws `person.likely_duplicate` with the candidates nobody has decided on, and the centres to ask about
 * hidden ones
 */
async function refuseUndecided(
  ctx: CommandContext,
  likely: readonly Candidate[],
  compared: ReadonlySet<string>,
  askedElsewhere: boolean,
): Promise<void> {
  const undecided = likely.filter((one) => one.strength === 'strong' && !compared.has(one.id))
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

/** Keeps what the desk said of those it compared: somebody else, or not to be told yet. */
async function noteCompared(
  ctx: CommandContext<'person.duplicate_ruled_out' | 'person.duplicate_unsure'>,
  of: Keeping,
  likely: readonly Candidate[],
  said: NonNullable<ParsedOf<typeof registerPerson>['notDuplicateOf']>,
): Promise<Candidate[]> {
  const { people, because, decision = 'different' } = said
  const compared = likely.filter((one) => people.includes(one.id))
  const state = decision === 'different' ? 'ruled_out' : 'unsure'
  await notePairs(ctx.tx, of, compared.map(asLikely), ctx.occurredAt, { state, because, by: ctx.actor.user })
  for (const one of compared)
    ctx.record(FACT_OF[state], { person: of.person, data: { other: one.id, because } })
  return state === 'unsure' ? compared : []
}
