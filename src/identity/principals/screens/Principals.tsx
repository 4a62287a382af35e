// The principals of the organisation that are no users: what each is and may do, who made it, and ending one.
import { useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { inLine } from '../../../kit/formats.ts'
import { Actions, Form } from '../../../kit/Form.tsx'
import { Card, Disclosure, FactRow, Facts, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState, StatusPill } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { listPrincipals, revokePrincipal, type ListedPrincipal } from '../operations.ts'
import * as policy from '../policy.ts'

export default function Principals() {
  const t = useMessages()
  const principals = useAsk(listPrincipals, {})
  const [asking, setAsking] = useState<ListedPrincipal>()
  return (
    <Page width="narrow">
      <PageHeader title={t('principal.title')} lead={t('principal.lead')} />
      <Answer of={principals}>
        {({ principals: all }) =>
          all.length === 0 ? (
            <EmptyState title={t('principal.none')}>{t('principal.none_help')}</EmptyState>
          ) : (
            <Stack>
              {all.map((one) => (
                <One key={one.id} of={one} onRevoke={() => setAsking(one)} />
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
            principals.again()
          }}
        />
      )}
    </Page>
  )
}

function One({ of: one, onRevoke }: { of: ListedPrincipal; onRevoke: () => void }) {
  const t = useMessages()
  const { instant } = useFormats()
  const mayNot = useMay(policy.make)
  const isOver = one.state === 'ended' || one.state === 'expired'
  return (
    <Card title={one.name} icon="eye" actions={<State of={one.state} />}>
      <Facts>
        <FactRow label={t('principal.what')}>
          {inLine([t(`principal.kind.${one.kind}`), one.centre?.name])}
        </FactRow>
        <FactRow label={t('principal.made')}>
          {one.madeBy === null
            ? instant(one.madeAt)
            : t('principal.made_by', { when: instant(one.madeAt), who: one.madeBy })}
        </FactRow>
        <FactRow label={t('principal.opened')}>
          {one.openedAt === null ? t('principal.not_opened') : instant(one.openedAt)}
        </FactRow>
        <FactRow label={t('principal.until')}>{instant(one.until)}</FactRow>
        {one.endedAt !== null && (
          <FactRow label={t('principal.ended')}>
            {one.endedBy === null
              ? t('principal.ended_itself', { when: instant(one.endedAt) })
              : t('principal.ended_by', { when: instant(one.endedAt), who: one.endedBy })}
          </FactRow>
        )}
      </Facts>
      <Disclosure label={t('principal.may_call', { count: one.operations.length })}>
        <ul dir="ltr">
          {one.operations.map((name) => (
            <li key={name}>
              <code>{name}</code>
            </li>
          ))}
        </ul>
      </Disclosure>
      <Actions>
        <Button
          disabledReason={isOver ? t('principal.over') : mayNot}
          aria-label={t('principal.revoke_one', { name: one.name })}
          onClick={onRevoke}
        >
          {t('principal.revoke')}
        </Button>
      </Actions>
    </Card>
  )
}

const TONES = { waiting: 'open', open: 'good', ended: 'closed', expired: 'closed' } as const

function State({ of: state }: { of: ListedPrincipal['state'] }) {
  const t = useMessages()
  return <StatusPill tone={TONES[state]}>{t(`principal.state.${state}`)}</StatusPill>
}

function Revoke({ of: one, onClose }: { of: ListedPrincipal; onClose: () => void }) {
  const t = useMessages()
  const say = useToast()
  const revoke = useCommand(revokePrincipal, {
    done() {
      say(t('principal.revoked'))
      onClose()
    },
  })
  return (
    <Dialog title={t('principal.revoke_one', { name: one.name })} onClose={onClose}>
      <Form problem={revoke.problem} onSubmit={() => revoke.run({ id: one.id })}>
        <p>{t('principal.revoke_help')}</p>
        <Actions>
          <Button type="submit" kind="danger" busy={revoke.busy}>
            {t('principal.revoke')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
