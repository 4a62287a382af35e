// The user's devices, or all of the organisation's: when each was last seen, how many people are on it, and
// its withdrawal.
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/command.ts'
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { Select } from '../../../kit/fields/Field.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Inline, List, ListRow, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState, Notice, StatusPill } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { getDeviceRule, listDevices, revokeDevice, setDeviceRule } from '../operations.ts'
import { decideLate, setRule } from '../policy.ts'

type Device = OutputOf<typeof listDevices>['devices'][number]

export default function Devices() {
  const t = useMessages()
  const formats = useFormats()
  const asked = useAsk(listDevices, {})
  const [asking, setAsking] = useState<Device>()
  return (
    <Page width="narrow">
      <PageHeader title={t('devices.title')} lead={t('devices.lead')} />
      <Inline>
        <LinkButton href="/devices/here" icon="phone">
          {t('devices.here')}
        </LinkButton>
        <LockRule />
      </Inline>
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
                >
                  <Late device={device} />
                </ListRow>
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

/** The work it handed over: supervisors decide about it. */
function Late({ device: { late } }: { device: Device }) {
  const t = useMessages()
  const decides = useMay(decideLate) === undefined
  if (late === 0) return null
  return (
    <Notice tone="now" title={t('devices.late', { count: late })}>
      {decides ? (
        <LinkButton href="/attention">{t('devices.attention')}</LinkButton>
      ) : (
        <p>{t('devices.late_for_others')}</p>
      )}
    </Notice>
  )
}

const MINUTES = [1, 2, 5, 10, 15, 30, 60]

/** How the organisation's devices lock; its administrator decides. */
function LockRule() {
  const t = useMessages()
  const disabledReason = useMay(setRule)
  const [open, setOpen] = useState(false)
  if (disabledReason !== undefined) return null
  return (
    <>
      <Button kind="quiet" icon="lock" onClick={() => setOpen(true)}>
        {t('devices.rule')}
      </Button>
      {open && (
        <Dialog title={t('devices.rule')} onClose={() => setOpen(false)}>
          <ChooseRule onDone={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  )
}

function ChooseRule({ onDone }: { onDone: () => void }) {
  const asked = useAsk(getDeviceRule, {})
  return <Answer of={asked}>{(rule) => <RuleForm rule={rule} onDone={onDone} />}</Answer>
}

function RuleForm({ rule, onDone }: { rule: OutputOf<typeof getDeviceRule>; onDone: () => void }) {
  const t = useMessages()
  const say = useToast()
  const form = useOperationForm(setDeviceRule, {
    initial: { idleMinutes: rule.idleMinutes, phrase: rule.phrase },
    unsaved: false,
    done() {
      say(t('devices.rule_done'))
      onDone()
    },
  })
  return (
    <OperationForm of={form}>
      <form.Custom name="idleMinutes" label={t('devices.rule_minutes')}>
        {({ value, onChange, ...control }) => (
          <Select
            {...control}
            help={t('devices.rule_minutes_help')}
            value={String(value ?? rule.idleMinutes)}
            onChange={(minutes) => onChange(Number(minutes))}
            options={[...new Set([...MINUTES, rule.idleMinutes])].map((count) => ({
              value: String(count),
              label: t('devices.minutes', { count }),
            }))}
          />
        )}
      </form.Custom>
      <form.Check name="phrase" label={t('devices.rule_phrase')} help={t('devices.rule_phrase_help')} />
      <Actions>
        <Button kind="primary" type="submit" busy={form.busy}>
          {t('kit.save')}
        </Button>
        <Button onClick={onDone}>{t('kit.cancel')}</Button>
      </Actions>
    </OperationForm>
  )
}

function Revoke({ device, onClose }: { device: Device; onClose: () => void }) {
  const t = useMessages()
  const say = useToast()
  const form = useOperationForm(revokeDevice, {
    initial: { id: device.id },
    done() {
      say(t('devices.revoke_done'))
      onClose()
    },
  })
  return (
    <Dialog title={t('devices.revoke_title', { name: device.holderName })} onClose={onClose}>
      <OperationForm of={form}>
        <p>{t('devices.revoke_help', { count: device.people })}</p>
        <form.TextArea name="reason" label={t('devices.reason')} missing={t('devices.reason_missing')} />
        <Actions>
          <Button kind="primary" type="submit" busy={form.busy}>
            {t('devices.revoke')}
          </Button>
          <Button onClick={onClose}>{t('kit.cancel')}</Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}
