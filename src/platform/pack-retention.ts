// Reads a pack for how long data is kept: a rule for each class, and what could do more harm kept no longer than the rest.
import { DataClass, type Pack } from '../kernel/pack.ts'

/** From the first to go to the last. */
const ORDER = ['protected', 'sensitive', 'personal'] as const

export function reviewRetention(pack: Pack, say: (at: string, message: string) => void): void {
  if (pack.backupDays === undefined)
    say('pack', 'backupDays does not say how long a backup may hold somebody who was erased')
  const rules = pack.retention ?? []
  for (const one of DataClass.options) {
    const of = rules.filter((rule) => rule.class === one)
    if (of.length !== 1) say('retention', `${of.length} rules for ${one} data; there must be one`)
  }
  const months = (one: DataClass) => rules.find((rule) => rule.class === one)?.months ?? 0
  for (const [at, one] of ORDER.entries()) {
    const next = ORDER[at + 1]
    if (next && months(one) > months(next)) say('retention', `${one} data is kept longer than ${next} data`)
  }
}
