// The secret that signs sessions and seals second factors: given by the environment, or made once and kept with the data.
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const SHORTEST = 32

/** Returns `given`, or the secret in `folder`, or a new one written there for this user's eyes only (mode 0600). */
export async function authSecret(folder: string, given?: string): Promise<string> {
  if (given !== undefined) {
    if (given.length < SHORTEST) throw new Error(`ARRAIGO_SECRET must have at least ${SHORTEST} characters.`)
    return given
  }
  const file = join(folder, 'secret')
  await mkdir(folder, { recursive: true })
  try {
    // `wx` never overwrites: two processes starting together end up with the same secret.
    await writeFile(file, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const secret = (await readFile(file, 'utf8')).trim()
  if (secret.length < SHORTEST) throw new Error(`The file ${file} is damaged; restore it from a backup.`)
  return secret
}
