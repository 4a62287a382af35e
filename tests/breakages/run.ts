// `npm run test:breakages`: makes each mistake of the list in a copy of the tree, and fails when its check does not notice
// it. `npm run test:breakages -- words` makes those whose mistake or file contains a word.
import { execFileSync, spawnSync } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BREAKAGES, type Breakage, type Check } from './list.ts'

const bin = (name: string) => join('node_modules/.bin', name)

const commandOf = (check: Check): [program: string, ...words: string[]] => {
  if ('types' in check) return [bin('tsc'), '-p', `tsconfig.${check.types}.json`]
  if ('run' in check) return ['npm', 'run', check.run]
  return [bin('vitest'), 'run', '--project', 'pure', '--project', 'db', '--project', 'program', check.test]
}

const inWords = (check: Check): string =>
  'types' in check ? `types (${check.types})` : 'test' in check ? check.test : `npm run ${check.run}`

function fails(check: Check): boolean {
  const [program, ...words] = commandOf(check)
  return spawnSync(program, words, { cwd: folder }).status !== 0
}

const words = process.argv.slice(2)
const isChosen = ({ mistake, file }: Breakage) =>
  words.length === 0 || words.some((word) => `${mistake} ${file}`.includes(word))
const all: readonly Breakage[] = Object.values(BREAKAGES).flat().filter(isChosen)
if (all.length === 0) throw new Error(`No mistake has any of these words: ${words.join(' ')}`)
const folder = await mkdtemp(join(tmpdir(), 'arraigo-breakages-'))
let missed = 0
try {
  const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trim().split('\n')
  for (const file of files) await cp(file, join(folder, file))
  await symlink(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'))
  // Without a mistake each check passes: what fails anyhow would notice nothing.
  for (const check of new Map(all.map((one) => [inWords(one.check), one.check])).values())
    if (fails(check)) throw new Error(`${inWords(check)} fails without a mistake.`)
  for (const [kind, breakages] of Object.entries(BREAKAGES)) {
    console.log(`${kind}:`)
    for (const { mistake, file, from, to, check } of breakages.filter(isChosen)) {
      const path = join(folder, file)
      const text = await readFile(path, 'utf8')
      if (!text.includes(from)) throw new Error(`${file} does not contain what is to be broken: ${from}`)
      // As a function, since a replacement text may hold a dollar sign.
      await writeFile(
        path,
        text.replace(from, () => to),
      )
      const noticed = fails(check)
      await writeFile(path, text)
      if (!noticed) missed += 1
      console.log(`${noticed ? 'noticed' : 'MISSED '} ${mistake}: ${inWords(check)}`)
    }
  }
} finally {
  await rm(folder, { recursive: true })
}
console.log(`${all.length - missed} of ${all.length} noticed`)
process.exitCode = missed > 0 ? 1 : 0
