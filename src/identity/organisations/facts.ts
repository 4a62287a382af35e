// What is recorded of organisations.
import * as z from 'zod/mini'
import { OrganisationClass } from '../../kernel/actor.ts'
import { fact, subject, type SubjectFactsOf } from '../../kernel/fact.ts'
import { Id } from '../../kernel/words.ts'

export const organisation = subject({
  kind: 'organisation',
  summary: 'An organisation of the network.',
})

export const organisationFacts = [
  fact({
    kind: 'organisation.registered',
    subject: organisation,
    summary: 'The lead organisation took it into the network.',
    data: z.strictObject({ class: OrganisationClass }),
  }),
  fact({
    kind: 'organisation.changed',
    subject: organisation,
    summary: 'How it is described, or what sign-in it asks for, was changed.',
    data: z.strictObject({}),
  }),
  fact({
    kind: 'organisation.closed',
    subject: organisation,
    summary: 'It was closed for good.',
    data: z.strictObject({}),
  }),
  fact({
    kind: 'centre.opened',
    subject: organisation,
    summary: 'It opened a centre.',
    data: z.strictObject({ centre: Id }),
  }),
] as const

declare module '../../kernel/fact.ts' {
  interface SubjectFacts extends SubjectFactsOf<typeof organisationFacts> {}
}
