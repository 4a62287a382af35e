// A device that keeps no list, for tests of what capabilities do with people.
import { keptLists } from '../../src/device/lists.ts'
import { newSelf } from '../../src/device/store.ts'

export const noLists = keptLists({
  documents: new Map(),
  self: newSelf('00000000-0000-7000-8000-000000000001'),
})
