// Writes docs/authorization.md: the authorization table as one page an auditor can read, part by part.
import { declared, type Declared } from './declared.ts'
import { ROLES } from './roles.ts'

export const PAGE = 'docs/authorization.md'

const HOLDERS = {
  garden: 'an organisation that serves people and keeps their records',
  roots: 'an organisation that is referred people, and is paid for results',
  seal: 'an organisation that verifies results',
  purse: 'an organisation that pays for results',
}

const words = (role: string) => role.replaceAll('_', ' ')

export const page = (): string => `# Who may do what

Every command and query of the application, by role and by relation to the record. Written by \`npm run manifest\` from the
\`authorization.ts\` of each capability; \`tests/authorization/authorization.test.ts\` holds every line of it over HTTP, and
\`tests/authorization/addresses.test.ts\` every other address by role.

## What the letters mean

| letter | role | tried by somebody of |
|---|---|---|
${ROLES.map(([letter, role, organisation]) => `| ${letter} | ${words(role)} | ${HOLDERS[organisation]} |`).join('\n')}

A letter: the role is let in. A dot: it is refused, with the reason. A line of dots is what only the application's own jobs and
other commands may run, or the person with a code (\`own.\`).

## What the words mean

The relation to the record is tried by somebody who holds every role, so that only where they stand decides.

| column | of a record | of a result | of money |
|---|---|---|---|
| \`own\` | keeps it | made it | is paid |
| \`shared\` | had it shared by a referral | was asked to verify it | pays |
| \`outsider\` | has nothing to do with it | the same | the same |

| word | what comes back |
|---|---|
| \`yes\` | what was asked for |
| \`none\` | an answer that shows nothing of the record |
| \`403\` | a refusal: it is not for you to do |
| \`404\` | a refusal: it is not yours to know about |
| \`409\` | a refusal: not from where you or it stands |
| \`-\` | nothing to stand in relation to |

${declared
  .filter(({ rows }) => rows.length > 0)
  .map(part)
  .join('\n\n')}
`

function part({ title, file, text, addresses }: Declared): string {
  const byVerb = Object.entries(addresses).flatMap(([address, { verb }]) =>
    verb === undefined ? [] : [`\`${address}\` is for whoever holds the verb \`${verb}\`.`],
  )
  return [`## ${title}`, `\`${file}\``, `\`\`\`text\n${text}\n\`\`\``, ...byVerb].join('\n\n')
}
