// The API's document as tests read it: operations, and the schema of what each takes.
import { openApiText } from '../harness/openapi-text.ts'
import type { Schema } from './inputs.ts'

const AUTH = '/auth/'

type Content = { content: { 'application/json': { schema: Schema } } }

export type Operation = {
  operationId: string
  requestBody?: Content
  parameters?: ({ name: string } & Partial<Content>)[]
  responses: { default: { description: string } }
}

type Paths = Record<string, Record<string, Operation>>

const { paths } = JSON.parse(openApiText()) as { paths: Paths }

/** Commands and queries, each once: the doors of signing in are tried by themselves, and a query by GET. */
export const document: { paths: Paths } = {
  paths: Object.fromEntries(
    Object.entries(paths)
      .filter(([path]) => !path.startsWith(AUTH))
      .map(([path, { get, post }]) => [path, get ? { get } : { post: post as Operation }]),
  ),
}

/** The doors of signing in, by their names. */
export const authRoutes = new Map(
  Object.entries(paths)
    .filter(([path, { post }]) => path.startsWith(AUTH) && post)
    .map(([path, { post }]) => [path.slice(AUTH.length), post as Operation]),
)

export function inputSchema(operation: Operation): Schema {
  const given = operation.requestBody ?? operation.parameters?.find(({ name }) => name === 'input')
  return given?.content?.['application/json'].schema ?? {}
}

/** Codes the operation says it may be refused with. */
export const promisedCodes = ({ responses }: Operation): string[] =>
  responses.default.description.replace(/^Refused: |\.$/g, '').split(', ')
