// Checks the retention rules of a pack: one for each class, and more harmful classes are not kept longer than
// others.
import { DataClass, type Pack } from '../../kernel/packs/pack.ts'

/** Classes in the order in which they must be deleted. */
const ORDER = ['protected', 'sensitive', 'personal'] as const

export function reviewRetention(pack: Pack, report: (at: string, message: string) => void): void {
  if (pack.backupDays === undefined)
    report('pack', 'backupDays does not say how long a backup may hold somebody who was erased')
  const rules = pack.retention ?? []
  for (const one of DataClass.options) {
    const of = rules.filter((rule) => rule.class === one)
    if (of.length !== 1) report('retention', `${of.length} rules for ${one} data; there must be one`)
  }
  const months = (one: DataClass) => rules.find((rule) => rule.class === one)?.months ?? 0
  for (const [at, one] of ORDER.entries()) {
    const next = ORDER[at + 1]
    if (next && months(one) > months(next))
      report('retention', `${one} data is kept longer than ${next} data`)
  }
}
