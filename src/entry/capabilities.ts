// Every capability of the server: the platform's own, and those of the folders, by the manifest.
import { attachments, attachmentRoutes } from '../platform/attachments.ts'
import type { Capability } from '../platform/capability.ts'
import {
  composeCapabilities,
  holdingsOf,
  type Composable,
  type Surroundings,
} from '../platform/composition.ts'
import { erasing, removing } from '../platform/erasing.ts'
import { packs } from '../platform/pack-query.ts'
import { sweeping } from '../platform/sweep.ts'
import { capabilities as ofFolders } from './manifest/server.ts'

const ofThePlatform: readonly Composable[] = [
  packs,
  erasing,
  ({ folders }) =>
    folders.attachments === undefined
      ? attachments
      : { ...attachments, routes: [attachmentRoutes(folders.attachments)] },
  ({ folders }) => (folders.attachments === undefined ? NOTHING : sweeping(folders.attachments)),
  ({ folders }) => (folders.attachments === undefined ? NOTHING : removing(folders.attachments)),
]

const NOTHING: Capability = { name: 'nothing', handlers: [] }

export const capabilitiesAt = (surroundings: Surroundings): readonly Capability[] =>
  composeCapabilities([...ofThePlatform, ...ofFolders], surroundings)

/** What they promise, for whoever runs none of it. */
export const capabilities = capabilitiesAt({
  folders: {},
  outbound: { texts: async () => [] },
  https: false,
  trustProxy: false,
})

/** What all of them hold of a person. */
export const holdings = () => holdingsOf(capabilities)
