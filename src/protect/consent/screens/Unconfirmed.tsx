// What waits for the keeper of a record: yeses that have no effect yet, and noes from other organisations to
// ask the person about.
import { useState } from 'react'
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { later } from '../../../kit/later.tsx'
import { Card, List, ListRow, Stack } from '../../../kit/Layout.tsx'
import { Acts } from '../../../kit/controls/Menu.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useWhoMay } from '../../../kit/who-may.ts'
import { Answer, EmptyState } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import type { OutputOf } from '../../../kernel/command.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { consentHref, listUnconfirmed, upholdConsent } from '../operations.ts'
import * as policy from '../policy.ts'
import { Terms, useRecipientName } from './words.tsx'

const Confirm = later(() => import('./Confirm.tsx'))

type Unconfirmed = OutputOf<typeof listUnconfirmed>

export function Unconfirmed() {
  const t = useMessages()
  const asked = useAsk(listUnconfirmed, {}, { refreshOn: ['consent'] })
  return (
    <Answer of={asked} lines={3}>
      {({ yeses, noes }) => (
        <Stack>
          <Card
            title={t('consent.to_confirm')}
            icon="check"
            {...(yeses.length > 0 && { tone: 'now' as const })}
          >
            {yeses.length === 0 ? (
              <EmptyState title={t('consent.none_to_confirm')} drawing="shade" />
            ) : (
              <>
                <p className="soft">{t('consent.to_confirm_lead')}</p>
                <List label={t('consent.to_confirm')}>
                  {yeses.map((one) => (
                    <Yes key={one.id} one={one} />
                  ))}
                </List>
              </>
            )}
          </Card>
          {noes.length > 0 && (
            <Card title={t('consent.to_ask')} icon="hidden" tone="now">
              <p className="soft">{t('consent.to_ask_lead')}</p>
              <List label={t('consent.to_ask')}>
                {noes.map((one) => (
                  <No key={one.id} one={one} />
                ))}
              </List>
            </Card>
          )}
        </Stack>
      )}
    </Answer>
  )
}

/** To whom, which parts, who recorded it and when. */
function Said({ one }: { one: Unconfirmed['noes'][number] }) {
  const t = useMessages()
  const nameOf = useRecipientName()
  const { organisation, user, withCode } = one
  return (
    <>
      <bdi>{nameOf(one.recipient)}</bdi>
      {' · '}
      <Terms purpose={one.purpose} fieldGroups={one.fieldGroups} />
      <br />
      {user === null
        ? t('consent.written_in', { organisation })
        : t(withCode ? 'consent.written_with_code' : 'consent.written_by', { name: user, organisation })}
      {' · '}
      <DateText instant={one.at} />
    </>
  )
}

function Yes({ one }: { one: Unconfirmed['yeses'][number] }) {
  const t = useMessages()
  const disabledReason = useWhoMay(policy.record)
  const [confirming, setConfirming] = useState(false)
  return (
    <ListRow
      now
      href={hrefTo('/people/:person', { person: one.person }, { tab: 'consent' })}
      title={one.called ?? t('consent.nameless')}
      detail={<Said one={one} />}
    >
      <Button icon="check" disabledReason={disabledReason} onClick={() => setConfirming(true)}>
        {t('consent.confirm')}
      </Button>
      {confirming && <Confirm person={one.person} consent={one} onDone={() => setConfirming(false)} />}
    </ListRow>
  )
}

function No({ one }: { one: Unconfirmed['noes'][number] }) {
  const t = useMessages()
  const say = useToast()
  const nameOf = useRecipientName()
  const disabledReason = useWhoMay(policy.record)
  const uphold = useCommand(upholdConsent)
  const [asking, setAsking] = useState(false)
  const recipient = one.recipient.id ?? one.recipient.class ?? ''
  const again = { ...one, recipient, ask: 'consent.give' } as const
  async function send() {
    const result = await uphold.run({ person: one.person, id: one.id })
    if (result.state === 'refused') return
    say(t('consent.uphold_done'))
    setAsking(false)
  }
  return (
    <ListRow
      now
      href={hrefTo('/people/:person', { person: one.person }, { tab: 'consent' })}
      title={one.called ?? t('consent.nameless')}
      detail={<Said one={one} />}
    >
      <Acts
        of={one.called ?? t('consent.nameless')}
        more={[
          {
            key: 'again',
            label: t('consent.ask_again'),
            icon: 'shield',
            disabledReason,
            href: consentHref(again),
          },
        ]}
      >
        <Button disabledReason={disabledReason} onClick={() => setAsking(true)}>
          {t('consent.uphold')}
        </Button>
      </Acts>
      {asking && (
        <Dialog title={t('consent.uphold_title')} onClose={() => setAsking(false)}>
          <Form onSubmit={send} problem={uphold.problem}>
            <p>{t('consent.uphold_lead', { name: nameOf(one.recipient) })}</p>
            <Actions>
              <Button type="submit" kind="primary" busy={uphold.busy}>
                {t('consent.uphold')}
              </Button>
              <LinkButton href={consentHref(again)}>{t('consent.ask_again')}</LinkButton>
            </Actions>
          </Form>
        </Dialog>
      )}
    </ListRow>
  )
}
