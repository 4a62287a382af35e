// How long a text message is, and how a receipt is kept within what a phone shows as one.

/** Characters of the basic alphabet of GSM 03.38; anything else makes the whole message UCS-2. */
const BASIC = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€]*$/u
/** Those of them that take two places (the extension table of GSM 03.38). */
const DOUBLE = /[\^{}\\[~\]|€]/gu

/** Segments a text is sent in: 160 or 153 characters each in GSM-7, 70 or 67 in UCS-2 (3GPP TS 23.040). */
export function segments(text: string): number {
  const basic = BASIC.test(text)
  const length = text.length + (basic ? (text.match(DOUBLE)?.length ?? 0) : 0)
  const [one, each] = basic ? [160, 153] : [70, 67]
  return length <= one ? 1 : Math.ceil(length / each)
}

/** The most segments a receipt may take: phones without credit and old networks lose what is longer. */
export const MOST_SEGMENTS = 2

/**
 * The text with as much of a name as fits; undefined when it is too long without any.
 * @param write puts the name into the text
 */
export function fitted(write: (name: string) => string, name: string): string | undefined {
  const letters = [...name]
  for (let kept = letters.length; kept >= 0; kept--) {
    const text = write(kept === letters.length ? name : `${letters.slice(0, kept).join('').trimEnd()}...`)
    if (segments(text) <= MOST_SEGMENTS) return text
  }
  return undefined
}

/** Whether a contact point is a number that a text message reaches; an e-mail address is not. */
export const isNumber = (value: string): boolean => /^\+?[\d\s().-]{6,}$/u.test(value)
