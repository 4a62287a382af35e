// A short confirmation; announced to screen readers, disappears by itself, and never used for what must not
// be missed.
import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react'
import { Icon } from './Icon.tsx'

type Said = { id: number; text: string }

const Context = createContext<(text: string) => void>(() => undefined)
const STAYS = 6000
let last = 0

export function ToastProvider({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<readonly Said[]>([])
  const say = useCallback((text: string) => {
    last += 1
    const id = last
    setSaid((before) => [...before.slice(-2), { id, text }])
    setTimeout(() => setSaid((before) => before.filter((one) => one.id !== id)), STAYS)
  }, [])
  const stack = useMemo(
    () => (
      <output className="toasts screen-only" aria-live="polite">
        {said.map(({ id, text }) => (
          <span key={id} className="toast">
            <Icon name="check" />
            {text}
          </span>
        ))}
      </output>
    ),
    [said],
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
