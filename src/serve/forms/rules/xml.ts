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

const escapedText = (text: string): string =>
  text.replaceAll(FORBIDDEN, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Line breaks too, which a parser would otherwise read as blanks. */
const escapedValue = (text: string): string =>
  escapedText(text)
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#9;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;')

/** The document, one element a line; mixed content stays on its line, with a blank at each end. */
export function documentOf(root: Element): string {
  const lines: string[] = ['<?xml version="1.0"?>\n']
  write(root, '', lines)
  return lines.join('')
}

function write({ name, attributes, children }: Element, indent: string, out: string[], end = '\n'): void {
  const written = [...attributes].map(([key, value]) => ` ${key}="${escapedValue(value)}"`).join('')
  if (children.length === 0) {
    out.push(`${indent}<${name}${written}/>${end}`)
    return
  }
  out.push(`${indent}<${name}${written}>`)
  if (children.some((child) => typeof child === 'string')) {
    const mixed = children.length > 1
    if (mixed && typeof children[0] === 'string') out.push(' ')
    for (const child of children)
      if (typeof child === 'string') out.push(escapedText(child))
      else write(child, '', out, '')
    out.push(mixed ? ' ' : '')
  } else {
    out.push(end)
    for (const child of children)
      if (typeof child !== 'string') write(child, end === '' ? '' : `${indent}  `, out, end)
    out.push(indent)
  }
  out.push(`</${name}>${end}`)
}
