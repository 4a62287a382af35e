// A form: one submit, and after a refusal one summary that takes the focus and says what to do.
import { useEffect, useRef, type FormEvent, type ReactNode, type Ref } from 'react'
import { Problem } from '../kernel/problem.ts'
import { Broken, Unreachable } from './request.ts'
import { Icon } from './drawings/Icon.tsx'
import { useLookup, useMessages, type Values } from './messages.tsx'
import { Remedy } from './Remedy.tsx'

/** Gives the texts of an error: the message `problem.<code>`, and what to do about it. */
export function useProblemText() {
  const t = useMessages()
  const lookup = useLookup()
  return (problem: Error): string => {
    if (problem instanceof Unreachable) return t('kit.problem.unreachable')
    if (problem instanceof Broken) return t('kit.problem.broken', { incident: problem.incident })
    if (!(problem instanceof Problem)) return t('kit.problem.unforeseen')
    const values = Object.fromEntries(
      Object.entries(problem.data).filter(([, value]) => value === null || typeof value !== 'object'),
    )
    const key = `problem.${problem.code}`
    // A field of the data that is true may have a message of its own: `problem.<code>.<name>`.
    const flags = Object.keys(values).filter((name) => values[name] === true)
    const own = flags
      .map((name) => lookup(`${key}.${name}`, '', values as Values))
      .find((text) => text !== '')
    return own ?? lookup(key, t('kit.problem.unnamed', { code: problem.code }), values as Values)
  }
}

/** The summary of a refusal, above the fields. It takes the focus when it appears. */
export function ErrorSummary({
  problem,
  title,
}: {
  problem: Error | undefined
  /** Title, where the form does not save anything. */
  title?: string
}) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [problem])
  return problem && <ProblemSummary box={box} title={title} problem={problem} remedyOf={problem} />
}

/** The box of a summary: a title, the problem, and what stands in it. */
export function ProblemSummary({
  box,
  title,
  problem,
  remedyOf,
  children,
}: {
  box?: Ref<HTMLDivElement>
  title?: string | undefined
  problem?: Error | undefined
  /** The problem whose way out is offered. */
  remedyOf?: Error | undefined
  children?: ReactNode
}) {
  const t = useMessages()
  const text = useProblemText()
  return (
    <div ref={box} className="error-summary" role="alert" tabIndex={-1}>
      <Icon name="warning" />
      <div>
        <p className="error-summary-title">{title ?? t('kit.form.not_sent')}</p>
        {problem && <p>{text(problem)}</p>}
        {children}
        <Remedy of={remedyOf} />
      </div>
    </div>
  )
}

/**
 * An act without fields, such as a yes to a question: `<Form onSubmit={send} problem={command.problem}>`, whose last
 * child is `<Actions>`. What has fields is an `OperationForm`.
 */
export function Form({
  onSubmit,
  problem,
  label,
  children,
}: {
  onSubmit: () => unknown
  problem?: Error | undefined
  /** Name of the form for screen readers, when a screen has more than one. */
  label?: string
  children: ReactNode
}) {
  return (
    <form
      className="form"
      noValidate
      aria-label={label}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        event.stopPropagation()
        void onSubmit()
      }}
    >
      <ErrorSummary problem={problem} />
      {children}
    </form>
  )
}

/**
 * The buttons at the end, the next action first. With `sticky` they stay at the bottom of a phone's screen.
 */
export function Actions({ children, sticky = false }: { children: ReactNode; sticky?: boolean }) {
  return <div className={sticky ? 'actions actions-sticky' : 'actions'}>{children}</div>
}

/** Fields side by side where there is room. */
export function Row({ children }: { children: ReactNode }) {
  return <div className="row">{children}</div>
}

/** A titled part of a long form. */
export function Part({ title, help, children }: { title: string; help?: ReactNode; children: ReactNode }) {
  return (
    <section className="part">
      <div className="part-title">
        <h2>{title}</h2>
        {help && <p className="soft">{help}</p>}
      </div>
      <div className="part-body">{children}</div>
    </section>
  )
}
