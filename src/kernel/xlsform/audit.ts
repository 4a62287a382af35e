// The question type `audit`: what is noted while a form is filled in, and the checks of its parameters.
import type { Cell } from './grouped-rows.ts'
import type { Findings } from './findings.ts'
import { isWhole, onlyTaken, TAKEN } from './parameters.ts'

const LOCATION = ['location-priority', 'location-min-interval', 'location-max-age'] as const
const PRIORITIES: readonly string[] = ['no-power', 'low-power', 'balanced', 'high-accuracy']
/** Values that a parameter may have. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'track-changes': ['true', 'false'],
  'identify-user': ['true', 'false'],
  'track-changes-reasons': ['on-form-edit'],
  'location-priority': PRIORITIES,
}

/** The attributes of its bind. */
export function auditBind(
  parameters: ReadonlyMap<string, string>,
  row: number,
  findings: Findings,
): Map<string, Cell> {
  const bind = new Map<string, Cell>()
  const place = { sheet: 'survey', row, column: 'parameters' }
  if (!onlyTaken(parameters, TAKEN.audit, row, findings)) return bind
  for (const [key, value] of parameters) {
    const allowed = ALLOWED[key]
    if (allowed && !allowed.includes(value))
      findings.refuse('parameter.one_of', place, { key, value, allowed: allowed.join(', ') })
    else if (!allowed && (!isWhole(value) || Number(value) < 0))
      findings.refuse('parameter.whole_number', place, { key, value })
    bind.set(`odk:${key}`, value)
  }
  const given = LOCATION.filter((key) => parameters.has(key))
  if (given.length > 0 && given.length < LOCATION.length)
    findings.refuse('audit.location', place, { keys: LOCATION.join(', ') })
  const [least, most] = [parameters.get('location-min-interval'), parameters.get('location-max-age')]
  if (least !== undefined && most !== undefined && Number(most) < Number(least))
    findings.refuse('audit.age', place)
  return bind
}
