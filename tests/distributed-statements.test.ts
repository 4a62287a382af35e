// Statements on distributed or copied tables in a form that Citus's documentation excepts, or that ends in a COPY, which
// row-level security refuses. docs/scale.md
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const sent = globSync('src/**/statements.sql').flatMap((path) => {
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.flatMap((text, at) => {
    const [, name = ''] = /^-- @(\w+)/u.exec(lines[at - 2] ?? '') ?? []
    return name === '' || text.startsWith('--') ? [] : [{ name, path: path.replaceAll('\\', '/'), text }]
  })
})

const FORMS = {
  'a recursive query': (text: string) => /\bwith recursive\b/u.test(text),
  'an insert inside a query': (text: string) => /\bas (?:materialized )?\(\s*insert into\b/u.test(text),
  'a sub-select among values': (text: string) => /\bvalues \([^;]*\(\s*select\b/u.test(text),
  'rows that are copied in': (text: string) =>
    /^\s*insert into \w+ \([^)]*\)\s*(?:with|select)\b/u.test(text) &&
    !/\b(?:on conflict|returning)\b/u.test(text),
}

/** On tables of the coordinator only, or none. */
const ELSEWHERE = [
  'src/identity/sessions/statements.sql addNobody',
  'src/platform/statements.sql refusePowers',
]

test.each(Object.entries(FORMS))('no statement has %s', (_form, isIn) => {
  const found = new Set(sent.filter(({ text }) => isIn(text)).map(({ path, name }) => `${path} ${name}`))
  expect([...found].filter((one) => !ELSEWHERE.includes(one))).toEqual([])
})
