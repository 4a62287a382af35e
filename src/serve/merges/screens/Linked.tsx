// Records of other organisations that are linked with this one: who asked, what was answered, how that is undone, and the way
// to ask.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { newId, useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Card, List, ListRow, Stack } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { SlotView, useLinked, useSlot } from '../../../kit/route.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Answer, StatusPill, type PillTone } from '../../../kit/State.tsx'
import { answerLink, endLink, listLinks, proposeLink, type Link } from '../../links/operations.ts'
import { verb } from '../../../kernel/actor.ts'
import { permissions } from '../../links/permissions.ts'
import type { Glimpse } from '../../record/operations.ts'

const may = verb(permissions['person.link'])

const TONES: Readonly<Record<Link['state'], PillTone>> = {
  proposed: 'now',
  linked: 'good',
  declined: 'open',
  withdrawn: 'open',
  ended: 'open',
}

export default function Linked({ person }: { person: string }) {
  const t = useMessages()
  const barred = useMay(may)
  const asked = useAsk(listLinks, { person }, { refreshOn: ['person'] })
  return (
    <Card title={t('link.title')} icon="people">
      <p className="soft">{t('link.lead')}</p>
      <Answer of={asked}>
        {({ links }) =>
          links.length === 0 ? (
            <p className="soft">{t('link.none')}</p>
          ) : (
            <List label={t('link.title')}>
              {links.map((link) => (
                <Row key={link.id} link={link} barred={barred} />
              ))}
            </List>
          )
        }
      </Answer>
      {barred === undefined && <Propose person={person} />}
    </Card>
  )
}

type Act = 'agree' | 'decline' | 'withdraw' | 'undo'

/** What this organisation may do now. */
function actsOf({ state, proposedBy }: Link): readonly Act[] {
  if (state === 'linked') return ['undo']
  if (state !== 'proposed') return []
  return proposedBy === 'us' ? ['withdraw'] : ['agree', 'decline']
}

function Row({ link, barred }: { link: Link; barred: string | undefined }) {
  const t = useMessages()
  const [act, setAct] = useState<Act>()
  const name = link.with.name ?? t('link.somebody')
  const { state, proposedBy, suspended, said, opens, endedAt, answeredAt, proposedAt } = link
  return (
    <ListRow
      title={<bdi>{name}</bdi>}
      end={
        <StatusPill tone={suspended ? 'now' : TONES[state]}>
          {suspended ? t('link.suspended') : t(`link.state.${state}`)}
        </StatusPill>
      }
      detail={
        <>
          {t(`link.asked_by.${proposedBy}`)} <DateText instant={proposedAt} />
          {answeredAt && (
            <>
              {' · '}
              {t('link.answered_on')} <DateText instant={answeredAt} />
            </>
          )}
          {endedAt && (
            <>
              {' · '}
              {t('link.ended_on')} <DateText instant={endedAt} />
            </>
          )}
        </>
      }
    >
      <Stack tight>
        {suspended && <p>{t('link.suspended_help')}</p>}
        {said.map(({ by, because }, at) => (
          <p key={at} className="soft">
            <bdi>{because}</bdi> {by !== null && <bdi>({by})</bdi>}
          </p>
        ))}
        {act === undefined ? (
          <Actions>
            {actsOf(link).map((one) => (
              <Button
                key={one}
                kind={one === 'agree' ? 'primary' : 'quiet'}
                disabledReason={barred}
                aria-label={t(`link.act_of.${one}`, { name })}
                onClick={() => setAct(one)}
              >
                {t(`link.act.${one}`)}
              </Button>
            ))}
            {opens !== null && (
              <LinkButton kind="quiet" href={hrefTo('/people/:person', { person: opens })}>
                {t('link.open', { name })}
              </LinkButton>
            )}
          </Actions>
        ) : act === 'agree' || act === 'decline' ? (
          <AnswerIt link={link} act={act} onClose={() => setAct(undefined)} />
        ) : (
          <EndIt link={link} act={act} onClose={() => setAct(undefined)} />
        )}
      </Stack>
    </ListRow>
  )
}

type Ends = { act: string; busy: boolean; isPrimary?: boolean; onClose: () => void }

/** The acts below a reason: to send it, or to leave all as it is. */
function Ending({ act, busy, isPrimary = false, onClose }: Ends) {
  const t = useMessages()
  return (
    <Actions>
      <Button type="submit" {...(isPrimary && { kind: 'primary' })} busy={busy}>
        {act}
      </Button>
      <Button kind="quiet" onClick={onClose}>
        {t('link.leave')}
      </Button>
    </Actions>
  )
}

function AnswerIt({ link, act, onClose }: { link: Link; act: 'agree' | 'decline'; onClose: () => void }) {
  const t = useMessages()
  const say = useToast()
  const form = useOperationForm(answerLink, {
    input: (given) => ({ ...given, id: link.id, person: link.person, agrees: act === 'agree' }),
    done: () => {
      say(t(`link.done.${act}`))
      onClose()
    },
  })
  return (
    <OperationForm of={form} label={t(`link.act.${act}`)}>
      <p>{t(`link.before.${act}`)}</p>
      <form.Text
        name="because"
        label={t(act === 'agree' ? 'link.because' : 'link.because_not')}
        help={t('link.because_help')}
        missing={t('link.because_missing')}
      />
      <Ending busy={form.busy} act={t(`link.act.${act}`)} isPrimary onClose={onClose} />
    </OperationForm>
  )
}

function EndIt({ link, act, onClose }: { link: Link; act: 'withdraw' | 'undo'; onClose: () => void }) {
  const t = useMessages()
  const say = useToast()
  const form = useOperationForm(endLink, {
    input: (given) => ({ ...given, id: link.id, person: link.person }),
    done: () => {
      say(t(`link.done.${act}`))
      onClose()
    },
  })
  return (
    <OperationForm of={form} label={t(`link.act.${act}`)}>
      <p>{t(`link.before.${act}`)}</p>
      <form.Text
        name="because"
        label={t('link.because_end')}
        help={t('link.because_help')}
        missing={t('link.because_missing')}
      />
      <Ending busy={form.busy} act={t(`link.act.${act}`)} onClose={onClose} />
    </OperationForm>
  )
}

/** Of the records that other organisations share, one that is of this person too. */
function Propose({ person }: { person: string }) {
  const t = useMessages()
  const { organisation } = useActor()
  const [other, setOther] = useLinked('link')
  const [picking, setPicking] = useState(false)
  const [picker] = useSlot('person.pick')
  const isOffered = (one: Glimpse) => one.organisation !== organisation
  if (other !== '')
    return (
      <ProposeIt
        key={other}
        person={person}
        other={other}
        onClose={() => {
          setOther('')
          setPicking(false)
        }}
      />
    )
  if (!picking)
    return (
      <Actions>
        <Button icon="people" onClick={() => setPicking(true)}>
          {t('link.act.propose')}
        </Button>
      </Actions>
    )
  return (
    <>
      <p className="soft">{t('link.pick_help')}</p>
      {picker && (
        <SlotView content={picker} props={{ isOffered, onPick: (picked: string) => setOther(picked) }} />
      )}
    </>
  )
}

function ProposeIt({ person, other, onClose }: { person: string; other: string; onClose: () => void }) {
  const t = useMessages()
  const say = useToast()
  const [id] = useState(newId)
  const form = useOperationForm(proposeLink, {
    input: (given) => ({ ...given, id, person, other }),
    done: () => {
      say(t('link.done.propose'))
      onClose()
    },
  })
  return (
    <OperationForm of={form} label={t('link.act.propose')}>
      <p>{t('link.before.propose')}</p>
      <form.Text
        name="because"
        label={t('link.because')}
        help={t('link.because_help')}
        missing={t('link.because_missing')}
      />
      <Ending busy={form.busy} act={t('link.act.ask')} isPrimary onClose={onClose} />
    </OperationForm>
  )
}
