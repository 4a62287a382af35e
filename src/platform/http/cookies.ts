// Reads cookies in one way for the whole server: two parsers that differ would let one request be two people.

/** What a value of ours is made of; RFC 6265 (4.1.1) allows more, and quotes, which we never write. */
const VALUE = /^[\w.~%!*'()-]+$/u

/** The cookie of this name, exactly as we set it. One that comes twice or is written differently is none. */
export function cookieIn(headers: Headers, name: string): string | undefined {
  const found = (headers.get('cookie') ?? '').split(';').flatMap((pair) => {
    const at = pair.indexOf('=')
    return at > 0 && pair.slice(0, at).trim() === name ? [pair.slice(at + 1).trim()] : []
  })
  const [value] = found
  return found.length === 1 && value !== undefined && VALUE.test(value) ? value : undefined
}
