// Which recording of a text is heard, and which of all a device holds before it goes where there is no network.
import type { Recording } from './operations.ts'

/** That of the pack before one recorded on the spot, and of these the confirmed one before the reader's own. */
const FIRST = { pack: 0, confirmed: 1, own: 2, waiting: 3 } as const

export const best = (of: readonly Recording[], language: string): Recording | undefined =>
  of
    .filter((one) => one.language === language && one.standing !== 'waiting')
    .toSorted((one, other) => FIRST[one.standing] - FIRST[other.standing])[0]

/** The most that a device holds: of speech some fifty minutes. */
export const MOST_BYTES = 10_000_000

/** What a user reads to people: the texts of consent, and the questions and answers of questionnaires. */
export type Reads = { consent: boolean; questions: boolean }

/**
 * The recordings that a user may have to play, in every language, in the order in which a device fetches them: those of
 * consent first, since without them nothing is asked.
 */
export function toHold(recordings: readonly Recording[], reads: Reads): readonly Recording[] {
  const isOfConsent = ({ key }: Recording) => key.startsWith('consent/')
  const heard = [...Map.groupBy(recordings, ({ key, language }) => `${key} ${language}`).values()]
    .flatMap((of) => best(of, of[0]?.language ?? '') ?? [])
    .filter((one) => (isOfConsent(one) ? reads.consent : reads.questions))
  return [...heard.filter(isOfConsent), ...heard.filter((one) => !isOfConsent(one))]
}

/**
 * How much of it is on the device. `coming`: the others are being fetched; `later`: they could not be fetched now; `full`:
 * there is no room for them.
 */
export type Held = { held: number; wanted: number; stage: 'coming' | 'all' | 'later' | 'full' }

/**
 * Holds one after another until the next would be more than `most` bytes.
 * @param fetch returns the bytes of a recording that is on the device now: fetched, or there before. Undefined where the
 * device has no room for it; null where the recording is no longer there. Fails where it cannot be fetched now.
 */
export async function hold(
  wanted: readonly Recording[],
  fetch: (recording: Recording) => Promise<number | undefined | null>,
  tell: (held: Held) => void,
  most: number = MOST_BYTES,
): Promise<void> {
  let bytes = 0
  let held = 0
  let gone = 0
  const say = (stage: Held['stage']) => tell({ held, wanted: wanted.length - gone, stage })
  say(wanted.length === 0 ? 'all' : 'coming')
  for (const one of wanted) {
    const fetched = await fetch(one).catch(() => 'later' as const)
    if (fetched === 'later') return say('later')
    if (fetched === undefined || bytes + (fetched ?? 0) > most) return say('full')
    if (fetched === null) gone += 1
    else held += 1
    bytes += fetched ?? 0
    say(held + gone === wanted.length ? 'all' : 'coming')
  }
}
