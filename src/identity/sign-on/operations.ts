// Sign-on through an organisation's own OpenID Connect provider: how it is reached and what its assertions
// count for.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { signOnDomainUnproved, signOnNone } from '../../kernel/problems.ts'
import { Id, SingleLine } from '../../kernel/words.ts'
import { organisationNotLead } from '../organisations/problems.ts'
import { signOnDomainTaken, signOnOwnDomain, signOnUntried } from './problems.ts'

const Done = z.object({ id: Id })

/** Who asks for the second proof: the provider, when it reports one, or this system in any case. */
const SecondFactor = z.enum(['provider', 'house'])

/** Who established that the domain is the organisation's: its own DNS, or the lead organisation. */
export const DomainProof = z.enum(['dns', 'lead'])
export type DomainProof = z.infer<typeof DomainProof>

const Provider = {
  /** As the provider itself publishes it: https, and http only on the machine itself. */
  issuer: z.string().check(
    z.maxLength(300),
    z.regex(
      /^(?:https:\/\/[a-z0-9.-]+(?::\d+)?|http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?)(?:\/[\w.~%/-]*)?$/iu,
    ),
    z.refine((value) => !value.includes('/.well-known/'), { error: 'not_an_issuer' }),
  ),
  clientId: SingleLine(200),
  /** E-mail addresses of this domain are led to the provider. */
  domain: z.string().check(z.toLowerCase(), z.maxLength(200), z.regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/u)),
  /** Then the organisation's users of that domain sign in through it and in no other way. */
  required: z.boolean(),
  secondFactor: SecondFactor,
  /** The provider's name for a sign-in with two proofs, when it does not report `mfa` among its methods. */
  acr: z.optional(SingleLine(200)),
}

export const configureSignOn = command({
  name: 'sign_on.configure',
  forPeople: true,
  exposure: 'staff',
  summary:
    "An administrator says how their organisation's own sign-on is reached, and what its word is worth.",
  input: z.strictObject({
    ...Provider,
    /**
     * Sealed before it is stored and never shown again; when left out, the stored one stays while the issuer
     * does.
     */
    clientSecret: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
  }),
  output: Done,
  secret: ['clientSecret'],
  problems: [signOnDomainTaken, signOnUntried, signOnDomainUnproved],
})

export const removeSignOn = command({
  name: 'sign_on.remove',
  forPeople: true,
  exposure: 'staff',
  summary: 'Ends organisation sign-on; whoever has no password yet needs a new link.',
  input: z.strictObject({}),
  output: Done,
  problems: [signOnNone],
})

export const proveDomain = command({
  name: 'sign_on.prove_domain',
  forPeople: true,
  exposure: 'staff',
  summary:
    "Looks for the record in the domain's DNS that proves it is the organisation's; `sign_on.get` says when it was found.",
  input: z.strictObject({}),
  output: Done,
  problems: [signOnNone],
})

export const noteDomain = command({
  name: 'sign_on.note_domain',
  forPeople: true,
  exposure: 'staff',
  summary: "Notes that the record was found in the domain's DNS.",
  /** Given where the domain was looked up for one issuer: if it is another by now, that proves nothing. */
  input: z.strictObject({ domain: Provider.domain, issuer: z.optional(Provider.issuer) }),
  output: Done,
  problems: [signOnNone, signOnDomainTaken],
})

export const confirmDomain = command({
  name: 'sign_on.confirm_domain',
  forPeople: true,
  exposure: 'staff',
  summary: "An administrator of the lead organisation confirms that a domain is another organisation's.",
  /** `issuer` is what the person who confirms was shown: another by now is not confirmed. */
  input: z.strictObject({ organisation: Id, domain: Provider.domain, issuer: z.optional(Provider.issuer) }),
  output: Done,
  problems: [organisationNotLead, signOnNone, signOnOwnDomain, signOnDomainTaken],
})

export const listClaims = query({
  name: 'sign_on.claims',
  forPeople: true,
  exposure: 'staff',
  summary: 'For the lead organisation: domains that others claim for their sign-on and nobody has proved.',
  input: z.strictObject({}),
  output: z.array(
    z.object({
      organisation: Id,
      organisationName: z.string(),
      domain: z.string(),
      issuer: z.optional(z.string()),
    }),
  ),
})

export const getSignOn = query({
  name: 'sign_on.get',
  forPeople: true,
  exposure: 'staff',
  summary:
    "How the own organisation's sign-on is set up, without its secret, and how many have come in through it.",
  input: z.strictObject({}),
  output: z.object({
    provider: z.optional(
      z.object({
        ...Provider,
        linked: z.int(),
        /** How the domain was proved; until then no new user signs in. */
        proved: z.optional(DomainProof),
        /** The text record whose presence in the domain's DNS proves it. */
        record: z.optional(z.object({ name: z.string(), value: z.string() })),
      }),
    ),
  }),
})

export type Provider = {
  issuer: string
  clientId: string
  /** E-mail addresses of this domain are led to it. */
  domain: string
  /** Then passwords of the organisation's users with such an address are refused. */
  required: boolean
  secondFactor: z.infer<typeof SecondFactor>
  /** The provider's name for a sign-in with two proofs. */
  acr?: string | undefined
}

/**
 * Signed to derive the key that a provider's secret is sealed with; the system's secret itself seals
 * sessions.
 */
export const SEALING = 'organisation sign-on: secrets of providers'
