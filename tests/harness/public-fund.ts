// A fund of the garden that pays public bodies, as the one of the journey does: the pack's own pays others only.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asOwner } from '../../src/platform/database/connect.ts'
import { loadPack } from '../../src/platform/packs/packs.ts'
import { cleanups } from './cleanup.ts'
import type { TestNetwork } from './network.ts'

export const PUBLIC_FUND = 'Fondo de bienvenida'

export async function addPublicFund(network: TestNetwork): Promise<void> {
  const pack = await mkdtemp(join(tmpdir(), 'arraigo-pack-'))
  cleanups.push(() => rm(pack, { recursive: true, force: true }))
  await cp('packs/huerta', pack, { recursive: true })
  const card = JSON.parse(await readFile(join(pack, 'rate-cards', 'harvest_fund.json'), 'utf8')) as object
  const title = { es: PUBLIC_FUND, en: 'Welcome fund', ar: 'صندوق الترحيب' }
  await writeFile(
    join(pack, 'rate-cards', 'welcome_fund.json'),
    JSON.stringify({ ...card, code: 'welcome_fund', title, provider: { class: 'public' } }),
  )
  await loadPack(asOwner(network.database.pool), pack)
}
