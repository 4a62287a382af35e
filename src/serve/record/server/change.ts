// Corrects and completes a record: details field by field, documents and contact points.
import { on } from '../../../platform/capability.ts'
import { unsafeOnOthers } from '../../../platform/safe-contact.ts'
import type { Json } from '../../../kernel/problem.ts'
import { addContact, addIdentifier, changeContact, changePerson, retireIdentifier } from '../operations.ts'
import * as policy from '../policy.ts'
import {
  contactChangedMeanwhile,
  contactUnknown,
  contactUnsafeElsewhere,
  contactUnsafeStays,
  identifierUnknown,
  personChangedMeanwhile,
} from '../problems.ts'
import { requireBornBefore } from '../rules/events.ts'
import { PART_OF } from '../rules/parts.ts'
import {
  changedFields,
  checkDetails,
  clashes,
  documentKey,
  edit,
  readyContacts,
  readyIdentifiers,
} from '../rules/record.ts'
import * as load from '../sql/load.ts'
import * as safety from '../sql/safety.ts'
import * as write from '../sql/write.ts'
import { asksStatus } from './asking.ts'
import { updateSearchKeys } from './found.ts'
import { examineChanged } from './pairs.ts'
import { requireParts, openRecord, recordFact } from './record.ts'

const SAFE = { safeToCall: 'call', safeToText: 'text' } as const
const FLAGS = ['safeToCall', 'safeToText'] as const

export const changing = on(changePerson, {
  may: policy.change,
  async run(ctx, { id, base, changes, statusPurpose }) {
    checkDetails(ctx.pack.pack, changes, ctx.today)
    const { person, of } = await openRecord(ctx, id)
    // Checked before the actual changes are known: otherwise the answer would reveal whether a guessed value
    // is right.
    const named = (Object.keys(changes) as (keyof typeof changes)[]).filter(
      (one) => changes[one] !== undefined,
    )
    requireParts(ctx, of, [...new Set(named.map((field) => PART_OF[field]))])
    const fields = changedFields(person, changes)
    if (fields.length === 0) return { version: person.version }
    const asked =
      fields.includes('migrationStatus') && (await asksStatus(ctx, changes.migrationStatus, statusPurpose))
    if (base < person.version) {
      const later = await load.editsAfter(ctx.tx, id, base)
      const clashing = clashes(person, changes, later, ctx.actor.device)
      if (clashing.length > 0) {
        throw personChangedMeanwhile({ version: person.version, fields: clashing })
      }
    }
    if (fields.includes('born')) requireBornBefore(changes.born, await load.firstEvent(ctx.tx, id))
    const after = { ...person, ...edit(person, changes) }
    const version = person.version + 1
    const history = Object.fromEntries(
      fields.map((field) => [field, { from: person[field] as Json, to: (after[field] ?? null) as Json }]),
    )
    await write.saveEdit(ctx.tx, of, after, {
      version,
      changes: history,
      editedAt: ctx.occurredAt,
      device: ctx.actor.device ?? null,
      by: ctx.actor.user,
    })
    await updateSearchKeys(ctx, of, person, after)
    await examineChanged(ctx, of, { before: person, after })
    recordFact(ctx, of, 'person.changed', { fields, version })
    if (asked) recordFact(ctx, of, 'person.status_asked', { purpose: statusPurpose ?? null })
    return { version }
  },
})

export const addingIdentifier = on(addIdentifier, {
  may: policy.change,
  async run(ctx, { person: id, ...added }) {
    const { person, of } = await openRecord(ctx, id)
    requireParts(ctx, of, ['documents'])
    const ready = readyIdentifiers(ctx.pack.pack, [added], person.identifiers)
    for (const one of ready) await write.insertIdentifier(ctx.tx, of, one, ctx.occurredAt)
    const after = {
      ...person,
      identifiers: [...person.identifiers, ...ready.map((one) => ({ ...one, retired: null }))],
    }
    await updateSearchKeys(ctx, of, person, after)
    const openDuplicates = await examineChanged(ctx, of, { before: person, after })
    recordFact(ctx, of, 'person.identifier_added', { type: added.type, identifier: added.id })
    return { openDuplicates }
  },
})

export const retiringIdentifier = on(retireIdentifier, {
  may: policy.change,
  async run(ctx, { person: id, id: identifier, because }) {
    const { person, of } = await openRecord(ctx, id)
    requireParts(ctx, of, ['documents'])
    const standing = person.identifiers.find((one) => one.id === identifier && !one.retired)
    if (!standing) throw identifierUnknown()
    await write.retireIdentifier(ctx.tx, of, { id: identifier, document: documentKey(standing), because })
    const after = { ...person, identifiers: person.identifiers.filter((one) => one !== standing) }
    await updateSearchKeys(ctx, of, person, after)
    await examineChanged(ctx, of, { before: person, after })
    recordFact(ctx, of, 'person.identifier_retired', { type: standing.type, because })
    return {}
  },
})

export const addingContact = on(addContact, {
  may: policy.change,
  async run(ctx, { person: id, ...added }) {
    const { person, of } = await openRecord(ctx, id)
    requireParts(ctx, of, ['contact'])
    const ready = readyContacts(ctx.pack.pack, [added], person.contacts)
    for (const one of ready) await write.insertContact(ctx.tx, of, one, ctx.occurredAt)
    await safety.alignContacts(ctx.tx, id, [added.id])
    const after = { ...person, contacts: [...person.contacts, ...ready] }
    await updateSearchKeys(ctx, of, person, after)
    await examineChanged(ctx, of, { before: person, after })
    recordFact(ctx, of, 'person.contact_added', { kind: added.kind, contact: added.id })
    return { version: 1 }
  },
})

export const changingContact = on(changeContact, {
  may: policy.change,
  async run(ctx, { person: id, id: contact, base, ...changes }) {
    const { person, of } = await openRecord(ctx, id)
    requireParts(ctx, of, ['contact'])
    const standing = person.contacts.find((one) => one.id === contact)
    if (!standing) throw contactUnknown()
    const named = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
    // Marking a number as unsafe takes effect at once, whatever version the edit was made on.
    const said = Object.entries(named)
    const onlyUnsafe = said.length > 0 && said.every(([field, value]) => field in SAFE && value === false)
    if (base < standing.version && !onlyUnsafe) {
      throw contactChangedMeanwhile({
        contact: standing,
        yours: changes as Record<string, Json>,
      })
    }
    const value = changes.value ?? standing.value
    const known = await safety.safetyOf(ctx.tx, id, { value, instead: standing.value })
    const madeSafe = FLAGS.filter(
      (flag) => changes[flag] === true && (known[SAFE[flag]] || (known.same && !standing[flag])),
    )
    if (madeSafe.length > 0 && of.organisation !== ctx.actor.organisation) {
      // The refusal reveals which number is unsafe, so it is logged as a disclosure; the keeper sees who
      // tried.
      ctx.disclose([{ person: id, fields: ['contact'], purpose: 'care' }])
      throw contactUnsafeStays()
    }
    if (FLAGS.some((flag) => changes[flag] === true)) {
      const elsewhere = await unsafeOnOthers(ctx, [{ person: id, value }])
      const isUnsafe = (flag: (typeof FLAGS)[number]) =>
        changes[flag] === true && elsewhere.some(({ channel }) => channel === SAFE[flag])
      if (madeSafe.length === 0 && FLAGS.some(isUnsafe)) throw contactUnsafeElsewhere()
    }
    const changed = {
      ...standing,
      // The safety of one number does not carry over to another.
      ...(!known.same && { safeToCall: false, safeToText: false }),
      ...named,
      version: standing.version + 1,
    }
    if (!known.same) await safety.rememberUnsafe(ctx.tx, id, standing.value)
    for (const flag of madeSafe) await safety.markSafe(ctx.tx, id, value, SAFE[flag])
    await write.saveContact(ctx.tx, id, changed)
    await safety.alignContacts(ctx.tx, id, [contact])
    const after = { ...person, contacts: person.contacts.map((one) => (one === standing ? changed : one)) }
    await updateSearchKeys(ctx, of, person, after)
    await examineChanged(ctx, of, { before: person, after })
    const { kind, retired, safeToCall, safeToText } = changed
    recordFact(ctx, of, 'person.contact_changed', { kind, retired, safeToCall, safeToText })
    if (madeSafe.length > 0)
      recordFact(ctx, of, 'person.contact_safe_again', { kind, channels: madeSafe.map((flag) => SAFE[flag]) })
    return { version: changed.version }
  },
})
