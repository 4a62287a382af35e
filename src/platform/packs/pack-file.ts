// Reads a file of a pack, and says what is wrong with it.
import { readFile } from 'node:fs/promises'

/** A fault in a pack and where it is, for its author. */
export type Finding = { at: string; message: string }

export class PackError extends Error {
  readonly findings: readonly Finding[]
  constructor(folder: string, findings: readonly Finding[]) {
    super(
      [
        `The pack in ${folder} cannot be used:`,
        ...findings.map(({ at, message }) => `  ${at}: ${message}`),
      ].join('\n'),
    )
    this.findings = findings
  }
}

/** Reads one JSON file. @throws PackError when it is not JSON. */
export async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new PackError(path, [{ at: path, message: error instanceof Error ? error.message : 'not JSON' }])
  }
}
