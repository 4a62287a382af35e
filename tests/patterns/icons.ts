// Draws the application's icons from public/icon.svg: node tests/patterns/icons.ts, when the sign changes.
import { readFile } from 'node:fs/promises'
import { chromium } from 'playwright-core'
import { FLAGS, unpackChromium } from '../browser/chromium.ts'

const svg = await readFile('public/icon.svg', 'utf8')
const { executable, environment, remove } = await unpackChromium()
const browser = await chromium.launch({
  executablePath: executable,
  args: FLAGS,
  env: { ...(process.env as Record<string, string>), ...environment },
})
try {
  for (const { name, size, bleeds } of [
    { name: 'icon-180', size: 180, bleeds: true },
    { name: 'icon-192', size: 192, bleeds: false },
    { name: 'icon-512', size: 512, bleeds: false },
    { name: 'icon-maskable-512', size: 512, bleeds: true },
  ]) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    // A launcher crops a full-bleed icon to its own shape, so that icon has no rounded corners of its own.
    const drawn = bleeds ? svg.replace(' rx="14"', '') : svg
    await page.setContent(
      `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawn}`,
    )
    await page.screenshot({ path: `public/${name}.png`, omitBackground: true })
    await page.close()
  }
} finally {
  await browser.close()
  await remove()
}
