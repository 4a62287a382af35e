// States of a screen: empty, loading, no network, no permission, failed; and notices, pills and steps.
import { Component, lazy, Suspense, type ReactNode } from 'react'
import { Problem } from '../kernel/problem.ts'
import { Button } from './controls/Button.tsx'
import { useOnline, type Asked } from './data.tsx'
import { Unreachable } from './request.ts'
import { useProblemText } from './Form.tsx'
import { Icon, type IconName } from './drawings/Icon.tsx'
import type { DrawingName } from './drawings/Drawing.tsx'
import { useMessages } from './messages.tsx'
import { Remedy } from './Remedy.tsx'

/** A screen does not fail for want of it. */
const Drawing = lazy(() => import('./drawings/Drawing.tsx').catch(() => ({ default: () => null })))

type Tone = 'info' | 'good' | 'now' | 'late' | 'sun'
const TONE_ICON: Record<Tone, IconName> = {
  info: 'info',
  good: 'check',
  now: 'alert',
  late: 'warning',
  sun: 'flag',
}

/**
 * A notice beside what it is about. Tone `now` (amber) waits for the reader, `late` (red) is late or harmful;
 * both are announced to screen readers.
 */
export function Notice({
  tone = 'info',
  title,
  children,
}: {
  tone?: Tone
  title?: string
  children?: ReactNode
}) {
  return (
    <div className={`notice notice-${tone}`} role={tone === 'now' || tone === 'late' ? 'alert' : 'note'}>
      <Icon name={TONE_ICON[tone]} />
      <div>
        {title && <p className="notice-title">{title}</p>}
        {children && <div>{children}</div>}
      </div>
    </div>
  )
}

/** An empty list, with what the user can do next. */
export function EmptyState({
  title,
  drawing = 'seed',
  children,
  action,
}: {
  title: string
  drawing?: DrawingName
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="empty">
      <Suspense fallback={<span className="drawing" />}>
        <Drawing name={drawing} />
      </Suspense>
      <p className="empty-title">{title}</p>
      {children && <p className="soft">{children}</p>}
      {action && <div className="empty-action">{action}</div>}
    </div>
  )
}

/** Placeholder lines while content loads; announced once to screen readers. */
export function Loading({ lines = 4 }: { lines?: number }) {
  const t = useMessages()
  return (
    <output className="loading">
      <span className="unseen">{t('kit.loading')}</span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className="loading-line" />
      ))}
    </output>
  )
}

/** The message of a failed query, with a retry button where that may help. */
export function Failed({ problem, again }: { problem: Error; again?: () => void }) {
  const t = useMessages()
  const text = useProblemText()
  const online = useOnline()
  // No button: the query is repeated when the network returns.
  if (problem instanceof Unreachable && !online) return <Notice>{t('kit.needs_network')}</Notice>
  const drawing: DrawingName =
    problem instanceof Unreachable ? 'wire' : problem instanceof Problem ? 'entrance' : 'lantern'
  return (
    <EmptyState
      title={text(problem)}
      drawing={drawing}
      action={
        problem instanceof Problem ? (
          <Remedy of={problem} />
        ) : (
          again && (
            <Button icon="refresh" onClick={again}>
              {t('kit.try_again')}
            </Button>
          )
        )
      }
    />
  )
}

/** Shows a query: placeholder while it loads, message when it failed, else the answer. */
export function Answer<T>({
  of,
  lines,
  children,
}: {
  of: Asked<T>
  lines?: number
  children: (data: T) => ReactNode
}) {
  const t = useMessages()
  if (of.data === undefined) {
    if (of.problem) return <Failed problem={of.problem} again={of.again} />
    return <Loading {...(lines !== undefined && { lines })} />
  }
  return (
    <>
      {of.fromDevice && <p className="from-device small soft">{t('kit.from_device')}</p>}
      {children(of.data)}
    </>
  )
}

type Breakage = { error: Error | undefined }

/** Catches errors of the components in it, so that the rest of the application stays usable. */
export class ErrorBoundary extends Component<
  { children: ReactNode; fallback: (error: Error) => ReactNode },
  Breakage
> {
  override state: Breakage = { error: undefined }

  static getDerivedStateFromError(error: unknown): Breakage {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render() {
    return this.state.error === undefined ? this.props.children : this.props.fallback(this.state.error)
  }
}

/** `now` (amber) waits for the reader, `late` (red) is late or harmful. */
export type PillTone = keyof typeof PILL_ICON
const PILL_ICON = {
  open: 'clock',
  good: 'check',
  now: 'alert',
  late: 'warning',
  closed: 'close',
} as const satisfies Record<string, IconName>

/** A state as a word and an icon; the colour only repeats them. */
export function StatusPill({
  tone,
  icon,
  children,
}: {
  tone: PillTone
  icon?: IconName
  children: ReactNode
}) {
  return (
    <span className={`pill pill-${tone}`}>
      <Icon name={icon ?? PILL_ICON[tone]} />
      {children}
    </span>
  )
}

/** Progress through a known number of steps. */
export function StepList({
  label,
  steps,
  current,
}: {
  label: string
  steps: readonly { key: string; title: string }[]
  /** Key of the step under way; all before it are done. `null`: all are done. */
  current: string | null
}) {
  const t = useMessages()
  const at = current === null ? steps.length : steps.findIndex((step) => step.key === current)
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step, index) => {
        const state = index < at ? 'done' : index === at ? 'now' : 'later'
        return (
          <li
            key={step.key}
            className={`step step-${state}`}
            aria-current={state === 'now' ? 'step' : undefined}
          >
            <span className="step-sign">{state === 'done' ? <Icon name="check" /> : index + 1}</span>
            <span>
              {step.title}
              <span className="unseen"> {t(`kit.step.${state}`)}</span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
