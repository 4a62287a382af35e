// The state machine of a referral: which steps are open in which state, to which side, and the state each
// leads to.
import { addDays, dateIn, type PlainDate } from '../../kernel/time.ts'
import type { WorkOrder } from '../../kernel/worklist.ts'

export const STATES = [
  'draft',
  'sent',
  'accepted',
  'declined',
  'redirected',
  'expired',
  'scheduled',
  'no_show',
  'served',
  'closed',
  'cancelled',
] as const
export type State = (typeof STATES)[number]

/** Steps taken by people of either side; the system takes the others. */
export const MOVES_OF_PEOPLE = [
  'send',
  'accept',
  'decline',
  'redirect',
  'schedule',
  'serve',
  'miss',
  'close',
  'cancel',
] as const
export type Move = (typeof MOVES_OF_PEOPLE)[number] | 'expire'

/** What came of it for the person, said when it is closed. */
export const RESULTS = ['served', 'not_served'] as const

export const SIDES = ['sender', 'receiver'] as const
export type Side = (typeof SIDES)[number] | 'system'

/**
 * For each step: the states it starts from, the state it leads to, and the sides that may take it. Defined
 * only here.
 */
const MOVES: Readonly<Record<Move, { from: readonly State[]; to: State; by: readonly Side[] }>> = {
  send: { from: ['draft'], to: 'sent', by: ['sender'] },
  accept: { from: ['sent'], to: 'accepted', by: ['receiver'] },
  decline: { from: ['sent', 'accepted', 'scheduled'], to: 'declined', by: ['receiver'] },
  redirect: { from: ['sent', 'declined', 'expired'], to: 'redirected', by: ['sender'] },
  expire: { from: ['sent'], to: 'expired', by: ['system'] },
  schedule: { from: ['accepted', 'scheduled', 'no_show'], to: 'scheduled', by: ['receiver'] },
  serve: { from: ['accepted', 'scheduled', 'no_show'], to: 'served', by: ['receiver'] },
  miss: { from: ['scheduled'], to: 'no_show', by: ['receiver'] },
  close: { from: ['served', 'no_show', 'declined', 'expired'], to: 'closed', by: ['sender', 'receiver'] },
  cancel: {
    from: ['draft', 'sent', 'accepted', 'scheduled', 'no_show'],
    to: 'cancelled',
    by: ['sender', 'system'],
  },
}

/**
 * The state a step leads to, or why it is refused: the referral is in another state (`state`), or only the
 * other side may take it (`side`).
 */
export function move(state: State, wish: Move, side: Side): { to: State } | { refused: 'state' | 'side' } {
  const rule = MOVES[wish]
  if (!rule.by.includes(side)) return { refused: 'side' }
  // A receiver cannot close what it declined: the sender decides what happens next.
  if (wish === 'close' && side === 'receiver' && (state === 'declined' || state === 'expired'))
    return { refused: 'side' }
  return rule.from.includes(state) ? { to: rule.to } : { refused: 'state' }
}

/** The steps a side may take now, as a screen offers them. */
export function openMoves(state: State, side: Side): Move[] {
  return (Object.keys(MOVES) as Move[]).filter((wish) => 'to' in move(state, wish, side))
}

/** States in which the receiver works with the person, and so may see the record. */
const WORKING: readonly State[] = ['accepted', 'scheduled', 'no_show', 'served']

export const isWorking = (state: State): boolean => WORKING.includes(state)

/**
 * States in which the receiver may read whom a referral is about and why: while it is open, and once
 * completed for as long as the person's consent lasts. A referral that was declined, cancelled or never
 * answered shows nothing any more.
 */
const READABLE: readonly State[] = ['draft', 'sent', ...WORKING, 'closed']

export const isReadable = (state: State): boolean => READABLE.includes(state)

/** Final states. */
export const isOver = (state: State): boolean =>
  state === 'closed' || state === 'cancelled' || state === 'redirected'

/** Days a receiver has to answer; the sender may set another day. */
const DAYS_TO_ANSWER = 7

/** The last day on which the receiver can still answer. */
export function answerBy(sentOn: PlainDate, wished?: PlainDate): PlainDate {
  return wished !== undefined && wished > sentOn ? wished : addDays(sentOn, DAYS_TO_ANSWER)
}

/** Whether a sent referral has run out: its last day is over. */
export function hasExpired(
  referral: { state: State; answerBy: PlainDate | null },
  today: PlainDate,
): boolean {
  return referral.state === 'sent' && referral.answerBy !== null && referral.answerBy < today
}

/** Days ahead that an appointment is listed among the work that waits. */
export const DAYS_AHEAD = 7

type Waiting = {
  id: string
  person: string
  side: (typeof SIDES)[number]
  state: State
  introduction: { calledName: string | null }
  service: { name: string } | null
  sender: { name: string }
  receiver: { name: string }
  answerBy: PlainDate | null
  answeredAt: string | null
  scheduledFor: string | null
}

/** What waits for this side of a referral, as the statements of `worklist.ts` find it: one line or none. */
export function workOf(referral: Waiting, today: PlainDate, timeZone: string) {
  const { id, person, side, state, answerBy, answeredAt, scheduledFor } = referral
  const line = (kind: string, order: WorkOrder, at: string | null) =>
    at === null
      ? []
      : [
          {
            kind,
            order,
            at,
            id,
            person,
            name: referral.introduction.calledName,
            text: referral.service?.name ?? null,
            by: side === 'sender' ? referral.receiver.name : referral.sender.name,
          },
        ]
  if (side === 'sender') {
    if (state === 'sent') return line('referral.awaited', 'others', answerBy)
    if (state === 'expired') return line('referral.expired', 'due', answerBy)
    return state === 'declined' ? line('referral.declined', 'since', answeredAt) : []
  }
  if (state === 'sent') return line('referral.answer', 'due', answerBy)
  if (state === 'accepted') return line('referral.schedule', 'since', answeredAt)
  if (state === 'no_show') return line('referral.missed', 'since', scheduledFor ?? answeredAt)
  if (state !== 'scheduled' || scheduledFor === null) return []
  const day = dateIn(scheduledFor, timeZone)
  return day <= addDays(today, DAYS_AHEAD) ? line('referral.meet', 'due', day) : []
}
