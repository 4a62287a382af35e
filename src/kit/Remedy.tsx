// Shows how to solve a problem: the content that a capability gives to the slot `problem.<code>`.
import { Problem } from '../kernel/problem.ts'
import { SlotView, useSlot } from './route.tsx'

/** Draws the slot contents for a problem, with its data; nothing when there are none. */
export function Remedy({ of }: { of: Error | { code: string; data: object } | undefined }) {
  const known = of instanceof Error ? (of instanceof Problem ? of : undefined) : of
  const [lent] = useSlot(`problem.${known?.code ?? ''}`)
  return known && lent ? <SlotView content={lent} props={{ data: known.data }} /> : null
}
