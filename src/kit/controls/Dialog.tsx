// A modal dialog. Its code is loaded when the first one opens: no screen needs it to be drawn.
import { lazy, Suspense, type ReactNode } from 'react'

/** Loads the code, for a question that must not wait for it. @throws when it cannot be fetched */
export const loadDialog = () => import('../aria/ModalDialog.tsx')

const ModalDialog = lazy(loadDialog)

export type DialogProps = {
  title: string
  onClose: () => void
  children: ReactNode
  size?: 'plain' | 'wide'
}

/**
 * Render it only while it is open: `{asking && <Dialog title=… onClose={() => setAsking(false)}>…</Dialog>}`.
 */
export function Dialog(props: DialogProps) {
  return (
    <Suspense fallback={<div className="dialog-shade" aria-busy="true" />}>
      <ModalDialog {...props} />
    </Suspense>
  )
}
