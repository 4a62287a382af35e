// The stored API document: a change of the API is visible in review, like code.
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { capabilities } from '../src/entry/capabilities.ts'
import { testNetwork } from './harness/network.ts'
import { openApiText } from './harness/openapi-text.ts'

type Operation = {
  operationId: string
  summary: string
  'x-facts'?: string[]
  'x-discloses'?: boolean
  security?: object[]
  responses: { default: { description: string } }
}
const document = JSON.parse(openApiText()) as {
  openapi: string
  security: object[]
  components: { securitySchemes: object }
  paths: Record<string, Record<string, Operation>>
}
/** Each operation once: a query that may also be posted says at its POST that it equals its GET. */
const operations = Object.values(document.paths).flatMap(({ get, post }) => get ?? post ?? [])

/** The value at a JSON pointer (RFC 6901). */
const lookUp = (pointer: string) =>
  pointer
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document)

describe('openapi.json', () => {
  test('is what the operations generate; `npm run openapi` writes it again', async () => {
    expect(openApiText()).toBe(await readFile('openapi.json', 'utf8'))
  })

  test('names every operation once, as noun.verb, with a sentence that says what it does', () => {
    const names = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    )
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => !/^[a-z]+(?:_[a-z]+)*\.[a-z]+(?:_[a-z]+)*$/.test(name))).toEqual([])
    expect(
      operations.filter(({ summary }) => !/^\S.{10,}\.$/.test(summary)).map(({ operationId }) => operationId),
    ).toEqual([])
  })

  test('lists the auth routes as they are served, each without a session', async () => {
    const network = await testNetwork()
    const listed = Object.entries(document.paths)
      .filter(([path]) => path.startsWith('/auth/'))
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => [path, method] as const))
    expect(listed.length).toBeGreaterThan(20)
    for (const [path, method] of listed) {
      const init = {
        method,
        headers: { 'x-requested-with': 'arraigo' },
        ...(method === 'post' && { body: '{}' }),
      }
      const { status } = await network.hono.request(`/api${path}`, init)
      expect([path, method, status === 404]).toEqual([path, method, false])
    }
    const { status } = await network.hono.request('/api/auth/back-door')
    expect(status).toBe(404)
    expect(listed.every(([path, method]) => document.paths[path]?.[method]?.security?.length === 2)).toBe(
      true,
    )
  })

  test('a query that shows people may be posted, and no other', () => {
    const both = Object.entries(document.paths).filter(([, { get, post }]) => get && post)
    expect(both.length).toBeGreaterThan(5)
    expect(both.filter(([, { get }]) => !get?.['x-discloses'])).toEqual([])
    for (const [path, { post }] of both) expect(post?.operationId).toBe(`${path.slice(1)}_by_post`)
    const asked = Object.values(document.paths).filter(({ get }) => get?.['x-discloses'])
    expect(asked.filter(({ post }) => !post)).toEqual([])
  })

  test('every reference in it resolves', () => {
    const references = [...openApiText().matchAll(/"\$ref": "#\/([^"]+)"/g)].map((match) => match[1] ?? '')
    expect(references.length).toBeGreaterThan(20)
    expect(references.filter((path) => !path.startsWith('$defs/') && !lookUp(path))).toEqual([])
  })

  test('users need a session, programs a key', () => {
    expect(document.security).toEqual([{ session: [] }, { key: [] }])
    expect(document.components.securitySchemes).toMatchObject({ key: { type: 'http', scheme: 'bearer' } })
  })

  test('lists for each operation the problems it may answer with, in the form noun.reason', () => {
    const codes = operations.flatMap(({ responses }) =>
      responses.default.description.replace(/^Refused: |\.$/g, '').split(', '),
    )
    expect(codes.length).toBeGreaterThan(0)
    expect([...new Set(codes)].filter((code) => !/^[a-z_]+\.[a-z_]+$/.test(code))).toEqual([])
  })

  test('every fact that a command declares is a kind of some capability', () => {
    const declared = new Set(capabilities.flatMap(({ facts }) => facts ?? []).map(({ kind }) => kind))
    const undeclared = operations.flatMap((one) =>
      (one['x-facts'] ?? []).filter((kind) => !declared.has(kind)),
    )
    expect(undeclared).toEqual([])
  })
})
