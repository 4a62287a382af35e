#!/usr/bin/env node
// Checks an exported disclosure log without any part of Arraigo: plain Node 20 or newer, nothing to install, short
// enough to read before trusting it. docs/disclosure-log.md says what it finds and what it cannot.
//   node verify-disclosures.mjs LOG.jsonl [--checkpoints KEPT.jsonl]… [--key PUBLIC]…
import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

/** Text of a file, safe to print on a terminal: without control characters that move the cursor or break the line. */
const printable = (text) => text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\uFFFD')

const sha256 = (text) => createHash('sha256').update(text).digest('hex')

function isGenuine({ seal, key, signature }, keys) {
  try {
    const trusted = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' })
    return (
      keys.has(key) &&
      verify(null, Buffer.from(JSON.stringify(seal)), trusted, Buffer.from(signature, 'base64url'))
    )
  } catch {
    return false
  }
}

/** Takes the lines of a log one by one (`line`), then returns its findings (`end`). */
export function checker({ checkpoints = [], keys = [] } = {}) {
  const findings = []
  const found = (finding) => findings.push(printable(finding))
  const kept = checkpoints.flatMap((line) => {
    try {
      if (line.trim() === '') return []
      const one = JSON.parse(line)
      return [{ ...one, seal: [...one.seal] }]
    } catch {
      found('A checkpoint cannot be read.')
      return []
    }
  })
  const trusted = new Set(keys.length > 0 ? keys : kept.map(({ key }) => key))
  for (const one of kept)
    if (!isGenuine(one, trusted)) found(`The checkpoint of seal ${one.seal[2]} is not genuine.`)
  // The first checkpoint kept of each seal counts: sealing the log anew produces a second one.
  const keptWords = new Map(kept.toReversed().map(({ seal }) => [seal[2], JSON.stringify(seal)]))
  const counts = { seals: 0, entries: 0, erased: 0, unsealed: 0 }
  const [gone, owned] = [new Set(), new Set()]
  let [network, sequence, previous, last] = [undefined, 0, '0'.repeat(64), undefined]
  /** @type {{ seal: [string, string, number, string, number, string, string] } | undefined} */
  let open
  /** @type {string[]} */
  let hashes = []
  let [whole, loose] = [false, false]

  function close() {
    if (open === undefined) return
    const [, , number, at, entries, root] = open.seal
    const seal = `seal ${number} of ${at}`
    const sorted = hashes.toSorted((a, b) => (a < b ? -1 : 1))
    if (hashes.length < entries)
      found(`${entries - hashes.length} of ${entries} entries of ${seal} are gone.`)
    else if (hashes.length > entries) found(`${hashes.length - entries} entries were put under ${seal}.`)
    else if (sha256(sorted.join('')) !== root) found(`What is under ${seal} was edited.`)
    else if (hashes.some((hash, i) => hash !== sorted[i])) found(`Entries of ${seal} stand in another order.`)
    open = undefined
  }

  function begin(item) {
    const words = JSON.stringify(item.seal)
    const [form, of, number, , , , follows] = item.seal
    if (form !== 'arraigo.disclosure/1' || (network ??= of) !== of) found(`Seal ${number} is of another log.`)
    if (number !== sequence + 1)
      found(`Seal ${number} follows seal ${sequence}: seals are missing or out of order.`)
    else if (follows !== previous) found(`Seal ${number} does not continue seal ${sequence}.`)
    if (trusted.size === 0) trusted.add(item.key)
    if (!isGenuine(item, trusted)) found(`Seal ${number} is not signed with a key that is trusted.`)
    if ((keptWords.get(number) ?? words) !== words)
      found(`Seal ${number} is not the one that was kept: the log was written anew.`)
    ;[sequence, previous, open, hashes, last] = [number, sha256(words), item, [], item]
    counts.seals++
  }

  function read(item) {
    if (item.seal || 'unsealed' in item || 'end' in item) close()
    if (item.seal) begin(item)
    if (item.entry) {
      hashes.push(sha256(JSON.stringify(item.entry)))
      counts[loose ? 'unsealed' : 'entries']++
      if (item.entry[0] === 'erasure') for (const one of item.entry[6]) owned.add(one)
    }
    if (item.erased) {
      hashes.push(item.erased)
      counts.erased++
      gone.add(`${sequence}:${item.erased}`)
    }
    if ('unsealed' in item) {
      loose = true
      if (item.strayed > 0) found(`${item.strayed} entries claim a seal that is not there.`)
    }
    if ('end' in item) whole = true
  }

  function line(text) {
    try {
      read(JSON.parse(text))
    } catch {
      found('A line cannot be read: the file was damaged.')
    }
  }

  function end() {
    close()
    if (!whole) found('The file ends early: it was cut off.')
    const beyond = Math.max(0, ...keptWords.keys())
    if (beyond > sequence)
      found(`The log ends at seal ${sequence}, but seal ${beyond} was kept: its end was cut off.`)
    const secret = [...gone].filter((one) => !owned.has(one)).length
    if (secret > 0) found(`${secret} entries are called erased, but no erasure accounts for them.`)
    return { findings, ...counts, last }
  }

  return { line, end }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const say = (text) => process.stdout.write(`${printable(text)}\n`)
  const many = { type: 'string', multiple: true, default: [] }
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { checkpoints: many, key: many },
  })
  const checkpoints = values.checkpoints.flatMap((file) => readFileSync(file, 'utf8').split('\n'))
  const { line, end } = checker({ checkpoints, keys: values.key })
  for await (const text of createInterface({ input: createReadStream(positionals[0] ?? '/dev/stdin') }))
    line(text)
  const { findings, seals, entries, erased, unsealed, last } = end()
  say(`${seals} seals over ${entries} entries, ${erased} erased; ${unsealed} wait for a seal.`)
  if (last) say(`Signed with ${last.key}.`)
  if (values.checkpoints.length === 0)
    say('No checkpoint kept elsewhere was given: a log written anew, or cut at its end, would pass.')
  for (const finding of findings) say(`FOUND  ${finding}`)
  say(findings.length === 0 ? 'Nothing was changed.' : `${findings.length} findings.`)
  process.exitCode = findings.length === 0 ? 0 : 1
}
