// Overrides of this organisation: those that wait for a decision or a review first, each with who asked and
// on what ground.
import * as z from 'zod/mini'
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { useSchemaForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { Card, List, ListRow } from '../../../kit/Layout.tsx'
import { Acts } from '../../../kit/controls/Menu.tsx'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState, StatusPill } from '../../../kit/State.tsx'
import { decideOverride, endOverride, listOverrides, reviewOverride, type Override } from '../operations.ts'
import * as policy from '../policy.ts'

const Said = z.object({ note: decideOverride.input.shape.note })

type Doing = 'allow' | 'refuse' | 'justified' | 'not_justified' | 'end'

export default function Overrides() {
  const t = useMessages()
  const asked = useAsk(listOverrides, {})
  return (
    <Card title={t('override.title')} icon="key">
      <Answer of={asked} lines={3}>
        {({ overrides }) =>
          overrides.length === 0 ? (
            <EmptyState title={t('override.none')} drawing="shade" />
          ) : (
            <List label={t('override.title')}>
              {overrides.map((one) => (
                <OneOverride key={one.id} override={one} />
              ))}
            </List>
          )
        }
      </Answer>
    </Card>
  )
}

function standingOf({ state, endedAt, verdict }: Override) {
  if (state !== 'allowed') return state
  if (endedAt) return 'ended'
  return verdict ?? 'allowed'
}

function OneOverride({ override }: { override: Override }) {
  const t = useMessages()
  const actor = useActor()
  const [doing, setDoing] = useState<Doing>()
  const mine = override.askedBy.id === actor.user
  const decidedHere = override.decidedBy?.id === actor.user
  const mayDecide = useMay(policy.decideOverride)
  const mayReview = useMay(policy.reviewOverride)
  const keeperOnly = override.keptHere === false ? t('problem.override.keeper_only') : undefined
  const own = t('override.own_reason')
  const whyNotDecide = keeperOnly ?? mayDecide ?? (mine ? own : undefined)
  const whyNotReview = keeperOnly ?? mayReview ?? (mine || decidedHere ? own : undefined)
  const toDecide = override.state === 'asked'
  const toReview = override.state === 'allowed' && override.verdict === null
  const running = override.state === 'allowed' && override.endedAt === null
  const act = (key: Doing, disabledReason: string | undefined) => ({
    key,
    label: t(`override.do.${key}`),
    disabledReason,
    onAct: () => setDoing(key),
  })
  const acts = [
    ...(toDecide ? [act('allow', whyNotDecide), act('refuse', whyNotDecide)] : []),
    ...(toReview ? [act('justified', whyNotReview), act('not_justified', whyNotReview)] : []),
    ...(running ? [act('end', mayDecide)] : []),
  ]
  // What is not allowed is no act of the menu: the list says so once.
  const [first, ...rest] = acts.filter(({ disabledReason }) => disabledReason === undefined)
  const dead = acts.filter(({ disabledReason }) => disabledReason !== undefined)
  return (
    <ListRow
      href={hrefTo('/people/:person', { person: override.person }, { tab: 'consent' })}
      title={override.called ?? t('consent.nameless')}
      now={toDecide}
      detail={
        <>
          {t('override.to', { name: override.recipient.name })}
          {' · '}
          <Terms override={override} />
          <br />
          {t(`override.ground.${override.ground}`)}: {override.basis}
          <br />
          {override.reason}
          <br />
          {t('override.asked_by', { name: override.askedBy.name ?? '—' })}{' '}
          <DateText instant={override.askedAt} />
          {override.decidedBy && ` · ${t('override.decided_by', { name: override.decidedBy.name ?? '—' })}`}
          {override.endedBecause && (
            <>
              <br />
              {t(`override.ended.${override.endedBecause}`)}
            </>
          )}
        </>
      }
      end={
        <StatusPill tone={toDecide ? 'now' : running ? 'open' : 'closed'}>
          {t(`override.standing.${standingOf(override)}`)}
        </StatusPill>
      }
    >
      {acts.length > 0 && (
        <Acts of={override.called ?? t('consent.nameless')} more={rest}>
          {first && <Button onClick={first.onAct}>{first.label}</Button>}
          {dead.map(({ key, label, disabledReason }) => (
            <Button key={key} disabledReason={disabledReason}>
              {label}
            </Button>
          ))}
        </Acts>
      )}
      {doing && <Act override={override} doing={doing} onDone={() => setDoing(undefined)} />}
    </ListRow>
  )
}

function Act({ override, doing, onDone }: { override: Override; doing: Doing; onDone: () => void }) {
  const t = useMessages()
  const decide = useCommand(decideOverride)
  const review = useCommand(reviewOverride)
  const end = useCommand(endOverride)
  const key = { person: override.person, id: override.id }
  const form = useSchemaForm(Said, {
    busy: decide.busy || review.busy || end.busy,
    problem: decide.problem ?? review.problem ?? end.problem,
    async send(said, attempts) {
      const result =
        doing === 'end'
          ? await end.run(key, attempts)
          : doing === 'allow' || doing === 'refuse'
            ? await decide.run({ ...key, allow: doing === 'allow', ...said }, attempts)
            : await review.run({ ...key, verdict: doing, ...said }, attempts)
      if (result.state === 'refused') return result.problem
      await form.sent()
      onDone()
      return undefined
    },
  })

  return (
    <Dialog title={t(`override.do.${doing}`)} onClose={onDone}>
      <OperationForm of={form}>
        <p>{t(`override.effect.${doing}`, { name: override.recipient.name })}</p>
        {doing !== 'end' && <form.TextArea name="note" label={t('override.note')} rows={2} />}
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t(`override.do.${doing}`)}
          </Button>
          <Button onClick={onDone}>{t('kit.cancel')}</Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}

/** Purpose, parts and last day on one line. */
function Terms({ override: { purpose, fieldGroups, until } }: { override: Override }) {
  const t = useMessages()
  const words = usePack()
  const { list } = useFormats()
  return (
    <>
      {words?.term('purposes', purpose) ?? purpose}
      {' · '}
      {list(fieldGroups.map((code) => words?.term('fieldGroups', code) ?? code))}
      {' · '}
      {t('consent.until')} <DateText date={until} />
    </>
  )
}
