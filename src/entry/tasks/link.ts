// `arraigo link`: which records of one or two CSV files may be one person, without a database.
import { createWriteStream } from 'node:fs'
import { readFile, rename, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { clustersOf, type Linked } from '../../serve/duplicates/rules/link.ts'
import { LinkError, LinkMap } from '../../serve/duplicates/rules/link-map.ts'
import { TaskError, UsageError, type Task, type TaskContext } from '../task.ts'
import { linkFiles } from './link-parallel.ts'
import type { Ids } from './link-reading.ts'

/** Threads at most; bytes of files that are worth several; bytes that each thread needs beyond what all share. */
const [MOST_THREADS, WORTH_THREADS, OF_THREAD] = [16, 2 ** 24, 2 ** 28]

export const linkTask: Task = async (words, context) => {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      map: { type: 'string' },
      out: { type: 'string' },
      clusters: { type: 'string' },
      threads: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const [first, second, ...more] = positionals
  if (first === undefined || more.length > 0) throw new UsageError('Name one file, or two.')
  if (values.map === undefined || values.out === undefined) throw new UsageError('Say --map and --out.')
  try {
    await run(
      {
        files: second === undefined ? [first] : [first, second],
        ...values,
        map: values.map,
        out: values.out,
        threads: values.threads === undefined ? undefined : threadsOf(values.threads),
      },
      context,
    )
  } catch (error) {
    if (error instanceof LinkError) throw new TaskError(error.message)
    throw error
  }
}

type Asked = {
  files: readonly string[]
  map: string
  out: string
  clusters?: string | undefined
  threads: number | undefined
  json: boolean
}

async function run(
  { files, map: mapFile, out, clusters, threads, json }: Asked,
  { print, tell }: TaskContext,
): Promise<void> {
  const began = performance.now()
  const map = await readMap(mapFile)
  const {
    ids,
    records,
    compared,
    tooLarge,
    linked: pairs,
  } = await linkFiles(files, map, threads ?? (await threadsFor(files)), tell)
  if (tooLarge.groups > 0)
    tell(
      `${tooLarge.groups} keys are shared by too many records to be compared by them (the largest by ${tooLarge.largest.toLocaleString('en')}); such records are compared by their other keys.`,
    )
  await writePairs(out, ids, likeliestFirst(pairs))
  if (clusters !== undefined) await writeClusters(clusters, ids, records, pairs.filter(isMatch))
  const summary = {
    records,
    candidate_pairs: compared,
    matches: pairs.filter(isMatch).length,
    review: pairs.filter((pair) => !isMatch(pair)).length,
    seconds: Number(((performance.now() - began) / 1000).toFixed(2)),
    peak_mb: Math.round(process.resourceUsage().maxRSS / 1024),
  }
  if (json) print(JSON.stringify(summary))
  else
    print(
      `${summary.matches.toLocaleString('en')} pairs are one person, ${summary.review.toLocaleString('en')} are for somebody to look at. ` +
        `${summary.seconds} s, ${summary.peak_mb} MB.`,
    )
}

/** @throws UsageError */
function threadsOf(text: string): number {
  const threads = Number(text)
  if (!Number.isInteger(threads) || threads < 1 || threads > MOST_THREADS)
    throw new UsageError(`--threads is a number from 1 to ${MOST_THREADS}.`)
  return threads
}
/** As many as the machine has cores and memory for; one for files that are read sooner than another thread has started. */
async function threadsFor(files: readonly string[]): Promise<number> {
  // A file that is missing is named when it is read.
  const sizes = await Promise.all(files.map((file) => stat(file).catch(() => ({ size: 0 }))))
  if (sizes.reduce((sum, { size }) => sum + size, 0) < WORTH_THREADS) return 1
  const byMemory = Math.floor(process.availableMemory() / 2 / OF_THREAD)
  return Math.max(Math.min(availableParallelism(), byMemory, MOST_THREADS), 1)
}

const isMatch = ({ strength }: Linked) => strength === 'strong'

/** @throws LinkError when it is no JSON, or not a map */
async function readMap(file: string): Promise<LinkMap> {
  let written: unknown
  try {
    written = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new LinkError(`${file} cannot be read as JSON: ${(error as Error).message}`)
  }
  const read = LinkMap.safeParse(written)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new LinkError(`${file}: ${issue?.path.join('.') || 'the map'}: ${issue?.message}`)
}

/** @param pairs in the order of their records, which those of one probability keep */
function* likeliestFirst(pairs: readonly Linked[]): Generator<Linked> {
  const probabilities = Float64Array.from(pairs, ({ probability }) => probability)
  const order = Uint32Array.from(pairs.keys()).sort(
    (x, y) => (probabilities[y] as number) - (probabilities[x] as number) || x - y,
  )
  for (const at of order) yield pairs[at] as Linked
}

const quoted = (text: string) =>
  /^[=+\-@\t]|[",\n\r;]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text

/** Lines in pieces that are worth writing. */
function* inPieces(lines: Iterable<string>): Generator<string> {
  let piece = ''
  for (const line of lines) {
    piece += `${line}\n`
    if (piece.length < 65_536) continue
    yield piece
    piece = ''
  }
  yield piece
}

/**
 * Writes beside the file and puts it in its place at the end, so that a half file is never taken for a whole one.
 * @throws LinkError
 */
async function writeLines(file: string, lines: Iterable<string>): Promise<void> {
  const part = `${file}.part`
  try {
    await pipeline(inPieces(lines), createWriteStream(part))
    await rename(part, file)
  } catch (error) {
    throw new LinkError(`${file} cannot be written: ${(error as Error).message}`)
  }
}

function* pairLines(ids: Ids, pairs: Iterable<Linked>): Generator<string> {
  // Few lists of reasons are of many pairs.
  const joined = new Map<readonly string[], string>()
  yield 'a,b,weight,probability,decision,reasons'
  for (const pair of pairs) {
    const { a, b, score, probability, reasons } = pair
    const decision = isMatch(pair) ? 'match' : 'review'
    const why = joined.get(reasons) ?? reasons.join(' ')
    joined.set(reasons, why)
    yield `${quoted(ids.at(a))},${quoted(ids.at(b))},${score.toFixed(2)},${probability.toFixed(6)},${decision},${why}`
  }
}
const writePairs = (file: string, ids: Ids, pairs: Iterable<Linked>) =>
  writeLines(file, pairLines(ids, pairs))

function* clusterLines(ids: Ids, count: number, pairs: readonly Linked[]): Generator<string> {
  yield 'cluster,id'
  for (const [at, cluster] of clustersOf(count, pairs).entries())
    for (const one of cluster) yield `${at + 1},${quoted(ids.at(one))}`
}
const writeClusters = (file: string, ids: Ids, count: number, pairs: readonly Linked[]) =>
  writeLines(file, clusterLines(ids, count, pairs))
