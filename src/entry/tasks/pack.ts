// `arraigo pack check`: reports the faults of a pack to its author, before it is used.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fieldsOfKinds } from '../../fund/outcomes/operations.ts'
import { evaluateExample } from '../../fund/settlement/rules.ts'
import { checkPack } from '../../platform/packs/pack-check.ts'
import { capabilities } from '../capabilities.ts'
import { TaskError, type Task } from '../task.ts'

const PACKS = fileURLToPath(new URL('../../../packs/', import.meta.url))

/** Checks the packs in these folders, or every pack of the repository when none is named. */
export const packCheckTask: Task = async (folders, { print }) => {
  const kinds = capabilities.flatMap((capability) => capability.facts ?? [])
  const fields = fieldsOfKinds(kinds)
  let faults = 0
  for (const folder of folders.length > 0 ? folders : await everyPack()) {
    const { release, tests, findings } = await checkPack(folder, {
      fields,
      evaluate: (pack, test) => evaluateExample(pack, test, kinds),
    })
    faults += findings.length
    for (const { at, message } of findings) print(`${folder}: ${at}: ${message}`)
    if (findings.length === 0) print(`${release}: nothing to mend, ${tests} examples hold`)
  }
  if (faults > 0) throw new TaskError(`${faults} to mend.`)
}

async function everyPack(): Promise<string[]> {
  const entries = await readdir(PACKS, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(PACKS, entry.name))
    .sort()
}
