// Written by `npm run manifest` from the folders of the capabilities: the screens of each, and what it lends to those of others; how a screen is loaded is loaded with it.
import type { Screens } from '../../kit/route.tsx'
import { screens as identity } from './screens-identity.tsx'
import { screens as protect } from './screens-protect.tsx'
import { screens as serve } from './screens-serve.tsx'
import { screens as understand } from './screens-understand.tsx'
import { screens as fund } from './screens-fund.tsx'
export const screens: readonly Screens[] = [...identity, ...protect, ...serve, ...understand, ...fund]
