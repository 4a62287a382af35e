// What can be pressed, and is smaller than a finger or a pointer needs (WCAG 2.2, 2.5.5 and 2.5.8).
import type { Page } from 'playwright-core'

/**
 * Names of what is less than so many pixels wide or high. A link within a line of text is exempt; of a choice the
 * label counts, and of a row whose link covers it the row.
 */
export const smallTargets = (page: Page, least: number): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const pressed = 'a[href], button, input, select, textarea, summary, [role="button"], [role="tab"], [role="menuitem"]'
    return [...document.querySelectorAll(pressed)].flatMap((one) => {
      if (!one.checkVisibility({ visibilityProperty: true }) || one.closest('.unseen')) return []
      if (one.matches('a') && getComputedStyle(one).display === 'inline') return []
      if (getComputedStyle(one, '::after').position === 'absolute') return []
      const label = one.matches('[type="checkbox"], [type="radio"]') ? one.closest('label') : null
      const { width, height } = (label ?? one).getBoundingClientRect()
      if (width === 0 || height === 0) return []
      if (Math.round(width) >= ${least} && Math.round(height) >= ${least}) return []
      const name = (one.textContent || one.getAttribute('aria-label') || one.getAttribute('name') || '').trim()
      return [one.localName + ' "' + name.slice(0, 40) + '" of ' + Math.round(width) + ' × ' + Math.round(height) + ' px']
    })
  })()`)
