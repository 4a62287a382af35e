// Looks for likenesses and works out the keys under which a record is found.
import type { CommandContext, QueryContext } from '../../../platform/capability.ts'
import type { Tx } from '../../../platform/database/connect.ts'
import { withoutRowScope, personsInScopeOf } from '../../../platform/database/row-scope.ts'
import { bornOf, glimpseOf } from '../rules/glimpse.ts'
import { nameWords, spaced } from '../rules/names.ts'
import { keyOf, foldNumber, foldPhone, matchKeys, searchWords, soundKeys } from '../rules/keys.ts'
import { compare, type Comparable } from '../rules/match.ts'
import { birthMiddle } from '../rules/record.ts'
import type { Candidate, Details, Elsewhere, Person } from '../rules/shapes.ts'
import { centresOf, sharingKeys } from '../sql/find.ts'
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

/**
 * People like this one among those the actor may see, the likeliest first.
 *
 * @param except the person themselves, when they are on record
 * @param keys when they have been worked out already
 */
export async function likenesses(
  tx: Tx,
  draft: Comparable,
  except?: string,
  keys: readonly number[] = matchKeys(draft),
): Promise<Candidate[]> {
  const rows = await sharingKeys(tx, keys)
  const found = rows.flatMap((row): Candidate[] => {
    if (row.person === except) return []
    const glimpse = glimpseOf(row)
    const { score, strength, reasons } = compare(draft, {
      ...glimpse,
      born: bornOf(row),
      identifiers: row.identifiers,
      phones: row.phones,
    })
    return strength ? [{ ...glimpse, strength, score, reasons }] : []
  })
  return found.sort((a, b) => b.score - a.score)
}

export type Split = { seen: Candidate[]; hidden: Candidate[] }

/**
 * Likenesses among all people of the organisation, apart: those the actor may search for, and those of whom they learn only
 * at which centre to ask. Otherwise whoever sees few people would register everybody else anew.
 */
export async function likenessesBeyond(
  { tx, actor }: Pick<QueryContext, 'tx' | 'actor'>,
  look: () => Promise<Candidate[]>,
): Promise<Split> {
  return await withoutRowScope(tx, async () => {
    const found = await look()
    const inSight = await personsInScopeOf(
      tx,
      actor,
      'person.search',
      found.map(({ id }) => id),
    )
    return {
      seen: found.filter(({ id }) => inSight.has(id)),
      hidden: found.filter(({ id, strength }) => strength === 'strong' && !inSight.has(id)),
    }
  })
}

/** Says where to ask about people out of sight, and writes it down. */
export async function tellElsewhere(
  ctx: Pick<QueryContext, 'tx' | 'disclose'>,
  hidden: readonly Candidate[],
): Promise<Elsewhere[]> {
  if (hidden.length === 0) return []
  const people = hidden.map(({ id }) => id)
  ctx.disclose(people.map((person) => ({ person, fields: ['centre'], purpose: 'duplicates' })))
  return await withoutRowScope(ctx.tx, () => centresOf(ctx.tx, people))
}

/** What was typed into one box, told apart: words to look for, and keys for a number or for names by their sound. */
export function readTyped(text: string): { words: readonly string[]; number: number[]; sounds: number[] } {
  const words = nameWords(text).slice(0, 6)
  const digits = text.replace(/\D/gu, '').length
  const phone = foldPhone(text)
  const number = digits < 4 ? [] : [`d ${foldNumber(text)}`, ...(phone ? [`t ${phone}`] : [])].map(keyOf)
  return { words: number.length > 0 ? [] : words, number, sounds: soundKeys(words) }
}
