// The golden API document: a change of the API is seen and read in review, like code.
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { capabilities } from '../src/entry/capabilities.ts'
import { openApiText } from './harness/openapi-text.ts'

type Operation = {
  operationId: string
  summary: string
  'x-facts'?: string[]
  responses: { default: { description: string } }
}
const document = JSON.parse(openApiText()) as {
  openapi: string
  paths: Record<string, Record<string, Operation>>
}
const operations = Object.values(document.paths).flatMap((path) => Object.values(path))

describe('openapi.json', () => {
  test('is what the contracts make; `npm run openapi` writes it again', async () => {
    expect(openApiText()).toBe(await readFile('openapi.json', 'utf8'))
  })

  test('names every operation once, as noun.verb, with a sentence that says what it does', () => {
    const names = operations.map(({ operationId }) => operationId)
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => !/^[a-z]+(?:_[a-z]+)*\.[a-z]+(?:_[a-z]+)*$/.test(name))).toEqual([])
    expect(
      operations.filter(({ summary }) => !/^\S.{10,}\.$/.test(summary)).map(({ operationId }) => operationId),
    ).toEqual([])
  })

  test('lists for each operation the problems it may answer with, in the form noun.reason', () => {
    const codes = operations.flatMap(({ responses }) =>
      responses.default.description.replace(/^Refused: |\.$/g, '').split(', '),
    )
    expect(codes.length).toBeGreaterThan(0)
    expect([...new Set(codes)].filter((code) => !/^[a-z_]+\.[a-z_]+$/.test(code))).toEqual([])
  })

  test('every fact a command says it records is a kind that some capability declares', () => {
    const declared = new Set(capabilities.flatMap(({ facts }) => facts ?? []).map(({ kind }) => kind))
    const undeclared = operations.flatMap((one) =>
      (one['x-facts'] ?? []).filter((kind) => !declared.has(kind)),
    )
    expect(undeclared).toEqual([])
  })
})
