// Checks the uncompressed size of a spreadsheet before it is uncompressed: a small file can hold gigabytes
// (CWE-409).
import { open, type FileHandle } from 'node:fs/promises'
import { tableTooLarge, tableUnreadable } from '../../kernel/problems.ts'

/**
 * Uncompressed bytes of all parts: some hundred thousand rows. More can be uploaded as CSV, which is read row
 * by row.
 */
export const UNFOLDED_LIMIT = 256 * 1024 * 1024
/** Bytes of a part other than a sheet, such as the shared texts of all cells, which is held in memory. */
export const HELD_LIMIT = 64 * 1024 * 1024
/** Highest compression ratio; real sheets are compressed to between a tenth and a thirtieth. */
const DENSEST = 100
const DENSITY_MATTERS_FROM = 8 * 1024 * 1024
const MOST_PARTS = 2000
const LONGEST_DIRECTORY = 1024 * 1024

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const SIZES_FOLLOW = 0x08

type Part = { name: Buffer; flags: number; method: number; packed: number; unfolded: number; at: number }

/**
 * Reads the directory of a ZIP file and checks every part against it: values given twice must agree, and
 * there must be no bytes between the parts or after them, because the reader trusts the first sizes it finds.
 * Nothing is uncompressed.
 * @returns uncompressed bytes of all parts
 * @throws Problem 413 `table.too_large`, 422 `table.unreadable`
 */
export async function checkZip(path: string): Promise<number> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const { parts, at } = await directoryOf(file, size)
    let unfolded = 0
    for (const part of parts) {
      const sheet = part.name.toString().startsWith('xl/worksheets/')
      unfolded += part.unfolded
      const dense = part.unfolded > DENSITY_MATTERS_FROM && part.unfolded > part.packed * DENSEST
      if (dense || unfolded > UNFOLDED_LIMIT || (!sheet && part.unfolded > HELD_LIMIT))
        throw tableTooLarge({ limit: UNFOLDED_LIMIT })
    }
    await checkOrder(file, parts, at)
    return unfolded
  } finally {
    await file.close()
  }
}

/** The parts listed in the directory, in the order of the file, and the position of the directory. */
async function directoryOf(file: FileHandle, size: number): Promise<{ parts: Part[]; at: number }> {
  const tail = await bytesAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557))
  const end = lastIndexOf(tail, END)
  if (end < 0 || end + 22 > tail.length) throw tableUnreadable()
  const count = tail.readUInt16LE(end + 10)
  const length = tail.readUInt32LE(end + 12)
  if (count > MOST_PARTS || length > LONGEST_DIRECTORY) throw tableTooLarge({ limit: UNFOLDED_LIMIT })
  const start = tail.readUInt32LE(end + 16)
  const directory = await bytesAt(file, start, length)
  const parts: Part[] = []
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === ENTRY;) {
    const name = directory.readUInt16LE(at + 28)
    parts.push({
      name: directory.subarray(at + 46, at + 46 + name),
      flags: directory.readUInt16LE(at + 8),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      unfolded: directory.readUInt32LE(at + 24),
      at: directory.readUInt32LE(at + 42),
    })
    at += 46 + name + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  if (parts.length === 0 || parts.length !== count) throw tableUnreadable()
  return { parts: parts.toSorted((a, b) => a.at - b.at), at: start }
}

/**
 * Checks that each part follows directly after the one before and the directory after the last, and that the
 * local header of each part agrees with the directory.
 */
async function checkOrder(file: FileHandle, parts: readonly Part[], directory: number): Promise<void> {
  let expected = 0
  let slack = 0
  for (const part of parts) {
    if (part.at < expected || part.at > expected + slack) throw tableUnreadable()
    const head = await bytesAt(file, part.at, 30 + part.name.length)
    if (head.length < 30 + part.name.length || head.readUInt32LE(0) !== LOCAL) throw tableUnreadable()
    const claimed = { packed: head.readUInt32LE(18), unfolded: head.readUInt32LE(22) }
    const follow = (part.flags & SIZES_FOLLOW) !== 0
    const agrees =
      head.readUInt16LE(6) === part.flags &&
      head.readUInt16LE(8) === part.method &&
      head.readUInt16LE(26) === part.name.length &&
      head.subarray(30).equals(part.name) &&
      (follow || (claimed.packed === part.packed && claimed.unfolded === part.unfolded)) &&
      // The reader treats an uncompressed size of zero as unknown.
      (part.unfolded > 0 || part.packed <= 2)
    if (!agrees) throw tableUnreadable()
    expected = part.at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28) + part.packed
    slack = follow ? 24 : 0
  }
  if (directory < expected || directory > expected + slack) throw tableUnreadable()
}

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
  return buffer.subarray(0, bytesRead)
}

function lastIndexOf(bytes: Buffer, word: number): number {
  const mark = Buffer.alloc(4)
  mark.writeUInt32LE(word)
  return bytes.lastIndexOf(mark)
}
