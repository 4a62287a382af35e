// The accessibility faults that axe finds on a page in its present state.
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** One line for each rule that is broken, with the first element that breaks it. */
export async function violations(page: Page): Promise<string[]> {
  // A colour in transition between light and dark has neither value.
  await page.evaluate(`document.getAnimations()
    .filter((one) => one.effect.getComputedTiming().endTime !== Infinity)
    .forEach((one) => one.finish())`)
  // Half a megabyte: given to a page once, and not for each check.
  const there = await page.evaluate<boolean>('window.axe !== undefined')
  const found = await new AxeBuilder({ page, ...(there && { axeSource: 'true' }) })
    // Passed checks are neither described nor sent.
    .options({ resultTypes: ['violations'] })
    // Without frames of other origins the legacy mode finds the same, in half the time.
    .setLegacyMode(true)
    .analyze()
  return found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}`)
}
