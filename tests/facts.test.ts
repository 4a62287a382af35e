// What a fact holds is said once, by its schema: nothing else is recorded with it, at any depth.
import * as z from 'zod/mini'
import { expect, test } from 'vitest'
import { capabilities } from '../src/entry/capabilities.ts'

/** Paths of the schemas in it that take what they do not name: objects that are not strict, and anything at all. */
function open(schema: z.core.$ZodType, path: string): string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'object': {
      const strict = def.catchall?._zod.def.type === 'never'
      const inner = Object.entries(def.shape).flatMap(([key, each]) => open(each, `${path}.${key}`))
      return strict ? inner : [path, ...inner]
    }
    case 'array':
      return open(def.element, `${path}[]`)
    case 'tuple':
      return def.items.flatMap((each) => open(each, `${path}[]`))
    case 'union':
      return def.options.flatMap((each) => open(each, path))
    case 'optional':
    case 'nullable':
    case 'readonly':
      return open(def.innerType, path)
    case 'string':
    case 'number':
    case 'boolean':
    case 'enum':
    case 'literal':
    case 'null':
      return []
    default:
      // A record, `any`, `unknown` or whatever else would take what the kind does not name.
      return [`${path} (${def.type})`]
  }
}

test('a schema that takes more than it names is found, at any depth', () => {
  const inner = z.strictObject({
    a: z.optional(z.array(z.object({ b: z.string() }))),
    c: z.nullable(z.unknown()),
  })
  expect(open(inner, 'x')).toEqual(['x.a[]', 'x.c (unknown)'])
  expect(open(z.object({}), 'x')).toEqual(['x'])
  expect(open(z.strictObject({ a: z.union([z.string(), z.strictObject({ b: z.int() })]) }), 'x')).toEqual([])
})

test('every kind of fact has a strict schema', () => {
  const kinds = capabilities.flatMap(({ facts = [] }) => facts)
  expect(kinds.length).toBeGreaterThan(60)
  expect(kinds.flatMap(({ kind, data }) => open(data, kind))).toEqual([])
})
