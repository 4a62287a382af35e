// Takes expressions and texts of an XLSForm apart: references `${name}`, defaults that are computed, and lookups in a
// label.

const START =
  'A-Z_a-z\\u{c0}-\\u{d6}\\u{d8}-\\u{f6}\\u{f8}-\\u{2ff}\\u{370}-\\u{37d}\\u{37f}-\\u{1fff}\\u{200c}-\\u{200d}\\u{2070}-\\u{218f}\\u{2c00}-\\u{2fef}\\u{3001}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{fffd}\\u{10000}-\\u{effff}'
const NCNAME = `[${START}][${START}\\-.0-9\\u{b7}\\u{300}-\\u{36f}\\u{203f}-\\u{2040}]*`
const NAME = new RegExp(`^${NCNAME}(?::${NCNAME})?$`, 'u')

/** A name that an element of XML may have, with one prefix at most. */
export const isName = (text: string): boolean => NAME.test(text)

export type Reference = { start: number; end: number; name: string; lastSaved: boolean }

const LAST_SAVED = 'last-saved#'
const OUTER = /\$\{([^}]+)\}|\$\{[^}]*$/gu
const INNER = new RegExp(`^(last-saved#)?${NCNAME}$`, 'u')
/** Most of them, told sooner. */
const PLAIN_INNER = /^[A-Za-z_][\w.-]*$/

const isInner = (text: string): boolean => PLAIN_INNER.test(text) || INNER.test(text)

export function referencesIn(text: string): Reference[] {
  const found: Reference[] = []
  let end = 0
  for (let start = text.indexOf('${'); start >= 0; start = text.indexOf('${', start + 2)) {
    // The next closing may be that of many openings: it is looked for once.
    if (end <= start) end = text.indexOf('}', start) + 1
    if (end === 0) break
    const inner = text.slice(start + 2, end - 1)
    if (!isInner(inner)) continue
    const lastSaved = inner.startsWith(LAST_SAVED)
    found.push({ start, end, name: lastSaved ? inner.slice(LAST_SAVED.length) : inner, lastSaved })
  }
  return found
}

/** Whether a text has a `${` that is no reference: without its `}`, or with something else than a name in it. */
export const hasBrokenReference = (text: string): boolean =>
  text.includes('${') && [...text.matchAll(OUTER)].some(([, inner]) => !isInner(inner ?? ''))

/** The name in a text that is one reference and nothing else. */
export function soleReference(text: string): Reference | undefined {
  const [found, ...more] = referencesIn(text)
  return found && more.length === 0 && found.start === 0 && found.end === text.length ? found : undefined
}

export type Token = { kind: string; text: string; start: number; end: number }

const DATE = '-?\\d{4}-\\d{2}-\\d{2}'
const TIME = '\\d{2}:\\d{2}:\\d{2}(?:\\.\\s+)?(?:(?:[+\\-]\\d{2}:\\d{2})|Z)?'
const NAMED = `${NCNAME}(?::${NCNAME})?`
/** In the order in which they are tried. */
const KINDS: readonly (readonly [string, string])[] = [
  ['dateTime', `${DATE}T${TIME}`],
  ['date', DATE],
  ['time', TIME],
  ['number', '-?\\d+\\.\\d*|-?\\.\\d+|-?\\d+'],
  ['arithmetic', '[*+\\-]| mod | div '],
  ['comparison', '!=|<=|>=|=|<|>'],
  ['boolean', ' and | or '],
  ['union', '\\|'],
  ['open', '\\('],
  ['close', '\\)'],
  ['parent', '\\.\\.'],
  ['self', '\\.'],
  ['slash', '/'],
  ['literal', '"[^"]*"|\'[^\']*\''],
  ['comma', ','],
  ['blank', '\\s+'],
  ['reference', `\\$\\{(?:last-saved#)?${NCNAME}\\}`],
  ['call', `${NAMED}\\(`],
  ['predicate', `${NAMED}\\[`],
  ['predicateEnd', '\\]'],
  ['scheme', `${NCNAME}://`],
  ['name', NCNAME],
  ['other', '[^]'],
]
/** One group for each kind, in their order: names of groups would make an object of all of them for every token. */
const TOKEN = new RegExp(KINDS.map(([, source]) => `(${source})`).join('|'), 'uy')

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const kind = KINDS[match.findIndex((held, at) => at > 0 && held !== undefined) - 1]?.[0] ?? 'other'
    tokens.push({ kind, text: match[0], start: match.index, end: match.index + match[0].length })
    if (TOKEN.lastIndex >= text.length) break
  }
  return tokens
}

const WITH_HYPHENS: readonly string[] = ['date', 'dateTime', 'geopoint', 'geotrace', 'geoshape', 'time']
const COMPUTED: readonly string[] = ['arithmetic', 'union', 'reference', 'call']

/** Whether a default is an expression to compute, and not the value itself. */
export function isDynamic(text: string | undefined, type: string): boolean {
  if (text === undefined) return false
  for (const { kind, text: token } of tokensOf(text)) {
    if (kind === 'arithmetic' && token === '-' && WITH_HYPHENS.includes(type)) return false
    if (COMPUTED.includes(kind)) return true
  }
  return false
}

/** Where the lookups `instance('…')/…` of a text begin and end: they are computed where the text is shown. */
export function lookupsIn(text: string): { start: number; end: number }[] {
  if (!text.includes('instance(')) return []
  const tokens = tokensOf(text)
  const found: { start: number; end: number }[] = []
  for (let at = 0; at < tokens.length; at++) {
    const after = lookupEnd(tokens, at)
    if (after === undefined) continue
    const last = tokens[after - 1]
    // A period after the last name ends the sentence, and not the name.
    const end = (last?.end ?? 0) - (last?.kind === 'name' ? (/\.*$/.exec(last.text)?.[0].length ?? 0) : 0)
    found.push({ start: tokens[at]?.start ?? 0, end })
    at = after - 1
  }
  return found
}

/** The token after a lookup that begins at a token: an instance and steps, each with what stands in brackets. */
function lookupEnd(tokens: readonly Token[], start: number): number | undefined {
  const is = (at: number, ...kinds: string[]) => kinds.includes(tokens[at]?.kind ?? '')
  if (tokens[start]?.text !== 'instance(' || !is(start + 1, 'literal') || !is(start + 2, 'close'))
    return undefined
  let at = start + 3
  while (is(at, 'slash') && is(at + 1, 'name', 'predicate', 'parent', 'self')) {
    const bracketed = is(at + 1, 'predicate')
    at += 2
    for (let depth = bracketed ? 1 : 0; depth > 0; at++) {
      if (at >= tokens.length) return undefined
      if (opens(tokens[at])) depth++
      if (is(at, 'predicateEnd')) depth--
    }
  }
  return at
}

const opens = (token: Token | undefined): boolean =>
  token?.kind === 'predicate' || (token?.kind === 'other' && token.text === '[')
