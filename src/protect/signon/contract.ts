// Sign-on through an organisation's own OpenID Connect provider: how it is reached and what its word is worth.
import * as z from 'zod/mini'
import { command, query } from '../../kernel/command.ts'
import { Id, Line } from '../../kernel/words.ts'

const Done = z.object({ id: Id })

const Provider = {
  /** As the provider itself says it: https, and http only on the machine itself. */
  issuer: z.string().check(
    z.maxLength(300),
    z.regex(
      /^(?:https:\/\/[a-z0-9.-]+(?::\d+)?|http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?)(?:\/[\w.~%/-]*)?$/iu,
    ),
    z.refine((value) => !value.includes('/.well-known/'), { error: 'not_an_issuer' }),
  ),
  clientId: Line(200),
  /** E-mail addresses that end so are led to the provider. */
  domain: z.string().check(z.toLowerCase(), z.maxLength(200), z.regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/u)),
  /** Then the organisation's users of that domain come in through it and no other way. */
  required: z.boolean(),
  /** Whose word counts as the second proof: the provider's when it says so, or ours in any case. */
  secondFactor: z.enum(['provider', 'house']),
  /** What the provider calls a sign-in with two proofs, when it does not say `mfa` among its methods. */
  acr: z.optional(Line(200)),
}

export const configureSignOn = command({
  name: 'sign_on.configure',
  reach: 'staff',
  summary:
    "An administrator says how their organisation's own sign-on is reached, and what its word is worth.",
  input: z.strictObject({
    ...Provider,
    /** Sealed before it is kept and never shown again; left out, the one there is stays while the issuer does. */
    clientSecret: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
  }),
  output: Done,
  secret: ['clientSecret'],
  problems: ['sign_on.domain_taken', 'sign_on.untried'],
})

export const removeSignOn = command({
  name: 'sign_on.remove',
  reach: 'staff',
  summary: 'Ends organisation sign-on; whoever has no password yet needs a new link.',
  input: z.strictObject({}),
  output: Done,
  problems: ['sign_on.none'],
})

export const getSignOn = query({
  name: 'sign_on.get',
  reach: 'staff',
  summary:
    "How the own organisation's sign-on is set up, without its secret, and how many have come in through it.",
  input: z.strictObject({}),
  output: z.object({
    provider: z.optional(z.object({ ...Provider, linked: z.int() })),
  }),
})
