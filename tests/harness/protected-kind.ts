// A later release of the pack in force, in which a kind of service is of a protected matter.
import { asOwner } from '../../src/platform/database/connect.ts'
import { activateRelease, type openPacks, releaseOf } from '../../src/platform/packs/packs.ts'
import type { TestNetwork } from './network.ts'

export async function protectKind({ app, database }: TestNetwork, kind: string): Promise<void> {
  const { pack } = app.packs.active()
  const { taxonomies } = pack
  const serviceKinds = taxonomies.serviceKinds.map((term) =>
    term.code === kind ? { ...term, protected: true } : term,
  )
  const next = { ...pack, version: '90.0.0', taxonomies: { ...taxonomies, serviceKinds } }
  await activateRelease(asOwner(database.pool), releaseOf(next))
  await (app.packs as Awaited<ReturnType<typeof openPacks>>).refresh()
}
