// Telephone numbers as their country writes them, for reading: what is stored and dialled stays as it was typed.

type Groups = Readonly<Record<number, readonly number[]>>

/** How many digits stand together in a number of so many, by the code of its country; of other countries none is known. */
const GROUPS: Readonly<Record<string, Groups>> = {
  1: { 10: [3, 3, 4] },
  34: { 9: [3, 3, 3] },
  51: { 9: [3, 3, 3] },
  52: { 10: [2, 4, 4] },
  55: { 10: [2, 4, 4], 11: [2, 5, 4] },
  56: { 9: [1, 4, 4] },
  57: { 10: [3, 3, 4] },
  58: { 10: [3, 3, 4] },
  507: { 8: [4, 4] },
  509: { 8: [2, 2, 4] },
  593: { 9: [2, 3, 4] },
}

/** The same of a number without the code of its country. */
const PLAIN: Groups = { 7: [3, 4], 8: [4, 4], 9: [3, 3, 3], 10: [3, 3, 4] }

const SPACE = '\u00a0'

/**
 * A number that was typed as digits alone, with or without a plus sign, in groups on one line: `+57 300 123 4567`. Spaces
 * that were typed stay where they are, and so does what is no number, such as a mail address.
 */
export function grouped(telephone: string): string {
  const [, plus = '', digits] = /^(\+?)(\d{7,15})$/u.exec(telephone) ?? []
  if (digits === undefined) return telephone.replaceAll(' ', SPACE)
  const code = plus && [1, 2, 3].map((length) => digits.slice(0, length)).find((start) => start in GROUPS)
  const own = digits.slice(code?.length)
  const lengths = (plus ? GROUPS[code ?? ''] : PLAIN)?.[own.length] ?? [own.length]
  let at = 0
  const parts = lengths.map((length) => own.slice(at, (at += length)))
  return plus + [code, ...parts].filter(Boolean).join(SPACE)
}

/** It is read from left to right in every language. */
export function Telephone({ number }: { number: string }) {
  return (
    <bdi className="figure" dir="ltr">
      {grouped(number)}
    </bdi>
  )
}
