// What a list is narrowed to, how it is sorted and which columns it shows: all in the address, so that a link of it can
// be sent, and the back button undoes the last choice.
import type { Href } from '../../kernel/paths.ts'
import { navigate, useAddress, useSought } from '../route.tsx'

/** Names in the address that no filter may have. */
const TEXT = 'text'
const SORT = 'sort'
const COLUMNS = 'columns'
const LAYOUT = 'layout'
const MAP = 'map'

export type ListState = {
  text: string
  setText: (text: string) => void
  /** The value of each filter; empty where none was chosen. */
  chosen: Readonly<Record<string, string>>
  choose: (filter: string, value: string) => void
  sort: string
  down: boolean
  sortBy: (sort: string, down: boolean) => void
  /** Keys of the columns, where others than the usual ones were chosen. */
  columns: readonly string[] | undefined
  showColumns: (keys: readonly string[] | undefined) => void
  /** A map stands above the rows. */
  hasMap: boolean
  showMap: (shown: boolean) => void
  isNarrowed: boolean
  clear: () => void
  path: string
  /** What the address says of this list and nothing else: without whom an old link named. */
  search: string
}

/**
 * @param people the text is a search for people, which is never in the address
 * @param usual what the filters hold unless something else was chosen; those of `lead` narrow nothing
 */
export function useListState(
  usual: Readonly<Record<string, string>>,
  first: { sort: string; down: boolean },
  people: boolean,
  lead: readonly string[] = [],
): ListState {
  const { path, search } = useAddress()
  const [sought, setSought] = useSought()

  function go(changes: Readonly<Record<string, string | undefined>>, replace = false) {
    const next = new URLSearchParams(search)
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) next.delete(name)
      else next.set(name, value)
    }
    const query = next.toString()
    navigate(`${path}${query === '' ? '' : `?${query}`}` as Href, { replace })
  }

  const chosen = Object.fromEntries(
    Object.entries(usual).map(([name, value]) => [name, search.get(name) ?? value]),
  )
  const own = [SORT, COLUMNS, LAYOUT, ...(people ? [] : [TEXT])]
  const sorted = search.get(SORT)
  const text = people ? sought : (search.get(TEXT) ?? '')
  const narrowing = Object.keys(usual).filter((name) => !lead.includes(name))
  const empty = Object.fromEntries(narrowing.map((name) => [name, undefined]))
  return {
    text,
    // Each pause in typing would otherwise be a step of the back button.
    setText: (next) =>
      people ? setSought(next) : go({ [TEXT]: next === '' ? undefined : next }, text !== ''),
    chosen,
    choose: (name, value) => go({ [name]: value === usual[name] ? undefined : value }),
    sort: sorted?.replace(/^-/u, '') ?? first.sort,
    down: sorted === null ? first.down : sorted.startsWith('-'),
    sortBy: (sort, down) =>
      go({
        [SORT]: sort === first.sort && down === first.down ? undefined : `${down ? '-' : ''}${sort}`,
      }),
    columns: search.get(COLUMNS)?.split(',') ?? undefined,
    showColumns: (keys) => go({ [COLUMNS]: keys?.join(',') }),
    hasMap: search.get(LAYOUT) === MAP,
    showMap: (shown) => go({ [LAYOUT]: shown ? MAP : undefined }),
    isNarrowed: text.trim() !== '' || narrowing.some((name) => chosen[name] !== usual[name]),
    clear() {
      if (people) setSought('')
      go({ ...empty, [TEXT]: undefined })
    },
    path,
    search: new URLSearchParams(
      [...search].filter(([name]) => name in usual || own.includes(name)),
    ).toString(),
  }
}
