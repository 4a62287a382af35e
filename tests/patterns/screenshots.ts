// Takes screenshots of the page of parts: node tests/patterns/screenshots.ts FOLDER [page …]; phone and desk,
// three languages, light and dark.
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'
import { build, preview } from 'vite'
import { FLAGS, unpackChromium } from '../browser/chromium.ts'

const [folder = 'looks', ...wanted] = process.argv.slice(2)
const out = resolve(folder)
await mkdir(out, { recursive: true })
const site = join(out, 'site')
await build({
  root: 'tests/patterns',
  configFile: false,
  logLevel: 'error',
  build: { outDir: site, emptyOutDir: true },
})
const server = await preview({
  root: 'tests/patterns',
  configFile: false,
  logLevel: 'warn',
  build: { outDir: site },
  preview: { port: 0, host: '127.0.0.1' },
})
const base = server.resolvedUrls?.local[0] ?? ''
const { executable, environment, remove } = await unpackChromium()
const browser = await chromium.launch({
  executablePath: executable,
  args: FLAGS,
  env: { ...(process.env as Record<string, string>), ...environment },
})
try {
  const parts = ['foundations', 'acts', 'fields', 'lists', 'states', 'figures']
  const pages = [...parts.map((part) => `?part=${part}`), '?palette', 'bare']
  const looks = [
    { width: 360, locale: 'es', light: 'light' },
    { width: 1280, locale: 'es', light: 'light' },
    { width: 360, locale: 'ar', light: 'dark' },
    { width: 1280, locale: 'ar', light: 'light' },
    { width: 1280, locale: 'en', light: 'dark' },
  ] as const
  for (const { width, locale, light } of looks) {
    const context = await browser.newContext({
      viewport: { width, height: width < 500 ? 740 : 800 },
      colorScheme: light,
    })
    const page = await context.newPage()
    for (const path of pages.filter((one) => wanted.length === 0 || wanted.includes(one))) {
      const address = new URL(path, base)
      address.searchParams.set('locale', locale)
      await page.goto(address.href)
      await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' })
      await page.waitForLoadState('networkidle')
      await page.evaluate('document.fonts.ready.then(() => undefined)')
      const name = `${path.replace('?', '-') || 'home'}.${width}.${locale}.${light}.png`
      await page.screenshot({ path: join(out, name), fullPage: !path.includes('palette') })
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
      if (wide > 0) console.log(`${name} scrolls sideways by ${wide} px`)
    }
    await context.close()
  }
} finally {
  await browser.close()
  await server.close()
  await remove()
}
