// A short confirmation, with the way to undo what it confirms; announced to screen readers, disappears by itself, and never used for what must not
// be missed.
import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react'
import { Icon } from '../drawings/Icon.tsx'

/** What undoes it, for as long as the confirmation stays. */
type Undo = { label: string; onAct: () => void }
type ToastMessage = { id: number; text: string; undo?: Undo | undefined }

const Context = createContext<(text: string, undo?: Undo) => void>(() => undefined)
const STAYS = 6000
/** It may be read out first, and the way to it is long by keyboard. */
const STAYS_TO_UNDO = 30_000
let last = 0

const without = (messages: readonly ToastMessage[], gone: number) => messages.filter(({ id }) => id !== gone)

export function ToastProvider({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<readonly ToastMessage[]>([])
  const say = useCallback((text: string, undo?: Undo) => {
    last += 1
    const id = last
    setMessages((before) => [...before.slice(-2), { id, text, undo }])
    setTimeout(() => setMessages((before) => without(before, id)), undo ? STAYS_TO_UNDO : STAYS)
  }, [])
  const stack = useMemo(
    () => (
      // A dialog hides what is behind it from screen readers; this attribute excepts what is said here.
      <output className="toasts screen-only" aria-live="polite" data-react-aria-top-layer="true">
        {messages.map(({ id, text, undo }) => (
          <span key={id} className="toast">
            <Icon name="check" />
            <span>{text}</span>
            {undo && (
              <button
                type="button"
                className="toast-undo"
                onClick={() => {
                  setMessages((before) => without(before, id))
                  undo.onAct()
                }}
              >
                {undo.label}
              </button>
            )}
          </span>
        ))}
      </output>
    ),
    [messages],
  )
  return (
    <Context value={say}>
      {children}
      {stack}
    </Context>
  )
}

/** `const say = useToast()`, then `say(t('referral.sent'))`; with `{ label, onAct }`, it can be undone. */
export function useToast(): (text: string, undo?: Undo) => void {
  return use(Context)
}
