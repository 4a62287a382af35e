// How long `arraigo link` takes on a labelled file of three million records, how much memory, and how well it decides.
import { measureLink } from './link/measure.ts'

await measureLink('link.3m', 3_000_000)
