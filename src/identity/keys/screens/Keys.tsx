// The keys of the organisation's programs: for what, until when, last used, and withdrawing one.
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/command.ts'
import { dateIn } from '../../../kernel/time.ts'
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { Card, Disclosure, FactRow, Facts, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState, StatusPill } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { listKeys, revokeKey } from '../operations.ts'
import * as policy from '../policy.ts'
import './keys.css'

type Key = OutputOf<typeof listKeys>['keys'][number]

export default function Keys() {
  const t = useMessages()
  const disabledReason = useMay(policy.issue)
  const keys = useAsk(listKeys, {})
  const [asking, setAsking] = useState<Key>()
  return (
    <Page width="narrow">
      <PageHeader
        title={t('key.title')}
        lead={t('key.lead')}
        actions={
          disabledReason === undefined && (
            <LinkButton kind="primary" icon="add" href="/keys/new">
              {t('key.issue')}
            </LinkButton>
          )
        }
      />
      <Answer of={keys}>
        {({ keys: all }) =>
          all.length === 0 ? (
            <EmptyState title={t('key.none')}>{t('key.none_help')}</EmptyState>
          ) : (
            <Stack>
              {all.map((key) => (
                <One key={key.id} of={key} onRevoke={() => setAsking(key)} />
              ))}
            </Stack>
          )
        }
      </Answer>
      {asking && (
        <Revoke
          of={asking}
          onClose={() => {
            setAsking(undefined)
            keys.again()
          }}
        />
      )}
    </Page>
  )
}

function One({ of: key, onRevoke }: { of: Key; onRevoke: () => void }) {
  const t = useMessages()
  const { date, instant } = useFormats()
  const { timeZone } = useActor()
  const disabledReason = useMay(policy.issue)
  const [today] = useState(() => dateIn(new Date().toISOString(), timeZone))
  const isOver = key.revokedAt !== null || key.until < today
  return (
    <Card title={key.name} icon="key" actions={<State of={key} today={today} />}>
      <Facts>
        <FactRow label={t('key.begins')}>
          <code className="key-text" dir="ltr">
            {key.prefix}…
          </code>
        </FactRow>
        <FactRow label={t('key.until')}>{date(key.until)}</FactRow>
        <FactRow label={t('key.used')}>
          {key.usedAt === null ? t('key.never_used') : instant(key.usedAt)}
        </FactRow>
        <FactRow label={t('key.issued')}>
          {t('key.issued_by', { when: instant(key.issuedAt), who: key.issuedBy })}
        </FactRow>
      </Facts>
      <Disclosure label={t('key.may_ask', { count: key.allows.length })}>
        <Names of={key.allows} />
      </Disclosure>
      {!isOver && (
        <Actions>
          <Button
            disabledReason={disabledReason}
            aria-label={t('key.revoke_one', { name: key.name })}
            onClick={onRevoke}
          >
            {t('key.revoke')}
          </Button>
        </Actions>
      )}
    </Card>
  )
}

/** Names of commands and queries as the API knows them. */
export function Names({ of: names }: { of: readonly string[] }) {
  return (
    <ul className="key-names" dir="ltr">
      {names.map((name) => (
        <li key={name}>
          <code>{name}</code>
        </li>
      ))}
    </ul>
  )
}

function State({ of: { revokedAt, until }, today }: { of: Key; today: string }) {
  const t = useMessages()
  if (revokedAt !== null) return <StatusPill tone="closed">{t('key.state.revoked')}</StatusPill>
  if (until < today) return <StatusPill tone="closed">{t('key.state.expired')}</StatusPill>
  return <StatusPill tone="good">{t('key.state.good')}</StatusPill>
}

function Revoke({ of: key, onClose }: { of: Key; onClose: () => void }) {
  const t = useMessages()
  const say = useToast()
  const revoke = useCommand(revokeKey, {
    done() {
      say(t('key.revoked'))
      onClose()
    },
  })
  return (
    <Dialog title={t('key.revoke_one', { name: key.name })} onClose={onClose}>
      <Form problem={revoke.problem} onSubmit={() => revoke.run({ id: key.id })}>
        <p>{t('key.revoke_help')}</p>
        <Actions>
          <Button type="submit" kind="danger" busy={revoke.busy}>
            {t('key.revoke')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
