// A device that keeps no list, for tests of what capabilities do with people.
import { keptLists } from '../../src/device/lists.ts'

export const noLists = keptLists({ documents: new Map() })
