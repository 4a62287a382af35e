// Prepares and sends referrals on the phone, and lets a provider answer them there, with the server's
// rules.
import {
  answerOnDevice,
  onDevice,
  type DeviceCapability,
  type KeptLists,
  type KeptPerson,
} from '../../device/capability.ts'
import type { ParsedOf } from '../../kernel/command.ts'
import { searchable, searchWords } from '../../kernel/text.ts'
import { dateIn } from '../../kernel/time.ts'
import { serviceList } from '../services/operations.ts'
import {
  draftReferral,
  sendReferral,
  acceptReferral,
  declineReferral,
  scheduleReferral,
  missReferral,
  closeReferral,
  cancelReferral,
  listReferrals,
  getReferral,
} from './operations.ts'
import type { Referral } from './operations.ts'
import { referralNotOpen, referralOtherSide, referralUnknown } from './problems.ts'
import * as policy from './policy.ts'
import * as rules from './rules.ts'

type Document = readonly Referral[]

const persons = (input: { person: string }) => [input.person]

const NO_INTRODUCTION: Referral['introduction'] = { calledName: null, ageBand: 'unknown', languages: [] }
/** Fields that the server no longer returns to a receiver either. */
const HIDDEN_FROM_RECEIVER = {
  introduction: NO_INTRODUCTION,
  reason: '',
  note: null,
  feedback: null,
  scheduledFor: null,
}

function moved(document: Document, id: string, wish: rules.Move, change: Partial<Referral> = {}): Document {
  const referral = document.find((each) => each.id === id)
  if (!referral) throw referralUnknown()
  const step = rules.move(referral.state, wish, referral.side)
  if ('refused' in step) {
    throw step.refused === 'side'
      ? referralOtherSide({ move: wish })
      : referralNotOpen({ state: referral.state, move: wish })
  }
  const isRead = referral.side === 'sender' || rules.isReadable(step.to)
  const next = {
    ...referral,
    ...change,
    ...(!isRead && HIDDEN_FROM_RECEIVER),
    state: step.to,
    version: referral.version + 1,
    unsent: true as const,
  }
  const moves = rules.openMoves(next.state, next.side).filter((move) => move !== 'expire')
  return document.map((each) => (each.id === id ? { ...next, moves } : each))
}

type Wish = {
  person: string
  id: string
  to: string
  service?: string | undefined
  need?: string | undefined
  reason: string
}

function drafted(
  input: Wish,
  { occurredAt, organisation, lists }: { occurredAt: string; organisation: Party; lists: KeptLists },
): Referral {
  const services = lists.all(serviceList)
  const service = services.find((each) => each.id === input.service)
  const receiver = services.find((each) => each.organisation.id === input.to)?.organisation
  return {
    id: input.id,
    person: input.person,
    introduction: NO_INTRODUCTION,
    sender: organisation,
    receiver: { id: input.to, name: receiver?.name ?? '' },
    service: service ? { id: service.id, name: service.name, kind: service.kind } : null,
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
    unsent: true,
    moves: rules.openMoves('draft', 'sender').filter((move) => move !== 'expire'),
  }
}

type Party = { id: string; name: string }

const home = (actor: { organisation: string; organisationName: string }) => ({
  id: actor.organisation,
  name: actor.organisationName,
})

/** The name from the record, until the server has written the introduction. */
function introduced(document: Document, record: unknown): Document {
  const { called, givenNames } = (record ?? {}) as { called?: string | null; givenNames?: string | null }
  return document.map((each) =>
    each.introduction.calledName === null
      ? { ...each, introduction: { ...each.introduction, calledName: called ?? givenNames ?? null } }
      : each,
  )
}

const documentOf = (kept: KeptPerson | undefined): Document =>
  introduced((kept?.parts['referrals'] as Document | undefined) ?? [], kept?.parts['person'])

const isListed =
  ({ side, states, other, service, words }: ParsedOf<typeof listReferrals>) =>
  (each: Referral) => {
    const { introduction, sender, receiver } = each
    const said = searchable(
      [introduction.calledName, each.service?.name, sender.name, receiver.name].join(' '),
    )
    return (
      each.side === side &&
      (!states || states.includes(each.state)) &&
      (other === undefined || (side === 'sender' ? receiver : sender).id === other) &&
      (service === undefined || each.service?.id === service) &&
      searchWords(words).every((word) => said.includes(word))
    )
  }

export const deviceCapability: DeviceCapability = {
  name: 'referrals',
  commands: [
    onDevice(draftReferral, {
      persons,
      apply: (document: Document = [], input, { occurredAt, actor, lists }) => [
        ...document,
        drafted(input, {
          occurredAt,
          organisation: home(actor),
          lists,
        }),
      ],
    }),
    onDevice(sendReferral, {
      persons,
      apply: (document: Document = [], input, { occurredAt, actor, lists }) => {
        const { to, reason } = input
        const referrals =
          to !== undefined && reason !== undefined
            ? [
                ...document,
                drafted({ ...input, to, reason }, { occurredAt, organisation: home(actor), lists }),
              ]
            : document
        return moved(referrals, input.id, 'send', {
          sentAt: occurredAt,
          answerBy: rules.answerBy(dateIn(occurredAt, actor.timeZone), input.answerBy),
        })
      },
    }),
    onDevice(acceptReferral, {
      persons,
      apply: (document: Document = [], { id }, { occurredAt }) =>
        moved(document, id, 'accept', { answeredAt: occurredAt }),
    }),
    onDevice(declineReferral, {
      persons,
      apply: (document: Document = [], { id, reason }, { occurredAt }) =>
        moved(document, id, 'decline', { answeredAt: occurredAt, declineReason: reason }),
    }),
    onDevice(scheduleReferral, {
      persons,
      apply: (document: Document = [], { id, at }) => moved(document, id, 'schedule', { scheduledFor: at }),
    }),
    onDevice(missReferral, {
      persons,
      apply: (document: Document = [], { id }) => moved(document, id, 'miss'),
    }),
    onDevice(closeReferral, {
      persons,
      apply: (document: Document = [], { id, feedback }, { occurredAt }) =>
        moved(document, id, 'close', { closedAt: occurredAt, feedback: feedback ?? null }),
    }),
    onDevice(cancelReferral, {
      persons,
      apply: (document: Document = [], { id, because }, { occurredAt }) =>
        moved(document, id, 'cancel', { closedAt: occurredAt, note: because }),
    }),
  ],
  work: (kept, actor, today) =>
    policy.read(actor) === true
      ? documentOf(kept).flatMap((referral) => rules.workOf(referral, today, actor.timeZone))
      : [],
  queries: [
    answerOnDevice(
      listReferrals,
      async (people, input) => {
        const kept = input.person ? [await people.find(input.person)] : await people.all()
        return { referrals: kept.flatMap(documentOf).filter(isListed(input)), next: null }
      },
      {
        async over(answer, pending, input) {
          const kept = input.person ? [await pending.find(input.person)] : await pending.all()
          const here = kept.flatMap(documentOf)
          const ids = new Set(here.map(({ id }) => id))
          const listed = here.filter(isListed(input))
          const before = kept.flatMap((one) => documentOf(one && { ...one, parts: one.server ?? {} }))
          return {
            ...answer,
            referrals: [
              ...(input.after === undefined ? listed : []),
              ...answer.referrals.filter(({ id }) => !ids.has(id)),
            ],
            ...(answer.total !== undefined && {
              total: answer.total + listed.length - before.filter(isListed(input)).length,
            }),
          }
        },
      },
    ),
    answerOnDevice(
      getReferral,
      async (people, input) =>
        documentOf(await people.find(input.person)).find((each) => each.id === input.id),
      { person: ({ person }) => person },
    ),
  ],
}
