// One's devices, or all of the organisation's: when each was last seen, how many people are on it, and its withdrawal.
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/command.ts'
import { Button } from '../../../kit/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { TextArea } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { List, ListRow, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { Answer, EmptyState, StatusPill } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import { listDevices, revokeDevice } from '../contract.ts'

type Device = OutputOf<typeof listDevices>['devices'][number]

export default function Devices() {
  const t = useMessages()
  const formats = useFormats()
  const asked = useAsk(listDevices, {})
  const [asking, setAsking] = useState<Device>()
  return (
    <Page width="narrow">
      <PageHeader title={t('devices.title')} lead={t('devices.lead')} />
      <Answer of={asked}>
        {({ devices }) =>
          devices.length === 0 ? (
            <EmptyState title={t('devices.none')}>{t('devices.none_help')}</EmptyState>
          ) : (
            <List label={t('devices.title')}>
              {devices.map((device) => (
                <ListRow
                  key={device.id}
                  title={device.holderName}
                  detail={`${t('devices.seen', { when: formats.instant(device.seenAt) })} · ${t(
                    'devices.people',
                    {
                      count: device.people,
                    },
                  )}`}
                  end={
                    device.revokedAt === null ? (
                      <Button onClick={() => setAsking(device)}>{t('devices.revoke')}</Button>
                    ) : (
                      <StatusPill tone="closed">{t('devices.is_revoked')}</StatusPill>
                    )
                  }
                />
              ))}
            </List>
          )
        }
      </Answer>
      {asking && (
        <Revoke
          device={asking}
          onClose={() => {
            setAsking(undefined)
            asked.again()
          }}
        />
      )}
    </Page>
  )
}

function Revoke({ device, onClose }: { device: Device; onClose: () => void }) {
  const t = useMessages()
  const say = useToast()
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const revoke = useCommand(revokeDevice, {
    done() {
      say(t('devices.revoke_done'))
      onClose()
    },
  })
  return (
    <Dialog title={t('devices.revoke_title', { name: device.holderName })} onClose={onClose}>
      <Form
        problem={revoke.problem}
        onSubmit={() =>
          reason.trim() === '' ? setMissing(true) : void revoke.run({ id: device.id, reason: reason.trim() })
        }
      >
        <p>{t('devices.revoke_help', { count: device.people })}</p>
        <TextArea
          label={t('devices.reason')}
          value={reason}
          onChange={setReason}
          maxLength={500}
          error={missing ? t('devices.reason_missing') : undefined}
        />
        <Actions>
          <Button kind="primary" type="submit" busy={revoke.busy}>
            {t('devices.revoke')}
          </Button>
          <Button onClick={onClose}>{t('kit.cancel')}</Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
