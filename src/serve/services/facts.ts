// What is recorded of services, as facts of the organisation that offers them.
import * as z from 'zod/mini'
import { fact, type SubjectFactsOf } from '../../kernel/fact.ts'
import { Code, Id } from '../../kernel/words.ts'
import { organisation } from '../../identity/organisations/facts.ts'

const data = z.strictObject({ service: Id, kind: Code })

export const serviceFacts = [
  fact({
    kind: 'service.offered',
    subject: organisation,
    summary: 'It added a service to the portfolio.',
    data,
  }),
  fact({
    kind: 'service.changed',
    subject: organisation,
    summary: 'What is said of a service was corrected.',
    data,
  }),
  fact({
    kind: 'service.confirmed',
    subject: organisation,
    summary: 'What is said of a service was confirmed as still true.',
    data,
  }),
  fact({
    kind: 'service.withdrawn',
    subject: organisation,
    summary: 'It does not offer a service any more.',
    data,
  }),
  fact({ kind: 'service.resumed', subject: organisation, summary: 'It offers a service again.', data }),
] as const

declare module '../../kernel/fact.ts' {
  interface SubjectFacts extends SubjectFactsOf<typeof serviceFacts> {}
}
