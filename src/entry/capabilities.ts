// Lists every capability of the server: those of the platform, and those that the manifest found in the
// folders.
import { attachments, attachmentRoutes } from '../platform/files/attachments.ts'
import type { Capability } from '../platform/capability.ts'
import {
  composeCapabilities,
  holdingsOf,
  type Composable,
  type CompositionEnvironment,
} from '../platform/composition.ts'
import { erasing, removing } from '../platform/erasing.ts'
import { packs } from '../platform/packs/pack-query.ts'
import { sweeping } from '../platform/sweep.ts'
import { capabilities as folderCapabilities } from './manifest/server.ts'
import { worklists } from './manifest/worklist.ts'

const platformCapabilities: readonly Composable[] = [
  packs,
  erasing,
  ({ folders: { attachments: folder } }) =>
    folder === undefined
      ? attachments
      : [{ ...attachments, routes: [attachmentRoutes(folder)] }, sweeping(folder), removing(folder)],
]

/** @param more capabilities of no folder: those of a test */
export const capabilitiesIn = (
  environment: CompositionEnvironment,
  more: readonly Composable[] = [],
): readonly Capability[] =>
  composeCapabilities([...platformCapabilities, ...folderCapabilities, ...more], environment, worklists)

/** The capabilities without an environment, for reading their declarations; their handlers are not run. */
export const capabilities = capabilitiesIn({
  folders: {},
  outbound: { texts: async () => [] },
  https: false,
  trustProxy: false,
})

/** The routes of signing in that capabilities declare, for the API's document. */
export const authRoutesOf = (all: readonly Capability[]): NonNullable<Capability['authRoutes']> =>
  Object.assign({}, ...all.map(({ authRoutes }) => authRoutes))

/** The personal data that each capability holds. */
export const holdings = () => holdingsOf(capabilities)
