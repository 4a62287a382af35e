// The API's document as tests read it: operations, and the schema of each input.
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

/** Commands and queries, each once: auth routes are tried separately, and queries by GET only. */
export const document: { paths: Paths } = {
  paths: Object.fromEntries(
    Object.entries(paths)
      .filter(([path]) => !path.startsWith(AUTH))
      .map(([path, { get, post }]) => [path, get ? { get } : { post: post as Operation }]),
  ),
}

/** The auth routes by name. */
export const authRoutes = new Map(
  Object.entries(paths)
    .filter(([path, { post }]) => path.startsWith(AUTH) && post)
    .map(([path, { post }]) => [path.slice(AUTH.length), post as Operation]),
)

export function inputSchema(operation: Operation): Schema {
  const given = operation.requestBody ?? operation.parameters?.find(({ name }) => name === 'input')
  return given?.content?.['application/json'].schema ?? {}
}

/** The codes that the operation declares for refusals. */
export const promisedCodes = ({ responses }: Operation): string[] =>
  responses.default.description.replace(/^Refused: |\.$/g, '').split(', ')
