// How many changes of this device the server does not know of yet, for screens that show what it alone can say.
import type { Id } from '../kernel/words.ts'
import { useKept } from './hooks.tsx'

/** @param person those about one person; all of them without it */
export function useUnsent(person?: Id): number {
  const pending = useKept((device) => device.entries('pending')) ?? []
  return pending.filter(({ persons }) => person === undefined || persons.includes(person)).length
}
