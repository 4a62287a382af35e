// Defines permissions, and reads the declarations of capabilities: one line of text for each verb that their
// operations require. Without schemas, which stand apart: the policies of screens read their declarations too.
import { INFORMATION_CLASSES } from './information.ts'
import type { OrganisationClass } from './organisation-class.ts'
import { ROLES, type Role } from './role.ts'

/** Whose records, from narrow to wide; each includes the ones before it. */
export const SCOPES = ['own', 'team', 'centre', 'organisation', 'network'] as const
export type Scope = (typeof SCOPES)[number]
export const scopeRank = (scope: Scope) => SCOPES.indexOf(scope)

/**
 * Class of information about a person; each includes the ones before it. `open`: about no person in
 * particular (figures, services, staff and where they work). `personal`: identity and contact, also under a
 * pseudonym. `sensitive`: their situation (needs, plans, answers, referrals, services, evidence).
 * `protected`: what could put them in danger.
 */
export type InformationClass = (typeof INFORMATION_CLASSES)[number]
export const classRank = (one: InformationClass) => INFORMATION_CLASSES.indexOf(one)

export const PURPOSES = ['service', 'results', 'payment', 'oversight', 'administration', 'study'] as const
export type Purpose = (typeof PURPOSES)[number]

/** A verb's name, of at most `VERB_LENGTH` characters. */
export const VERB = /^[a-z_]+\.[a-z_]+$/u
export const VERB_LENGTH = 60

/** One line of a role: this verb, on these records, up to this class of information, for this purpose. */
export type Grant = { verb: string; scope: Scope; class: InformationClass; purpose: Purpose }

/**
 * The verb's part in the separation of duties (`kernel/duties.ts`). `carries` a case; `watches` over those
 * who do, and is never held together with it; `administers`, which is for people and not for programs. The
 * last two, and verbs marked `second`, are given by two administrators.
 */
const DUTIES = ['carries', 'watches', 'administers', 'second'] as const
export type Duty = (typeof DUTIES)[number]

export type Permission = {
  /** `noun.verb`, as grants name it. */
  readonly name: string
  readonly class: InformationClass
  readonly purpose: Purpose
  /** Classes of organisation that may do it, whatever the user's role there. */
  readonly who: readonly OrganisationClass[]
  /** May be granted for fewer people than all of the organisation. */
  readonly narrows: boolean
  readonly duty?: Duty
  readonly held: ReadonlyMap<Role, Grant>
  /** Its declaration with single spaces, for comparing two declarations. */
  readonly line: string
}

const SERVING: readonly OrganisationClass[] = ['public', 'cso', 'company', 'international']
const WHO = {
  any: [...SERVING, 'funder', 'verifier'],
  serving: SERVING,
  verifier: ['verifier'],
} as const

/** The heading of every declaration, checked so that no column is read as another role's. */
export const HEADING =
  'verb                     class      purpose         who       narrow  duty         F O C S P K N M V $ D A'

const cellsOf = (line: string) => line.trim().split(/\s+/u)

/** One of these words; undefined for any other. */
const oneOf = <Word extends string>(words: readonly Word[], text: string | undefined): Word | undefined =>
  words.find((word) => word === text)

function cellsIn(text: string) {
  const [name = '', touches, serves, by, narrow = '', duty = '', ...roles] = cellsOf(text)
  const line = {
    name,
    class: oneOf(INFORMATION_CLASSES, touches),
    purpose: oneOf(PURPOSES, serves),
    who: oneOf(['any', 'serving', 'verifier'] as const, by),
    duty: oneOf(DUTIES, duty),
    narrow,
    roles,
  }
  const { class: touched, purpose, who } = line
  const isRight =
    VERB.test(name) &&
    name.length <= VERB_LENGTH &&
    ['own', '-'].includes(narrow) &&
    (duty === '-' || line.duty !== undefined) &&
    roles.length === ROLES.length &&
    roles.every((cell) => /^[own.]$/u.test(cell))
  if (!isRight || touched === undefined || purpose === undefined || who === undefined)
    throw new Error(`Not the declaration of a verb: ${text}`)
  return { ...line, class: touched, purpose, who }
}

function readLine(text: string): Permission {
  const line = cellsIn(text)
  const held = ROLES.flatMap((role, at) => {
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
    ...(line.duty && { duty: line.duty }),
    held: new Map(held),
    line: cellsOf(text).join(' '),
  })
}

/** The names of the verbs in a declaration: the first word of each line. */
export type VerbsIn<Text extends string, Found = never> = Text extends `${infer Line}\n${infer Rest}`
  ? VerbsIn<Rest, Found | VerbOf<Line>>
  : Found | VerbOf<Text>
type VerbOf<Line extends string> = Line extends `${infer Word} ${string}`
  ? Word extends `${string}.${string}`
    ? Word
    : never
  : never

/**
 * Declares verbs. Each line has the verb, the class of information it touches, the purpose it serves, the
 * organisations that may do it (`serving`: those that serve people), how far it may be narrowed (`own` when it
 * works on the record of one person, so that a role can hold it for its user's own people, team or centre only;
 * `-` when narrowing it would mean nothing or hide what the verb is there to find) and its duty. Then follow the
 * roles' columns, in the order of `Role`:
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
