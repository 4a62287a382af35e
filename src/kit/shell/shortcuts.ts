// Every keyboard shortcut of the application: declared here once, shown on their page and beside what they
// do, and carried out by `useShortcuts`.
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { remember } from '../remember.ts'
import { navigate } from '../route.tsx'
import type { Href } from '../../kernel/paths.ts'
import type { Place } from './places.ts'

/** Keys as they are shown; `mod` is Ctrl, or ⌘ on a Mac, and `up`, `down`, `left`, `right` are arrows. */
export type Keys = readonly string[]

export const SEARCH: Keys = ['mod', 'K']
export const HIDE: Keys = ['mod', 'B']
export const HELP: Keys = ['?']
const GO = 'G'

/** After `G`: the letter of each place, the same in every language. */
const LETTERS: Readonly<Record<Place, string>> = {
  today: 'H',
  people: 'P',
  work: 'W',
  services: 'S',
  results: 'R',
  figures: 'F',
  public: 'U',
  protection: 'D',
  administration: 'A',
}

export const keysTo = (place: Place): Keys => [GO, LETTERS[place]]

const isMac = () => navigator.platform.startsWith('Mac')

/** The names of the keys of this computer. */
export const keyNames = (keys: Keys): readonly string[] =>
  keys.map((key) => (key === 'mod' ? (isMac() ? '⌘' : 'Ctrl') : key))

export const keysText = (keys: Keys): string => keyNames(keys).join('+')

/*
 * Shortcuts of one character can be switched off: with speech input, ordinary words would press them (WCAG
 * 2.1.4).
 */
const OFF = 'arraigo.single_keys_off'
const listeners = new Set<() => void>()
const areSingleKeysOn = () => localStorage.getItem(OFF) === null

export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, areSingleKeysOn)
  return [
    on,
    (next) => {
      if (next) localStorage.removeItem(OFF)
      else remember(OFF, 'true')
      listeners.forEach((listener) => listener())
    },
  ]
}

/** Where letters are input, or choose among options by their first letters. */
const TYPED_INTO = 'input, textarea, select, [contenteditable], [role=listbox], [role=menu], [role=tree]'
const MODAL = 'dialog[open], [aria-modal=true]'
/** Between the two keys of `G P`. */
const MILLISECONDS_BETWEEN = 1500

/** The letter of a key in capitals; on a keyboard of another script, the one that is on the key in Latin. */
const letterOf = ({ key, code }: KeyboardEvent): string =>
  /^[a-z]$/iu.test(key)
    ? key.toUpperCase()
    : key === '؟'
      ? '?'
      : /^Key[A-Z]$/u.test(code)
        ? code.slice(3)
        : key

/** Carries out the shortcuts that work on every screen. `places`: where `G` and a letter may lead. */
export function useShortcuts({
  onSearch,
  onHide,
  places,
}: {
  onSearch: () => void
  onHide: () => void
  places: readonly { place: Place; href: Href }[]
}) {
  const does = useRef({ onSearch, onHide, places })
  useEffect(() => {
    does.current = { onSearch, onHide, places }
  })
  useEffect(() => {
    let goingSince: number | undefined
    function onKey(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || event.altKey) return
      const letter = letterOf(event)
      const going = goingSince !== undefined && event.timeStamp - goingSince < MILLISECONDS_BETWEEN
      goingSince = undefined
      if (event.ctrlKey || event.metaKey) {
        const act = event.shiftKey ? undefined : { K: does.current.onSearch, B: does.current.onHide }[letter]
        if (act === undefined) return
        event.preventDefault()
        return act()
      }
      const target = event.target as Element | null
      if (!areSingleKeysOn() || target?.closest(TYPED_INTO) || document.querySelector(MODAL)) return
      if (letter === '?') return navigate('/shortcuts')
      if (letter === GO && !going) {
        goingSince = event.timeStamp
        return
      }
      const to = going && does.current.places.find(({ place }) => LETTERS[place] === letter)
      if (to) navigate(to.href)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
