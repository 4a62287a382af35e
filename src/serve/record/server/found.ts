// Computes the keys and words by which a record is found, and interprets what was typed to find one.
import type { CommandContext } from '../../../platform/capability.ts'
import { readText } from '../../duplicates/operations.ts'
import { spaced } from '../rules/names.ts'
import { matchKeys, numberKeys, searchWords, soundKeys } from '../rules/keys.ts'
import { birthMiddle } from '../rules/shown.ts'
import type { Details, Person } from '../rules/shapes.ts'
import { replaceFound, type Found, type Keeping } from '../sql/write.ts'

/** Keys and words of a record; retired documents and telephones give none. */
export function foundBy(person: Details & Pick<Person, 'identifiers' | 'contacts'>): Found {
  const words = searchWords(person)
  const identifiers = person.identifiers.filter((one) => !one.retired)
  const phones = person.contacts.filter((one) => !one.retired).map((one) => one.value)
  // Computed only for a record that is shared in parts.
  let byPart: Record<'identity' | 'documents' | 'contact', readonly number[]> | undefined
  return {
    keys: matchKeys({ ...person, identifiers, phones }),
    needs: (key) => {
      byPart ??= {
        identity: matchKeys({ ...person, identifiers: [] }),
        documents: matchKeys({ identifiers }),
        contact: matchKeys({ phones }),
      }
      const parts = byPart
      const part = (['identity', 'documents', 'contact'] as const).find((one) => parts[one].includes(key))
      return part ? [part] : ['identity', 'documents']
    },
    words,
    name: spaced(words),
    born: person.born ? birthMiddle(person.born) : 'infinity',
  }
}

/** Updates keys and words after a change, for every organisation that finds the record. */
export async function updateSearchKeys(
  ctx: CommandContext,
  of: Keeping,
  person: Person,
  changed: Details & Pick<Person, 'identifiers' | 'contacts'>,
): Promise<void> {
  const [before, after] = [foundBy(person), foundBy(changed)]
  const [was, is] = [before, after].map(({ keys, name, born }) => JSON.stringify([keys, name, born]))
  if (was !== is) await ctx.asSystem(() => replaceFound(ctx.tx, of, { before, after }))
}

/** What was typed into one box: words to search for, and keys for its numbers and for names by sound. */
export function readTyped(text: string): { words: readonly string[]; number: number[]; sounds: number[] } {
  const { words, numbers } = readText(text)
  return { words, number: numbers.flatMap(numberKeys), sounds: soundKeys(words) }
}
