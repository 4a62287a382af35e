// The drawing of roots on the sign-in page, decoration only.
import type { ReactNode } from 'react'
export default function RootsDrawing(): ReactNode {
  return (
    <svg
      className="panel-roots"
      viewBox="0 0 248 150"
      aria-hidden="true"
      focusable="false"
      preserveAspectRatio="xMidYMin slice"
    >
      <path d="M124 0v150M124 22c-4 30-22 44-60 50S14 96 8 150M124 40c5 32 24 46 58 52s50 24 56 58M124 64c-3 26-16 40-36 48s-30 20-32 38M124 78c4 24 16 36 32 42s24 16 26 30M124 104c-2 16-8 28-16 46M124 110c2 14 8 26 14 40" />
    </svg>
  )
}
