// What stands in a form once a draft is resumed: what was typed in the draft, over what is known today.
import type { KeptForm } from '../data.tsx'
import { isSame } from './schema.ts'

type Values = Record<string, unknown>

/** Objects that hold the fields of a form: what is in them is taken field by field, as what stands beside them is. */
const GROUPS = ['answers', 'changes']

/**
 * A field that the draft left as it began keeps the value of today. The version that an edit began with, `base`, stays
 * that of the draft: only so does the server find what somebody else changed in the same fields meanwhile.
 * A draft of an earlier release does not say what it began with, and one that was sent may have been done as it was
 * sent: both are resumed whole.
 */
export function resumed({ values, began, held }: KeptForm, today: Values): Values {
  const { sent = {} } = (held ?? {}) as { sent?: object }
  const isWhole = began === undefined || Object.keys(sent).length > 0
  return isWhole ? { ...today, ...(values as Values) } : over(values as Values, began as Values, today)
}

function over(kept: Values, began: Values, today: Values): Values {
  const names = Object.keys({ ...began, ...kept })
  const partOf = (values: Values, name: string) => (values[name] ?? {}) as Values
  const changed = names.flatMap((name) => {
    if (GROUPS.includes(name))
      return [[name, over(partOf(kept, name), partOf(began, name), partOf(today, name))]]
    return name === 'base' || !isSame(kept[name], began[name]) ? [[name, kept[name] ?? null]] : []
  })
  return { ...today, ...(Object.fromEntries(changed) as Values) }
}
