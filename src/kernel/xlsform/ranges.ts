// The question type `range`: numbers from a start to an end, and which marks on the way have a label.
import { addDecimal, compareDecimal, negateDecimal, toDecimal, type Decimal } from '../expression/decimal.ts'
import type { ChoiceLists } from './choices.ts'
import type { Findings } from './findings.ts'
import { isNumber, onlyTaken, TAKEN } from './parameters.ts'

export type Range = {
  /** Attributes of the control. */
  attributes: Map<string, string>
  decimal: boolean
  /** The list whose options are the labels. */
  labels: string | undefined
}

const DEFAULTS = { start: '1', end: '10', step: '1' }
const MARKED: readonly string[] = ['tick_interval', 'placeholder', 'tick_labelset']
const ZERO = toDecimal(0)

const minus = (a: Decimal, b: Decimal): Decimal => addDecimal(a, negateDecimal(b))
const isZero = ({ units }: Decimal): boolean => units === 0n

function isMultiple(value: Decimal, of: Decimal): boolean {
  const scale = Math.max(value.scale, of.scale)
  const units = ({ units: held, scale: own }: Decimal) => held * 10n ** BigInt(scale - own)
  return units(of) !== 0n && units(value) % units(of) === 0n
}

const isIntegral = (value: Decimal): boolean => isMultiple(value, toDecimal(1))

function numberOf(text: string): Decimal | undefined {
  if (!isNumber(text) || text.length > 30) return undefined
  try {
    return toDecimal(text.replace(/^([+-]?)\./, '$10.').replace(/\.(?=$|e)/i, ''))
  } catch {
    return undefined
  }
}

/** @returns undefined where the parameters are refused */
export function rangeOf(
  parameters: ReadonlyMap<string, string>,
  appearance: string | undefined,
  lists: ChoiceLists,
  row: number,
  findings: Findings,
): Range | undefined {
  const place = { sheet: 'survey', row, column: 'parameters' }
  if (!onlyTaken(parameters, TAKEN.range, row, findings)) return undefined
  const looks = appearance?.split(' ') ?? []
  if (
    MARKED.some((key) => parameters.has(key)) &&
    !looks.every((each) => ['vertical', 'no-ticks'].includes(each))
  ) {
    findings.refuse('range.appearance', place, { appearance: appearance ?? '' })
    return undefined
  }
  const said = new Map([...Object.entries(DEFAULTS), ...parameters])
  const numbers = new Map<string, Decimal>()
  for (const [key, text] of said) {
    if (key === 'tick_labelset') continue
    const number = numberOf(text)
    if (number) numbers.set(key, number)
    else findings.refuse('parameter.number', place, { key, value: text })
  }
  const [start, end, step] = [numbers.get('start'), numbers.get('end'), numbers.get('step')]
  if (!start || !end || !step) return undefined
  const [low, high] = compareDecimal(start, end) <= 0 ? [start, end] : [end, start]
  const width = minus(high, low)
  const interval = numbers.get('tick_interval')
  for (const [key, value] of [
    ['step', step],
    ['tick_interval', interval],
  ] as const) {
    if (!value) continue
    if (isZero(value)) findings.refuse('range.zero', place, { key })
    else if (compareDecimal(value, width) > 0) findings.refuse('range.too_large', place, { key })
  }
  if (interval && !isZero(step) && !isMultiple(interval, step))
    findings.refuse('range.no_multiple', place, { key: 'tick_interval' })
  const outside = (value: Decimal) => compareDecimal(value, low) < 0 || compareDecimal(value, high) > 0
  const placeholder = numbers.get('placeholder')
  if (placeholder && !isZero(step) && !isMultiple(minus(placeholder, start), step))
    findings.refuse('range.no_multiple', place, { key: 'placeholder' })
  if (placeholder && outside(placeholder)) findings.refuse('range.outside', place, { key: 'placeholder' })
  const labels = parameters.get('tick_labelset')
  const options = labels === undefined ? undefined : lists.get(labels)?.options
  if (labels !== undefined && !options) findings.refuse('range.no_list', place, { list: labels })
  const marks: Decimal[] = []
  for (const { name } of options ?? []) {
    const value = numberOf(name)
    if (!value) findings.refuse('range.label_number', place, { name, list: labels ?? '' })
    else if (outside(value)) findings.refuse('range.label_outside', place, { name })
    else if (!isMultiple(minus(value, start), interval ?? step) || !isMultiple(minus(value, start), step))
      findings.refuse('range.label_between', place, { name })
    if (value) marks.push(value)
  }
  if (options && looks.includes('no-ticks')) {
    const ends = (value: Decimal) => [start, end].some((each) => compareDecimal(each, value) === 0)
    if (!marks.every(ends) || ![start, end].every((each) => marks.some((mark) => isZero(minus(mark, each)))))
      findings.refuse('range.label_ends', place)
  }
  const attributes = new Map<string, string>()
  for (const [key, text] of said)
    if (key !== 'tick_labelset')
      attributes.set(
        key === 'tick_interval' ? 'odk:tick-interval' : key === 'placeholder' ? 'odk:placeholder' : key,
        text,
      )
  const all = [start, end, step, interval ?? ZERO, placeholder ?? ZERO]
  return { attributes, decimal: !all.every(isIntegral), labels }
}
