// What a person allowed, to whom and until when; taking one back is one button away.
import { useState } from 'react'
import { Button } from '../../../kit/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState, StatusPill } from '../../../kit/State.tsx'
import { listConsents, withdrawConsent, type Consent } from '../contract.ts'
import * as policy from '../policy.ts'

export default function ConsentsOfPerson({ person }: { person: string }) {
  const t = useMessages()
  const words = usePack()
  const asked = useAsk(listConsents, { person })
  const because = useMay(policy.record)
  const [ending, setEnding] = useState<Consent>()
  return (
    <Card title={t('consent.title')}>
      <Answer of={asked}>
        {({ consents }) =>
          consents.length === 0 ? (
            <EmptyState title={t('consent.none')} drawing="shade">
              {t('consent.none_help')}
            </EmptyState>
          ) : (
            <List label={t('consent.title')}>
              {consents.map((one) => (
                <ListRow
                  key={one.id}
                  title={one.recipient.name || t('consent.recipient_later')}
                  detail={
                    <>
                      {words?.term('purposes', one.purpose) ?? one.purpose}
                      {' · '}
                      {one.fieldGroups.map((code) => words?.term('fieldGroups', code) ?? code).join(', ')}
                      {' · '}
                      {t('consent.until')} <DateText date={one.expiresOn} />
                    </>
                  }
                  end={
                    <StatusPill tone={one.standing === 'in_force' ? 'good' : 'closed'}>
                      {t(`consent.standing.${one.standing}`)}
                    </StatusPill>
                  }
                >
                  {one.standing === 'in_force' && (
                    <Button because={because} onClick={() => setEnding(one)}>
                      {t('consent.withdraw')}
                    </Button>
                  )}
                </ListRow>
              ))}
            </List>
          )
        }
      </Answer>
      {ending && <Withdraw person={person} consent={ending} onDone={() => setEnding(undefined)} />}
    </Card>
  )
}

function Withdraw({ person, consent, onDone }: { person: string; consent: Consent; onDone: () => void }) {
  const t = useMessages()
  const withdraw = useCommand(withdrawConsent)
  async function send() {
    const result = await withdraw.run({ person, id: consent.id })
    if (result.state !== 'refused') onDone()
  }
  return (
    <Dialog title={t('consent.withdraw_title')} onClose={onDone}>
      <Form onSubmit={send} problem={withdraw.problem}>
        <p>{t('consent.withdraw_effect', { name: consent.recipient.name })}</p>
        <Actions>
          <Button type="submit" kind="primary" busy={withdraw.busy}>
            {t('consent.withdraw')}
          </Button>
          <Button onClick={onDone}>{t('consent.keep')}</Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
