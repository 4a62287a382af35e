// The modal dialog on React Aria: what is behind it is out of reach, Escape closes it, and the focus returns
// to where it was.
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { IconButton } from '../controls/Button.tsx'
import type { DialogProps } from '../controls/Dialog.tsx'
import { useLocale, useMessages } from '../messages.tsx'
import { Aria } from './Aria.tsx'

export default function ModalDialog({ title, onClose, children, size = 'plain' }: DialogProps) {
  const t = useMessages()
  const id = useId()
  const { locale, dir } = useLocale()
  return (
    <Aria>
      <ModalOverlay className="dialog-shade" isOpen onOpenChange={(open) => !open && onClose()}>
        <Modal className={`dialog dialog-${size}`}>
          <Dialog className="dialog-content" aria-labelledby={id} lang={locale} dir={dir}>
            <div className="dialog-head">
              <h2 id={id}>{title}</h2>
              <IconButton icon="close" label={t('kit.close')} onClick={onClose} />
            </div>
            <Body>{children}</Body>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </Aria>
  )
}

function Body({ children }: { children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null)
  // Focuses the first field, else React Aria focuses the dialog itself: never the button that closes it.
  useEffect(() => {
    if (body.current?.contains(document.activeElement)) return
    body.current?.querySelector<HTMLElement>('input, select, textarea')?.focus()
  }, [])
  return (
    <div ref={body} className="dialog-body">
      {children}
    </div>
  )
}
