// The command line as an operator uses it: from any folder, through a link, with and without a running
// database.
import { spawnSync } from 'node:child_process'
import { readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dataFolder } from '../../tests/harness/launch.ts'
import { testDatabase } from '../../tests/harness/database.ts'
import { PNG } from '../../tests/harness/files.ts'
import { projectFolder, readConfig } from '../platform/config.ts'
import { asOwner } from '../platform/database/connect.ts'
import { loadPack } from '../platform/packs/packs.ts'
import { main } from './cli.ts'

const program = join(projectFolder, 'bin', 'arraigo')
let folder: string
let url: string

beforeAll(async () => {
  folder = await dataFolder()
  const database = await testDatabase()
  url = database.url
  await loadPack(asOwner(database.pool), join(projectFolder, 'packs', 'huerta'))
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

function arraigo(words: string[], settings: Record<string, string> = {}, from = program) {
  const env = {
    PATH: process.env['PATH'] ?? '',
    ARRAIGO_DATA: join(folder, 'data'),
    DATABASE_URL: url,
    ...settings,
  }
  const { status, stdout, stderr } = spawnSync(from, words, { cwd: folder, env, encoding: 'utf8' })
  return { status, stdout, stderr }
}

/** Runs a task in this process: starting the program for each test would load all of it again. */
async function task(words: string[]) {
  const said = { stdout: '', stderr: '' }
  const status = await main(words, {
    config: () => readConfig({ ARRAIGO_DATA: join(folder, 'data'), DATABASE_URL: url }),
    print: (line) => void (said.stdout += `${line}\n`),
    tell: (line) => void (said.stderr += `${line}\n`),
  })
  return { status, ...said }
}

describe('finding its way', () => {
  test('it runs on the pinned Node from any folder and through a chain of links', async () => {
    await symlink(program, join(folder, 'first'))
    await symlink('first', join(folder, 'second'))
    const { status, stdout } = arraigo(['--help'], {}, join(folder, 'second'))
    expect(status).toBe(0)
    expect(stdout).toContain('backup FILE')
    expect(stdout).toContain('run COMMAND')
  })

  test('help for a task is about that task', () => {
    const { status, stdout } = arraigo(['restore', '--help'])
    expect(status).toBe(0)
    expect(stdout).toContain('arraigo restore FILE')
    expect(stdout).not.toContain('pack check')
  })

  test('an unknown task is reported with the list of tasks', () => {
    const { status, stdout, stderr } = arraigo(['fly'])
    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain('There is no task "fly".')
    expect(stderr).toContain('backup FILE')
  })

  test('a task without its words shows how it is used', () => {
    const { status, stderr } = arraigo(['backup'])
    expect(status).toBe(2)
    expect(stderr).toContain('Usage: arraigo backup FILE')
  })

  test('an option that a task does not have shows how it is used', () => {
    for (const [words, usage] of [
      [['link', 'a.csv', '--mop', 'm.json'], 'Usage: arraigo link A.csv'],
      [['people', 'dedupe', '--all'], 'Usage: arraigo people dedupe [--possible]'],
    ] as const) {
      const { status, stderr } = arraigo([...words])
      expect(status).toBe(2)
      expect(stderr).toContain(usage)
    }
  })

  test('an invalid setting is reported in one line, without a stack trace', () => {
    const { status, stderr } = arraigo(['migrate'], { PORT: 'many' })
    expect(status).toBe(1)
    expect(stderr).toMatch(/^PORT is "many"\. Set it to .+\n$/)
  })

  test('an unreachable database server is reported in one line, without its password', () => {
    const { status, stderr } = arraigo(['migrate'], {
      DATABASE_URL: 'postgres://ana:hunter2@127.0.0.1:1/none',
    })
    expect(status).toBe(1)
    expect(stderr).toMatch(/^The database of DATABASE_URL cannot be reached: .+\n$/)
    expect(stderr).not.toContain('hunter2')
  })
})

describe('on a database', () => {
  test('an administrator is created and then acts under the same rules as on the screens', () => {
    const words = ['dora@example.org', '--name', 'Dora Uriana', '--organisation', 'Huerta del Barrio']
    const made = arraigo(['administrator', ...words])
    expect(made.stdout).toContain('Dora Uriana chooses a password at http://localhost:3000/invitation/')
    expect(arraigo(['administrator', ...words]).stderr).toContain('user.email_taken')

    const listed = arraigo(['run', 'organisation.list', '{}', '--as', 'dora@example.org'])
    expect(listed.status).toBe(0)
    expect(listed.stdout).toContain('Huerta del Barrio')

    const compared = arraigo(['people', 'dedupe'])
    expect(compared.status).toBe(0)
    expect(JSON.parse(compared.stdout)).toEqual({ records: 0, candidate_pairs: 0, pairs: 0 })

    const refused = arraigo(['run', 'person.register', '{}', '--as', 'dora@example.org'])
    expect(refused.status).toBe(1)
    expect(refused.stdout).toBe('')
  })

  test('an operator can prove the firewall without an account, and the result is signed', () => {
    const { status, stdout, stderr } = arraigo(['firewall', 'prove'])
    expect(status, stderr).toBe(0)
    expect(stdout).toMatch(/^person\.get +person +refused +refused/mu)
    expect(stdout).toMatch(/ 0 faults\nkey [\w-]{43}\nsignature [\w-]{86}\n$/u)
  })

  test('an unknown user is refused', () => {
    const { status, stderr } = arraigo(['run', 'organisation.list', '{}', '--as', 'eve@example.org'])
    expect(status).toBe(1)
    expect(stderr).toContain('user.unknown')
  })

  test('an installation that was never started is reported without a stack trace', () => {
    const { status, stderr } = arraigo(['run', 'organisation.list', '{}', '--as', 'ana@example.org'], {
      DATABASE_URL: '',
      ARRAIGO_DATA: join(folder, 'never-started'),
    })
    expect(status).toBe(1)
    expect(stderr).toBe(
      'There is nothing here yet: start Arraigo once (`npm start`), and it prepares everything.\n',
    )
  })

  test('an attached file is checked as on the screens, and not for a person whom the user may not see', async () => {
    const attach = (file: string) =>
      task(['attach', file, '--person', crypto.randomUUID(), '--as', 'dora@example.org'])
    const [photograph, letter] = [join(folder, 'photograph.png'), join(folder, 'letter.txt')]
    await writeFile(photograph, PNG)
    await writeFile(letter, 'Only words.')
    // The administrator role does not include work with people's records: that is another role.
    expect((await attach(letter)).stderr).toContain('actor.not_allowed')
    const users = JSON.parse((await task(['run', 'user.list', '{}', '--as', 'dora@example.org'])).stdout) as {
      id: string
    }[]
    const role = { id: crypto.randomUUID(), user: users[0]?.id, role: 'supervisor' }
    expect((await task(['run', 'role.grant', JSON.stringify(role), '--as', 'dora@example.org'])).status).toBe(
      0,
    )
    // A role that an administrator gives themselves waits for a second administrator; the command line can
    // always create one.
    expect((await attach(letter)).stderr).toContain('actor.not_allowed')
    const confirm = (who: string) =>
      task(['run', 'role.confirm', JSON.stringify({ id: role.id }), '--as', who])
    expect((await confirm('dora@example.org')).stderr).toContain('role.own_confirmation')
    expect(
      (
        await task([
          'administrator',
          'rosa@example.org',
          '--name',
          'Rosa',
          '--organisation',
          'Huerta del Barrio',
        ])
      ).status,
    ).toBe(0)
    expect((await confirm('rosa@example.org')).status).toBe(0)
    expect((await attach(letter)).stderr).toContain('attachment.wrong_type')
    expect((await attach(photograph)).stderr).toContain('person.unknown')
    expect((await attach(join(folder, 'nothing'))).stderr).toMatch(/nothing cannot be read\.\n$/)
    expect(arraigo(['attach', photograph]).stderr).toContain('--person')
  })

  test('a register is imported by its mapping, the next time by the name of its source, and nobody twice', async () => {
    const bring = (...words: string[]) => task(['import', 'people', ...words, '--as', 'dora@example.org'])
    const [list, map, refused] = ['list.csv', 'map.json', 'refused.csv'].map((name) => join(folder, name))
    const mapping = {
      source: 'Cuaderno',
      dates: 'dmy',
      columns: [
        { column: 'Nombre', target: 'given_names' },
        { column: 'Sexo', target: 'sex', values: { F: 'female', 'S/D': null } },
        { column: '=Nació', target: 'birth_date' },
      ],
    }
    await writeFile(map as string, JSON.stringify(mapping))
    await writeFile(list as string, 'Nombre;Sexo;=Nació\nRosa;F;\nIan;S/D;31/02/1990\n#N/A;F;\n')
    expect((await bring(list as string, '--source', 'Cuaderno')).stderr).toContain('--map')
    const first = await bring(list as string, '--map', map as string, '--errors', refused as string)
    expect(JSON.parse(first.stdout), first.stderr).toEqual({
      rows: 3,
      imported: 2,
      known: 0,
      refused: 1,
      partly: 1,
    })
    const lines = await readFile(refused as string, 'utf8')
    expect(lines).toContain(`3,"'=Nació",not_a_date`)
    expect(lines).toContain('4,Nombre,')
    await writeFile(list as string, 'Nombre;Sexo;=Nació\nRosa;F;\nLuz;F;\n')
    const next = await bring(list as string, '--source', 'Cuaderno')
    expect(JSON.parse(next.stdout), next.stderr).toEqual({
      rows: 2,
      imported: 1,
      known: 1,
      refused: 0,
      partly: 0,
    })
    await writeFile(map as string, JSON.stringify({ ...mapping, source: 'Otro' }))
    expect((await bring(list as string, '--map', map as string)).stderr).toContain('import.same_content')
    expect((await bring(list as string, '--source', 'Otro')).stderr).toContain('“Cuaderno”')
  })

  test('input that is not JSON ends with a usage error', async () => {
    const { status, stderr } = await task(['run', 'organisation.list', '{oops', '--as', 'dora@example.org'])
    expect(status).toBe(2)
    expect(stderr).toContain('JSON')
  })

  test('backup and restore report what they did', () => {
    const file = join(folder, 'all.backup')
    const kept = arraigo(['backup', file])
    expect(kept.stdout).toMatch(
      /^Kept \d+ rows of \d+ tables and \d+ files\.\nSigned with the key [\w-]{43}\. .+\n$/,
    )
    const again = arraigo(['restore', file])
    expect(again.status).toBe(1)
    expect(again.stderr).toContain('The database is not empty')
    const [other, key] = [
      { DATABASE_URL: '', ARRAIGO_DATA: join(folder, 'restored') },
      kept.stdout.match(/[\w-]{43}/),
    ]
    expect(arraigo(['restore', file], other).stderr).toContain('give it with --key')
    const elsewhere = arraigo(['restore', file, '--key', String(key)], other)
    expect(elsewhere.stdout, elsewhere.stderr).toContain('all are as they were written')
  })
})
