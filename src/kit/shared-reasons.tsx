// Why the same control of several rows may not be used, said once under the list instead of in each row.
import { createContext, use, useCallback, useLayoutEffect, useMemo, useState, type ReactNode } from 'react'
import { Icon } from './drawings/Icon.tsx'

type Shared = {
  counts: ReadonlyMap<string, number>
  add: (line: string) => () => void
}
const Context = createContext<Shared | null>(null)

/** Collects the reasons of the disabled buttons inside; `SharedReasons` draws those that several rows have. */
export function useSharedReasons() {
  const [counts, setCounts] = useState<ReadonlyMap<string, number>>(new Map())
  const add = useCallback((line: string) => {
    const change = (by: number) =>
      setCounts((before) => new Map(before).set(line, (before.get(line) ?? 0) + by))
    change(1)
    return () => change(-1)
  }, [])
  const shared = useMemo(() => ({ counts, add }), [counts, add])
  const lines = [...counts].flatMap(([line, count]) => (count > 1 ? [line] : []))
  return { shared, lines }
}

export function SharedReasonsProvider({ of, children }: { of: Shared; children: ReactNode }) {
  return <Context value={of}>{children}</Context>
}

/** The lines under a list. */
export function SharedReasons({ lines }: { lines: readonly string[] }) {
  return lines.map((line) => (
    <p key={line} className="list-reason screen-only">
      <Icon name="info" />
      {line}
    </p>
  ))
}

/**
 * Whether the list around this control says its reason for several rows at once: it is then not drawn in its row.
 * @param line the name of the control and the reason; undefined when it may be used
 */
export function useIsSaidByList(line: string | undefined): boolean {
  const shared = use(Context)
  const add = shared?.add
  useLayoutEffect(() => (line === undefined ? undefined : add?.(line)), [line, add])
  return line !== undefined && (shared?.counts.get(line) ?? 0) > 1
}
