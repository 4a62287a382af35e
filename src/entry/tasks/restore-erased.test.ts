// A person is erased after a backup; the backup is restored on another machine with the command line, and no
// data of theirs is left in it.
import { spawnSync } from 'node:child_process'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../tests/harness/database.ts'
import { filesOf } from '../../../tests/harness/files.ts'
import { EVERY_ROLE, sealKey, testNetwork } from '../../../tests/harness/network.ts'
import { tracesIn, tracesOnDisk } from '../../../tests/harness/traces.ts'
import { projectFolder } from '../../platform/config.ts'
import { giveConsent } from '../../protect/consent/operations.ts'
import { askErasure, erasePerson } from '../../protect/retention/operations.ts'
import { closeCase, endNeed, identifyNeed, setGoal } from '../../serve/cases/operations.ts'
import { changePerson, registerPerson } from '../../serve/record/operations.ts'

const MARK = 'Zzmarca'
const PHONE = '3998877665'
const DOCUMENT = '77665544'

test(
  'whom a restored backup brings back is erased again before anybody can look',
  { timeout: 600_000 },
  async () => {
    const network = await testNetwork()
    const { newId, execute } = network
    const rosa = await network.join('Rosa', 'garden', EVERY_ROLE)
    const [person, need] = [newId(), newId()]
    const mark = (what: string) => `${MARK} ${what}`
    await execute(
      registerPerson,
      {
        id: person,
        searched: 'everywhere',
        givenNames: mark('a'),
        firstSurname: mark('b'),
        identifiers: [{ id: newId(), type: 'library_card', country: 'xa', number: DOCUMENT }],
        contacts: [{ id: newId(), kind: 'phone', value: PHONE, safeToCall: true, note: mark('c') }],
      },
      rosa,
    )
    await execute(changePerson, { id: person, base: 1, changes: { called: mark('d') } }, rosa)
    await expect(
      execute(changePerson, { id: person, base: 2, changes: { called: mark('e'), sex: 'no_such' } }, rosa),
    ).rejects.toThrow('code.unknown')
    await execute(identifyNeed, { id: need, person, code: 'plot', urgency: 'high', note: mark('f') }, rosa)
    await execute(setGoal, { id: newId(), person, need, text: mark('g') }, rosa)
    await execute(
      giveConsent,
      {
        id: newId(),
        person,
        purpose: 'referral',
        recipient: network.organisations.roots,
        fieldGroups: ['identity'],
        textVersion: 'v1',
        locale: 'es',
        how: 'verbal_with_witness',
        witness: mark('h'),
      },
      rosa,
    )
    const paper = Buffer.from(`%PDF-1.7\n% ${MARK}\n%%EOF`)
    await filesOf(network, join(network.folder, 'attachments'), rosa).upload(person, paper, `${MARK}.pdf`)
    await network.database.pool.query(
      `insert into late_command (id, organisation, device, holder, name, input, occurred_at, handed_at)
     values ($1, $2, $3, $4, 'person.change', $5, now(), now())`,
      [
        newId(),
        rosa.organisation,
        newId(),
        rosa.user,
        JSON.stringify({ id: person, changes: { called: mark('i') } }),
      ],
    )
    const traces = (place: typeof network) => tracesIn(place, MARK, [`\\y${DOCUMENT}\\y`, PHONE])
    const before = await traces(network)
    expect(before.length).toBeGreaterThan(8)

    const file = join(network.folder, 'kept.backup')
    await writeFile(join(network.folder, 'seal-key'), sealKey)
    expect(arraigo(['backup', file], network.database.url, network.folder).stdout).toMatch(/^Kept \d+ rows/u)

    const { rows: files } = await network.database.pool.query('select id from case_file where person = $1', [
      person,
    ])
    await execute(endNeed, { id: need, person, ending: 'met' }, rosa)
    await execute(closeCase, { id: files[0].id, person, reason: 'moved_away' }, rosa)
    const wish = { person, id: newId() }
    await execute(askErasure, wish, rosa)
    await execute(erasePerson, wish, rosa)
    await network.work()
    expect(await traces(network)).toEqual([])

    // The other machine: an empty database, and a data folder that holds the list, the key and nothing else.
    const database = await testDatabase({ empty: true })
    const folder = join(network.folder, 'other')
    await mkdir(folder)
    for (const name of ['erasures.jsonl', 'seal-key'])
      await copyFile(join(network.folder, name), join(folder, name))
    // An added line, a missing signature or an unreadable line in the copy of the list: nothing is restored.
    const list = join(folder, 'erasures.jsonl')
    const kept = await readFile(list, 'utf8')
    const { key, signature, ...noted } = JSON.parse(kept) as Record<string, string>
    for (const [line, words] of [
      [
        { ...noted, key, signature, person: newId() },
        '1 lines of .* are not signed with a key that is known',
      ],
      [noted, '1 lines of .* are not signed with a key that is known'],
      [{ ...noted, at: 7 }, '1 lines of .* cannot be read'],
    ] as const) {
      await writeFile(list, `${kept}${JSON.stringify(line)}\n`)
      expect(refused(['restore', file], database.url, folder)).toMatch(new RegExp(words))
      expect((await database.pool.query(`select to_regclass('person') as found`)).rows).toEqual([
        { found: null },
      ])
    }
    // A list of a release that did not sign lines is accepted only with its option.
    await writeFile(list, `${JSON.stringify(noted)}\n`)
    const words = ['restore', file, '--accept-unsigned-erasures']
    const restored = arraigo(words, database.url, folder)
    expect(restored.stderr).toBe('')
    const record = JSON.parse(await readFile(join(folder, 'restores.jsonl'), 'utf8'))
    expect(record).toMatchObject({ signature: 'trusted', acceptedUnsignedErasures: 1 })
    expect(restored.stdout).toMatch(/^Restored \d+ rows/u)
    expect(restored.stdout).toContain('Erased again 1 who had been erased since')
    const there = { ...network, database, folder }
    expect(await traces(there)).toEqual([])
    expect(await tracesOnDisk(there, MARK)).toEqual([])
    const { rows } = await database.pool.query(
      `select kind from fact where subject = $1 group by kind order by kind`,
      [person],
    )
    expect(rows.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['need.identified', 'person.erased', 'person.registered']),
    )
    // Without the list the restore brings them back: this is why the list is needed.
    const without = await testDatabase({ empty: true })
    const bare = join(network.folder, 'bare')
    await mkdir(bare)
    await copyFile(join(network.folder, 'seal-key'), join(bare, 'seal-key'))
    expect(arraigo(['restore', file], without.url, bare).stdout).not.toContain('Erased again')
    expect((await traces({ ...there, database: without })).length).toBeGreaterThan(8)
  },
)

function arraigo(words: string[], url: string, data: string) {
  const ran = spawned(words, url, data)
  expect(`${ran.status} ${ran.stderr}`).toBe('0 ')
  return ran
}

function refused(words: string[], url: string, data: string): string {
  const { status, stdout, stderr } = spawned(words, url, data)
  expect([status, stdout]).toEqual([1, ''])
  return stderr
}

function spawned(words: string[], url: string, data: string) {
  const env = { PATH: process.env['PATH'] ?? '', DATABASE_URL: url, ARRAIGO_DATA: data }
  return spawnSync(join(projectFolder, 'bin', 'arraigo'), words, { env, encoding: 'utf8' })
}
