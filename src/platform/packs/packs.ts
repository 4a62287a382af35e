// Loads packs: reads one from a folder, checks its shape, stores it as an immutable release, and finds
// releases by id.
import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import * as z from 'zod/mini'
import { Pack, type PackRelease, type TaxonomyName, type Term } from '../../kernel/packs/pack.ts'
import { packUnknown } from '../../kernel/problems.ts'
import type { Tx } from '../database/connect.ts'
import { isUndecided } from '../database/constraints.ts'
import type { Packs } from '../app.ts'
import { PackError, readJson } from './pack-file.ts'
import { readPictures, readSounds } from './pack-media.ts'

/** Folders whose files are entries of a list, and the pack's field that holds the list. */
const LISTS = {
  questionnaires: 'questionnaires',
  outcomes: 'outcomes',
  'rate-cards': 'rateCards',
  consent: 'consentTexts',
  messages: 'messages',
  retention: 'retention',
} as const

/**
 * Reads a pack from its folder: `pack.json`, `taxonomies/<name>.json`, and one file per questionnaire,
 * outcome, rate card, consent text and message. Only its shape is checked here; `checkPack` checks every
 * reference.
 * @throws PackError with a finding for each fault.
 */
export async function readPack(folder: string): Promise<Pack> {
  const content: Record<string, unknown> = (await readJson(join(folder, 'pack.json'))) as Record<
    string,
    unknown
  >
  const taxonomies: Record<string, unknown> = {}
  for (const name of await jsonFiles(join(folder, 'taxonomies'))) {
    taxonomies[camel(name)] = await readJson(join(folder, 'taxonomies', `${name}.json`))
  }
  content['taxonomies'] = taxonomies
  for (const [part, field] of Object.entries(LISTS)) {
    const names = await jsonFiles(join(folder, part))
    content[field] = await Promise.all(names.map((name) => readJson(join(folder, part, `${name}.json`))))
  }
  const { recordings } = await readSounds(folder)
  if (recordings.length > 0) content['recordings'] = recordings
  const pictures = await readPictures(folder)
  if (pictures.length > 0) content['pictures'] = pictures
  const parsed = z.safeParse(Pack, content)
  if (parsed.success) return parsed.data
  throw new PackError(
    folder,
    parsed.error.issues.map((issue) => ({ at: issue.path.join('.') || 'pack', message: issue.message })),
  )
}

/** Names, without the extension, of the JSON files in a folder; empty when there is no such folder. */
export async function jsonFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return entries
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort()
}

function camel(name: string): string {
  return name.replace(/-([a-z])/gu, (_, letter: string) => letter.toUpperCase())
}

/** The release of a pack: the same content has the same id on every machine. */
export function releaseOf(pack: Pack): PackRelease {
  const hash = createHash('sha256').update(canonical(pack)).digest('hex')
  return Object.freeze({ id: `${pack.name}@${pack.version}+${hash.slice(0, 12)}`, hash, pack: freeze(pack) })
}

/**
 * JSON with sorted keys and no spaces: one text for one content, also after the database changed the order of
 * keys.
 */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`
}

function freeze<T>(value: T): T {
  if (value !== null && typeof value === 'object') {
    for (const each of Object.values(value)) freeze(each)
    Object.freeze(value)
  }
  return value
}

/** Stores a release, if it is not stored yet, and makes it the active one for new records. */
export async function activateRelease(owner: Tx, release: PackRelease): Promise<void> {
  await owner.transaction().execute(async (tx) => {
    await sql`update pack_release set active = false where active and id <> ${release.id}`.execute(tx)
    await sql`
      insert into pack_release (id, pack, version, content, active)
      values (${release.id}, ${release.pack.name}, ${release.pack.version}, ${JSON.stringify(release.pack)}::jsonb, true)
      on conflict (id) do update set active = true`.execute(tx)
  })
}

/** Reads a pack from its folder, stores its release and makes it active. */
export async function loadPack(owner: Tx, folder: string): Promise<PackRelease> {
  const release = releaseOf(await readPack(folder))
  const { sounds } = await readSounds(folder)
  for (const [hash, { type, bytes }] of sounds)
    await sql`insert into pack_sound (hash, media_type, sound) values (${hash}, ${type}, ${bytes})
      on conflict do nothing`.execute(owner)
  await activateRelease(owner, release)
  return release
}

// A release never changes, so one copy serves the whole process, whichever database it came from.
const known = new Map<string, PackRelease>()

/** The release of that id. @throws Problem 404 `pack.unknown` */
export async function getRelease(tx: Tx, id: string): Promise<PackRelease> {
  const cached = known.get(id)
  if (cached) return cached
  const { rows } = await sql<{ content: unknown }>`select content from pack_release where id = ${id}`.execute(
    tx,
  )
  const [row] = rows
  if (!row) throw packUnknown({ release: id })
  const release = releaseOf(z.parse(Pack, row.content))
  if (release.id !== id)
    throw new Error(`Pack release ${id} was changed in the database: it reads as ${release.id}.`)
  known.set(id, release)
  return release
}

/**
 * The release with the terms that only others have, retired: records hold their codes, and so does work that a
 * device has not sent yet. A pack that leaves a term out says the same as one that retires it.
 * @param others the latest first
 */
function withFormerTerms(release: PackRelease, others: readonly Pack[]): PackRelease {
  const names = Object.keys(release.pack.taxonomies) as TaxonomyName[]
  const former = new Map(
    names.map((name): [TaxonomyName, Term[]] => {
      const known = new Set(release.pack.taxonomies[name].map(({ code }) => code))
      const dropped: Term[] = []
      for (const term of others.flatMap((pack) => pack.taxonomies[name])) {
        if (known.has(term.code)) continue
        known.add(term.code)
        dropped.push({ ...term, retired: true })
      }
      return [name, dropped]
    }),
  )
  if ([...former.values()].every((terms) => terms.length === 0)) return release
  const taxonomies = Object.fromEntries(
    names.map((name) => [name, [...release.pack.taxonomies[name], ...(former.get(name) ?? [])]]),
  ) as Pack['taxonomies']
  return Object.freeze({ ...release, pack: freeze({ ...release.pack, taxonomies }) })
}

/** The id of the active release. @throws Problem 404 `pack.unknown` when none was loaded yet */
async function findActive(tx: Tx): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from pack_release where active`.execute(tx)
  const [row] = rows
  if (!row) throw packUnknown()
  return row.id
}

/** The release of that id as it is used here. @throws Problem 404 `pack.unknown` */
async function getWithFormerTerms(tx: Tx, id: string): Promise<PackRelease> {
  const release = await getRelease(tx, id)
  const { rows } = await sql<{ id: string }>`
    select id from pack_release where pack = ${release.pack.name} and id <> ${id}
    order by loaded_at desc, id`.execute(tx)
  const others: Pack[] = []
  for (const other of rows) {
    try {
      others.push((await getRelease(tx, other.id)).pack)
    } catch (error) {
      // A release in a form that this program no longer reads has no terms to give.
      if (isUndecided(error)) throw error
    }
  }
  return withFormerTerms(release, others)
}

/** The releases of one database; `refresh` reads a release that another process activated. */
export async function openPacks(owner: Tx): Promise<Packs & { refresh(): Promise<void> }> {
  const read = async () => await getWithFormerTerms(owner, await findActive(owner))
  let active = await read().catch((error: unknown) => {
    // No table: the database is not migrated, as when the command line is used before the first start.
    if ((error as { code?: string }).code === '42P01') throw packUnknown()
    throw error
  })
  const found = new Map([[active.id, active]])
  return {
    active: () => active,
    async find(id) {
      try {
        const release = found.get(id) ?? (await getWithFormerTerms(owner, id))
        found.set(id, release)
        return release
      } catch (error) {
        if (packUnknown.is(error)) return undefined
        throw error
      }
    },
    async refresh() {
      active = await read()
      found.clear()
      found.set(active.id, active)
    },
  }
}
