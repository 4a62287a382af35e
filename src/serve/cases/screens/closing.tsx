// Closing a need, a goal or a step, and reopening it: at once by the toast that says it was closed, or later.
import { lazy, Suspense } from 'react'
import { useCommand } from '../../../kit/data.tsx'
import { useProblemText } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { reopenGoal, reopenNeed, reopenStep } from '../operations.ts'

const CloseDialog = lazy(() => import('./CloseDialog.tsx'))

/** What is closed, and what it is called there. */
export type Closable = { kind: 'need' | 'goal' | 'step'; person: string; id: string; name: string }

export type ClosingProps = {
  of: Closable
  /** What is chosen at first of the ways in which it may end. */
  as?: string
  onClose: () => void
  /** After it was closed. */
  onDone?: () => void
}

/** Asks what happened, and closes it. */
export function Closing(props: ClosingProps) {
  return (
    <Suspense fallback={<div className="dialog-shade" aria-busy="true" />}>
      <CloseDialog {...props} />
    </Suspense>
  )
}

export function useReopen({ kind, person, id, name }: Closable) {
  const t = useMessages()
  const say = useToast()
  const text = useProblemText()
  const commands = {
    need: useCommand(reopenNeed),
    goal: useCommand(reopenGoal),
    step: useCommand(reopenStep),
  }
  const { run, busy } = commands[kind]
  return {
    busy,
    async reopen() {
      const result = await run({ person, id })
      say(result.state === 'refused' ? text(result.problem) : t('plan.close.reopened', { name }))
    },
  }
}
