// The API's own document, OpenAPI 3.1, made from the contracts and from nothing else.
import * as z from 'zod/mini'
import type { Command, Query } from '../kernel/command.ts'
import { COMMON_PROBLEMS } from '../kernel/problem.ts'
import { PlainDate } from '../kernel/time.ts'
import type { House } from './house.ts'

type Contract = Command | Query

export function openApi(house: Pick<House, 'commands' | 'queries'>): object {
  const contracts: Contract[] = [...house.commands.values(), ...house.queries.values()]
    .map((handler) => handler.contract)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  return {
    openapi: '3.1.0',
    info: {
      title: 'Arraigo',
      version: '1',
      description:
        'Every change is a command (POST), every question a query (GET). Refusals are application/problem+json with a stable code.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api' }],
    security: [{ session: [] }],
    paths: Object.fromEntries(
      contracts.map((contract) => [
        `/${contract.name}`,
        contract.is === 'command' ? { post: commandOperation(contract) } : { get: queryOperation(contract) },
      ]),
    ),
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'arraigo.session_token' } },
      schemas: { Problem: PROBLEM },
    },
  }
}

function commandOperation(contract: Command) {
  return {
    operationId: contract.name,
    summary: contract.summary,
    tags: [tagOf(contract)],
    'x-facts': contract.facts ?? [],
    'x-offline': contract.offline ?? false,
    parameters: [
      {
        name: 'idempotency-key',
        in: 'header',
        description: 'A version 7 uuid minted by the sender; the same key never does the same thing twice.',
        schema: { type: 'string', format: 'uuid' },
      },
      {
        name: 'x-requested-with',
        in: 'header',
        description:
          'Required with a session cookie, so that no other site can act for the person signed in.',
        schema: { const: 'arraigo' },
      },
    ],
    requestBody: {
      required: true,
      content: { 'application/json': { schema: schemaOf(contract.input, 'input') } },
    },
    responses: responses(contract),
  }
}

function queryOperation(contract: Query) {
  return {
    operationId: contract.name,
    summary: contract.summary,
    tags: [tagOf(contract)],
    'x-discloses': contract.discloses ?? false,
    parameters: [
      {
        name: 'input',
        in: 'query',
        content: { 'application/json': { schema: schemaOf(contract.input, 'input') } },
      },
    ],
    responses: responses(contract),
  }
}

function responses(contract: Contract) {
  return {
    200: {
      description: 'Done.',
      content: { 'application/json': { schema: schemaOf(contract.output, 'output') } },
    },
    default: {
      description: `Refused: ${[...new Set([...(contract.problems ?? []), ...COMMON_PROBLEMS])].join(', ')}.`,
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  }
}

const tagOf = (contract: Contract) => contract.name.split('.')[0] ?? contract.name

function schemaOf(schema: z.ZodMiniType, io: 'input' | 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    cycles: 'ref',
    // A rule in code (a real calendar date) has no word in JSON Schema unless we say it.
    override({ zodSchema, jsonSchema }) {
      if ((zodSchema as unknown) === PlainDate) jsonSchema.format = 'date'
    },
  })
  return rest
}

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', pattern: '^[a-z_]+\\.[a-z_]+$' },
    data: { type: 'object' },
  },
}
