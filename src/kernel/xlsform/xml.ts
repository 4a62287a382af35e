// A small tree of XML elements and its text; nothing is parsed here, so no entity and no outside file is ever read.

export type Element = { name: string; attributes: Map<string, string>; children: (Element | string)[] }

export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>> | Map<string, string> = {},
  children: readonly (Element | string)[] = [],
): Element {
  const given = attributes instanceof Map ? [...attributes] : Object.entries(attributes)
  const held = given.filter((each): each is [string, string] => each[1] !== undefined)
  return { name, attributes: new Map(held), children: [...children] }
}

/** Characters that XML 1.0 cannot hold (section 2.2). */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu

/** Most texts: nothing in them is written otherwise. */
const PLAIN = /^[\u0020\u0021\u0023-\u0025\u0027-\u003b\u003d\u003f-\ud7ff]*$/

const escapedText = (text: string): string => (PLAIN.test(text) ? text : escaped(text))

const escaped = (text: string): string =>
  text.replaceAll(FORBIDDEN, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Line breaks too, which a parser would otherwise read as blanks. */
const escapedValue = (text: string): string =>
  PLAIN.test(text)
    ? text
    : escaped(text)
        .replaceAll('"', '&quot;')
        .replaceAll('\t', '&#9;')
        .replaceAll('\n', '&#10;')
        .replaceAll('\r', '&#13;')

/** The document, one element a line; mixed content stays on its line, with a blank at each end. */
export function documentOf(root: Element): string {
  return `<?xml version="1.0"?>\n${written(root, '', '\n')}`
}

function written({ name, attributes, children }: Element, indent: string, end: string): string {
  let tag = `${indent}<${name}`
  for (const [key, value] of attributes) tag += ` ${key}="${escapedValue(value)}"`
  if (children.length === 0) return `${tag}/>${end}`
  const elements = children.filter((child) => typeof child !== 'string')
  let inner = ''
  if (elements.length < children.length) {
    for (const child of children)
      inner += typeof child === 'string' ? escapedText(child) : written(child, '', '')
    if (children.length > 1) inner = `${typeof children[0] === 'string' ? ' ' : ''}${inner} `
  } else {
    const deeper = end === '' ? '' : `${indent}  `
    for (const child of elements) inner += written(child, deeper, end)
    inner = `${end}${inner}${indent}`
  }
  return `${tag}>${inner}</${name}>${end}`
}
