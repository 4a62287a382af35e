// The column `parameters`: pairs of a key and a value, such as `start=1 end=10`.
import type { Findings } from './findings.ts'

/** Keys whose value keeps its capitals, because it names something. */
const CASE_MATTERS: readonly string[] = ['reference-geometry', 'label', 'value', 'tick_labelset', 'seed']

/** What each type of question takes. */
export const TAKEN = {
  audit: [
    'track-changes',
    'track-changes-reasons',
    'identify-user',
    'location-priority',
    'location-min-interval',
    'location-max-age',
  ],
  select: ['randomize', 'seed'],
  fileSelect: ['randomize', 'seed', 'value', 'label'],
  range: ['start', 'end', 'step', 'tick_interval', 'placeholder', 'tick_labelset'],
  text: ['rows'],
  photo: ['app', 'max-pixels'],
  audio: ['quality'],
  geopoint: ['allow-mock-accuracy', 'capture-accuracy', 'warning-accuracy', 'reference-geometry'],
  geotrace: ['allow-mock-accuracy', 'incremental', 'reference-geometry'],
} as const

export function parametersOf(text: string | undefined, row: number, findings: Findings): Map<string, string> {
  const found = new Map<string, string>()
  const tokens = (text ?? '').match(/=|[^\s=,;]+/g) ?? []
  for (let at = 0; at < tokens.length; at += 3) {
    const [key = '', equals, value] = tokens.slice(at, at + 3)
    if (key === '=' || equals !== '=' || value === undefined || value === '=') {
      findings.refuse('parameters.unreadable', { sheet: 'survey', row, column: 'parameters' })
      return found
    }
    const lower = key.toLowerCase()
    found.set(lower, CASE_MATTERS.includes(lower) ? value : value.toLowerCase())
  }
  return found
}

/** Refuses the keys that this type does not take. @returns whether all are taken */
export function onlyTaken(
  parameters: ReadonlyMap<string, string>,
  taken: readonly string[],
  row: number,
  findings: Findings,
): boolean {
  const others = [...parameters.keys()].filter((key) => !taken.includes(key)).toSorted()
  if (others.length === 0) return true
  findings.refuse(
    'parameters.unknown',
    { sheet: 'survey', row, column: 'parameters' },
    { keys: others.join(', '), taken: [...taken].toSorted().join(', ') },
  )
  return false
}

/** Words that are read as yes and no, as the reference reads them. */
const YES: readonly string[] = ['yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'true()']
const NO: readonly string[] = ['no', 'No', 'NO', 'false', 'False', 'FALSE', 'false()']

export function yesOrNo(text: string): boolean | undefined {
  if (YES.includes(text)) return true
  return NO.includes(text) ? false : undefined
}

export const isNumber = (text: string): boolean => /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)
export const isWhole = (text: string): boolean => /^[+-]?\d+$/.test(text)
