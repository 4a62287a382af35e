// Works out the keys and words under which a record is found, and reads what was typed to find one.
import type { CommandContext } from '../../../platform/capability.ts'
import { nameWords, spaced } from '../rules/names.ts'
import { keyOf, foldNumber, foldPhone, matchKeys, searchWords, soundKeys } from '../rules/keys.ts'
import { birthMiddle } from '../rules/record.ts'
import type { Details, Person } from '../rules/shapes.ts'
import { replaceFound, type Found, type Keeping } from '../sql/write.ts'

/** Keys and words of a record as it stands; retired documents and telephones lead nowhere. */
export function foundBy(person: Details & Pick<Person, 'identifiers' | 'contacts'>): Found {
  const words = searchWords(person)
  const identifiers = person.identifiers.filter((one) => !one.retired)
  const phones = person.contacts.filter((one) => !one.retired).map((one) => one.value)
  // Asked only for a record that is shared in parts.
  let alone: Record<'identity' | 'documents' | 'contact', readonly number[]> | undefined
  return {
    keys: matchKeys({ ...person, identifiers, phones }),
    needs: (key) => {
      alone ??= {
        identity: matchKeys({ ...person, identifiers: [] }),
        documents: matchKeys({ identifiers }),
        contact: matchKeys({ phones }),
      }
      const parts = alone
      const part = (['identity', 'documents', 'contact'] as const).find((one) => parts[one].includes(key))
      return part ? [part] : ['identity', 'documents']
    },
    words,
    name: spaced(words),
    born: person.born ? birthMiddle(person.born) : 'infinity',
  }
}

/** Brings keys and words to what they are after a change, for everybody who finds the record. */
export async function findAnew(
  ctx: CommandContext,
  of: Keeping,
  person: Person,
  changed: Details & Pick<Person, 'identifiers' | 'contacts'>,
): Promise<void> {
  const [before, after] = [foundBy(person), foundBy(changed)]
  const [was, is] = [before, after].map(({ keys, name, born }) => JSON.stringify([keys, name, born]))
  if (was !== is) await ctx.asSystem(() => replaceFound(ctx.tx, of, { before, after }))
}

/** What was typed into one box, told apart: words to look for, and keys for a number or for names by their sound. */
export function readTyped(text: string): { words: readonly string[]; number: number[]; sounds: number[] } {
  const words = nameWords(text).slice(0, 6)
  const digits = text.replace(/\D/gu, '').length
  const phone = foldPhone(text)
  const number = digits < 4 ? [] : [`d ${foldNumber(text)}`, ...(phone ? [`t ${phone}`] : [])].map(keyOf)
  return { words: number.length > 0 ? [] : words, number, sounds: soundKeys(words) }
}
