// How referrals stand on the home screen.
import { hrefTo } from '../../../kernel/paths.ts'
import type { WorkItem } from '../../../kernel/worklist.ts'
import type { WorkScreens } from '../../../kit/work.ts'

const href = ({ person, id }: WorkItem) =>
  hrefTo('/referrals/:person/:referral', { person: person ?? '', referral: id })

export const work: WorkScreens = {
  work: {
    'referral.answer': { icon: 'inbox', href, act: () => import('./AcceptFromToday.tsx') },
    'referral.meet': { icon: 'calendar', href },
    'referral.schedule': { icon: 'calendar', href },
    'referral.missed': { icon: 'calendar', href },
    'referral.expired': { icon: 'referral', href },
    'referral.declined': { icon: 'referral', href },
    'referral.awaited': { icon: 'send', href },
  },
  figures: {
    'referral.to_answer': '/referrals',
    'referral.awaited': hrefTo('/referrals', {}, { side: 'sender' }),
    'referral.under_way': '/referrals',
  },
}
