// Money as exact decimal strings in inputs and outputs, and as integer minor units in sums; never a float.
import type { Money } from './money-schemas.ts'

export { Currency, Money } from './money-schemas.ts'

// ISO 4217 minor units other than 2. Written out, because Intl returns the decimals customary in print (COP
// 0, and not the same in every version), and a ledger must not change its unit with the runtime.
const MINOR_UNITS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
  ...Object.fromEntries('CLF UYW'.split(' ').map((code) => [code, 4])),
}

/** Number of decimals of a currency in ISO 4217 (COP and USD 2, JPY 0, KWD 3). */
export function decimalsOf(currency: string): number {
  return MINOR_UNITS[currency] ?? 2
}

/**
 * Integer minor units of a money value.
 * @throws RangeError when the amount has more decimals than the currency.
 */
export function toMinor(money: Money): bigint {
  const decimals = decimalsOf(money.currency)
  const negative = money.amount.startsWith('-')
  const [whole = '0', fraction = ''] = money.amount.replace('-', '').split('.')
  const trimmed = fraction.replace(/0+$/u, '')
  if (trimmed.length > decimals)
    throw new RangeError(`${money.amount} has more decimals than ${money.currency}`)
  const minor = BigInt(whole + trimmed.padEnd(decimals, '0'))
  return negative ? -minor : minor
}

/** The canonical decimal string of integer minor units, always with the currency's decimals. */
export function fromMinor(minor: bigint, currency: string): Money {
  const decimals = decimalsOf(currency)
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = decimals ? `.${digits.slice(digits.length - decimals)}` : ''
  return { amount: `${minor < 0n ? '-' : ''}${whole}${fraction}`, currency }
}
