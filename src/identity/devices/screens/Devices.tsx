// The user's devices, or all of the organisation's: when each was last seen, how many people are on it, and
// its withdrawal.
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/command.ts'
import { Button, LinkButton } from '../../../kit/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { Check, Select, TextArea } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { Inline, List, ListRow, Page, PageHeader } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState, Notice, StatusPill } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/Toast.tsx'
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

const MINUTES = ['1', '2', '5', '10', '15', '30', '60'] as const

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
  const [minutes, setMinutes] = useState(String(rule.idleMinutes))
  const [phrase, setPhrase] = useState(rule.phrase)
  const set = useCommand(setDeviceRule, {
    done() {
      say(t('devices.rule_done'))
      onDone()
    },
  })
  return (
    <Form problem={set.problem} onSubmit={() => void set.run({ idleMinutes: Number(minutes), phrase })}>
      <Select
        label={t('devices.rule_minutes')}
        help={t('devices.rule_minutes_help')}
        value={minutes}
        onChange={setMinutes}
        options={[...new Set([...MINUTES, minutes])].map((each) => ({
          value: each,
          label: t('devices.minutes', { count: Number(each) }),
        }))}
      />
      <Check
        label={t('devices.rule_phrase')}
        help={t('devices.rule_phrase_help')}
        checked={phrase}
        onChange={setPhrase}
      />
      <Actions>
        <Button kind="primary" type="submit" busy={set.busy}>
          {t('kit.save')}
        </Button>
        <Button onClick={onDone}>{t('kit.cancel')}</Button>
      </Actions>
    </Form>
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
