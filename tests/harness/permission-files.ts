// Combines the verbs that the folders declare into the table that the kernel reads and the page that an
// auditor reads.
import { readFileSync } from 'node:fs'
import { HEADING, type Permission } from '../../src/kernel/permission.ts'
import { ROLES } from '../../src/kernel/role.ts'
import { wingsOfCapabilities } from '../architecture/rules.ts'
import { having } from './manifest.ts'

export const TABLE = 'src/kernel/permission-table.ts'
export const PAGE = 'docs/permissions.md'

type Declared = readonly [folder: string, permissions: readonly Permission[]]

/**
 * What each folder declares: verbs about people served first, the platform last. Roles are shown in this
 * order too.
 */
async function declared(): Promise<readonly Declared[]> {
  const others = wingsOfCapabilities.filter((wing) => wing !== 'serve' && wing !== 'identity')
  const found = having('permissions.ts')
  const parts = ['serve', ...others, 'identity'].flatMap((wing) =>
    found.filter(({ folder }) => folder.startsWith(`src/${wing}/`)),
  )
  const platform = { folder: 'src/platform', path: 'src/platform/permissions.ts' }
  return await Promise.all(
    [...parts, platform].map(async ({ folder, path }) => {
      const { permissions } = (await import(`../../${path}`)) as {
        permissions: Readonly<Record<string, Permission>>
      }
      return [folder, Object.values(permissions)] as const
    }),
  )
}

export const declaredPermissions = async (): Promise<readonly Permission[]> =>
  (await declared()).flatMap(([, permissions]) => permissions)

const WIDTHS = [...HEADING.matchAll(/\S+ */gu)].map(([column]) => column.length)

/** A line as declared, under the columns of the heading. */
const aligned = ({ line }: Permission) =>
  line
    .split(' ')
    .map((cell, at) => cell.padEnd(WIDTHS[at] ?? 0))
    .join('')
    .trimEnd()

function lines(all: readonly Declared[]): string {
  const names = all.flatMap(([, permissions]) => permissions.map(({ name }) => name))
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) throw new Error(`Two folders declare ${twice}.`)
  const parts = all.map(([folder, permissions]) =>
    [`# ${folder.slice('src/'.length)}`, ...permissions.map(aligned)].join('\n'),
  )
  return [HEADING, ...parts].join('\n\n')
}

export const permissionTable =
  async () => `// Written by \`npm run manifest\` from what each folder declares in permissions.ts: the verbs in force.
export const TABLE = \`
${lines(await declared())}
\`
`

/**
 * The page for people, with what no API key may do. Loads the program, which reads the verbs from the table:
 * write the table first.
 */
export async function permissionPage(): Promise<string> {
  const { capabilities } = await import('../../src/entry/capabilities.ts')
  const en = JSON.parse(readFileSync('src/identity/users/messages/en.json', 'utf8')) as Record<string, string>
  const forPeople = capabilities
    .flatMap(({ handlers }) => handlers.map(({ operation }) => operation))
    .flatMap(({ name, forPeople }) => (forPeople ? [name] : []))
    .toSorted()
  const nouns = Map.groupBy(forPeople, (name) => name.split('.')[0] ?? '')
  const letters = HEADING.slice(HEADING.indexOf(' F ')).trim().split(' ')
  const roles = ROLES.map((role, at) => `${letters[at]}  ${en[`role.${role}`]}`.padEnd(28))
  const legend = [0, 1, 2, 3].map((row) =>
    roles
      .slice(row * 3, row * 3 + 3)
      .join('')
      .trimEnd(),
  )
  return `# Who may do what

Written by \`npm run manifest\` from the \`permissions.ts\` of each folder of \`src\`, and compared with what the program does by
\`tests/permissions.test.ts\`. What an organisation makes of it: [access.md](access.md#roles).

A verb, the class of information it touches, the purpose it serves, which organisations may ever do it (\`serving\`: those that
serve people), and how far it may be narrowed: \`own\` when a role can hold it for its own people, team or centre only. Then what
each role that comes with Arraigo holds: \`o\` in its organisation, \`w\` the same, to watch over it (the purpose is oversight),
\`n\` in the whole network, \`.\` not at all.

Duties are kept apart. Nobody holds what \`carries\` a case together with what \`watches\` over those who do. What \`watches\`,
\`administers\` or is marked \`second\` is received by the will of two administrators. No program holds what \`administers\`.

\`\`\`text
${legend.join('\n')}

${lines(await declared())}
\`\`\`

## What no key opens

For people only, whatever the roles of the program:

${[...nouns].map(([noun, names]) => `- \`${noun}\`: ${names.map((name) => name.slice(noun.length + 1)).join(', ')}`).join('\n')}
`
}
