// Organisations that are moved behind the firewall: one person asks and gives a reason, another decides, and
// both stay named here.
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/command.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
import { List, ListRow, Page, PageHeader } from '../../../kit/Layout.tsx'
import { Acts } from '../../../kit/controls/Menu.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState, Notice, StatusPill, type PillTone } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { getOrganisation } from '../../../identity/organisations/operations.ts'
import { decideMove, listMoves } from '../operations.ts'
import * as policy from '../policy.ts'
import { AskMove } from './AskMove.tsx'

type Move = OutputOf<typeof listMoves>['moves'][number]

export default function Moves() {
  const t = useMessages()
  const own = useAsk(getOrganisation, {})
  const notDeciding = useMay(policy.decideFirewall)
  const disabledReason =
    notDeciding ?? (own.data?.lead === false ? t('problem.organisation.not_lead') : undefined)
  const [asking, setAsking] = useState(false)
  return (
    <Page>
      <PageHeader
        title={t('organisation_move.title')}
        lead={t('organisation_move.lead')}
        back={{ href: '/network', label: t('organisation.network') }}
        actions={
          <Button icon="add" disabledReason={disabledReason} onClick={() => setAsking(true)}>
            {t('organisation_move.ask')}
          </Button>
        }
      />
      <Answer of={own}>{() => disabledReason === undefined && <Asked />}</Answer>
      {asking && <AskMove onClose={() => setAsking(false)} />}
    </Page>
  )
}

function Asked() {
  const t = useMessages()
  const asked = useAsk(listMoves, {})
  return (
    <Answer of={asked}>
      {({ moves }) =>
        moves.length === 0 ? (
          <EmptyState title={t('organisation_move.none')} drawing="shade">
            {t('organisation_move.none_help')}
          </EmptyState>
        ) : (
          <List label={t('organisation_move.title')}>
            {/* Waiting moves first, each part from the latest. */}
            {moves
              .toSorted((a, b) => Number(b.allowed === null) - Number(a.allowed === null))
              .map((move) => (
                <OneMove key={move.id} move={move} />
              ))}
          </List>
        )
      }
    </Answer>
  )
}

const STANDING = { asked: 'now', allowed: 'good', refused: 'closed' } as const satisfies Record<
  string,
  PillTone
>

function standingOf({ allowed }: Move): keyof typeof STANDING {
  if (allowed === null) return 'asked'
  return allowed ? 'allowed' : 'refused'
}

function OneMove({ move }: { move: Move }) {
  const t = useMessages()
  const { user } = useActor()
  const [deciding, setDeciding] = useState<'allow' | 'refuse'>()
  const standing = standingOf(move)
  const disabledReason = move.askedBy === user ? t('problem.organisation_move.own') : undefined
  return (
    <ListRow
      icon="shield"
      now={standing === 'asked'}
      title={<bdi>{move.name}</bdi>}
      detail={
        <>
          {t('organisation_move.to', { class: t(`organisation.class.${move.class}`) })}
          <br />
          <span dir="auto">{move.because}</span>
          <br />
          <bdi>{t('organisation_move.asked_by', { name: move.askedByName ?? t('kit.not_recorded') })}</bdi>
          {' · '}
          <DateText instant={move.askedAt} />
          {move.decidedAt !== null && (
            <>
              <br />
              <bdi>
                {t('organisation_move.decided_by', { name: move.decidedByName ?? t('kit.not_recorded') })}
              </bdi>
              {' · '}
              <DateText instant={move.decidedAt} />
            </>
          )}
        </>
      }
      end={<StatusPill tone={STANDING[standing]}>{t(`organisation_move.standing.${standing}`)}</StatusPill>}
    >
      {standing === 'asked' && (
        <Acts
          of={move.name}
          more={
            // The reason is shown once.
            disabledReason === undefined
              ? [
                  {
                    key: 'refuse',
                    label: t('organisation_move.refuse'),
                    icon: 'close',
                    onAct: () => setDeciding('refuse'),
                  },
                ]
              : []
          }
        >
          <Button
            disabledReason={disabledReason}
            aria-label={t('organisation_move.allow_one', { name: move.name })}
            onClick={() => setDeciding('allow')}
          >
            {t('organisation_move.allow')}
          </Button>
        </Acts>
      )}
      {deciding && <Decide move={move} allow={deciding === 'allow'} onClose={() => setDeciding(undefined)} />}
    </ListRow>
  )
}

type Deciding = { move: Move; allow: boolean; onClose: () => void }

/** Asked once more, because an allowed move cannot be undone. */
function Decide({ move, allow, onClose }: Deciding) {
  const t = useMessages()
  const say = useToast()
  const decide = useCommand(decideMove)
  const does = allow ? 'allow' : 'refuse'
  async function send() {
    const result = await decide.run({ id: move.id, allow })
    if (result.state !== 'done') return
    say(t(`organisation_move.standing.${allow ? 'allowed' : 'refused'}`))
    onClose()
  }
  return (
    <Dialog title={t(`organisation_move.${does}_one`, { name: move.name })} onClose={onClose}>
      <Form problem={decide.problem} onSubmit={send}>
        <Notice tone={allow ? 'sun' : 'info'}>{t(`organisation_move.${does}_help`)}</Notice>
        <Actions>
          <Button type="submit" kind={allow ? 'danger' : 'primary'} busy={decide.busy}>
            {t(`organisation_move.${does}`)}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
        </Actions>
      </Form>
    </Dialog>
  )
}
