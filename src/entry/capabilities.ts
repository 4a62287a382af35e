// Lists every capability of the server: those of the platform, and those that the manifest found in the
// folders.
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

/** The capabilities without an environment, for reading their declarations; their handlers are not run. */
export const capabilities = capabilitiesAt({
  folders: {},
  outbound: { texts: async () => [] },
  https: false,
  trustProxy: false,
})

/** The personal data that each capability holds. */
export const holdings = () => holdingsOf(capabilities)
