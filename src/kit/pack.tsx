// The pack on a screen: its terms in the reader's language, kept on the device so that they are there without a network.
import { useQuery } from '@tanstack/react-query'
import { openDB } from 'idb'
import type { OutputOf } from '../kernel/command.ts'
import { getPack } from '../kernel/pack-query.ts'
import { findTerm, offered, say, type Label, type Pack, type TaxonomyName } from '../kernel/pack.ts'
import { askQuery, Unreachable } from './data.tsx'
import { useLocale } from './messages.tsx'

type InForce = OutputOf<typeof getPack>

const store = () => openDB('arraigo-pack', 1, { upgrade: (db) => void db.createObjectStore('pack') })

async function load(): Promise<InForce> {
  const db = await store()
  try {
    const pack = await askQuery(getPack, {})
    await db.put('pack', pack, 'in_force')
    return pack
  } catch (error) {
    const kept =
      error instanceof Unreachable ? ((await db.get('pack', 'in_force')) as InForce | undefined) : undefined
    if (kept === undefined) throw error
    return kept
  } finally {
    db.close()
  }
}

export type Words = {
  pack: Pack
  release: string
  /** A label of the pack in the reader's language. */
  say: (label: Label) => string
  /** What a code is called; the code itself when the pack does not know it. */
  term: (taxonomy: TaxonomyName, code: string) => string
  /** What can still be chosen, for `Select`, `ChoiceGroup` and `CheckGroup`. */
  options: (taxonomy: TaxonomyName) => { value: string; label: string }[]
}

/** The pack in force and its words; undefined until it is there. */
export function usePack(): Words | undefined {
  const { locale } = useLocale()
  const { data } = useQuery({ queryKey: ['pack.get', '{}'], queryFn: load, staleTime: 10 * 60_000 })
  if (!data) return undefined
  const { pack } = data
  return {
    pack,
    release: data.id,
    say: (label) => say(label, locale),
    term: (taxonomy, code) => {
      const found = findTerm(pack, taxonomy, code)
      return found ? say(found.label, locale) : code
    },
    options: (taxonomy) =>
      offered(pack, taxonomy).map((term) => ({ value: term.code, label: say(term.label, locale) })),
  }
}
