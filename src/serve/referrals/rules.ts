// The life of a referral: which moves are open in which state, to whom, and what each leaves behind.
import { addDays, type PlainDate } from '../../kernel/time.ts'

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

/** Moves that the people of either side make. */
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

export type Side = 'sender' | 'receiver' | 'house'

/** Where each move leads, from which states, and on whose word. The only place that says so. */
const MOVES: Readonly<Record<Move, { from: readonly State[]; to: State; by: readonly Side[] }>> = {
  send: { from: ['draft'], to: 'sent', by: ['sender'] },
  accept: { from: ['sent'], to: 'accepted', by: ['receiver'] },
  decline: { from: ['sent', 'accepted', 'scheduled'], to: 'declined', by: ['receiver'] },
  redirect: { from: ['sent', 'declined', 'expired'], to: 'redirected', by: ['sender'] },
  expire: { from: ['sent'], to: 'expired', by: ['house'] },
  schedule: { from: ['accepted', 'scheduled', 'no_show'], to: 'scheduled', by: ['receiver'] },
  serve: { from: ['accepted', 'scheduled', 'no_show'], to: 'served', by: ['receiver'] },
  miss: { from: ['scheduled'], to: 'no_show', by: ['receiver'] },
  close: { from: ['served', 'no_show', 'declined', 'expired'], to: 'closed', by: ['sender', 'receiver'] },
  cancel: {
    from: ['draft', 'sent', 'accepted', 'scheduled', 'no_show'],
    to: 'cancelled',
    by: ['sender', 'house'],
  },
}

/** The state a move leads to, or why it cannot be made: the world moved (`state`) or it is the other side's to make (`side`). */
export function move(state: State, wish: Move, side: Side): { to: State } | { refused: 'state' | 'side' } {
  const rule = MOVES[wish]
  if (!rule.by.includes(side)) return { refused: 'side' }
  // A receiver cannot close what it declined: the sender decides what happens next.
  if (wish === 'close' && side === 'receiver' && (state === 'declined' || state === 'expired'))
    return { refused: 'side' }
  return rule.from.includes(state) ? { to: rule.to } : { refused: 'state' }
}

/** The moves a side may make now: what a screen offers. */
export function openMoves(state: State, side: Side): Move[] {
  return (Object.keys(MOVES) as Move[]).filter((wish) => 'to' in move(state, wish, side))
}

/** States in which the receiver still works with the person, and so may see the record. */
const WORKING: readonly State[] = ['accepted', 'scheduled', 'no_show', 'served']

export const isWorking = (state: State): boolean => WORKING.includes(state)

/**
 * States in which the receiver may read whom a referral is about and why: while it is asked or at work, and of what was
 * completed, as long as the person allows. What was turned down, taken back or never answered tells nothing any more.
 */
const READABLE: readonly State[] = ['draft', 'sent', ...WORKING, 'closed']

export const isReadable = (state: State): boolean => READABLE.includes(state)

/** States that nothing leads out of. */
export const isOver = (state: State): boolean =>
  state === 'closed' || state === 'cancelled' || state === 'redirected'

/** Days a receiver has to answer by the urgency of the need; an ordinary one has a week. */
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
