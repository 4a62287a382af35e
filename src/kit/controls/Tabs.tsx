// Tabs of a record. The selected tab is in the address, so that the link can be sent to a colleague.
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useLinked } from '../route.tsx'

export type Tab = { key: string; title: string; count?: number; content: ReactNode }

export function Tabs({ label, tabs, name = 'tab' }: { label: string; tabs: readonly Tab[]; name?: string }) {
  const id = useId()
  const [linked, choose] = useLinked(name, tabs[0]?.key ?? '')
  const chosen = tabs.find((tab) => tab.key === linked) ?? tabs[0]
  const list = useRef<HTMLDivElement>(null)
  // Scrolls to the selected tab: on a phone the list is wider than the screen.
  useEffect(() => {
    const strip = list.current
    const tab = strip?.querySelector('[aria-selected="true"]')
    if (!strip || !tab) return
    const [around, within] = [strip.getBoundingClientRect(), tab.getBoundingClientRect()]
    strip.scrollBy({ left: within.left + within.width / 2 - (around.left + around.width / 2) })
  }, [chosen?.key])

  function onKeyDown(event: KeyboardEvent) {
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const backward = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight'
    const at = tabs.findIndex((tab) => tab.key === chosen?.key)
    const to = { [forward]: at + 1, [backward]: at - 1, Home: 0, End: tabs.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const next = tabs[(to + tabs.length) % tabs.length]
    if (next === undefined) return
    choose(next.key)
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.key}"]`)?.focus()
  }

  if (chosen === undefined) return null
  return (
    <div className="tabs">
      <div ref={list} role="tablist" aria-label={label} className="tab-list screen-only">
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            data-tab={tab.key}
            className="tab"
            aria-selected={tab === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={tab === chosen ? 0 : -1}
            onClick={() => choose(tab.key)}
            onKeyDown={onKeyDown}
          >
            {tab.title}
            {tab.count !== undefined && <span className="tab-count">{tab.count}</span>}
          </button>
        ))}
      </div>
      <div
        id={`${id}-panel`}
        role="tabpanel"
        aria-labelledby={`${id}-${chosen.key}`}
        className="tab-panel"
        key={chosen.key}
      >
        {chosen.content}
      </div>
    </div>
  )
}
