// The command palette: goes to a place or screen, finds people, and acts on the person in view. Only its text
// field is part of the first script: it takes every key while the rest is loaded.
import { lazy, Suspense, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { IconButton } from '../controls/Button.tsx'
import { Icon } from '../drawings/Icon.tsx'
import { useMessages } from '../messages.tsx'
import { ErrorBoundary } from '../State.tsx'

const Results = lazy(() => import('./Results.tsx'))

export function Palette({ namesHidden, onClose }: { namesHidden: boolean; onClose: () => void }) {
  const t = useMessages()
  const dialog = useRef<HTMLDialogElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  // Enter was pressed: the first result is opened as soon as there is one.
  const [opensFirst, setOpensFirst] = useState(false)

  useLayoutEffect(() => {
    const before = document.activeElement
    const element = dialog.current
    element?.showModal()
    field.current?.focus()
    return () => {
      element?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])

  function onKeyDown(event: KeyboardEvent) {
    const links = [...(dialog.current?.querySelectorAll<HTMLElement>('.palette-results a') ?? [])]
    const stops = [field.current, ...links]
    const at = stops.indexOf(document.activeElement as HTMLElement)
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      stops[at + step]?.focus()
    } else if (event.key === 'Enter' && at === 0) {
      event.preventDefault()
      setOpensFirst(true)
    } else if (at > 0 && (event.key.length === 1 || event.key === 'Backspace') && !event.ctrlKey) {
      // A letter typed on a result goes on with the text.
      field.current?.focus()
    }
  }

  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label={t('kit.palette.title')}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className="palette-head">
        <Icon name="search" />
        <input
          ref={field}
          className="palette-field"
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="go"
          aria-label={t('kit.palette.help')}
          placeholder={t('kit.palette.help')}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setOpensFirst(false)
          }}
        />
        <IconButton icon="close" label={t('kit.close')} onClick={onClose} />
      </div>
      <div className="palette-results">
        <ErrorBoundary fallback={() => <p className="soft">{t('kit.needs_network')}</p>}>
          <Suspense>
            <Results
              text={text.trim()}
              namesHidden={namesHidden}
              opensFirst={opensFirst}
              onGo={onClose}
              onOpened={() => setOpensFirst(false)}
            />
          </Suspense>
        </ErrorBoundary>
      </div>
    </dialog>
  )
}
