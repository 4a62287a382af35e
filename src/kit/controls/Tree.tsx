// Things within things, opened branch by branch: needs by their domain, places by their region. Loaded when
// first drawn.
import { lazy, Suspense } from 'react'
import { Loading } from '../State.tsx'

const TreeView = lazy(() => import('../aria/TreeView.tsx'))

export type Branch = { key: string; label: string; detail?: string; branches?: readonly Branch[] }
export type TreeProps = {
  label: string
  branches: readonly Branch[]
  /** The branch that is chosen, and the way to choose another. */
  chosen?: string
  onChoose?: (key: string) => void
  /** Which branches are open at first. */
  open?: readonly string[]
}

export function Tree(props: TreeProps) {
  return (
    <Suspense fallback={<Loading />}>
      <TreeView {...props} />
    </Suspense>
  )
}
