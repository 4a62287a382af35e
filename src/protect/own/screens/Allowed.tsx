// What the person allowed and refused, in plain words; one button and one confirmation withdraw a permission,
// or confirm one that waits.
import { useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { useAct } from '../../../kit/request.ts'
import { Actions, ErrorSummary } from '../../../kit/Form.tsx'
import { Card, Inline, List, ListRow, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { EmptyState, Notice, StatusPill } from '../../../kit/State.tsx'
import type { OwnConsent, OwnView } from '../operations.ts'
import { confirm, withdraw } from './requests.ts'

const TONES = {
  in_force: 'good',
  waiting: 'open',
  expired: 'closed',
  withdrawn: 'closed',
  refused: 'closed',
} as const

export function Allowed({ view, onChanged }: { view: OwnView; onChanged: () => void }) {
  const t = useMessages()
  if (view.consents.length === 0) return <EmptyState title={t('own.no_consents')} drawing="shade" />
  return (
    <Stack>
      <p>{t('own.consents_lead')}</p>
      <Card>
        <List label={t('own.consents')}>
          {view.consents.map((one) => (
            <One key={one.id} consent={one} onChanged={onChanged} />
          ))}
        </List>
      </Card>
      <Notice>{t('own.allow_again')}</Notice>
    </Stack>
  )
}

function One({ consent: one, onChanged }: { consent: OwnConsent; onChanged: () => void }) {
  const t = useMessages()
  const formats = useFormats()
  const [asking, setAsking] = useState<'withdraw' | 'confirm'>()
  const act = useAct()
  const waits = one.standing === 'waiting'
  async function decide(how: typeof withdraw) {
    if (!(await act.run(() => how(one.id)))) return
    setAsking(undefined)
    onChanged()
  }
  return (
    <ListRow
      title={<bdi>{one.recipient}</bdi>}
      detail={
        <>
          {one.purpose}
          <br />
          {formats.list(one.parts.filter((part) => !one.refusedSince?.includes(part)))}
          <br />
          {one.refusedSince && (
            <>
              {t('consent.refused_since', { parts: formats.list(one.refusedSince) })}
              <br />
            </>
          )}
          {formats.instant(one.givenAt)}
          {one.standing === 'in_force' && one.until !== null && (
            <> · {t('own.until', { day: formats.date(one.until) })}</>
          )}
        </>
      }
      end={<StatusPill tone={TONES[one.standing]}>{t(`consent.standing.${one.standing}`)}</StatusPill>}
    >
      {waits && <p className="soft">{t('own.confirm_lead')}</p>}
      <Inline>
        {waits && (
          <Button kind="primary" onClick={() => setAsking('confirm')}>
            {t('own.confirm')}
          </Button>
        )}
        {(one.standing === 'in_force' || waits) && (
          <Button onClick={() => setAsking('withdraw')}>
            {t(waits ? 'own.confirm_not' : 'own.withdraw')}
          </Button>
        )}
      </Inline>
      {asking === 'confirm' && (
        <Dialog title={t('own.confirm_title')} onClose={() => setAsking(undefined)}>
          <ErrorSummary problem={act.problem} />
          <p>{t('own.confirm_effect', { name: one.recipient })}</p>
          <Actions>
            <Button kind="primary" busy={act.busy} onClick={() => void decide(confirm)}>
              {t('own.confirm')}
            </Button>
            <Button onClick={() => setAsking(undefined)}>{t('kit.cancel')}</Button>
          </Actions>
        </Dialog>
      )}
      {asking === 'withdraw' && (
        <Dialog title={t('own.withdraw_title')} onClose={() => setAsking(undefined)}>
          <ErrorSummary problem={act.problem} />
          <p>{t('own.withdraw_effect', { name: one.recipient })}</p>
          <Actions>
            <Button kind="danger" busy={act.busy} onClick={() => void decide(withdraw)}>
              {t('own.withdraw_sure')}
            </Button>
            <Button onClick={() => setAsking(undefined)}>{t('consent.keep')}</Button>
          </Actions>
        </Dialog>
      )}
    </ListRow>
  )
}
