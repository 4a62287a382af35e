// What a screen leaves on paper: nothing that can only be pressed, waited for or closed, a letterhead, and nothing wider
// than the page.
import type { Page } from 'playwright-core'

/** A4 with the margins of the printed pages (`Print.css`), in CSS pixels. */
const PAPER = { width: 672, height: 980 }

/** Of a screen as it stands, which is shown on the screen again afterwards. */
export async function paperFaults(page: Page): Promise<string[]> {
  const before = page.viewportSize()
  await page.emulateMedia({ media: 'print', colorScheme: 'light' })
  await page.setViewportSize(PAPER)
  const found = await page.evaluate<string[]>(`(() => {
    const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0
    const named = (element) => element.tagName.toLowerCase() + ' ' + (element.getAttribute('aria-label') || element.innerText || element.className).slice(0, 40)
    const all = (selector) => [...document.querySelectorAll(selector)].filter(seen)
    const pressed = 'button:not(.list-sort), .button, [role=menu], [role=tooltip], .toasts, .loading-line, [role=search], .combobox-open'
    const faults = all(pressed).map((one) => 'to be pressed: ' + named(one))
    const over = document.documentElement.scrollWidth - innerWidth
    if (over > 0) faults.push('wider than the page by ' + over + ' px')
    if (document.querySelector('.frame') && !all('.letterhead, article').length) faults.push('no letterhead')
    return faults
  })()`)
  await page.emulateMedia({ media: 'screen' })
  if (before) await page.setViewportSize(before)
  return found.map((one) => `on paper: ${one}`)
}
