// Collects the authorization table: the rows and subjects of every capability, found by their file names.
import { join } from 'node:path'
import { capabilities } from '../../src/entry/capabilities.ts'
import { having } from '../harness/manifest.ts'
import type { Addresses, Address } from './address.ts'
import type { Jobs } from './job.ts'
import * as platform from './platform.ts'
import { HEAD, ROLES } from './roles.ts'
import type { Secrets } from './secret.ts'
import type { PlainNumbers, Subjects } from './subject.ts'
import type { Visits } from './visits.ts'
import type { Relation } from './world.ts'

export type Row = { name: string; roles: string; relations: Record<Relation, string> }

/** What one file declares: a part of the table with its title. */
export type Declared = {
  file: string
  title: string
  text: string
  rows: readonly Row[]
  subjects: Subjects
  addresses: Addresses
  plainNumbers: PlainNumbers
  visits: Visits
  jobs: Jobs
  secrets?: Secrets
}

/** What an `authorization.ts` exports; without rows, that of a capability with addresses only. */
type Declaration = { rows?: string } & Partial<
  Pick<Declared, 'subjects' | 'addresses' | 'plainNumbers' | 'visits' | 'jobs' | 'secrets'>
>

const root = join(import.meta.dirname, '../..')

const PLATFORM = 'tests/authorization/platform.ts'

const folders = having('operations.ts')
/** Each operation with the folder whose `operations.ts` declares it; one of the kernel, with the folder that handles it. */
const folderOf = new Map<string, string | undefined>([
  ...capabilities.flatMap(({ name, handlers }) => {
    const folder = folders.find((one) => one.folder.endsWith(`/${name}`))?.folder
    return handlers.map(({ operation }) => [operation.name, folder] as const)
  }),
  ...(
    await Promise.all(
      folders.map(async ({ folder, path }) => {
        const exported = Object.values((await import(join(root, path))) as Record<string, unknown>)
        return exported.flatMap((one) =>
          typeof one === 'object' && one !== null && 'is' in one && 'name' in one
            ? [[String(one.name), folder] as const]
            : [],
        )
      }),
    )
  ).flat(),
])

/** The file in which the row of an operation stands, or is to be written. */
export const fileOf = (operation: string): string => {
  const folder = folderOf.get(operation)
  return folder === undefined ? PLATFORM : `${folder}/authorization.ts`
}

/**
 * @throws Error when the heading does not list the letters of the roles, or a row lacks a cell for a column
 */
export function declare(file: string, declaration: Declaration): Declared {
  const { rows: text, ...given } = declaration
  const others = { subjects: {}, addresses: {}, plainNumbers: {}, visits: {}, jobs: {}, ...given }
  if (text === undefined) return { file, title: '', text: '', rows: [], ...others }
  const [head = '', ...lines] = text.trim().split('\n')
  if (!head.endsWith(HEAD)) throw new Error(`${file}: the rows are headed by a title and “${HEAD}”`)
  const rows = lines.map((line) => {
    const [name = '', ...cells] = line.trim().split(/\s+/)
    const [own, shared, outsider, ...more] = cells.slice(ROLES.length)
    if (own === undefined || shared === undefined || outsider === undefined || more.length > 0)
      throw new Error(`${file}: the row of ${name} has not a cell for each column`)
    return { name, roles: cells.slice(0, ROLES.length).join(' '), relations: { own, shared, outsider } }
  })
  const title = head.slice(0, -HEAD.length).trim()
  return { file, title, text: text.trim(), rows, ...others }
}

/** Each part of the table, wing by wing, and last that of the platform. */
export const declared: readonly Declared[] = [
  ...(await Promise.all(
    having('authorization.ts').map(async ({ path }) =>
      declare(path, (await import(join(root, path))) as Declaration),
    ),
  )),
  declare(PLATFORM, platform),
]

export const rows: ReadonlyMap<string, Row> = new Map(
  declared.flatMap((one) => one.rows.map((row) => [row.name, row] as const)),
)

export const subjects: Subjects = Object.assign({}, ...declared.map((one) => one.subjects)) as Subjects

export const plainNumbers: PlainNumbers = Object.assign(
  {},
  ...declared.map((one) => one.plainNumbers),
) as PlainNumbers

/** By method and path, each address that a capability declares. */
export const addresses: ReadonlyMap<string, Address> = new Map(
  declared.flatMap((one) => Object.entries(one.addresses)),
)
