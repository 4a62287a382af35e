// Each table has one writer: finds in the migrations which capability created a table, and in the source who
// writes or reads it.
import { wingsOfCapabilities } from './rules.ts'
import { isTest, type SourceTree, type Module } from './source-tree.ts'

/**
 * Who owns the tables that a migration creates: the capability that its file name begins with
 * (`0004_referrals_deadline.sql` belongs to `referrals`), or the platform for these names.
 */
const ofThePlatform = ['core', 'platform', 'jobs', 'auth', 'sync', 'attachments']

/**
 * Table to folder, where the name of the migration does not tell: another capability's migration created the
 * table, or its capability was split later.
 */
const ofOthers: Record<string, string> = {
  attachment: 'platform',
  'auth.attempt': 'platform',
  'auth.write_key': 'platform',
  centre: 'organisations',
  child_check: 'child-checks',
  characterization: 'forms',
  consent_notice: 'notices',
  consent_override: 'overrides',
  device_person: 'platform',
  household: 'households',
  household_member: 'households',
  organisation: 'organisations',
  pack_sound: 'platform',
  recording: 'recordings',
  organisation_move: 'organisation-moves',
}

/**
 * Migrations keep the file names under which they were applied; the folders of these have been renamed since.
 */
const renamed: Record<string, string> = {
  signon: 'sign-on',
  device: 'devices',
  people: 'record',
  access: 'users',
}

const CAPABILITY = new RegExp(`^src/(${wingsOfCapabilities.join('|')})/([^/]+)/`)

/**
 * Schemas that belong to one owner, whichever migration adds to them. Accounts, sessions, keys and providers
 * are one subject, so the capabilities of the wing `identity` share theirs.
 */
const schemas: Record<string, string> = { auth: 'identity', arraigo: 'platform' }

/**
 * Tables that every capability may read: the facts, by which capabilities learn from each other, and the
 * platform's tables.
 */
const readByAll = 'platform'

const writes = [
  /\binsert\s+into\s+(?:only\s+)?("?[a-z_][\w".]*)/gi,
  /\bdelete\s+from\s+(?:only\s+)?("?[a-z_][\w".]*)/gi,
  /\bmerge\s+into\s+(?:only\s+)?("?[a-z_][\w".]*)/gi,
  /\btruncate\s+(?:table\s+)?("?[a-z_][\w".]*)/gi,
  /(?<!\bdo\s)(?<!\bfor\s)\bupdate\s+(?:only\s+)?("?[a-z_][\w".]*)(?:\s+(?:as\s+)?[a-z_]\w*)?\s+set\b/gi,
]
const reads = [/\b(?:from|join)\s+(?:only\s+|lateral\s+)?("?[a-z_][\w".]*)/gi]
const kyselyWrites = ['insertInto', 'updateTable', 'deleteFrom', 'mergeInto', 'replaceInto']
const kyselyReads = ['selectFrom', 'innerJoin', 'leftJoin', 'rightJoin', 'fullJoin', 'using']

const named = (text: string) =>
  text
    .replaceAll('"', '')
    .replace(/^public\./, '')
    .toLowerCase()

/** Table to owner, where an owner is `platform`, the folder name of a capability, or the name of a wing. */
export function owners({ tree }: SourceTree): { of: Map<string, string>; problems: string[] } {
  const capabilities = new Set([...tree.keys()].map((path) => CAPABILITY.exec(path)?.[2]))
  const of = new Map<string, string>()
  const problems: string[] = []
  for (const [path, text] of tree) {
    const name = /^migrations\/\d{4}_(\w+)\.sql$/.exec(path)?.[1]
    if (!path.startsWith('migrations/')) continue
    if (name === undefined) {
      if (path.endsWith('.sql')) problems.push(`${path}: a migration is named 0001_capability_what.sql`)
      continue
    }
    const first = name.split('_')[0] ?? ''
    const owner = ofThePlatform.includes(first) ? readByAll : (renamed[first] ?? first)
    if (owner !== readByAll && !capabilities.has(owner))
      problems.push(`${path}: there is no capability ${owner}`)
    const plain = text.replaceAll(/--.*$/gm, '')
    for (const match of plain.matchAll(
      /\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?("?[a-z_][\w".]*)/gi,
    )) {
      const table = named(match[1] ?? '')
      if (of.has(table)) problems.push(`${path}: ${table} is created twice`)
      of.set(table, ofOthers[table] ?? schemas[table.split('.')[0] ?? ''] ?? owner)
    }
  }
  return { of, problems }
}

type Touch = { table: string; line: number }

function touches(module: Module, patterns: readonly RegExp[], methods: readonly string[]): Touch[] {
  const found: Touch[] = []
  for (const { text, line } of module.literals) {
    const looksLikeSql = /\b(?:select|insert|update|delete|merge|truncate)\b/i.test(text)
    if (!looksLikeSql) continue
    const own = new Set(
      [
        ...text.matchAll(
          /(?:\bwith\s+(?:recursive\s+)?|,\s*)(\w+)\s*(?:\([^)]*\))?\s+as\s+(?:not\s+|materialized\s+)*\(/gi,
        ),
      ].map((match) => match[1]?.toLowerCase()),
    )
    for (const match of patterns.flatMap((pattern) => [...text.matchAll(pattern)])) {
      const table = named(match[1] ?? '')
      if (!own.has(table)) found.push({ table, line })
    }
  }
  module.visit((node) => {
    const callee = node['callee'] as { property?: { name?: string } } | undefined
    if (node.type !== 'CallExpression' || !methods.includes(callee?.property?.name ?? '')) return
    const first = (node['arguments'] as { type: string; value?: unknown }[])[0]
    if (first?.type !== 'Literal') return
    found.push({ table: named(String(first.value).split(/\s+/)[0] ?? ''), line: module.lineOf(node.start) })
  })
  return found
}

/** On whose behalf a file writes and reads: its capability, and the wing of that capability. */
function ownersOf(path: string): readonly string[] {
  const [, wing, capability] = CAPABILITY.exec(path) ?? []
  return wing !== undefined && capability !== undefined ? [wing, capability] : [readByAll]
}

/** Every table is written only by the capability whose migration created it. */
export function oneWriter(source: SourceTree): string[] {
  const { of, problems } = owners(source)
  const modules = [...source.modules.values()].filter(({ path }) => path.startsWith('src/') && !isTest(path))
  const wrong = modules.flatMap((module) =>
    touches(module, writes, kyselyWrites)
      .filter(({ table }) => of.has(table) && !ownersOf(module.path).includes(of.get(table) ?? ''))
      .map(({ table, line }) => `${module.path}:${line}: writes ${table}, which belongs to ${of.get(table)}`),
  )
  return [...problems, ...wrong]
}

/**
 * Another capability's tables are read through the schema `read`; facts and platform tables are open to all.
 */
export function readThroughViews(source: SourceTree): string[] {
  const { of } = owners(source)
  const modules = [...source.modules.values()].filter(({ path }) => path.startsWith('src/') && !isTest(path))
  return modules.flatMap((module) =>
    touches(module, reads, kyselyReads)
      .filter(
        ({ table }) => of.has(table) && ![readByAll, ...ownersOf(module.path)].includes(of.get(table) ?? ''),
      )
      .map(
        ({ table, line }) =>
          `${module.path}:${line}: reads ${table} of ${of.get(table)}; use its view in read.*`,
      ),
  )
}
