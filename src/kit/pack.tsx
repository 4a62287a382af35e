// The pack's words in a screen: choices to offer and names for codes, with or without a network.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { getPack } from '../kernel/pack-query.ts'
import { findTerm, offered, say, type Label, type Pack, type TaxonomyName } from '../kernel/pack.ts'
import { askQuery, Unreachable } from './data.tsx'
import type { Option } from './Field.tsx'
import { useLocale } from './messages.tsx'

/** Where the last pack that was seen is kept for the field; it holds nothing personal. */
const KEPT = 'arraigo-pack'

async function fetchPack(): Promise<Pack> {
  try {
    const { pack } = await askQuery(getPack, {})
    const kept = await caches.open(KEPT)
    await kept.put('/pack', new Response(JSON.stringify(pack)))
    return pack
  } catch (error) {
    const kept = error instanceof Unreachable ? await caches.match('/pack', { cacheName: KEPT }) : undefined
    if (!kept) throw error
    return (await kept.json()) as Pack
  }
}

export type PackWords = {
  pack: Pack | undefined
  /** The name of a code in the screen's language; the code itself while the pack is on its way. */
  name: (taxonomy: TaxonomyName, code: string) => string
  /** What is offered in a choice, in the pack's own order. */
  options: (taxonomy: TaxonomyName) => readonly Option[]
  text: (label: Label) => string
}

/** `const { name, options } = usePack()`, then `name('statuses', code)` or `<Select options={options('statuses')} …>`. */
export function usePack(): PackWords {
  const { locale } = useLocale()
  const { data: pack } = useQuery({
    queryKey: [getPack.name, '{}'],
    queryFn: fetchPack,
    staleTime: 10 * 60_000,
  })
  return useMemo(
    () => ({
      pack,
      name: (taxonomy, code) => {
        const term = pack && findTerm(pack, taxonomy, code)
        return term ? say(term.label, locale) : code
      },
      options: (taxonomy) =>
        (pack ? offered(pack, taxonomy) : []).map((term) => ({
          value: term.code,
          label: say(term.label, locale),
        })),
      text: (label) => say(label, locale),
    }),
    [pack, locale],
  )
}
