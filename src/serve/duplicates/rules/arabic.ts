// Names in Arabic script and in Latin letters, compared by their consonants: vowels are written in one and not in the
// other, and Latin spellings follow French, English or Spanish.
const CONSONANTS: Readonly<Record<string, string>> = {
  ب: 'b',
  ت: 't',
  ث: 't',
  ج: 'j',
  ح: 'h',
  خ: 'k',
  د: 'd',
  ذ: 'd',
  ر: 'r',
  ز: 's',
  س: 's',
  ش: 'x',
  ص: 's',
  ض: 'd',
  ط: 't',
  ظ: 'd',
  غ: 'g',
  ف: 'f',
  ق: 'k',
  ك: 'k',
  گ: 'g',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
  پ: 'b',
  چ: 'x',
  ژ: 'j',
  ک: 'k',
  ھ: 'h',
}
/** Consonants only where they begin a word: elsewhere they are long vowels. */
const INITIAL: Readonly<Record<string, string>> = { ي: 'y', ی: 'y', و: 'w' }

/** One consonant for two that follow each other, none for an `h` at the end. */
const tidy = (consonants: string) => consonants.replace(/(.)\1+/gu, '$1').replace(/(?<=.)h$/u, '')

const LATIN: readonly (readonly [RegExp, string])[] = [
  [/^al(?=[bcdfghjklmnpqrstvwxyz])/u, ''],
  [/kh/gu, 'k'],
  [/gh/gu, 'g'],
  [/sh|ch|sch/gu, 'x'],
  [/th/gu, 't'],
  [/dh/gu, 'd'],
  [/dj/gu, 'j'],
  [/ou|oo/gu, 'u'],
  [/ph/gu, 'f'],
  [/[cq]/gu, 'k'],
  [/z/gu, 's'],
  [/[pv]/gu, 'b'],
  [/(?<=.)[yw]/gu, ''],
  [/[aeiou]/gu, ''],
]
const latin = (text: string) => tidy(LATIN.reduce((left, [from, to]) => left.replace(from, to), text))

/**
 * The consonants of a folded word, as it may be read: a word in Arabic has one reading, one in Latin letters that of
 * English or French and that of Spanish, where `j` is `kh` and `y` is `j`.
 */
export function readings(text: string): string[] {
  if (!/^\p{Script=Arabic}/u.test(text)) {
    const spanish = text.replace(/j/gu, 'kh').replace(/y/gu, 'j')
    return [...new Set([latin(text), latin(spanish)])].filter((one) => one !== '')
  }
  const letters = [...text.replace(/^ال(?=..)/u, '')]
  return [tidy(letters.map((one, at) => CONSONANTS[one] ?? (at === 0 ? (INITIAL[one] ?? '') : '')).join(''))]
}
