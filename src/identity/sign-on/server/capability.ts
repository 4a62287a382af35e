// Configures organisation sign-on; signing in through it belongs to the capability sessions.
import { onlySystem } from '../../../kernel/actor.ts'
import { signOnDomainUnprovedConflict, signOnNone } from '../../../kernel/problems.ts'
import {
  deleteProvider,
  endOtherSessions,
  findProvider,
  hasSignedIn,
  isDomainOfOthers,
  isLead,
  domainClaims,
  lockProvider,
  keepDomainProof,
  provingText,
  recordName,
  recordValue,
  seal,
  writeProvider,
} from '../sql.ts'
import { answer, on, type Capability } from '../../../platform/capability.ts'
import type { Composition } from '../../../platform/composition.ts'
import { organisationNotLead } from '../../organisations/problems.ts'
import {
  configureSignOn,
  removeSignOn,
  proveDomain,
  noteDomain,
  confirmDomain,
  listClaims,
  getSignOn,
  SEALING,
} from '../operations.ts'
import * as policy from '../policy.ts'
import { signOnDomainTaken, signOnOwnDomain, signOnUntried } from '../problems.ts'
import { LOOK_UP, provingDomain } from './proving.ts'

export const capability = ({ outbound }: Composition): Capability => ({
  name: 'sign-on',
  jobs: [provingDomain(outbound)],
  handlers: [
    on(configureSignOn, {
      may: policy.configure,
      async run(ctx, { clientSecret, ...provider }) {
        const { tx, actor, sign } = ctx
        const { organisation } = actor
        await lockProvider(ctx, organisation)
        const before = await findProvider(tx, organisation)
        // Otherwise one organisation could send another's users to a page of its own that asks for their
        // passwords.
        const isNew = before?.domain !== provider.domain
        if (isNew && (await isDomainOfOthers(tx, organisation, provider.domain))) throw signOnDomainTaken()
        // The administrator who requires sign-on must have signed in through it, so that a mistake locks
        // nobody out.
        if (provider.required && !(await hasSignedIn(tx, actor.user, provider.issuer))) throw signOnUntried()
        const isProved = !isNew && before?.issuer === provider.issuer && before.proved !== undefined
        if (provider.required && !isProved) throw signOnDomainUnprovedConflict()
        // A secret is never sent to an address it was not given for.
        const kept = before?.issuer === provider.issuer ? undefined : null
        const sealed = clientSecret === undefined ? kept : await seal(sign(SEALING), clientSecret)
        await writeProvider(ctx, organisation, provider, sealed)
        if (provider.required) await endOtherSessions(ctx, organisation, provider.domain)
        return { id: organisation }
      },
    }),
    on(removeSignOn, {
      may: policy.configure,
      async run(ctx) {
        const { organisation } = ctx.actor
        if (!(await deleteProvider(ctx, organisation))) throw signOnNone()
        return { id: organisation }
      },
    }),
    on(proveDomain, {
      may: policy.configure,
      async run({ tx, actor, sign, enqueue }) {
        const { organisation } = actor
        const provider = await findProvider(tx, organisation)
        if (!provider) throw signOnNone()
        const { domain, issuer } = provider
        // DNS is asked outside the transaction: a slow answer must not hold it open.
        const record = recordValue(sign(provingText(organisation, provider)))
        if (provider.proved === undefined) enqueue(LOOK_UP, { organisation, domain, issuer, record })
        return { id: organisation }
      },
    }),
    on(noteDomain, {
      may: onlySystem,
      async run(ctx, { domain, issuer }) {
        const { organisation } = ctx.actor
        if (!(await keepDomainProof(ctx, { organisation, domain, issuer, by: 'dns', at: ctx.receivedAt })))
          throw signOnNone()
        return { id: organisation }
      },
    }),
    on(confirmDomain, {
      may: policy.configure,
      async run(ctx, { organisation, domain, issuer }) {
        const { tx, actor } = ctx
        if (!(await isLead(tx, actor.organisation))) throw organisationNotLead()
        // An organisation does not confirm itself: the lead proves its own domain by its DNS.
        if (organisation === actor.organisation) throw signOnOwnDomain()
        if (!(await keepDomainProof(ctx, { organisation, domain, issuer, by: 'lead', at: ctx.receivedAt })))
          throw signOnNone()
        return { id: organisation }
      },
    }),
    answer(listClaims, {
      may: policy.configure,
      async run({ tx, actor }) {
        if (!(await isLead(tx, actor.organisation))) return []
        return (await domainClaims(tx)).filter(({ organisation }) => organisation !== actor.organisation)
      },
    }),
    answer(getSignOn, {
      may: policy.configure,
      async run({ tx, actor: { organisation }, sign }) {
        const provider = await findProvider(tx, organisation)
        if (!provider) return {}
        const { domain } = provider
        const value = recordValue(sign(provingText(organisation, provider)))
        return { provider: { ...provider, record: { name: recordName(domain), value } } }
      },
    }),
  ],
  constraints: { sign_on_domain_unique: signOnDomainTaken },
})
