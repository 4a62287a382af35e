// The line drawings of empty, refused and failed screens.
import type { ReactNode } from 'react'

const DRAWINGS = {
  /** A pot with a seed: for empty lists. */
  seed: 'M20 62h80M38 62l5 26h34l5-26M60 62V50M60 50c0-8-5-12-13-12 0 8 5 12 13 12Zm0 4c0-6 4-9 11-9 0 6-4 9-11 9ZM52 74c3-3 6 3 9 0s6 3 9 0',
  /** A bench under a tree: for work that is all done. */
  shade:
    'M12 90h96M40 90V58M40 66l-9-7M40 62l8-6M40 58c-16 2-26-6-26-17 0-8 6-14 13-14 2-8 8-13 15-13 9 0 15 6 16 14 7 1 11 6 11 12 0 11-12 19-29 18ZM66 76h36M66 70h36M72 76v14M96 76v14',
  /** An open entrance: for pages that are not allowed or not found. */
  entrance:
    'M14 90h92M38 90V22h40v68M38 22l24 10v66L38 90M56 62v4M90 90V74M90 74c0-5-3-8-9-8 0 5 3 8 9 8Zm0 3c0-5 3-8 9-8 0 5-3 8-9 8Z',
  /** Two poles and a loose wire: for a lost network. */
  wire: 'M10 90h100M26 90V34M94 90V34M18 42h16M86 42h16M26 42c6 16 14 22 22 22M94 42c-6 14-12 20-18 22M54 70v.5M60 76v.5M67 72v.5',
  /** A lantern over a path: for errors of the application. */
  lantern:
    'M10 90h100M60 90V76M48 76h24l-4-30H52zM52 46l8-8 8 8M60 38v-8M57 66c0-5 3-5 3-9 2 3 4 5 3 9ZM36 52l-7-4M34 64h-8M84 52l7-4M86 64h8',
} as const

export type DrawingName = keyof typeof DRAWINGS

export default function Drawing({ name }: { name: DrawingName }): ReactNode {
  return (
    <svg className="drawing" viewBox="0 0 120 100" aria-hidden="true" focusable="false">
      <path d={DRAWINGS[name]} />
    </svg>
  )
}
