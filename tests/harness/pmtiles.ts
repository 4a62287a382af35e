// A street map of one tile, all land with one main road from corner to corner, as an operator would lay it beside the data.
const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...varint(Math.floor(value / 128))]
const field = (number: number, bytes: readonly number[]) => [
  ...varint(number * 8 + 2),
  ...varint(bytes.length),
  ...bytes,
]
const text = (value: string) => [...new TextEncoder().encode(value)]
const zigzag = (value: number) => (value < 0 ? -2 * value - 1 : 2 * value)
const SIDE = 4096

function layer(name: string, type: 2 | 3, geometry: readonly number[]): number[] {
  const feature = [...field(2, [0, 0]), 3 * 8, type, ...field(4, geometry.flatMap(varint))]
  const kind = field(1, text('highway'))
  return field(3, [
    ...field(1, text(name)),
    ...field(2, feature),
    ...field(3, text('kind')),
    ...field(4, kind),
    5 * 8,
    ...varint(SIDE),
    15 * 8,
    2,
  ])
}

/** The file, in version 3 of the format, without compression. */
export function streetsOfOneTile(): Uint8Array {
  const [there, back] = [zigzag(SIDE), zigzag(-SIDE)]
  const tile = [
    ...layer('earth', 3, [9, 0, 0, 26, there, 0, 0, there, back, 0, 15]),
    ...layer('roads', 2, [9, 0, 0, 10, there, there]),
  ]
  // One entry: the tile 0, once, its length, and one more than where it begins.
  const directory = [1, 0, 1, ...varint(tile.length), 1]
  const metadata = text('{}')
  const [head, size] = [127, 127 + directory.length + metadata.length + tile.length]
  const file = new Uint8Array(size)
  const view = new DataView(file.buffer)
  const u64 = (at: number, value: number) => view.setBigUint64(at, BigInt(value), true)
  file.set([...text('PMTiles'), 3])
  const places = [head, directory.length, head + directory.length, metadata.length, size, 0]
  for (const [at, value] of [...places, size - tile.length, tile.length, 1, 1, 1].entries())
    u64(8 + 8 * at, value)
  // In order, not compressed, vector tiles, of zoom 0.
  file.set([1, 1, 1, 1, 0, 0], 96)
  for (const [at, degrees] of [-180, -85, 180, 85].entries()) view.setInt32(102 + 4 * at, degrees * 1e7, true)
  file.set([...directory, ...metadata, ...tile], head)
  return file
}
