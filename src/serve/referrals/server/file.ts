// The file of a list of referrals: what was asked of whom and what came of it, without the people it is about.
import { listFile } from '../../../platform/files/list-file.ts'
import { listReferrals } from '../operations.ts'
import * as policy from '../policy.ts'
import { readForFile } from './reading.ts'

export const file = listFile(listReferrals, {
  title: 'referral.title',
  read: { may: policy.read, run: readForFile },
  rows: ({ referrals }) => referrals,
  columns: [
    { title: 'referral.which', value: ({ state }, { text }) => text(`referral.state.${state}`) },
    { title: 'referral.file.sender', value: ({ sender }) => sender.name },
    { title: 'referral.file.receiver', value: ({ receiver }) => receiver.name },
    { title: 'referral.service', value: ({ service }) => service?.name ?? null },
    {
      title: 'referral.file.kind',
      value: ({ service }, { term }) => service && term('serviceKinds', service.kind),
    },
    { title: 'referral.file.sent', instant: ({ sentAt }) => sentAt },
    { title: 'referral.answer_by', value: ({ answerBy }) => answerBy },
    { title: 'referral.file.answered', instant: ({ answeredAt }) => answeredAt },
    {
      title: 'referral.file.declined',
      value: ({ declineReason }, { term }) => declineReason && term('declineReasons', declineReason),
    },
    { title: 'referral.file.closed', instant: ({ closedAt }) => closedAt },
  ],
})
