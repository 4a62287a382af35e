// Decides about services, the same on the server and on devices: what an edit changes, what meets another edit, and
// which services a search finds.
import type { Location } from '../../kernel/location.ts'
import { findTerm, type Pack, type TaxonomyName } from '../../kernel/packs/pack.ts'
import type { Json } from '../../kernel/problem.ts'
import { codeUnknown } from '../../kernel/problems.ts'
import { searchable, searchWords } from '../../kernel/text.ts'
import { serviceLocationHidden } from './problems.ts'

export type Editable = {
  name: string
  about: string | null
  languages: string[]
  capacity: number | null
  open: boolean
  /** Documents of older releases lack these. */
  hours?: string | null | undefined
  telephone?: string | null | undefined
  requirements?: string | null | undefined
  location?: Location | null | undefined
}
export type Field = keyof Editable
type Changes = { [Name in Field]?: Editable[Name] | undefined }

const FIELDS = [
  'name',
  'about',
  'languages',
  'capacity',
  'open',
  'hours',
  'telephone',
  'requirements',
  'location',
] as const satisfies readonly Field[]

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/** The fields to which the edit gives another value. */
export const changedFields = (before: Editable, changes: Changes): Field[] =>
  FIELDS.filter((field) => changes[field] !== undefined && !same(before[field], changes[field]))

/** Only those of the changes that differ, so that an edit carries nothing its author left alone. */
export const onlyChanged = (before: Editable, changes: Changes): Changes =>
  Object.fromEntries(changedFields(before, changes).map((field) => [field, changes[field]]))

export const edit = <Service extends Editable>(service: Service, changes: Changes): Service => ({
  ...service,
  ...onlyChanged(service, changes),
})

/** An earlier edit of a service; `device`: the one it was made on, when that works offline. */
export type Edit = { version: number; fields: readonly string[]; device: string | null }

type Clash = { field: Field; yours: Json; theirs: Json }

/**
 * The fields to which somebody else gave another value after the version that the edit was made on. A device's own
 * earlier edits do not count: it knew them.
 * @param later the edits above `base`; where the history does not reach back so far, every field counts
 */
export function clashes(
  now: Editable & { version: number },
  changes: Changes,
  { base, later, device }: { base: number; later: readonly Edit[]; device: string | undefined },
): Clash[] {
  const isComplete = later.length === now.version - base
  const others = later.filter((one) => one.device === null || one.device !== device)
  return changedFields(now, changes)
    .filter((field) => !isComplete || others.some(({ fields }) => fields.includes(field)))
    .map((field) => ({
      field,
      yours: (changes[field] ?? null) as Json,
      theirs: (now[field] ?? null) as Json,
    }))
}

/** @throws Problem code.unknown for a code that the pack does not have */
export function checkCodes(pack: Pack, taxonomy: TaxonomyName, codes: readonly string[]): void {
  const strange = codes.find((code) => !findTerm(pack, taxonomy, code))
  if (strange !== undefined) throw codeUnknown({ code: strange })
}

/** Which part of a record protection matters are; a need domain of this name holds services for survivors. */
const PROTECTION = 'protection'

/**
 * Whether nobody may learn from the application where a service of this kind is given: its term or what groups it is
 * protected, or it belongs to protection, or the pack does not have it.
 */
export function hidesLocation(pack: Pack, kind: string): boolean {
  const term = findTerm(pack, 'serviceKinds', kind)
  if (!term || term.protected) return true
  const seen = new Set<string>()
  for (let at = term.parent; at !== undefined && !seen.has(at);) {
    seen.add(at)
    const above = findTerm(pack, 'serviceKinds', at) ?? findTerm(pack, 'needDomains', at)
    if (at === PROTECTION || above?.protected) return true
    at = above?.parent
  }
  return false
}

/** @throws Problem service.location_hidden for a place of a kind whose place nobody may learn */
export function checkLocation(pack: Pack, kind: string, location: Location | null | undefined): void {
  if (location && hidesLocation(pack, kind)) throw serviceLocationHidden()
}

/** The service as it may be shown: a kind that became protected no longer says where it is. */
export const withoutHidden = <Service extends { kind: string; location?: Location | null | undefined }>(
  pack: Pack,
  service: Service,
): Service =>
  service.location && hidesLocation(pack, service.kind) ? { ...service, location: null } : service

type Named = {
  id: string
  name: string
  about: string | null
  kind: string
  languages: readonly string[]
  open: boolean
  assuredAt: string
  organisation: { id: string; name: string }
}
export const SORTS = ['name', 'organisation', 'assured', 'kind'] as const

type Search = {
  id?: string | undefined
  kind?: string | undefined
  organisation?: string | undefined
  text?: string | undefined
  words?: string | undefined
  includeClosed?: boolean | undefined
  open?: boolean | undefined
  language?: string | undefined
  assuredBefore?: string | undefined
  sort?: (typeof SORTS)[number] | undefined
  down?: boolean | undefined
}

/** What a search finds, by name and then by organisation unless another order is asked for. */
export function found<Service extends Named>(
  services: readonly Service[],
  by: Search,
  kinds: Readonly<Record<string, string>> = {},
  /** What each kind is called where it is read. */
  kindNames: Readonly<Record<string, string>> = {},
): Service[] {
  const text = by.text?.toLowerCase() ?? ''
  const words = searchWords(by.words)
  const key = {
    name: ({ name }: Named) => name,
    organisation: ({ organisation }: Named) => organisation.name,
    assured: ({ assuredAt }: Named) => new Date(assuredAt).toISOString(),
    kind: ({ kind }: Named) => kindNames[kind] ?? kind,
  }[by.sort ?? 'name']
  const order = (a: Service, b: Service) =>
    key(a).localeCompare(key(b)) || a.organisation.name.localeCompare(b.organisation.name)
  return services
    .filter(({ id, name, about, kind, languages, open, assuredAt, organisation }) => {
      const said = searchable([name, organisation.name, about, kinds[kind]].join(' '))
      return (
        (by.id === undefined || id === by.id) &&
        (by.kind === undefined || kind === by.kind) &&
        (by.organisation === undefined || organisation.id === by.organisation) &&
        (open || by.includeClosed === true) &&
        (by.open === undefined || open === by.open) &&
        (by.language === undefined || languages.includes(by.language)) &&
        (by.assuredBefore === undefined || Date.parse(assuredAt) < Date.parse(by.assuredBefore)) &&
        `${name} ${organisation.name}`.toLowerCase().includes(text) &&
        words.every((word) => said.includes(word))
      )
    })
    .toSorted((a, b) => (by.down ? order(b, a) : order(a, b)))
}
