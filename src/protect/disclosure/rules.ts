// The exact texts of an entry and of a seal, which are hashed and signed. And which users stand out.
import type { PrincipalKind } from '../../kernel/principal.ts'
import type { PlainDate } from '../../kernel/time.ts'
import { addDays } from '../../kernel/time.ts'

/**
 * The first word of everything that is signed, so that a signature never fits another text; increased with
 * the form.
 */
export const FORM = 'arraigo.disclosure/1'
/** The `previous` of the first seal. */
export const BEGINNING = '0'.repeat(64)

/** One access or sharing, as it is sealed; `at` to the microsecond, in UTC. */
export type Entry = {
  id: string
  at: string
  person: string
  organisation: string
  actor: string
  via: string
  purpose: string
  fields: readonly string[]
  recipient: string | null
  consent: string | null
  sharedWith: readonly string[]
}

export type Erasure = {
  id: string
  at: string
  organisation: string
  actor: string
  because: string
  /** `seal:hash` of each erased entry. */
  erased: readonly string[]
}

/**
 * What is hashed of an entry, in this order. Its id is random (122 bits) and is stored nowhere else, so that
 * the hash that stays when the entry is erased reveals nothing of it.
 */
export const entryWords = (entry: Entry) => [
  'look',
  entry.id,
  entry.at,
  entry.person,
  entry.organisation,
  entry.actor,
  entry.via,
  entry.purpose,
  entry.fields,
  entry.recipient,
  entry.consent,
  entry.sharedWith,
]

export const erasureWords = (erasure: Erasure) => [
  'erasure',
  erasure.id,
  erasure.at,
  erasure.organisation,
  erasure.actor,
  erasure.because,
  erasure.erased,
]

export type Seal = {
  network: string
  sequence: number
  /** To the millisecond, in UTC. */
  at: string
  entries: number
  /** SHA-256 of the hashes of its entries, in their own order, one after the other. */
  root: string
  /** SHA-256 of the text of the seal before it. */
  previous: string
}

export type SignedSeal = Seal & { key: string; signature: string }

export const sealWords = ({ network, sequence, at, entries, root, previous }: Seal) => [
  FORM,
  network,
  sequence,
  at,
  entries,
  root,
  previous,
]

/** A seal as it is exported, and kept outside the database: one line. */
export const sealLine = (seal: SignedSeal) =>
  JSON.stringify({ seal: sealWords(seal), key: seal.key, signature: seal.signature })

/** The parts of a record in the words of a screen; a field of none of them belongs to the identity. */
const PARTS = {
  documents: ['identifiers', 'documents'],
  contact: ['contacts', 'contact'],
  household: ['household'],
  status: ['migrationStatus', 'populationGroup', 'nationalities', 'status'],
  timeline: ['timeline'],
  needs: ['needs', 'plan', 'cases'],
  answers: ['characterization', 'forms'],
  referral: ['referral', 'referrals', 'introduction'],
  services: ['deliveries'],
  proof: ['evidence', 'outcome'],
  consent: ['consent'],
  log: ['disclosures'],
  protected: ['protected', 'protection', 'health'],
} satisfies Record<string, readonly string[]>
export type Part = 'identity' | keyof typeof PARTS
const NAMES = Object.keys(PARTS) as (keyof typeof PARTS)[]
const PART_OF = new Map<string, Part>(
  NAMES.flatMap((part) => PARTS[part].map((field) => [field, part] as const)),
)

/** What was shown, as parts of a record, each once: `identity` first, then as in the list above. */
export function partsOf(fields: readonly string[]): Part[] {
  const found = new Set<Part>(fields.map((field) => PART_OF.get(field) ?? 'identity'))
  return (['identity', ...NAMES] as const).filter((part) => found.has(part))
}

/** The parts of a record that commands concern, by the commands' nouns. */
const TRIED: Readonly<Partial<Record<Part, readonly string[]>>> = {
  identity: ['person', 'record'],
  household: ['household'],
  needs: ['need', 'plan', 'case', 'milestone'],
  answers: ['characterization'],
  referral: ['referral'],
  services: ['service', 'delivery'],
  proof: ['outcome', 'verification', 'attachment'],
  consent: ['consent', 'override'],
  log: ['disclosure', 'own', 'own_code', 'correction', 'erasure'],
  protected: ['note', 'confidant', 'break_glass', 'retelling'],
}

/**
 * The part of a record that a command concerns, by its name; undefined where it concerns none of one person.
 */
export function partTried(command: string): Part | undefined {
  const noun = command.split('.')[0] ?? ''
  return (Object.keys(TRIED) as Part[]).find((part) => TRIED[part]?.includes(noun))
}

/** Days shown by default. */
const USUAL_DAYS = 30

/** The civil days of a question, both included. */
export function period(
  asked: { from?: PlainDate | undefined; until?: PlainDate | undefined },
  today: PlainDate,
): { from: PlainDate; until: PlainDate } {
  const until = asked.until ?? today
  return { from: asked.from ?? addDays(until, 1 - USUAL_DAYS), until }
}

/** Fewer than this is a morning at the desk, whatever others do. */
const FEWEST = 10
/** Times the median of colleagues. */
const TIMES = 3

/**
 * Marks users who opened many records of people for whom they never recorded anything: ten or more, and more
 * than three times the median of their colleagues (at least one). A reason to ask, never a verdict.
 */
export function standOut<User extends { idle: number }>(
  users: readonly User[],
): (User & { unusual: boolean })[] {
  return users.map((user, at) => {
    const others = users.filter((_, other) => other !== at).map(({ idle }) => idle)
    return { ...user, unusual: user.idle >= FEWEST && user.idle > TIMES * Math.max(1, median(others)) }
  })
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length === 0
    ? 0
    : ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2
}

/** The message that says what acted where no user did; a link without a name is a person in their own view. */
export const principalWords = (kind: PrincipalKind, name: string | null) =>
  kind === 'link' && name === null ? ('disclosure.themselves' as const) : (`principal.kind.${kind}` as const)
