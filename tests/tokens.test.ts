// The colours are readable: every pair of text and background reaches AAA (WCAG 2.2, 1.4.6), in light and
// dark.
import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync('src/kit/tokens.css', 'utf8')
const lights = ['light', 'dark'] as const

/** A token's colour in light or dark. */
function colour(name: string, light: (typeof lights)[number]): string {
  const both = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`, 'u').exec(css)
  const one = new RegExp(`--${name}: (#[0-9a-f]{6});`, 'u').exec(css)
  const found = both ? both[light === 'light' ? 1 : 2] : one?.[1]
  if (found === undefined) throw new Error(`No colour --${name}.`)
  return found
}

/** Relative luminance of an sRGB colour (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['paper', 'sheet', 'sunk', 'leaf-wash', 'clay-wash', 'sun-wash']
const text: [string, string][] = [
  ...grounds.map((ground): [string, string] => ['ink', ground]),
  ...grounds.map((ground): [string, string] => ['ink-soft', ground]),
  ...['paper', 'sheet', 'sunk', 'leaf-wash'].map((ground): [string, string] => ['leaf', ground]),
  ...['paper', 'sheet', 'sunk', 'clay-wash', 'leaf-wash'].map((ground): [string, string] => ['clay', ground]),
  ...['paper', 'sheet', 'sunk', 'sun-wash', 'leaf-wash'].map((ground): [string, string] => ['amber', ground]),
  ['on-amber', 'amber'],
  ['leaf-deep', 'leaf-wash'],
  ['on-leaf', 'leaf'],
  ['on-leaf', 'leaf-deep'],
  ['on-clay', 'clay'],
  ['on-panel', 'panel'],
  ['on-panel', 'panel-raised'],
  ['on-panel-soft', 'panel'],
]

describe.each(lights)('in the %s', (light) => {
  test.each(text)('%s on %s reads at 7 to 1', (ink, ground) => {
    expect(contrast(colour(ink, light), colour(ground, light))).toBeGreaterThanOrEqual(7)
  })

  test.each(['paper', 'sheet', 'sunk'])('the edge of a field on %s is seen at 3 to 1', (ground) => {
    expect(contrast(colour('line-strong', light), colour(ground, light))).toBeGreaterThanOrEqual(3)
  })
})

const sheets = globSync('src/**/*.css').map((path) => path.replaceAll('\\', '/'))
const withoutComments = (path: string) => readFileSync(path, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//gu, '')

test('each class is laid out in one sheet only, so that two components never compete for a name', () => {
  const owners = new Map<string, Set<string>>()
  for (const path of sheets) {
    for (const [, selectors = ''] of withoutComments(path).matchAll(/(?:^|[};{])\s*([^{}@;]+)\{/gu)) {
      for (const selector of selectors.split(',')) {
        const name = /^\s*\.([\w-]+)\s*$/u.exec(selector)?.[1]
        if (name !== undefined) owners.set(name, (owners.get(name) ?? new Set()).add(path))
      }
    }
  }
  expect([...owners].filter(([, paths]) => paths.size > 1)).toEqual([])
})

/** The declarations of the sheets that pass a filter, each with its sheet. */
const declared = (wanted: RegExp, literal: RegExp) =>
  sheets
    .filter((path) => !path.endsWith('tokens.css') && !path.endsWith('fonts.css'))
    .flatMap((path) =>
      [...withoutComments(path).matchAll(/(?<=[{;]\s*)([\w-]+):([^;{}]+);/gu)]
        .filter(([, name = '', value = '']) => wanted.test(name) && literal.test(value))
        .map(([all]) => `${path} ${all}`),
    )

test('colours and shadows are defined in the tokens only', () => {
  const colour = /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|oklab|lab|lch)a?\(|(?<![\w-])(?:white|black)(?![\w-])/iu
  expect(declared(/./u, colour)).toEqual([])
  expect(declared(/^(?:box|text)-shadow$/u, /(?<!inset[^,]*)\d(?:rem|px)(?![^,]*var\()/u)).toEqual([])
})

test('sizes of text, distances and corners are defined in the tokens only', () => {
  const sizes =
    /^(?:font-size|border(?:-[a-z]+)*-radius|gap|row-gap|column-gap|margin(?:-.*)?|padding(?:-.*)?)$/u
  expect(declared(sizes, /(?<![\w.-])(?:\d*\.)?\d+(?:rem|pt)|\d{2,}px/u)).toEqual([])
})

test('every sheet is layers, and none is long', () => {
  const names = new Set(['reset', 'tokens', 'base', 'parts', 'screens', 'print'])
  const own = sheets.filter((path) => !path.endsWith('fonts.css') && !path.endsWith('kit.css'))
  expect(own.length).toBeGreaterThan(30)
  for (const path of own) {
    // What stands outside every block, and the names of the outermost blocks.
    let depth = 0
    let outside = ''
    for (const sign of withoutComments(path)) {
      if (sign === '{') depth += 1
      if (depth === 0) outside += sign
      if (sign === '}') depth -= 1
    }
    const layers = outside
      .trim()
      .split(/\s*@layer\s+/u)
      .filter(Boolean)
      .map((name) => name.trim())
    expect([path, layers.filter((name) => !names.has(name))]).toEqual([path, []])
    expect([path, readFileSync(path, 'utf8').split('\n').length]).toEqual([
      path,
      expect.toSatisfy((lines: number) => lines <= 250),
    ])
  }
})

test('no sheet uses left or right, so that every screen mirrors itself', () => {
  const physical =
    /(?:margin|padding|border|inset)-(?:left|right)\b|(?<![-\w])(?:left|right|float):|text-align: left/u
  expect(sheets.filter((path) => physical.test(withoutComments(path)))).toEqual([])
})
