// Lets another organisation see a record, and no longer; only other commands run these, with consent in hand.
import { on, type CommandContext } from '../../../platform/capability.ts'
import { sharePerson, stopSharingPerson } from '../contract.ts'
import * as policy from '../policy.ts'
import { saveSharing } from '../sql/share.ts'
import { foundBy } from './found.ts'
import { openRecord, tell } from './record.ts'

async function setSharing(ctx: CommandContext, id: string, recipient: string, open: boolean): Promise<void> {
  const { person, of } = await openRecord(ctx, id)
  const others = person.sharedWith.filter((one) => one !== recipient)
  if (recipient === person.organisation || open === others.length < person.sharedWith.length) return
  const now = { ...of, sharedWith: open ? [...others, recipient] : others }
  await saveSharing(ctx.tx, now, foundBy(person), { recipient, at: ctx.occurredAt, open })
  // Told to the keeper and the one it is about, who may see from now on or no longer; to no other receiver.
  tell(ctx, { ...of, sharedWith: [recipient] }, open ? 'person.shared' : 'person.sharing_stopped', {
    with: recipient,
  })
}

export const sharing = on(sharePerson, {
  may: policy.share,
  async run(ctx, input) {
    await setSharing(ctx, input.person, input.with, true)
    return {}
  },
})

export const stoppingSharing = on(stopSharingPerson, {
  may: policy.share,
  async run(ctx, input) {
    await setSharing(ctx, input.person, input.with, false)
    return {}
  },
})
