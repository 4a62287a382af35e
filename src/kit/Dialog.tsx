// A modal dialog, made of the browser's own: Escape closes it, and the focus returns to where it was.
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { IconButton } from './Button.tsx'
import { useMessages } from './messages.tsx'

/**
 * Render it only while it is open: `{asking && <Dialog title=… onClose={() => setAsking(false)}>…</Dialog>}`.
 */
export function Dialog({
  title,
  onClose,
  children,
  size = 'plain',
}: {
  title: string
  onClose: () => void
  children: ReactNode
  size?: 'plain' | 'wide'
}) {
  const t = useMessages()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    element?.showModal()
    // Focuses the first field, else the dialog itself: never the button that closes it.
    const field = element?.querySelector<HTMLElement>('.dialog-body :is(input, select, textarea)')
    ;(field ?? element?.querySelector<HTMLElement>('h2'))?.focus()
    return () => {
      element?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className={`dialog dialog-${size}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className="dialog-head">
        <h2 id={id} tabIndex={-1}>
          {title}
        </h2>
        <IconButton icon="close" label={t('kit.close')} onClick={onClose} />
      </div>
      <div className="dialog-body">{children}</div>
    </dialog>
  )
}
