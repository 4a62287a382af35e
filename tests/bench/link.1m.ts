// How long `arraigo link` takes on a labelled file of a million records, how much memory, and how well it decides.
import { measureLink } from './link/measure.ts'

await measureLink('link.1m', 1_000_000)
