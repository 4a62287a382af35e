// A person's needs and the plan that answers them, on the person's record.
import { useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button, LinkButton } from '../../../kit/Button.tsx'
import { useAsk, useCommand } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { useProblemText } from '../../../kit/Form.tsx'
import { Card, List, ListRow, Stack } from '../../../kit/Layout.tsx'
import { Acts, type Act } from '../../../kit/Menu.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack, type Words } from '../../../kit/pack.tsx'
import { Remedy } from '../../../kit/Remedy.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, EmptyState, Notice, StatusPill } from '../../../kit/State.tsx'
import { completeStep, endNeed, getWork, reachGoal, type Goal, type Need, type Step } from '../operations.ts'
import * as policy from '../policy.ts'
import { GoalForm, StepForm } from './PlanForms.tsx'
import './work.css'

export default function WorkOfPerson({ person }: { person: string }) {
  const t = useMessages()
  const words = usePack()
  const asked = useAsk(getWork, { person }, { refreshOn: ['need', 'plan', 'referral', 'service'] })
  return (
    <Answer of={asked}>
      {(work) => (
        <Stack>
          <Card
            title={t('need.title')}
            actions={
              <LinkButton href={hrefTo('/people/:person/need', { person })} icon="add">
                {t('need.new')}
              </LinkButton>
            }
          >
            {work.withheld && (
              <Notice title={t('need.withheld')}>
                <Remedy of={{ code: 'consent.missing', data: work.withheld }} />
              </Notice>
            )}
            {work.needs.length === 0 && !work.withheld && (
              <EmptyState title={t('need.none')} drawing="seed">
                {t('need.none_help')}
              </EmptyState>
            )}
            {work.needs.length > 0 && (
              <List label={t('need.title')}>
                {work.needs.map((need) => (
                  <NeedRow key={need.id} person={person} need={need} words={words} />
                ))}
              </List>
            )}
          </Card>
          <Card
            title={t('plan.title_short')}
            actions={
              <LinkButton href={hrefTo('/people/:person/milestone', { person })} icon="flag">
                {t('milestone.new')}
              </LinkButton>
            }
          >
            {work.goals.length === 0 && <p className="soft">{t('plan.none')}</p>}
            {work.goals.map((goal) => (
              <GoalPart key={goal.id} person={person} goal={goal} />
            ))}
            <GoalForm person={person} needs={work.needs.filter(({ notedBy }) => !notedBy)} />
          </Card>
        </Stack>
      )}
    </Answer>
  )
}

function NeedRow({ person, need, words }: { person: string; need: Need; words: Words | undefined }) {
  const t = useMessages()
  const text = useProblemText()
  const disabledReason = useMay(policy.identify)
  const end = useCommand(endNeed)
  const pressing = need.endedOn === null && need.urgency === 'immediate'
  const name = words?.term('needs', need.code) ?? need.code
  const ending = (as: 'met' | 'no_longer', icon: 'check' | 'close'): Act => ({
    key: as,
    label: t(`need.${as}`),
    icon,
    disabledReason,
    onAct: () => void end.run({ id: need.id, person, ending: as }),
  })
  return (
    <ListRow
      title={name}
      detail={
        <>
          {words?.term('needDomains', need.domain)} · <DateText date={need.identifiedOn} />
          {need.note && (
            <>
              {' '}
              · <bdi>{need.note}</bdi>
            </>
          )}
          {need.notedBy && <> · {t('need.noted_by', { name: need.notedBy })}</>}
        </>
      }
      now={pressing}
      end={
        need.ending === null ? (
          <StatusPill tone={pressing ? 'now' : 'open'}>
            {words?.term('urgencies', need.urgency) ?? need.urgency}
          </StatusPill>
        ) : (
          <StatusPill tone={need.ending === 'met' ? 'good' : 'closed'}>
            {t(`need.ending.${need.ending}`)}
          </StatusPill>
        )
      }
    >
      {need.ending === null && !need.notedBy && (
        <>
          <Acts of={name} busy={end.busy} more={[ending('met', 'check'), ending('no_longer', 'close')]}>
            <LinkButton href={hrefTo('/people/:person/refer', { person }, { need: need.id })} icon="referral">
              {t('need.refer')}
            </LinkButton>
          </Acts>
          {end.problem && <Notice tone="now">{text(end.problem)}</Notice>}
        </>
      )}
    </ListRow>
  )
}

function GoalPart({ person, goal }: { person: string; goal: Goal }) {
  const t = useMessages()
  const text = useProblemText()
  const disabledReason = useMay(policy.plan)
  const reach = useCommand(reachGoal)
  const [adding, setAdding] = useState(false)
  return (
    <section className="goal" aria-label={goal.text}>
      <div className="goal-head">
        <h3>{goal.text}</h3>
        <p className="soft">
          {goal.reachedOn ? (
            <StatusPill tone="good">{t('plan.reached')}</StatusPill>
          ) : goal.wantedBy ? (
            <>
              {t('plan.wanted_by')} <DateText date={goal.wantedBy} />
            </>
          ) : (
            t('plan.no_date')
          )}
        </p>
      </div>
      {goal.steps.length > 0 && (
        <List label={t('plan.steps_of', { goal: goal.text })}>
          {goal.steps.map((step) => (
            <StepRow key={step.id} person={person} step={step} need={goal.need} />
          ))}
        </List>
      )}
      {reach.problem && <Notice tone="now">{text(reach.problem)}</Notice>}
      {goal.reachedOn === null &&
        (adding ? (
          <StepForm person={person} goal={goal.id} onDone={() => setAdding(false)} />
        ) : (
          <Acts
            of={goal.text}
            busy={reach.busy}
            more={[
              {
                key: 'reached',
                label: t('plan.goal_reached'),
                icon: 'flag',
                disabledReason,
                onAct: () => void reach.run({ id: goal.id, person }),
              },
            ]}
          >
            <Button icon="add" disabledReason={disabledReason} onClick={() => setAdding(true)}>
              {t('plan.add_step')}
            </Button>
          </Acts>
        ))}
    </section>
  )
}

function StepRow({ person, step, need }: { person: string; step: Step; need: string | null }) {
  const t = useMessages()
  const text = useProblemText()
  const disabledReason = useMay(policy.plan)
  const complete = useCommand(completeStep)
  const pill = {
    open: <StatusPill tone="open">{t('plan.state.open')}</StatusPill>,
    done: <StatusPill tone="good">{t('plan.state.done')}</StatusPill>,
    dropped: <StatusPill tone="closed">{t('plan.state.dropped')}</StatusPill>,
  }[step.state]
  return (
    <ListRow
      title={step.text}
      detail={
        <>
          {t(`plan.by.${step.byWhom}`)}
          {step.dueOn && (
            <>
              {'\u00a0· '}
              <DateText date={step.dueOn} />
            </>
          )}
        </>
      }
      end={pill}
    >
      {step.state === 'open' && (
        <>
          <Acts
            of={step.text}
            more={[
              step.referral
                ? {
                    key: 'see',
                    label: t('plan.see_referral'),
                    icon: 'referral',
                    href: hrefTo('/referrals/:person/:referral', { person, referral: step.referral }),
                  }
                : {
                    key: 'refer',
                    label: t('need.refer'),
                    icon: 'referral',
                    href: hrefTo('/people/:person/refer', { person }, { step: step.id, need }),
                  },
            ]}
          >
            <Button
              icon="check"
              busy={complete.busy}
              disabledReason={disabledReason}
              onClick={() => complete.run({ id: step.id, person })}
            >
              {t('plan.step_done')}
            </Button>
          </Acts>
          {complete.problem && <Notice tone="now">{text(complete.problem)}</Notice>}
        </>
      )}
    </ListRow>
  )
}
