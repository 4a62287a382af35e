// Keeps the keyboard where something happened. When what has the focus leaves the page (a form that was sent, a row that was
// closed), a browser drops the focus to the page itself, where a screen reader says nothing: it goes to the heading of
// what stood around instead. What a screen does itself, such as a dialog that gives the focus back, comes first.

/** What has the focus, or had it last, and all that it stands in: from the inside out. */
let around: readonly Element[] = []
let isLooking = false

const isLost = () => document.activeElement === document.body && around[0]?.isConnected === false

/** The part of the screen that is still there and says by a heading what it is. */
function bring(): void {
  isLooking = false
  if (!isLost()) return
  const heading = around
    .filter((one) => one.isConnected && one.closest('main, [role="dialog"]') && !one.matches('main'))
    .map((one) => one.querySelector<HTMLElement>('h1, h2, h3, h4'))
    .find((one) => one?.checkVisibility())
  if (!heading) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}

export function keepFocus(): void {
  document.addEventListener('focusin', ({ target }) => {
    around = []
    for (let one = target as Element | null; one; one = one.parentElement) around = [...around, one]
  })
  new MutationObserver(() => {
    if (isLooking || !isLost()) return
    isLooking = true
    // A dialog gives the focus back one frame after it is gone.
    requestAnimationFrame(() => requestAnimationFrame(bring))
  }).observe(document.body, { childList: true, subtree: true })
}
