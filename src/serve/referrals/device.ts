// Prepares and sends referrals on the phone, and lets a provider answer them there, with the server's own rules.
import { answerOnDevice, onDevice, type DeviceCapability } from '../../device/capability.ts'
import { conflict, unknown } from '../../kernel/problem.ts'
import { dateIn } from '../../kernel/time.ts'
import * as contract from './contract.ts'
import type { Referral } from './contract.ts'
import * as rules from './rules.ts'

type Document = readonly Referral[]

const persons = (input: { person: string }) => [input.person]

function moved(document: Document, id: string, wish: rules.Move, change: Partial<Referral> = {}): Document {
  const referral = document.find((each) => each.id === id)
  if (!referral) throw unknown('referral.unknown')
  const step = rules.move(referral.state, wish, referral.side)
  if ('refused' in step) {
    throw step.refused === 'side'
      ? conflict('referral.other_side', { move: wish })
      : conflict('referral.not_open', { state: referral.state, move: wish })
  }
  const next = { ...referral, ...change, state: step.to, version: referral.version + 1 }
  const moves = rules.openMoves(next.state, next.side).filter((move) => move !== 'expire')
  return document.map((each) => (each.id === id ? { ...next, moves } : each))
}

function drafted(
  input: { person: string; id: string; to: string; need?: string | undefined; reason: string },
  { occurredAt, organisation }: { occurredAt: string; organisation: { id: string; name: string } },
): Referral {
  return {
    id: input.id,
    person: input.person,
    introduction: { calledName: null, ageBand: 'unknown', languages: [] },
    sender: organisation,
    receiver: { id: input.to, name: '' },
    service: null,
    need: input.need ?? null,
    reason: input.reason,
    state: 'draft',
    createdAt: occurredAt,
    sentAt: null,
    answerBy: null,
    answeredAt: null,
    declineReason: null,
    note: null,
    redirectedTo: null,
    scheduledFor: null,
    closedAt: null,
    result: null,
    feedback: null,
    version: 1,
    side: 'sender',
    moves: rules.openMoves('draft', 'sender').filter((move) => move !== 'expire'),
  }
}

const home = (actor: { organisation: string; organisationName: string }) => ({
  id: actor.organisation,
  name: actor.organisationName,
})

export const referralsOnDevice: DeviceCapability = {
  name: 'referrals',
  commands: [
    onDevice(contract.draftReferral, {
      persons,
      apply: (document: Document = [], input, { occurredAt, actor }) => [
        ...document,
        drafted(input, { occurredAt, organisation: home(actor) }),
      ],
    }),
    onDevice(contract.sendReferral, {
      persons,
      apply: (document: Document = [], input, { occurredAt, actor }) => {
        const { to, reason } = input
        const known =
          to !== undefined && reason !== undefined
            ? [...document, drafted({ ...input, to, reason }, { occurredAt, organisation: home(actor) })]
            : document
        return moved(known, input.id, 'send', {
          sentAt: occurredAt,
          answerBy: rules.answerBy(dateIn(occurredAt, actor.timeZone), input.answerBy),
        })
      },
    }),
    onDevice(contract.acceptReferral, {
      persons,
      apply: (document: Document = [], { id }, { occurredAt }) =>
        moved(document, id, 'accept', { answeredAt: occurredAt }),
    }),
    onDevice(contract.declineReferral, {
      persons,
      apply: (document: Document = [], { id, reason }, { occurredAt }) =>
        moved(document, id, 'decline', { answeredAt: occurredAt, declineReason: reason }),
    }),
    onDevice(contract.scheduleReferral, {
      persons,
      apply: (document: Document = [], { id, at }) => moved(document, id, 'schedule', { scheduledFor: at }),
    }),
    onDevice(contract.missReferral, {
      persons,
      apply: (document: Document = [], { id }) => moved(document, id, 'miss'),
    }),
    onDevice(contract.closeReferral, {
      persons,
      apply: (document: Document = [], { id, feedback }, { occurredAt }) =>
        moved(document, id, 'close', { closedAt: occurredAt, feedback: feedback ?? null }),
    }),
    onDevice(contract.cancelReferral, {
      persons,
      apply: (document: Document = [], { id, because }, { occurredAt }) =>
        moved(document, id, 'cancel', { closedAt: occurredAt, note: because }),
    }),
  ],
  queries: [
    answerOnDevice(contract.listReferrals, async (people, { side, states, person: one }) => {
      const kept = one ? [await people.find(one)] : await people.all()
      const all = kept.flatMap((each) => (each?.parts['referrals'] as Document | undefined) ?? [])
      return {
        referrals: all.filter((each) => each.side === side && (!states || states.includes(each.state))),
        next: null,
      }
    }),
    answerOnDevice(contract.getReferral, async (people, input) => {
      const kept = await people.find(input.person)
      return ((kept?.parts['referrals'] as Document | undefined) ?? []).find((each) => each.id === input.id)
    }),
  ],
}
