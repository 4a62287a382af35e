// Work done without a network that was not applied is shown by its command and fields: their words are in the
// folder of the command.
import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import * as z from 'zod/mini'
import { describe, expect, test } from 'vitest'
import { capabilities } from '../src/entry/capabilities.ts'
import { coded } from '../src/entry/screens.tsx'
import { written } from '../src/identity/devices/rules.ts'
import type { Command } from '../src/kernel/command.ts'
import { Taxonomies } from '../src/kernel/packs/pack.ts'

const accepts = (schema: z.core.$ZodType, value: unknown) => z.safeParse(schema, value).success
const isId = (schema: z.core.$ZodType) =>
  accepts(schema, '01890000-0000-7000-8000-000000000000') && !accepts(schema, 'Lina')

/**
 * The fields of an input that are shown and corrected; the keys of a record type are not the program's.
 * @param isEdit whether two values can differ, and are then shown side by side, yes and no included
 * @param codesOnly only those that hold codes of the pack
 */
function pathsOf(schema: z.core.$ZodType, isEdit: boolean, path = '', codesOnly = false): string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape).flatMap(([key, each]) =>
        pathsOf(each, isEdit, path === '' ? key : `${path}.${key}`, codesOnly),
      )
    case 'array':
      return pathsOf(def.element, isEdit, path, codesOnly)
    case 'union':
      return def.options.flatMap((option) => pathsOf(option, isEdit, path, codesOnly))
    case 'optional':
    case 'nullable':
      return pathsOf(def.innerType, isEdit, path, codesOnly)
    case 'string':
      return isId(schema) || (codesOnly && !isCode(schema)) ? [] : [path]
    case 'enum':
      return codesOnly ? [] : [path]
    case 'number':
      return codesOnly ? [] : written(1, path).map((each) => each.path)
    case 'boolean':
      return isEdit && !codesOnly ? [path] : []
    case 'record':
      return []
    default:
      throw new Error(`${path} is ${def.type}: say how it is shown.`)
  }
}

/** Whether a schema accepts codes of the pack only. */
const isCode = (schema: z.core.$ZodType) => accepts(schema, 'not_asked') && !accepts(schema, 'Not asked')

/** Codes of the pack that are of no taxonomy: a questionnaire, a consent text, what status is asked for. */
const OF_NO_TAXONOMY = new Set(['questionnaire', 'textVersion', 'consentText', 'statusPurpose'])

/** The folder that declares each command, by its name. */
const folders = new Map<string, string>()
for (const file of globSync('src/*/*/operations.ts').map((path) => path.replaceAll('\\', '/'))) {
  const declared = (await import(`../${file}`)) as Record<string, Partial<Command>>
  for (const { is, name } of Object.values(declared))
    if (is === 'command' && name !== undefined) folders.set(name, posix.dirname(file))
}

const offline = capabilities
  .flatMap(({ handlers }) => handlers.map(({ operation }) => operation))
  .filter((operation) => operation.is === 'command' && operation.offline === true)

describe.each(offline.map((command) => [command.name, command] as const))('%s', (name, { input }) => {
  // Fields that the kernel declares have their words where all commands are shown.
  const folder = folders.get(name) ?? 'src/identity/devices'
  const words = JSON.parse(readFileSync(`${folder}/messages/es.json`, 'utf8')) as Record<string, string>
  const noun = name.split('.')[0] ?? ''

  test('has a name', () => {
    expect(words).toHaveProperty([`command.${name}`])
  })

  test('has a name for each of its fields that is shown', () => {
    const isEdit = 'base' in (input as z.ZodMiniObject).shape
    const fields = new Set(pathsOf(input, isEdit).map((path) => path.split('.').at(-1) ?? ''))
    expect([...fields].filter((field) => !(`${noun}.field.${field}` in words))).toEqual([])
  })

  test('shows the words of the pack for its codes', () => {
    const codes = pathsOf(input, false, '', true).map((path) => path.split('.').at(-1) ?? '')
    const taxonomies = codes
      .filter((field) => !OF_NO_TAXONOMY.has(field))
      .map((field) => `${noun}.${field} ${coded[`${noun}.${field}`]}`)
    expect(taxonomies.filter((one) => !((one.split(' ')[1] ?? '') in Taxonomies.shape))).toEqual([])
  })
})
