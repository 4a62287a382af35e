// The facts of the firewall.
import * as z from 'zod/mini'
import { fact, type DataOf } from '../../kernel/fact.ts'
import { Code, Id } from '../../kernel/words.ts'
import { AuthorityClass } from './rules.ts'

export const demandDisclosed = fact({
  kind: 'demand.disclosed',
  summary: 'Something of a person was disclosed to an authority under a legal demand.',
  data: z.strictObject({ demand: Id, authorityClass: AuthorityClass, fieldGroups: z.array(Code) }),
})

declare module '../../kernel/fact.ts' {
  interface FactData extends DataOf<[typeof demandDisclosed]> {}
}
