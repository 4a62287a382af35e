// What a permission is, and how a capability declares those that its operations ask for: a line for each verb.
import * as z from 'zod/mini'

/** The last two stand behind the firewall and hold nothing: `kernel/firewall.ts`. */
export const OrganisationClass = z.enum([
  'public',
  'cso',
  'company',
  'international',
  'funder',
  'verifier',
  'enforcement',
  'consular',
])
export type OrganisationClass = z.infer<typeof OrganisationClass>

/** Whose records: narrow to wide, each holding the ones before it. */
export const Scope = z.enum(['own', 'team', 'centre', 'organisation', 'network'])
export type Scope = z.infer<typeof Scope>
export const scopeRank = (scope: Scope) => Scope.options.indexOf(scope)

/**
 * What it tells of somebody, each class holding the ones before it. `open`: of nobody in particular (figures, services,
 * who works where). `personal`: who somebody is and how to reach them, under a pseudonym too. `sensitive`: what they
 * live through (needs, plans, answers, referrals, services, proofs). `protected`: what could put them in danger.
 */
export const InformationClass = z.enum(['open', 'personal', 'sensitive', 'protected'])
export type InformationClass = z.infer<typeof InformationClass>
export const classRank = (one: InformationClass) => InformationClass.options.indexOf(one)

export const Purpose = z.enum(['service', 'results', 'payment', 'oversight', 'administration', 'study'])
export type Purpose = z.infer<typeof Purpose>

/** One line of a role: this verb, on these records, up to this class of information, for this purpose. */
export const Grant = z.strictObject({
  verb: z.string().check(z.regex(/^[a-z_]+\.[a-z_]+$/u), z.maxLength(60)),
  scope: Scope,
  class: InformationClass,
  purpose: Purpose,
})
export type Grant = z.infer<typeof Grant>

/** The roles every organisation finds made; the columns of a declaration, in this order. */
export const Role = z.enum([
  'front_desk',
  'orientation',
  'case_manager',
  'supervisor',
  'provider',
  'coordinator',
  'analyst',
  'communications',
  'verifier',
  'funder',
  'data_protection_officer',
  'administrator',
])
export type Role = z.infer<typeof Role>

/**
 * What holding the verb means for the separation of duties (`kernel/duties.ts`). `carries` a case; `watches` over those who
 * do, and is never held beside it; `administers`, which is for people and no program; each of the last two, and what is
 * marked `second`, is received by the will of two administrators.
 */
export const Duty = z.enum(['carries', 'watches', 'administers', 'second'])
export type Duty = z.infer<typeof Duty>

export type Permission = {
  /** `noun.verb`, as grants name it. */
  readonly name: string
  readonly class: InformationClass
  readonly purpose: Purpose
  /** Classes of organisation that may ever do it, whatever role somebody holds there. */
  readonly who: readonly OrganisationClass[]
  /** May be held for fewer people than the organisation's. */
  readonly narrows: boolean
  readonly duty?: Duty
  readonly held: ReadonlyMap<Role, Grant>
  /** Its line, with single spaces: two declarations are the same when these are. */
  readonly line: string
}

const SERVING: readonly OrganisationClass[] = ['public', 'cso', 'company', 'international']
const WHO = {
  any: [...SERVING, 'funder', 'verifier'],
  serving: SERVING,
  verifier: ['verifier'],
} as const

/** The heading of every declaration: so that no column is read as another role's. */
export const HEADING =
  'verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A'

const cellsOf = (line: string) => line.trim().split(/\s+/u)

const Line = z.object({
  name: Grant.shape.verb,
  class: InformationClass,
  purpose: Purpose,
  who: z.enum(['any', 'serving', 'verifier']),
  narrow: z.enum(['own', '-']),
  duty: z.enum([...Duty.options, '-']),
  roles: z.array(z.enum(['o', 'w', 'n', '.'])).check(z.length(Role.options.length)),
})

function readLine(text: string): Permission {
  const cells = cellsOf(text)
  const [name, touches, serves, by, narrow, duty, ...roles] = cells
  const read = Line.safeParse({ name, class: touches, purpose: serves, who: by, narrow, duty, roles })
  if (!read.success) throw new Error(`Not the declaration of a verb: ${text}`)
  const line = read.data
  const held = Role.options.flatMap((role, at) => {
    const cell = line.roles[at]
    if (cell === '.') return []
    const grant: Grant = {
      verb: line.name,
      scope: cell === 'n' ? 'network' : 'organisation',
      class: line.class,
      purpose: cell === 'w' ? 'oversight' : line.purpose,
    }
    return [[role, Object.freeze(grant)] as const]
  })
  return Object.freeze({
    name: line.name,
    class: line.class,
    purpose: line.purpose,
    who: WHO[line.who],
    narrows: line.narrow === 'own',
    ...(line.duty !== '-' && { duty: line.duty }),
    held: new Map(held),
    line: cells.join(' '),
  })
}

/** The names of the verbs that stand first in the lines of a declaration. */
export type VerbsIn<Text extends string, Found = never> = Text extends `${infer Line}\n${infer Rest}`
  ? VerbsIn<Rest, Found | VerbOf<Line>>
  : Found | VerbOf<Text>
type VerbOf<Line extends string> = Line extends `${infer Word} ${string}`
  ? Word extends `${string}.${string}`
    ? Word
    : never
  : never

/**
 * Declares verbs, each with the class of information it touches, the purpose it serves, which organisations may ever do it
 * (`serving`: those that serve people), how far it may be narrowed (`own` when it works on the record of one person, so that
 * a role can hold it for their own people, team or centre only; `-` when narrowing it would say nothing or hide what it is
 * there to find) and its duty. Then what each role holds, in the order of `Role`:
 *
 *   o  in its organisation     w  the same, to watch over it: the purpose is oversight
 *   n  in the whole network    .  not at all
 *
 * Only what `npm run manifest` has written into `kernel/permission-table.ts` is in force.
 * @throws Error when a line or the heading is not as described
 */
export function declarePermissions<const Text extends string>(
  text: Text,
): { readonly [Name in VerbsIn<Text>]: Permission } {
  const [heading = '', ...lines] = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  if (cellsOf(heading).join(' ') !== cellsOf(HEADING).join(' '))
    throw new Error(`The columns of a declaration of verbs are: ${HEADING}`)
  const declared = lines.map(readLine)
  const byName = new Map(declared.map((one) => [one.name, one]))
  if (byName.size < declared.length) throw new Error('A verb is declared twice.')
  return Object.fromEntries(byName) as { [Name in VerbsIn<Text>]: Permission }
}
