// The keyboard shortcuts as their page lists them, by where they work.
import type { MessageKey } from '../../kernel/messages.ts'
import { HELP, HIDE, SEARCH, type Keys } from './shortcuts.ts'

export type Shortcut = { keys: Keys; does: MessageKey }

export const EVERYWHERE: readonly Shortcut[] = [
  { keys: SEARCH, does: 'kit.search_anything' },
  { keys: HIDE, does: 'kit.hide_names' },
  { keys: HELP, does: 'kit.shortcuts' },
]

export const IN_PALETTE: readonly Shortcut[] = [
  { keys: ['down', 'up'], does: 'kit.shortcut.results' },
  { keys: ['Enter'], does: 'kit.shortcut.open' },
  { keys: ['Esc'], does: 'kit.close' },
]

export const IN_TABS: readonly Shortcut[] = [
  { keys: ['left', 'right'], does: 'kit.shortcut.next' },
  { keys: ['Home', 'End'], does: 'kit.shortcut.ends' },
]
