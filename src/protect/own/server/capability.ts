// Combines the codes that staff hand out with what a person sees, changes and asks for in their own view.
import { answer, listen, type Capability } from '../../../platform/capability.ts'
import type { Composition } from '../../../platform/composition.ts'
import { personErased, takesIn } from '../../retention/facts.ts'
import { lookAtOwn } from '../operations.ts'
import { facts } from '../facts.ts'
import * as policy from '../policy.ts'
import * as asking from './asking.ts'
import * as codes from './code.ts'
import { held } from './held.ts'
import { lookAt } from './look.ts'
import { ownRoutes } from './routes.ts'
import { erase } from '../sql.ts'

export function capability({ holdings, https, trustProxy }: Composition): Capability {
  return {
    name: 'own',
    routes: [ownRoutes({ holdings, https, trustProxy })],
    facts,
    holds: held,
    heldOtherwise: { correction: 'shown as what one asked for' },
    handlers: [
      codes.making,
      codes.revoking,
      codes.listing,
      codes.entering,
      codes.finishing,
      asking.withdrawing,
      asking.confirming,
      asking.askingErasure,
      asking.askingCorrection,
      asking.sharing,
      asking.answering,
      asking.listing,
      answer(lookAtOwn, {
        may: policy.self,
        run: (ctx, { locale }) => lookAt(ctx, holdings(), locale),
      }),
    ],
    listeners: [
      listen(personErased, async (ctx, erased) => {
        if (takesIn(erased, 'personal')) await ctx.asSystem(() => erase(ctx.tx, erased))
      }),
    ],
  }
}
