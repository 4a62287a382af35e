// Generates the OpenAPI 3.1 document from the declared operations and auth routes only.
import * as z from 'zod/mini'
import type { Command, Query } from '../../kernel/command.ts'
import type { ProblemKind } from '../../kernel/problem.ts'
import { COMMON_PROBLEMS } from '../../kernel/problems.ts'
import { PlainDate } from '../../kernel/time.ts'
import type { App } from '../app.ts'

type Operation = Command | Query

/** An address of signing in, as the document describes it. */
export type SignInRoute = {
  readonly method: 'GET' | 'POST'
  readonly summary: string
  readonly input: z.ZodMiniType
  readonly problems: readonly ProblemKind[]
}

/** @param signIn the addresses under `/auth`, by their names */
export function openApi(
  app: Pick<App, 'commands' | 'queries'>,
  signIn: Readonly<Record<string, SignInRoute>> = {},
): object {
  const operations: Operation[] = [...app.commands.values(), ...app.queries.values()]
    .map((handler) => handler.operation)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  return {
    openapi: '3.1.0',
    info: {
      title: 'Arraigo',
      version: '1',
      description:
        'Every change is a command (POST), every question a query (GET). A query that shows somebody may be sent by POST ' +
        'too, so that whom one looks for stays out of addresses and logs. People come with a session, opened at the ' +
        'addresses under /auth; programs with a key. Refusals are application/problem+json with a stable code.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api' }],
    security: [{ session: [] }, { key: [] }],
    paths: Object.fromEntries([
      ...Object.entries(signIn).map(([name, route]) => [`/auth/${name}`, signInOperation(name, route)]),
      ...operations.map((operation) => [`/${operation.name}`, pathItem(operation)]),
    ]),
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'arraigo.session_token',
          description: 'Set by the addresses that sign in. Over https its name begins with `__Secure-`.',
        },
        key: {
          type: 'http',
          scheme: 'bearer',
          description:
            'A key that an administrator issued: for the commands and queries on its list, as far as the roles of its ' +
            'program go. Refused with key.unknown, key.expired, key.revoked, key.locked (401, 429) or key.out_of_scope (403).',
        },
      },
      schemas: { Problem: PROBLEM },
    },
  }
}

const FROM_OUR_PAGES = {
  name: 'x-requested-with',
  in: 'header',
  description: 'Required with a session cookie, so that no other site can act for the person signed in.',
  schema: { const: 'arraigo' },
}

function pathItem(operation: Operation) {
  if (operation.is === 'command') return { post: commandOperation(operation) }
  const get = queryOperation(operation)
  return operation.discloses ? { get, post: postedQuery(operation) } : { get }
}

/**
 * An auth route accepts requests without a session and sets cookies; the rest of its response is for our own
 * screens.
 */
function signInOperation(name: string, { method, summary, input, problems }: SignInRoute) {
  const described = {
    operationId: `auth.${name.replaceAll('-', '_')}`,
    summary,
    tags: ['auth'],
    security: [{}, { session: [] }],
    parameters: method === 'POST' ? [{ ...FROM_OUR_PAGES, required: true }] : [],
    responses: {
      200: { description: 'Done.', content: { 'application/json': { schema: {} } } },
      default: {
        description: refused(problems),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
  return method === 'GET' ? { get: described } : { post: { ...described, requestBody: bodyOf(input) } }
}

const bodyOf = (input: z.ZodMiniType) => ({
  required: true,
  content: { 'application/json': { schema: schemaOf(input, 'input') } },
})

/** A query by POST, with its input in the body; its schemas are described at its GET. */
function postedQuery({ name, summary }: Query) {
  const get = `#/paths/~1${name}/get`
  return {
    operationId: `${name}_by_post`,
    summary,
    tags: [tagOf({ name })],
    'x-discloses': true,
    parameters: [FROM_OUR_PAGES],
    requestBody: {
      required: true,
      content: {
        'application/json': { schema: { $ref: `${get}/parameters/0/content/application~1json/schema` } },
      },
    },
    responses: {
      200: { $ref: `${get}/responses/200` },
      default: { $ref: `${get}/responses/default` },
    },
  }
}

function commandOperation(operation: Command) {
  return {
    operationId: operation.name,
    summary: operation.summary,
    tags: [tagOf(operation)],
    'x-facts': operation.facts ?? [],
    'x-offline': operation.offline ?? false,
    parameters: [
      {
        name: 'idempotency-key',
        in: 'header',
        description: 'A version 7 uuid minted by the sender; the same key never does the same thing twice.',
        schema: { type: 'string', format: 'uuid' },
      },
      {
        name: 'idempotency-replay',
        in: 'header',
        description:
          'Asks what became of this key without doing anything: the first answer, or 204 when there is none.',
        schema: { type: 'string', enum: ['only'] },
      },
      FROM_OUR_PAGES,
    ],
    requestBody: bodyOf(operation.input),
    responses: responses(operation),
  }
}

function queryOperation(operation: Query) {
  return {
    operationId: operation.name,
    summary: operation.summary,
    tags: [tagOf(operation)],
    'x-discloses': operation.discloses ?? false,
    parameters: [
      {
        name: 'input',
        in: 'query',
        content: { 'application/json': { schema: schemaOf(operation.input, 'input') } },
      },
      FROM_OUR_PAGES,
    ],
    responses: responses(operation),
  }
}

const refused = (problems: readonly ProblemKind[]) =>
  `Refused: ${[...new Set(problems.map(({ code }) => code))].join(', ')}.`

function responses(operation: Operation) {
  return {
    200: {
      description: 'Done.',
      content: { 'application/json': { schema: schemaOf(operation.output, 'output') } },
    },
    default: {
      description: refused([...(operation.problems ?? []), ...COMMON_PROBLEMS]),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  }
}

const tagOf = ({ name }: Pick<Operation, 'name'>) => name.split('.')[0] ?? name

function schemaOf(schema: z.ZodMiniType, io: 'input' | 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    cycles: 'ref',
    // A rule in code (a real calendar date) has no counterpart in JSON Schema: it is added here.
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
