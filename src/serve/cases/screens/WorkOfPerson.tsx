// A person's plan on their record: goals with their steps, and what was closed, from where it is reopened.
import { useReducer, useState } from 'react'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { later } from '../../../kit/later.tsx'
import { Card, Disclosure, List, ListRow } from '../../../kit/Layout.tsx'
import { Acts, Menu } from '../../../kit/controls/Menu.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, Loading, StatusPill } from '../../../kit/State.tsx'
import { getWork, type Goal, type Need, type Step } from '../operations.ts'
import * as policy from '../policy.ts'
import { Closing, useReopen } from './closing.tsx'
import { REFRESHED_BY } from './refreshed.ts'
import './work.css'

// Loaded where there is something closed, and the library of forms by whoever fills one in.
const GoalForm = later(() => import('./GoalForm.tsx'), <Loading lines={4} />, 'drawn')
const Closed = later(() => import('./Closed.tsx'), null, 'drawn')
const StepForm = later(() => import('./StepForm.tsx'), <Loading lines={4} />, 'drawn')

export default function WorkOfPerson({ person }: { person: string }) {
  const t = useMessages()
  const asked = useAsk(getWork, { person }, { refreshOn: REFRESHED_BY })
  const [added, setAdded] = useState<string>()
  return (
    <Card>
      <Answer of={asked}>
        {({ needs, goals }) => {
          const open = goals.filter((goal) => goal.reachedOn === null && !goal.droppedOn)
          const closed = {
            needs: needs.filter(({ ending }) => ending !== null),
            goals: goals.filter((goal) => !open.includes(goal)),
          }
          return (
            <>
              {open.length === 0 && (
                <p className="soft">{t(goals.length === 0 ? 'plan.none' : 'plan.none_open')}</p>
              )}
              {open.map((goal) => (
                <GoalPart key={goal.id} person={person} goal={goal} isAdded={goal.id === added} />
              ))}
              {/* Another form for each goal: it is closed once its goal is above it. */}
              <NewGoal
                key={added}
                person={person}
                needs={needs.filter(({ notedBy }) => !notedBy)}
                onAdded={setAdded}
              />
              {closed.needs.length + closed.goals.length > 0 && <Closed person={person} {...closed} />}
            </>
          )
        }}
      </Answer>
    </Card>
  )
}

/** What a form has just added has the focus once it is drawn. */
const focused = (shown: HTMLElement | null) => shown?.focus()

function NewGoal(props: { person: string; needs: readonly Need[]; onAdded: (goal: string) => void }) {
  const t = useMessages()
  const [isAsked, ask] = useReducer(() => true, false)
  return (
    <Disclosure label={t('plan.new_goal')} onToggle={ask}>
      {isAsked && <GoalForm {...props} />}
    </Disclosure>
  )
}

function GoalPart({ person, goal, isAdded }: { person: string; goal: Goal; isAdded: boolean }) {
  const t = useMessages()
  const disabledReason = useMay(policy.plan)
  const [doing, setDoing] = useState<'adding' | 'closing'>()
  const [added, setAdded] = useState<string>()
  const done = () => setDoing(undefined)
  return (
    <section className="goal" aria-label={goal.text}>
      <div className="goal-head">
        <h3 ref={isAdded ? focused : null} tabIndex={-1}>
          <bdi>{goal.text}</bdi>
        </h3>
        <p className="soft">
          {goal.wantedBy ? (
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
            <StepRow key={step.id} person={person} step={step} need={goal.need} isAdded={step.id === added} />
          ))}
        </List>
      )}
      {doing === 'adding' ? (
        <StepForm
          person={person}
          goal={goal.id}
          onAdded={(step) => {
            setAdded(step)
            done()
          }}
          onClose={done}
        />
      ) : (
        <Acts
          of={goal.text}
          more={[
            {
              key: 'close',
              label: t('plan.close.goal'),
              icon: 'flag',
              disabledReason,
              onAct: () => setDoing('closing'),
            },
          ]}
        >
          <Button kind="quiet" icon="add" disabledReason={disabledReason} onClick={() => setDoing('adding')}>
            {t('plan.add_step')}
          </Button>
        </Acts>
      )}
      {doing === 'closing' && (
        <Closing of={{ kind: 'goal', person, id: goal.id, name: goal.text }} onClose={done} />
      )}
    </section>
  )
}

function StepRow({
  person,
  step,
  need,
  isAdded,
}: {
  person: string
  step: Step
  need: string | null
  isAdded: boolean
}) {
  const t = useMessages()
  const disabledReason = useMay(policy.plan)
  const [closing, setClosing] = useState<'done' | 'dropped'>()
  const of = { kind: 'step', person, id: step.id, name: step.text } as const
  const { reopen, busy } = useReopen(of)
  const isOpen = step.state === 'open'
  return (
    <ListRow
      title={
        <span ref={isAdded ? focused : null} tabIndex={-1}>
          {step.text}
        </span>
      }
      detail={
        <>
          {t(`plan.by.${step.byWhom}`)}
          {step.dueOn && isOpen && (
            <>
              {'\u00a0· '}
              <DateText date={step.dueOn} />
            </>
          )}
          {!isOpen && step.endedOn && (
            <>
              {'\u00a0· '}
              <DateText date={step.endedOn} />
            </>
          )}
          {!isOpen && step.note && (
            <>
              {'\u00a0· '}
              <bdi>{step.note}</bdi>
            </>
          )}
        </>
      }
      end={
        isOpen ? undefined : (
          <>
            <StatusPill tone={step.state === 'done' ? 'good' : 'closed'}>
              {t(`plan.state.${step.state}`)}
            </StatusPill>
            <Menu
              label={t('kit.more_acts', { of: step.text })}
              busy={busy}
              acts={[
                {
                  key: 'reopen',
                  label: t('plan.close.reopen'),
                  icon: 'refresh',
                  disabledReason,
                  onAct: () => void reopen(),
                },
              ]}
            />
          </>
        )
      }
    >
      {isOpen && (
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
            {
              key: 'drop',
              label: t('plan.state.dropped'),
              icon: 'close',
              disabledReason,
              onAct: () => setClosing('dropped'),
            },
          ]}
        >
          <Button icon="check" disabledReason={disabledReason} onClick={() => setClosing('done')}>
            {t('plan.step_done')}
          </Button>
        </Acts>
      )}
      {closing && <Closing of={of} as={closing} onClose={() => setClosing(undefined)} />}
    </ListRow>
  )
}
