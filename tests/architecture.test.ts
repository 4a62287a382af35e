// Applies the architecture rules to the source tree; each rule is first shown to catch a small source tree
// that breaks it.
import { describe, expect, test } from 'vitest'
import { commentsCiteWhatExists, documentsCiteWhatExists } from './architecture/documents.ts'
import { listsAreDeclaredOnce } from './architecture/lists.ts'
import { readSource, readTree, type SourceTree } from './architecture/source-tree.ts'
import { rules } from './architecture/rules.ts'
import { oneWriter, readThroughViews } from './architecture/table-owners.ts'

const all: Record<string, (source: SourceTree) => string[]> = {
  ...rules,
  'a table has one writer': oneWriter,
  'tables of others are read through views': readThroughViews,
  'documents cite what exists': documentsCiteWhatExists,
  'comments cite what exists': commentsCiteWhatExists,
  'lists of states, moves and codes are declared once': listsAreDeclaredOnce,
}

const ours = readSource(readTree())

describe('the source tree', () => {
  for (const [rule, check] of Object.entries(all)) {
    test(rule, () => {
      expect(check(ours)).toEqual([])
    })
  }

  test('has more than a handful of files, so that the rules do not hold for lack of files', () => {
    expect(ours.modules.size).toBeGreaterThan(20)
  })
})

/** Small source trees that break exactly one rule each, with a word that the complaint must contain. */
const broken: Record<string, [rule: string, says: string, files: Record<string, string>][]> = {
  'imports run backwards': [
    [
      'a wing imports only the wings to its left',
      'serve may not import fund',
      {
        'src/serve/record/server.ts':
          "// Why.\nimport { pay } from '../../fund/settlement/operations.ts'\npay()",
      },
    ],
    [
      'a wing imports only the wings to its left',
      'platform may not import serve',
      {
        'src/platform/execute.ts': "// Why.\nimport type { Person } from '../serve/record/operations.ts'",
      },
    ],
    [
      'a wing imports only the wings to its left',
      'kernel may not import platform',
      {
        'src/kernel/time.ts': "// Why.\nexport const late = () => import('../platform/clock.ts')",
      },
    ],
    ['a wing imports only the wings to its left', 'src/extras is no wing', { 'src/extras/a.ts': '// Why.' }],
  ],
  'a capability reaches into another': [
    [
      'from another capability only what it publishes is imported',
      'only operations.ts, facts.ts, problems.ts, permissions.ts',
      {
        'src/serve/cases/server.ts': "// Why.\nimport { load } from '../record/sql.ts'\nload()",
      },
    ],
    [
      'from another capability only what it publishes is imported',
      'reads.ts may be imported',
      {
        'src/serve/cases/rules.ts': "// Why.\nimport { open } from '../record/reads.ts'\nopen()",
      },
    ],
    [
      'from another capability only what it publishes is imported',
      'screens may not import platform',
      {
        'src/serve/cases/screens/Plan.tsx': "// Why.\nimport { log } from '../../../platform/log.ts'\nlog()",
      },
    ],
    [
      'from another capability only what it publishes is imported',
      'rules may not import sql',
      {
        'src/serve/cases/rules.ts': "// Why.\nimport { load } from './sql.ts'\nload()",
      },
    ],
    [
      'from another capability only what it publishes is imported',
      'operations may not import sql',
      {
        'src/serve/cases/operations.ts': "// Why.\nimport { load } from './sql.ts'\nload()",
      },
    ],
    [
      'from another capability only what it publishes is imported',
      'permissions may not import policy',
      {
        'src/serve/cases/permissions.ts': "// Why.\nimport { plan } from './policy.ts'\nplan()",
      },
    ],
    [
      'from another capability only what it publishes is imported',
      'device may not import server',
      {
        'src/serve/cases/device.ts': "// Why.\nexport { plan } from './server.ts'\nexport const one = 1",
      },
    ],
  ],
  'a demonstration goes past the operations': [
    [
      'from another capability only what it publishes is imported',
      'demonstration may not import sql',
      {
        'src/serve/cases/demonstration.ts': "// Why.\nimport { load } from './sql.ts'\nload()",
      },
    ],
    [
      'from another capability only what it publishes is imported',
      'demonstration may not import platform',
      {
        'src/serve/cases/demonstration/contribution.ts':
          "// Why.\nimport { connect } from '../../../platform/database/connect.ts'\nconnect()",
      },
    ],
    [
      'from another capability only what it publishes is imported',
      'server may not import demonstration',
      {
        'src/serve/cases/server.ts': "// Why.\nimport { plan } from './demonstration.ts'\nplan()",
      },
    ],
    [
      'what serves people imports no demonstration',
      'only a demonstration may import',
      {
        'src/platform/execute.ts': "// Why.\nimport { random } from './demonstration/random.ts'\nrandom()",
      },
    ],
  ],
  'a pure file is not pure': [
    [
      'the kernel and what capabilities publish, rule and allow are pure',
      'node:fs',
      {
        'src/serve/record/rules.ts': "// Why.\nimport { readFileSync } from 'node:fs'\nreadFileSync('a')",
      },
    ],
    [
      'the kernel and what capabilities publish, rule and allow are pure',
      'new Date()',
      {
        'src/kernel/time.ts': '// Why.\nexport const now = () => new Date()',
      },
    ],
    [
      'what runs in a browser imports no Node',
      'node:path',
      {
        'src/kit/controls/Button.tsx': "// Why.\nimport { join } from 'node:path'\njoin('a')",
      },
    ],
  ],
  'the program leans on tests': [
    [
      'only tests import what is for tests',
      'only tests may import src/serve/record/authorization.ts',
      {
        'src/serve/record/server.ts': "// Why.\nimport { rows } from './authorization.ts'\nrows",
      },
    ],
    [
      'only tests import what is for tests',
      'only tests may import tests/harness/network.ts',
      {
        'src/entry/start.ts': "// Why.\nexport const start = () => import('../../tests/harness/network.ts')",
      },
    ],
  ],
  'names and sizes': [
    [
      'a capability uses the shared file names',
      'no file of that name',
      { 'src/serve/record/manager.ts': '// Why.' },
    ],
    ['a capability uses the shared file names', 'a drawer', { 'src/platform/utils/text.ts': '// Why.' }],
    ['a capability uses the shared file names', 'a drawer', { 'src/platform/helpers.ts': '// Why.' }],
    [
      'there is no barrel file',
      'a barrel',
      {
        'src/kit/index.ts': "// Why.\nexport * from './Button.tsx'\nexport { Field } from './Field.tsx'",
      },
    ],
    ['no file is longer than 400 lines', '401 lines', { 'src/kernel/long.ts': '// Why.\n'.repeat(401) }],
    ['a file opens with why it exists', 'does not open', { 'src/kernel/mute.ts': 'export const one = 1' }],
  ],
  'a code is compared with bare words': [
    [
      'a problem is told by its declaration',
      'table.unreadable',
      {
        'src/serve/imports/server/recall.ts':
          "// Why.\nexport const isUnreadable = (error) => error.code === 'table.unreadable'",
      },
    ],
  ],
  'a comment cites what is not here': [
    [
      'comments cite what exists',
      'docs/no-such-page.md does not exist',
      { 'src/kernel/roles.ts': '// Why: docs/no-such-page.md.' },
    ],
    [
      'comments cite what exists',
      'is not in the repository',
      {
        'src/kernel/roles.ts': '// Why.\n/** A verifier serves nobody (mission P2). */\nexport const one = 1',
      },
    ],
  ],
  'a file beside the folder of its name': [
    [
      'a subject is a file or a folder, not both',
      'src/serve/record/sql.ts: lies beside',
      { 'src/serve/record/sql.ts': '// Why.', 'src/serve/record/sql/rows.ts': '// Why.' },
    ],
  ],
  'a former name comes back': [
    [
      'a thing has the name of the glossary, not a former one',
      'withSightOf is inOrganisationScope',
      { 'src/platform/database/row-scope.ts': '// Why.\nexport function withSightOf() {}' },
    ],
    [
      'a thing has the name of the glossary, not a former one',
      'because is disabledReason',
      { 'src/kit/Buttons.tsx': '// Why.\nexport const one = <Button disabledReason={because} />' },
    ],
  ],
  'a list is declared twice': [
    [
      'lists of states, moves and codes are declared once',
      'the same list, done, failed, running',
      {
        'src/serve/imports/operations.ts':
          "// Why.\nexport const State = z.enum(['running', 'done', 'failed'])",
        'src/serve/imports/screens/Imports.tsx': "// Why.\nexport const ALL = ['done', 'running', 'failed']",
      },
    ],
    [
      'lists of states, moves and codes are declared once',
      'the same list, done, failed, running',
      {
        'src/serve/imports/operations.ts':
          "// Why.\nexport const State = z.enum(['running', 'done', 'failed'])",
        'src/understand/reports/sql.ts':
          "// Why.\nexport type Row = { state: 'running' | 'done' | 'failed' | null }",
      },
    ],
    [
      'lists of states, moves and codes are declared once',
      'receiver, sender',
      {
        'src/serve/referrals/operations.ts':
          "// Why.\nexport const A = z.enum(['sender', 'receiver'])\nexport const B = z.enum(['receiver', 'sender'])",
      },
    ],
  ],
  'circles and dead ends': [
    [
      'no imports run in a circle',
      'src/kernel/a.ts → src/kernel/b.ts → src/kernel/a.ts',
      {
        'src/kernel/a.ts': "// Why.\nimport { b } from './b.ts'\nexport const a = () => b",
        'src/kernel/b.ts': "// Why.\nimport { a } from './a.ts'\nexport const b = () => a",
      },
    ],
    [
      'every import leads to a file',
      'src/kernel/gone.ts does not exist',
      {
        'src/kernel/a.ts': "// Why.\nimport { gone } from './gone.ts'\ngone()",
      },
    ],
  ],
  'text and dependencies': [
    [
      'text for people lives in message files',
      'Guardar',
      {
        'src/kit/Save.tsx': '// Why.\nexport const Save = () => <button>Guardar</button>',
      },
    ],
    [
      'text for people lives in message files',
      'Search',
      {
        'src/kit/Find.tsx': '// Why.\nexport const Find = () => <input placeholder="Search" />',
      },
    ],
    [
      'every dependency has its sentence',
      '`left-pad`',
      {
        'package.json': '{"dependencies": {"left-pad": "1.0.0"}}',
        'docs/dependencies.md': 'Nothing yet.',
      },
    ],
    ['documents cite what exists', 'src/nowhere.ts', { 'README.md': 'See `src/nowhere.ts`.' }],
    ['documents cite what exists', 'leads nowhere', { 'docs/guide.md': 'See [the deploy page](gone.md).' }],
    ['documents cite what exists', 'there is no script fly', { 'README.md': 'Type `npm run fly`.' }],
  ],
  'a second writer': [
    ...[
      'await sql`insert into person (id) values (${1})`',
      "db.updateTable('person')",
      'q(`update person as p set a = 1`)',
      "db.deleteFrom('public.person')",
    ].map((code): [string, string, Record<string, string>] => [
      'a table has one writer',
      'writes person, which belongs to record',
      {
        'migrations/0002_people.sql': 'create table person (id uuid primary key);',
        'src/serve/record/operations.ts': '// Why.',
        'src/serve/cases/sql.ts': `// Why.\n${code}`,
      },
    ]),
    [
      'a table has one writer',
      'there is no capability ghosts',
      {
        'migrations/0003_ghosts.sql': 'create table ghost (id uuid primary key);',
      },
    ],
    [
      'tables of others are read through views',
      'reads person of record',
      {
        'migrations/0002_people.sql': 'create table person (id uuid primary key);',
        'src/serve/record/operations.ts': '// Why.',
        'src/serve/cases/sql.ts': '// Why.\nsql`select * from plan join person on true`',
      },
    ],
  ],
}

describe('the rules', () => {
  for (const [group, cases] of Object.entries(broken)) {
    test.each(cases)(`notice when ${group}: %s (%s)`, (rule, says, files) => {
      const found = all[rule]?.(readSource(new Map(Object.entries(files)))) ?? []
      expect(found.join('\n')).toContain(says)
    })
  }

  test('leave a well-built capability alone', () => {
    const good = readSource(
      new Map(
        Object.entries({
          'migrations/0002_people.sql': 'create table person (id uuid primary key);',
          'src/kernel/command.ts': '// Why.\nexport const command = (x: unknown) => x',
          'src/platform/capability.ts':
            "// Why.\nimport { command } from '../kernel/command.ts'\nexport const on = command",
          'src/serve/record/operations.ts':
            "// Why.\nimport { command } from '../../kernel/command.ts'\nexport const register = command({})",
          'src/serve/record/rules.ts': '// Why.\nexport const born = (iso: string) => new Date(iso)',
          'src/serve/record/sql.ts':
            '// Why.\nexport const save = () => sql`insert into person (id) values (1) on conflict do update set a = 1`',
          'src/serve/record/server.ts':
            "// Why.\nimport { on } from '../../platform/capability.ts'\nimport { save } from './sql.ts'\nexport const people = on(save)",
          'src/serve/record/authorization.ts':
            "// Why.\nimport { world } from '../../../tests/authorization/world.ts'\nexport const rows = world",
          'tests/authorization/world.ts': '// Why.\nexport const world = 1',
          'src/serve/cases/server.ts':
            "// Why.\nimport { register } from '../record/operations.ts'\nregister",
          'src/serve/cases/sql.ts':
            '// Why.\nsql`with person as (select 1) select * from person join read.person on true for update`',
        }),
      ),
    )
    expect(Object.values(all).flatMap((check) => check(good))).toEqual([])
  })
})
