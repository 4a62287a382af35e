// A short confirmation; announced to screen readers, disappears by itself, and never used for what must not
// be missed.
import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react'
import { Icon } from './Icon.tsx'

type ToastMessage = { id: number; text: string }

const Context = createContext<(text: string) => void>(() => undefined)
const STAYS = 6000
let last = 0

export function ToastProvider({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<readonly ToastMessage[]>([])
  const say = useCallback((text: string) => {
    last += 1
    const id = last
    setMessages((before) => [...before.slice(-2), { id, text }])
    setTimeout(() => setMessages((before) => before.filter((one) => one.id !== id)), STAYS)
  }, [])
  const stack = useMemo(
    () => (
      // A dialog hides what is behind it from screen readers; this attribute excepts what is said here.
      <output className="toasts screen-only" aria-live="polite" data-react-aria-top-layer="true">
        {messages.map(({ id, text }) => (
          <span key={id} className="toast">
            <Icon name="check" />
            {text}
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

/** `const say = useToast()`, then `say(t('referral.sent'))`. */
export function useToast(): (text: string) => void {
  return use(Context)
}
