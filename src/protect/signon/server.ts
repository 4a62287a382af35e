// Sets organisation sign-on up; coming in through it is the platform's.
import { conflict, unknown } from '../../kernel/problem.ts'
import {
  deleteProvider,
  endOtherSessions,
  findProvider,
  hasComeIn,
  isDomainOfOthers,
  SEALING,
  seal,
  writeProvider,
} from '../../platform/auth/providers.ts'
import { answer, on, type Capability } from '../../platform/capability.ts'
import * as contract from './contract.ts'
import * as policy from './policy.ts'

export const signOn: Capability = {
  name: 'signon',
  handlers: [
    on(contract.configureSignOn, {
      may: policy.configure,
      async run({ tx, actor, sign }, { clientSecret, ...provider }) {
        const { organisation } = actor
        const before = await findProvider(tx, organisation)
        // Else one organisation could send another's people to a page of its own that asks for their passwords.
        const isNew = before?.domain !== provider.domain
        if (isNew && (await isDomainOfOthers(tx, organisation, provider.domain)))
          throw conflict('sign_on.domain_taken')
        // Whoever would close every other door has come in through this one, so nobody is shut out by a mistake.
        if (provider.required && !(await hasComeIn(tx, actor.user, provider.issuer)))
          throw conflict('sign_on.untried')
        // A secret is never sent to an address it was not given for.
        const kept = before?.issuer === provider.issuer ? undefined : null
        const sealed = clientSecret === undefined ? kept : await seal(sign(SEALING), clientSecret)
        await writeProvider(tx, organisation, provider, sealed)
        if (provider.required) await endOtherSessions(tx, organisation, provider.domain)
        return { id: organisation }
      },
    }),
    on(contract.removeSignOn, {
      may: policy.configure,
      async run({ tx, actor }) {
        if (!(await deleteProvider(tx, actor.organisation))) throw unknown('sign_on.none')
        return { id: actor.organisation }
      },
    }),
    answer(contract.getSignOn, {
      may: policy.configure,
      async run({ tx, actor }) {
        const provider = await findProvider(tx, actor.organisation)
        return provider ? { provider } : {}
      },
    }),
  ],
  constraints: { sign_on_domain_unique: 'sign_on.domain_taken' },
}
