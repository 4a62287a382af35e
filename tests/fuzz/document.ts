// The API's document as tests read it: operations, and the schema of what each takes.
import { openApiText } from '../harness/openapi-text.ts'
import type { Schema } from './inputs.ts'

type Content = { content: { 'application/json': { schema: Schema } } }

export type Operation = {
  operationId: string
  requestBody?: Content
  parameters?: ({ name: string } & Partial<Content>)[]
  responses: { default: { description: string } }
}

export const document = JSON.parse(openApiText()) as { paths: Record<string, Record<string, Operation>> }

export function inputSchema(operation: Operation): Schema {
  const given = operation.requestBody ?? operation.parameters?.find(({ name }) => name === 'input')
  return given?.content?.['application/json'].schema ?? {}
}

/** Codes the operation says it may be refused with. */
export const promisedCodes = ({ responses }: Operation): string[] =>
  responses.default.description.replace(/^Refused: |\.$/g, '').split(', ')
