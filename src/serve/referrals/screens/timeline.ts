// How referrals are shown on a person's timeline: each is a branch that returns once it is over.
import type { FactData } from '../../../kernel/fact.ts'
import type { FactView, TimelineGroup, ViewsOf } from '../../../kit/timeline.tsx'
import type * as facts from '../facts.ts'

export const group: TimelineGroup = 'help'

const open: FactView<Pick<FactData['referral.sent'], 'referral'>> = {
  icon: 'referral',
  branch: ({ referral }) => referral,
}
const over = { ...open, returns: true }

export const timeline = {
  'referral.drafted': open,
  'referral.sent': open,
  'referral.accepted': open,
  'referral.declined': over,
  'referral.redirected': open,
  'referral.expired': over,
  'referral.scheduled': open,
  'referral.missed': over,
  'referral.served': over,
  'referral.closed': over,
  'referral.cancelled': over,
} satisfies ViewsOf<typeof facts>
