// Starts what stands between browsers and the server in production: a proxy of this project, and nginx with the
// configuration that docs/deploy.md gives, where this machine has it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cleanups } from './cleanup.ts'
import { freePort } from './port.ts'

/** A program and its arguments, to listen at one port of this machine and to pass everything on to another. */
type Command = (
  port: number,
  upstream: number,
) => Promise<readonly [program: string, ...parameters: string[]]>

const PROCESS = fileURLToPath(new URL('proxy-process.ts', import.meta.url))
const NGINX = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin']
  .map((folder) => join(folder, 'nginx'))
  .find(isProgram)

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The `server` of the documentation, on a port of this machine and without a certificate. */
async function documented(port: number, upstream: number): Promise<string> {
  const page = await readFile('docs/deploy.md', 'utf8')
  const [, server] = /```nginx\n(.*?)```/su.exec(page) ?? []
  if (server === undefined) throw new Error('docs/deploy.md has no configuration of nginx.')
  return server
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
    .replaceAll(/^\s*ssl_.*\n/gmu, '')
    .replace('proxy_pass http://127.0.0.1:3000;', `proxy_pass http://127.0.0.1:${upstream};`)
}

async function nginx(port: number, upstream: number) {
  const folder = await mkdtemp(join(tmpdir(), 'arraigo-nginx-'))
  cleanups.push(() => rm(folder, { recursive: true, force: true }))
  const kept = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((what) => `${what}_temp_path ${folder}/${what};`)
    .join(' ')
  const file = join(folder, 'nginx.conf')
  await writeFile(
    file,
    `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
events {}
http { access_log off; ${kept}
${await documented(port, upstream)}}`,
  )
  return [NGINX ?? 'nginx', '-p', folder, '-e', join(folder, 'error.log'), '-c', file] as const
}

/** The proxies that can be tried here. */
export const PROXIES: Readonly<Record<string, Command>> = {
  'a proxy of Node': async (port, upstream) => [process.execPath, PROCESS, String(port), String(upstream)],
  ...(NGINX !== undefined && { 'nginx as documented': nginx }),
}

/** The address of a proxy, which is started when it is told where the server is. */
export async function openProxy(command: Command) {
  const port = await freePort()
  const url = `http://localhost:${port}`
  async function lead(upstream: number): Promise<void> {
    const [program, ...parameters] = await command(port, upstream)
    const child = spawn(program, parameters, { stdio: ['ignore', 'ignore', 'inherit'] })
    const ended = once(child, 'exit')
    cleanups.push(async () => {
      child.kill()
      await ended
    })
    while (child.exitCode === null) if (await fetch(url).catch(() => undefined)) return
    throw new Error(`${program} did not start.`)
  }
  return { url, lead }
}
