// Points as people write and paste them, and the address that opens one in the map application of the device.
import { Location, toLocation } from '../../kernel/location.ts'
import { plainDigits } from '../../kernel/digits.ts'

const NUMBER = String.raw`([-+−]?\d{1,3}(?:\.\d+)?)\s*°?`
const PLAIN = new RegExp(String.raw`^${NUMBER}\s*[,;،\s]\s*${NUMBER}$`, 'u')
/** As maps give it to be copied: `geo:4.6533,-74.0836?z=12`. */
const AROUND = /^geo:|\?.*$|^[([]|[)\]]$/gu

/** The point that a text is, latitude first, with as many decimals as are kept; undefined when it is none. */
export function readLocation(text: string): Location | undefined {
  const said = plainDigits(text).trim().replaceAll(AROUND, '').trim()
  // A decimal comma is told from the one between the two: "4,6533; -74,0836".
  const pointed = /[;\s]/u.test(said) && !said.includes('.') ? said.replaceAll(/(\d),(\d)/gu, '$1.$2') : said
  const [, latitude, longitude] = PLAIN.exec(pointed.replaceAll('٫', '.')) ?? []
  if (latitude === undefined || longitude === undefined) return undefined
  const degrees = (part: string) => Number(part.replace('−', '-'))
  const read = Location.safeParse(toLocation(degrees(latitude), degrees(longitude)))
  return read.success ? read.data : undefined
}

/** "4.6533, -74.0836": the same in every language, so that it can be copied and pasted. */
export const writeLocation = ({ latitude, longitude }: Location): string => `${latitude}, ${longitude}`

/** Opens the point in the map application of the device: nothing goes to anybody before it is pressed. */
export const geoAddress = ({ latitude, longitude }: Location): string =>
  `geo:${latitude},${longitude}?q=${latitude},${longitude}`
