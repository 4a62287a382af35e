// A real Chromium without a manual installation: from npm, or the one that CHROME_PATH names.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a test process needs to launch it. */
export type Chromium = { executable: string; environment: Record<string, string> }

/**
 * Unpacks Chromium into a folder of its own: the package uses a fixed name in the shared temporary folder and
 * takes whatever lies there, including another version or another user's file.
 */
export async function unpackChromium(): Promise<Chromium & { remove(): Promise<void> }> {
  const installed = process.env['CHROME_PATH']
  if (installed) return { executable: installed, environment: {}, remove: async () => {} }
  const folder = await mkdtemp(join(tmpdir(), 'arraigo-chromium-'))
  const before = { ...process.env }
  process.env['TMPDIR'] = folder
  // Pretends to be AWS Lambda, for which the package brings its own copies of libraries that a bare machine
  // lacks.
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs24.x'
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    const executable = await chromium.executablePath()
    const environment = { TMPDIR: folder, HOME: folder }
    // Its own list of font folders names fixed ones elsewhere; without any font Chromium draws no text, then
    // crashes.
    const fonts = join(folder, 'fonts')
    await writeFile(
      join(fonts, 'fonts.conf'),
      `<fontconfig><dir>${fonts}</dir><cachedir>${fonts}</cachedir></fontconfig>`,
    )
    const libraries = {
      LD_LIBRARY_PATH: process.env['LD_LIBRARY_PATH'],
      FONTCONFIG_PATH: process.env['FONTCONFIG_PATH'],
    }
    for (const [name, value] of Object.entries(libraries))
      if (value) Object.assign(environment, { [name]: value })
    return { executable, environment, remove: () => rm(folder, { recursive: true, force: true }) }
  } finally {
    for (const name of ['TMPDIR', 'AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']) {
      const value = before[name]
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

/**
 * Headless, without a sandbox (containers and root forbid one), and without background requests to the
 * vendor.
 */
export const FLAGS = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-domain-reliability',
  '--font-render-hinting=none',
  // A microphone that plays a tone and needs no permission: for recordings of a voice.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
]
