// Keeps what is typed between the key that opens a search and the moment its field is there to take it, so that
// no letter is lost on a slow device.

type Typed = { text: string; entered: boolean }
let typed: Typed | undefined

function onKey(event: KeyboardEvent) {
  if (typed === undefined || event.ctrlKey || event.metaKey || event.altKey) return
  const { text } = typed
  if (event.key === 'Enter') typed.entered = true
  else if (event.key === 'Backspace') typed = { text: text.slice(0, -1), entered: false }
  else if (event.key.length === 1) typed = { text: text + event.key, entered: false }
  else return
  event.preventDefault()
  event.stopPropagation()
}

/** Begins to keep what is typed. */
export function keepTyping(): void {
  if (typed === undefined) addEventListener('keydown', onKey, { capture: true })
  typed ??= { text: '', entered: false }
}

/** Hands over what was typed since `keepTyping`, if anything; from now on the keys go where they go. */
export function takeTyping(give: (typed: Typed) => void): void {
  removeEventListener('keydown', onKey, { capture: true })
  const taken = typed
  typed = undefined
  if (taken) give(taken)
}
