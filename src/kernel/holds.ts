// Which verbs of screens an actor may use: for showing what is theirs. The same answer as a policy gives, without the
// schemas and the table of all verbs, which a page does not need to begin.
import type { Actor } from './actor.ts'
import { INFORMATION_CLASSES } from './information.ts'
import type { VerbName } from './roles.ts'
import { SHOWN } from './shown-verbs.ts'

const rank = (one: (typeof INFORMATION_CLASSES)[number]) => INFORMATION_CLASSES.indexOf(one)

/** Whether the actor may use the verb, as `may` in actor.ts decides it. @throws Error for a verb that no screen names */
export function holds({ grants, organisationClass, principal }: Actor, verb: VerbName): boolean {
  const shown = SHOWN.find(({ verbs }) => verbs.includes(verb))
  if (shown === undefined) throw new Error(`Run "npm run manifest": a screen names the verb ${verb}.`)
  return (
    principal === undefined &&
    shown.who.includes(organisationClass) &&
    grants.some((grant) => grant.verb === verb && rank(grant.class) >= rank(shown.class))
  )
}
