// Refers somebody to the service that is on the screen: whom, and then the usual form.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { navigate, SlotView, useSlot } from '../../../kit/route.tsx'
import { useMay } from '../../../kit/session.tsx'
import * as policy from '../policy.ts'

export default function ReferThere({ service }: { service: string }) {
  const t = useMessages()
  const disabledReason = useMay(policy.send)
  const [picker] = useSlot('person.pick')
  const [choosing, setChoosing] = useState(false)
  if (!picker) return null
  return (
    <>
      <Button
        kind="primary"
        icon="referral"
        disabledReason={disabledReason}
        onClick={() => setChoosing(true)}
      >
        {t('referral.refer_here')}
      </Button>
      {choosing && (
        <Dialog title={t('referral.whom')} onClose={() => setChoosing(false)}>
          <SlotView
            content={picker}
            props={{
              onPick: (person: string) => navigate(hrefTo('/people/:person/refer', { person }, { service })),
            }}
          />
        </Dialog>
      )}
    </>
  )
}
