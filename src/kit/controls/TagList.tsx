// A few short things side by side, each of which can be taken away: the filters in force, the languages someone
// speaks. Loaded when first drawn.
import { lazy, Suspense } from 'react'

const Tags = lazy(() => import('../aria/Tags.tsx'))

export type TagListProps = {
  label: string
  tags: readonly { key: string; label: string }[]
  /** Takes one away; without it they can only be read. */
  onRemove?: (key: string) => void
  empty?: string
}

export function TagList(props: TagListProps) {
  return (
    <Suspense>
      <Tags {...props} />
    </Suspense>
  )
}
