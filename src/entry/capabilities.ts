// Every capability of the house, in the order of its wings; with the screens' and the worker's entries, the only list of them.
import type { Capability } from '../platform/capability.ts'
import { access } from '../protect/access/server.ts'

export const capabilities: readonly Capability[] = [access]
