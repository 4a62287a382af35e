// Gives another organisation access to the parts of a record that the person allows, and ends it when they no
// longer do: the only place where consent becomes access.
import { dateIn } from '../../../kernel/time.ts'
import { listen, on, type CommandContext } from '../../../platform/capability.ts'
import { recordsNow } from '../../../platform/same-person.ts'
import { tellRecipient } from '../../../protect/notices/operations.ts'
import {
  allowedGroups,
  missingConsent,
  present,
  SHARING,
  withoutConsent,
} from '../../../protect/consent/operations.ts'
import { turns } from '../../../protect/overrides/operations.ts'
import { becauseOf } from '../../../protect/consent/facts.ts'
import { shareCorrections } from '../../../protect/own/operations.ts'
import { sharePerson, stopSharingPerson } from '../operations.ts'
import * as policy from '../policy.ts'
import { personMerged, personUnmerged } from '../../merges/facts.ts'
import { lockPerson } from '../sql/load.ts'
import * as sql from '../sql/share.ts'
import { foundBy } from './found.ts'
import { examinePairs } from './pairs.ts'
import { openRecord, recordFact } from './record.ts'
import { decisionsAbout } from '../../../protect/consent/reads.ts'

/** The parts that the person, or an override, lets a receiver see at this moment; run as the system. */
async function partsFor(ctx: CommandContext, person: string, organisation: string): Promise<string[]> {
  const organisationClass = (await sql.classOf(ctx.tx, organisation)) ?? ''
  const now = present(dateIn(ctx.receivedAt, ctx.actor.timeZone))
  const use = { purpose: SHARING, organisation, organisationClass }
  return [...allowedGroups(await decisionsAbout(ctx.tx, [person]), use, now)].sort()
}

/** @returns the parts that the receiver saw before and no longer sees */
async function setSharing(
  ctx: CommandContext<'person.shared' | 'person.sharing_stopped'>,
  id: string,
  recipient: string,
  parts: readonly string[],
  more: {
    consent?: string | undefined
    /** A refusal that the keeper still has to confirm with the person: access returns if it is lifted. */
    suspends?: boolean
  } = {},
): Promise<string[]> {
  const { person, of } = await openRecord(ctx, id)
  const { [recipient]: before, ...others } = of.shownTo
  const open = parts.length > 0
  if (recipient === of.organisation || same(before ?? [], parts)) return []
  const shownTo = open ? { ...others, [recipient]: parts } : others
  const sharedWith = Object.keys(shownTo)
  await ctx.asSystem(() =>
    sql.saveSharing(ctx.tx, { ...of, sharedWith, shownTo }, foundBy(person), {
      recipient,
      at: ctx.occurredAt,
      suspends: more.suspends ?? false,
    }),
  )
  await examinePairs(ctx, { ...of, sharedWith, shownTo }, person, [recipient])
  await ctx.run(shareCorrections, { person: id, with: recipient, sees: open })
  // Recorded for the keeper and the receiver concerned, also when its access ends; for no other receiver.
  const both = { ...of, shownTo: { [recipient]: [] } }
  if (open) recordFact(ctx, both, 'person.shared', { with: recipient, fieldGroups: [...parts] })
  else recordFact(ctx, both, 'person.sharing_stopped', { with: recipient })
  const opened = parts.filter((part) => !before?.includes(part))
  if (opened.length > 0)
    ctx.disclose([{ person: id, fields: opened, purpose: SHARING, recipient, consent: more.consent }])
  return (before ?? []).filter((part) => !parts.includes(part))
}

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((part) => b.includes(part))

export const sharing = on(sharePerson, {
  may: policy.share,
  async run(ctx, { person, with: recipient, consent }) {
    const parts = await partsFor(ctx, person, recipient)
    const missing =
      parts.length === 0 && missingConsent({ person, purpose: SHARING, recipient }, ['identity'], [])
    if (missing) throw withoutConsent(missing)
    await setSharing(ctx, person, recipient, parts, { consent })
    return {}
  },
})

export const stoppingSharing = on(stopSharingPerson, {
  may: policy.share,
  async run(ctx, input) {
    await setSharing(ctx, input.person, input.with, [])
    if (!input.staysSuspended) await ctx.asSystem(() => sql.endSuspended(ctx.tx, input.person, input.with))
    return {}
  },
})

/**
 * While records are merged each receiver sees no more than both allow. Its access is suspended and not ended, so that it
 * has the same again once the merge is undone.
 */
export const followingMerges = [personMerged, personUnmerged].map((kind) =>
  listen(kind, ({ asSystem, ...rest }, { person }) =>
    asSystem(async () => {
      const ctx = { ...rest, asSystem }
      const suspends = kind === personMerged
      const people = await recordsNow(ctx.tx, person)
      for (const one of people)
        for (const { recipient } of await sql.receivers(ctx.tx, one))
          await setSharing(ctx, one, recipient, await partsFor(ctx, one, recipient), { suspends })
    }),
  ),
)

const REFUSALS: readonly string[] = ['consent.refused', 'consent.withdrawn', 'consent.applied']
const consentUpheld = 'consent.upheld'

/**
 * After every change of a consent: each receiver sees what is allowed now, and is notified of what it must
 * stop using.
 */
export const followingConsent = turns.map((turn) =>
  listen(turn, ({ asSystem, ...rest }, { person, kind, organisation }) =>
    asSystem(async () => {
      const ctx = { ...rest, asSystem }
      // A receiver whose work ends at the same moment is no longer listed once the record is locked.
      const keeper = (await lockPerson(ctx.tx, person))?.organisation
      // A refusal recorded by another organisation ends access at once, and the keeper asks the person
      // whether it stands.
      const suspends = REFUSALS.includes(kind) && organisation !== keeper
      if (kind === consentUpheld) await sql.endSuspended(ctx.tx, person)
      // While records are merged a no on one counts on all of them. What it closes of another comes back with the undo.
      for (const one of await recordsNow(ctx.tx, person)) {
        for (const { recipient: to, field_groups: saw } of await sql.receivers(ctx.tx, one)) {
          const parts = await partsFor(ctx, one, to)
          const fieldGroups = await setSharing(ctx, one, to, parts, { suspends: suspends || one !== person })
          if (fieldGroups.length > 0)
            await ctx.run(tellRecipient, {
              person: one,
              to,
              purpose: SHARING,
              fieldGroups,
              because: becauseOf(kind),
              // A receiver that did not see the name is not given it in the notification either.
              ...(!saw.includes('identity') && { called: null }),
            })
        }
      }
    }),
  ),
)
