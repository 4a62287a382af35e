// A point on the earth in WGS 84, to about a metre.
import * as z from 'zod/mini'

/** Five decimals are about a metre; more would say what nobody measured. */
export const LOCATION_DECIMALS = 5

const rounded = (value: number) => Number(value.toFixed(LOCATION_DECIMALS))
const Degrees = (most: number) =>
  z.number().check(
    z.minimum(-most),
    z.maximum(most),
    z.refine((value) => value === rounded(value)),
  )

export const Location = z
  .strictObject({ latitude: Degrees(90), longitude: Degrees(180) })
  // What a device says that does not know where it is; there is only sea.
  .check(z.refine(({ latitude, longitude }) => latitude !== 0 || longitude !== 0))
export type Location = z.infer<typeof Location>

/** With the decimals that are kept. */
export const toLocation = (latitude: number, longitude: number): Location => ({
  latitude: rounded(latitude),
  longitude: rounded(longitude),
})
