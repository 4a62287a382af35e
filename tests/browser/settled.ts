// When a page has finished what was requested: the one rule by which a browser test waits for a whole screen.
import type { Page, Request } from 'playwright-core'
import { inject } from 'vitest'

type Traffic = { underWay: Set<Request>; begun: number; next: PromiseWithResolvers<void> }
const traffic = new WeakMap<Page, Traffic>()

/** Follows the requests of a page from its first one on. */
export function follow(page: Page): void {
  const of: Traffic = { underWay: new Set(), begun: 0, next: Promise.withResolvers() }
  traffic.set(page, of)
  const ended = (request: Request) => {
    of.underWay.delete(request)
    of.next.resolve()
    of.next = Promise.withResolvers()
  }
  page.on('request', (request) => {
    // Live notifications come over a connection that stays open.
    if (request.resourceType() === 'eventsource') return
    of.underWay.add(request)
    of.begun += 1
  })
  page.on('requestfinished', ended)
  page.on('requestfailed', ended)
  // The body of a refusal may be left unread, and then never finishes; a body that is read shows as busy
  // until it is there.
  page.on('response', (response) => {
    if (response.status() >= 400) ended(response.request())
  })
}

/**
 * Resolves once the page has run all due tasks, drawn the result, and run what followed: background tasks
 * come after all others. Returns whether the page says that it is busy.
 */
const PAGE_IDLE = `(async () => {
  const due = () => scheduler.postTask(() => {}, { priority: 'background' })
  await due()
  await new Promise(requestAnimationFrame)
  await due()
  return document.querySelector('.loading, [aria-busy="true"]') !== null
})()`

/**
 * Resolves when no request is under way, nothing on the page says that it is busy, and drawing the results
 * has begun no other request. Uses no fixed delay; after the timeout of a run the error names what hangs.
 */
export async function settled(page: Page): Promise<void> {
  const of = traffic.get(page)
  if (!of) throw new Error('The requests of this page are not followed: open it with `visit`.')
  const { promise: hangs, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    const asked = [...of.underWay].map((request) => request.url())
    reject(new Error(`${page.url()} is not settled; under way: ${asked.join(', ') || 'nothing'}`))
  }, inject('patience'))
  try {
    for (;;) {
      while (of.underWay.size > 0) await Promise.race([of.next.promise, hangs])
      const { begun } = of
      const busy = await Promise.race([page.evaluate<boolean>(PAGE_IDLE), hangs])
      if (!busy && of.underWay.size === 0 && of.begun === begun) return
    }
  } finally {
    clearTimeout(timer)
  }
}

/** Navigates to an address as a link of the application does: without reloading the page. */
export async function go(page: Page, address: string): Promise<void> {
  await page.evaluate(`(() => {
    const link = document.createElement('a')
    link.href = ${JSON.stringify(address)}
    document.body.append(link)
    link.click()
    link.remove()
  })()`)
  await settled(page)
}

/** Opens the menu under the user's name, in whatever language the screen is. */
export async function openMenu(page: Page): Promise<void> {
  await page.getByRole('button', { name: /, my menu$|, mi menú$|، قائمتي$/u }).click()
}

/** Changes the language: on the sign-in page beside the form, everywhere else in the user's menu. */
export async function setLanguage(page: Page, locale: 'es' | 'en' | 'ar'): Promise<void> {
  const choice = page.locator(`select:has(> option[lang="${locale}"])`)
  const isInMenu = (await choice.count()) === 0
  if (isInMenu) await openMenu(page)
  await choice.first().selectOption(locale)
  await page.locator(`html[lang="${locale}"]`).waitFor()
  if (isInMenu) await page.keyboard.press('Escape')
  await settled(page)
}
