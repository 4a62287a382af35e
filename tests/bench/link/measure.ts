// How long `arraigo link` takes on a labelled file, how much memory, and how well it decides. Processor seconds stand beside
// those of the clock, which say little on a machine that does other work.
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { linkTask } from '../../../src/entry/tasks/link.ts'
import { readConfig } from '../../../src/platform/config.ts'

const writer = new URL('../labelled/write.ts', import.meta.url).pathname

/** @param most records of the labelled set, unless `LINK_RECORDS` says another number */
export async function measureLink(bench: string, most: number): Promise<void> {
  const records = Number(process.env['LINK_RECORDS'] ?? most)
  const folder = await mkdtemp(join(tmpdir(), 'arraigo-link-'))
  const file = (name: string) => join(folder, name)
  const lines = async (name: string) => (await readFile(file(name), 'utf8')).trimEnd().split('\n').slice(1)
  const share = (part: number, of: number) => Number((part / of).toFixed(4))

  try {
    // In a process of its own, so that its memory is not counted.
    const written = spawnSync(
      process.execPath,
      ['--max-old-space-size=12000', writer, file('set.csv'), String(records)],
      { stdio: 'inherit' },
    )
    if (written.status !== 0) throw new Error('The labelled set was not written.')
    let printed = '{}'
    await linkTask([file('set.csv'), '--map', file('set.map.json'), '--out', file('pairs.csv'), '--json'], {
      config: () => readConfig(),
      print: (line) => (printed = line),
      tell: () => {},
    })
    const { user, system } = process.cpuUsage()
    const { seconds, peak_mb: peak } = JSON.parse(printed) as { seconds: number; peak_mb: number }

    const personOf = new Map<string, string>()
    const relativeOf = new Map<string, string>()
    const counts = new Map<string, number>()
    for (const line of await lines('set.labels.csv')) {
      const [id = '', person = '', , relative = ''] = line.split(',')
      personOf.set(id, person)
      if (relative !== '') relativeOf.set(id, relative)
      counts.set(person, (counts.get(person) ?? 0) + 1)
    }
    const all = [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)
    /** What a relative is to the person who was invented just before them; all others are strangers. */
    const relationOf = (a: string, b: string) => {
      const [x, y] = [Number(personOf.get(a)), Number(personOf.get(b))]
      return (Math.abs(x - y) === 1 && relativeOf.get(x > y ? a : b)) || 'stranger'
    }
    let [right, wrong] = [0, 0]
    const wrongly: Record<string, number> = {}
    for (const line of await lines('pairs.csv')) {
      const [a = '', b = '', , , decision] = line.split(',')
      if (decision !== 'match') continue
      if (personOf.get(a) === personOf.get(b)) right++
      else {
        wrong++
        const kind = relationOf(a, b)
        wrongly[kind] = (wrongly[kind] ?? 0) + 1
      }
    }
    const result = {
      bench,
      records,
      seconds,
      'processor seconds': Number(((user + system) / 1e6).toFixed(1)),
      'peak MB': peak,
      precision: share(right, right + wrong),
      recall: share(right, all),
      'matched wrongly': wrongly,
    }
    process.stdout.write(`${JSON.stringify(result)}\n`)
  } finally {
    await rm(folder, { recursive: true })
  }
}
