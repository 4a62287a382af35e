// Builds the web application when it is missing or older than its sources, so that `npm start` is enough.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { projectFolder } from '../platform/config.ts'
import { TaskError } from './task.ts'

/** Files that are not part of the web application; a change in them needs no new build. */
const serverOnly =
  /(\.test\.tsx?|\/(server|sql)(\.ts|\/.*)|^src\/platform\/.*|^src\/entry\/(cli|start|server|task|web-build|tasks\/.*)\.ts)$/

/** @throws TaskError with the output of the builder when it fails */
export async function buildWebWhenOld(tell: (line: string) => void): Promise<void> {
  const built = await Promise.all(['index.html', 'sw.js'].map((name) => timeOf(join('dist', 'web', name))))
  const builder = join(projectFolder, 'node_modules', 'vite', 'bin', 'vite.js')
  if (built.every((time) => time > 0)) {
    // A production install has no builder, and contains the built application.
    if (!existsSync(builder) || Math.min(...built) > (await newestSource())) return
  } else if (!existsSync(builder)) {
    throw new TaskError(
      'The web application is not built, and the packages that build it are not installed. ' +
        'Run "npm ci" with development packages, then "npm run build".',
    )
  }
  tell('Building the web application…')
  const child = spawn(process.execPath, [builder, 'build', '--logLevel', 'warn'], {
    cwd: projectFolder,
    // A test runner sets NODE_ENV=test, which would make a development build without its service worker.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      said += text
    })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new TaskError(`The web application could not be built:\n${said.trim()}`)
}

async function newestSource(): Promise<number> {
  const files = [
    'index.html',
    'vite.config.ts',
    ...(await filesIn('build')),
    'package-lock.json',
    ...(await filesIn('src')),
    ...(await filesIn('public')),
  ]
  const times = await Promise.all(files.filter((file) => !serverOnly.test(file)).map(timeOf))
  return Math.max(...times)
}

async function filesIn(folder: string): Promise<string[]> {
  const path = join(projectFolder, folder)
  if (!existsSync(path)) return []
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(projectFolder.length).replaceAll('\\', '/'))
}

/** Milliseconds since 1970; 0 when there is no such file. */
async function timeOf(file: string): Promise<number> {
  return await stat(join(projectFolder, file)).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
}
