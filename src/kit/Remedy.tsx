// The way out of a problem, lent by the capability that knows one: a piece in the place `problem.<code>`.
import { Problem } from '../kernel/problem.ts'
import { SlotView, useSlot } from './route.tsx'

/** Draws what is lent for a problem, with what the problem says; nothing when nobody knows a way out. */
export function Remedy({ of }: { of: Error | { code: string; data: object } | undefined }) {
  const known = of instanceof Error ? (of instanceof Problem ? of : undefined) : of
  const [lent] = useSlot(`problem.${known?.code ?? ''}`)
  return known && lent ? <SlotView content={lent} props={{ data: known.data }} /> : null
}
