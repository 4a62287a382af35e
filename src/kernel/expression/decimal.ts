// Exact decimal numbers for the evaluator in memory, with the results of PostgreSQL's numeric and no binary
// floats.

/** `units` × 10^-`scale`. */
export type Decimal = { readonly units: bigint; readonly scale: number }

/**
 * Reads a number exactly.
 * @throws RangeError when it is not a finite decimal number.
 */
export function toDecimal(value: string | number | bigint): Decimal {
  if (typeof value === 'bigint') return { units: value, scale: 0 }
  const match = /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/iu.exec(String(value))
  if (!match) throw new RangeError(`not a decimal number: ${value}`)
  const [, sign, whole = '0', fraction = '', exponent = '0'] = match
  const units = BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`)
  const scale = fraction.length - Number(exponent)
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 }
}

/** The canonical text: no trailing zeros after the point, no `-0`. */
export function fromDecimal({ units, scale }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = withoutLastZeros(digits.slice(digits.length - scale))
  return `${units < 0n ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`
}

/** Without a regular expression: `0+$` starts again at every zero, so it takes quadratic time. */
function withoutLastZeros(digits: string): string {
  let end = digits.length
  while (digits[end - 1] === '0') end--
  return digits.slice(0, end)
}

function align(a: Decimal, b: Decimal): readonly [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale)
  return [a.units * 10n ** BigInt(scale - a.scale), b.units * 10n ** BigInt(scale - b.scale), scale]
}

export function compareDecimal(a: Decimal, b: Decimal): number {
  const [left, right] = align(a, b)
  return left < right ? -1 : left > right ? 1 : 0
}

export function addDecimal(a: Decimal, b: Decimal): Decimal {
  const [left, right, scale] = align(a, b)
  return { units: left + right, scale }
}

export function negateDecimal({ units, scale }: Decimal): Decimal {
  return { units: -units, scale }
}

export function multiplyDecimal(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale }
}

/** Quotient with `decimals` decimals, cut off towards zero; undefined when `b` is zero. */
export function divideDecimal(a: Decimal, b: Decimal, decimals: number): Decimal | undefined {
  if (b.units === 0n) return undefined
  const [left, right] = align(a, b)
  return { units: (left * 10n ** BigInt(decimals)) / right, scale: decimals }
}
