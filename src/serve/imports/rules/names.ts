// Names that a register writes in one cell, told apart into given names and surnames.
const PARTICLES = new Set(['de', 'del', 'la', 'las', 'los', 'y', 'da', 'dos', 'san', 'santa'])

/** Two Spanish surnames written in one field, particles kept with the surname they belong to. */
export function splitSurnames(text: string): [first: string, second: string] {
  const [first = '', ...rest] = namesOf(text)
  return [first, rest.join(' ')]
}

/**
 * A whole name in one cell. A comma separates surnames from given names; without one the last two names are
 * surnames, or the first two where the register begins with them.
 */
export function splitName(
  text: string,
  surnamesFirst: boolean,
): { given: string; surnames: [string, string] } {
  const comma = text.indexOf(',')
  if (comma >= 0) {
    const [before, after] = [text.slice(0, comma).trim(), text.slice(comma + 1).trim()]
    return { given: after, surnames: splitSurnames(before) }
  }
  const names = namesOf(text)
  const surnames = Math.min(2, Math.floor(names.length / 2) + (names.length === 3 ? 1 : 0))
  const [some, others] = surnamesFirst
    ? [names.slice(0, surnames), names.slice(surnames)]
    : [names.slice(names.length - surnames), names.slice(0, names.length - surnames)]
  return { given: others.join(' '), surnames: [some[0] ?? '', some.slice(1).join(' ')] }
}

/** Names, each with the particles before it. */
function namesOf(text: string): string[] {
  const parts: string[] = []
  let particle = ''
  for (const word of text.split(/\s+/u).filter(Boolean)) {
    if (PARTICLES.has(word.toLowerCase())) particle += `${word} `
    else {
      parts.push(particle + word)
      particle = ''
    }
  }
  if (particle !== '') parts.push(particle.trim())
  return parts
}
