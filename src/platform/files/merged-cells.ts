// Gives what a merged cell of a sheet holds to each row that it covers.

/** Cells merged into one, by their rows and their first column from 0. */
export type Merged = { startRow: number; endRow: number; startCol: number }

/**
 * Gives a cell that is merged downwards to each of its rows. One merged sideways holds for its first column. Merged
 * cells do not overlap: of two that do, the later is left out, so that a row costs its columns and not all that are
 * merged.
 * @returns to be called with the number of each row, in their order, and its cells, which it fills
 */
export function filledDown(
  merged: readonly Merged[],
  limits: {
    /** Columns of a sheet; what is merged beyond them is left out. */
    widest: number
    /** Cells that are filled in all. */
    most: number
    /** Called where there would be more. */
    tooMany: () => never
  },
): (row: number, cells: string[]) => string[] {
  const down = merged
    .filter(({ startCol }) => startCol < limits.widest)
    .toSorted((a, b) => a.startRow - b.startRow)
  let next = 0
  let filled = 0
  // By column. One that ended is forgotten when its column is looked at again.
  const open = new Map<number, { endRow: number; text: string }>()
  return (row, cells) => {
    // A row that holds nothing else is no row.
    const fills = cells.some((cell) => cell !== '') ? open : []
    for (const [column, { endRow, text }] of fills) {
      if (endRow < row) {
        open.delete(column)
        continue
      }
      if (++filled > limits.most) limits.tooMany()
      while (cells.length <= column) cells.push('')
      cells[column] ||= text
    }
    for (let range = down[next]; range && range.startRow <= row; range = down[++next]) {
      const { startCol, endRow } = range
      if (endRow >= row && (open.get(startCol)?.endRow ?? -1) < row)
        open.set(startCol, { endRow, text: cells[startCol] ?? '' })
    }
    return cells
  }
}
