// What axe finds on a page as it stands.
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** One line for each rule that is broken, with the first element that breaks it. */
export async function violations(page: Page): Promise<string[]> {
  // A colour on its way from light to dark is neither.
  await page.evaluate('document.getAnimations().forEach((one) => one.finish())')
  // Half a megabyte: handed to a page once, and not for each look.
  const there = await page.evaluate<boolean>('window.axe !== undefined')
  const found = await new AxeBuilder({ page, ...(there && { axeSource: 'true' }) })
    // What is in order is neither described nor sent.
    .options({ resultTypes: ['violations'] })
    // Without frames of other origins the older way finds the same, in half the time.
    .setLegacyMode(true)
    .analyze()
  return found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}`)
}
