// Starts the whole program as a person would, in a folder of its own, and lets a measurement kill it.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startCluster } from '../../src/platform/database/cluster.ts'
import { freePort } from './port.ts'

const program = fileURLToPath(new URL('../../src/entry/cli.ts', import.meta.url))

export type Running = {
  url: string
  /** Milliseconds from the command to the address. */
  took: number
  /** Its output until then. */
  said: string
  /** Ctrl-C, or another signal to end; returns the exit code. */
  stop(signal?: 'SIGINT' | 'SIGTERM'): Promise<number | null>
  /** kill -9 of the server alone: its database runs on. */
  kill(): Promise<void>
  /** kill -9 of the server, the database and every one of its sessions. */
  killAll(): Promise<void>
}

export async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'arraigo-test-'))
  // As root, the database runs under another account, which must be able to enter the folder.
  await chmod(folder, 0o711)
  return folder
}

/** Ends what may still run in the folder, and removes the folder. */
export async function removeData(folder: string): Promise<void> {
  const { stop } = await startCluster({ folder, log: () => {} })
  await stop()
  await rm(folder, { recursive: true, force: true })
}

/** `npm start` with these settings; resolves once it has printed its address. */
export async function launch(folder: string, settings: Record<string, string> = {}): Promise<Running> {
  const port = String(await freePort())
  const began = performance.now()
  const child = spawn(process.execPath, [program, 'start'], {
    env: { PATH: process.env['PATH'], ARRAIGO_DATA: folder, PORT: port, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = await addressPrinted(child)
  const took = performance.now() - began
  return {
    url: `http://localhost:${port}`,
    took,
    said,
    async stop(signal = 'SIGINT') {
      const gone = once(child, 'exit')
      child.kill(signal)
      const [code] = (await gone) as [number | null]
      return code
    },
    async kill() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
    async killAll() {
      const server = Number(
        (await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0],
      )
      const sessions = await childrenOf(server)
      const gone = once(child, 'exit')
      for (const pid of [Number(child.pid), server, ...sessions]) killHard(pid)
      await gone
    },
  }
}

function addressPrinted(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const listen = (text: Buffer) => {
      said += text.toString()
      if (said.includes('Arraigo is at')) resolve(said)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', (code) => reject(new Error(`It ended with ${code}:\n${said}`)))
  })
}

async function childrenOf(parent: number): Promise<number[]> {
  const found: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const line = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
    if (Number(line.slice(line.lastIndexOf(')') + 2).split(' ')[1]) === parent) found.push(Number(name))
  }
  return found
}

function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // A session may have ended by itself between being listed and being killed.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
