// A table at a desk whose rows are sorted by a column and chosen for one act on many. `Table` is for figures to
// be read. Loaded when first drawn.
import { lazy, Suspense } from 'react'
import { Loading } from '../State.tsx'
import type { Column } from '../Table.tsx'

const Grid = lazy(() => import('../aria/DataGrid.tsx'))

export type Sort = { column: string; down: boolean }
export type DataColumn<Item> = Column<Item> & {
  /** The column can be sorted by what this gives; without it, it cannot. */
  sortBy?: (item: Item) => string | number
}
export type DataTableProps<Item> = {
  caption: string
  columns: readonly DataColumn<Item>[]
  rows: readonly Item[]
  rowKey: (item: Item) => string
  /** What a row is called in the name of its checkbox. */
  rowName: (item: Item) => string
  /** The keys of the chosen rows; without `onChoose`, rows cannot be chosen. */
  chosen?: readonly string[]
  onChoose?: (keys: string[]) => void
  sort?: Sort
}

export function DataTable<Item>(props: DataTableProps<Item>) {
  return (
    <Suspense fallback={<Loading />}>
      <Grid {...(props as DataTableProps<unknown>)} />
    </Suspense>
  )
}
