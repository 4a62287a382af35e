// A list read page by page: each page begins where the one before ended, and all are read again when something changes.
import { useInfiniteQuery, type InfiniteData, type QueryKey } from '@tanstack/react-query'
import type { InputOf, OutputOf, Query } from '../../kernel/command.ts'
import { isTakenAway, useAnswer, type Answered, type Asked } from '../data.tsx'

export type AskedPages<Output> = Omit<Asked<Output>, 'data'> & {
  pages: readonly Output[] | undefined
  /** Reads the next page; undefined where there is none. */
  more: (() => void) | undefined
  reading: boolean
}

type Ended = { next?: string | null | undefined }

export function useAskPages<Q extends Query>(
  query: Q,
  inputOf: (after: string | undefined) => InputOf<Q>,
  refreshOn: readonly string[] = [],
): AskedPages<OutputOf<Q>> {
  const answer = useAnswer()
  type Page = Answered<OutputOf<Q>>
  const asked = useInfiniteQuery<Page, Error, InfiniteData<Page>, QueryKey, string | undefined>({
    queryKey: [query.name, JSON.stringify(inputOf(undefined)), 'pages'],
    meta: { refreshOn },
    initialPageParam: undefined,
    getNextPageParam: ({ output }) => (output as Ended).next ?? undefined,
    placeholderData: (before) => before,
    queryFn: ({ pageParam, signal }) => answer(query, inputOf(pageParam), signal),
  })
  const { data, error, hasNextPage, fetchNextPage } = asked
  return {
    pages: isTakenAway(error) ? undefined : data?.pages.map(({ output }) => output),
    problem: error ?? undefined,
    loading: asked.isPending && asked.fetchStatus !== 'idle',
    fromDevice: data?.pages.some((page) => page.fromDevice) ?? false,
    again: () => void asked.refetch(),
    more: hasNextPage ? () => void fetchNextPage() : undefined,
    reading: asked.isFetchingNextPage,
  }
}
