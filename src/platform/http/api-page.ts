// Serves the API reference as an HTML page without scripts, made from the operations like the OpenAPI
// document itself.
import type { Hono } from 'hono'
import { html, raw } from 'hono/html'
import { COMMON_PROBLEMS } from '../../kernel/problems.ts'
import { exposes } from '../exposure.ts'

type Operation = {
  operationId: string
  summary: string
  tags: string[]
  'x-facts'?: string[]
  'x-offline'?: boolean
  'x-discloses'?: boolean
  parameters: { in: string; content?: Content }[]
  requestBody?: { content: Content }
  responses: { 200: { content: Content }; default: { description: string } }
}
type Content = Record<string, { schema: object }>
type Document = { paths: Record<string, { get?: Operation; post?: Operation }> }

/** @param document makes the API's document */
export function apiPage(hono: Hono, document: () => object): void {
  hono.get('/api', exposes('open'), (context) => context.html(page(document() as Document)))
  hono.get('/api/page.css', exposes('open'), (context) =>
    context.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }),
  )
}

function page({ paths }: Document) {
  const operations = Object.values(paths).flatMap(({ get, post }) => [
    ...(get ? [{ method: post ? 'GET or POST' : 'GET', operation: get }] : []),
    ...(post && !get ? [{ method: 'POST', operation: post }] : []),
  ])
  const nouns = [...new Set(operations.map(({ operation }) => operation.tags[0] ?? ''))].sort()
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Arraigo API</title>
        <link rel="stylesheet" href="/api/page.css" />
      </head>
      <body>
        <header>
          <h1>Arraigo API</h1>
          <p>
            Every change is a command: <code>POST /api/noun.verb</code> with JSON. Every question is a query:
            <code>GET /api/noun.verb?input={…}</code>. A refusal is <code>application/problem+json</code> with
            a stable code. Send <code>idempotency-key</code> (a version 7 uuid) and a repeat does nothing
            twice; with a session cookie also send <code>x-requested-with: arraigo</code>. A program sends its
            key as <code>authorization: Bearer …</code> and nothing else.
          </p>
          <p><a href="/api/openapi.json">OpenAPI 3.1 document</a></p>
          <nav aria-label="Nouns">
            <ul>
              ${nouns.map((noun) => html`<li><a href="#${noun}">${noun}</a></li>`)}
            </ul>
          </nav>
        </header>
        <main>
          ${nouns.map(
            (noun) =>
              html`<section id="${noun}" aria-labelledby="${noun}-title">
                <h2 id="${noun}-title">${noun}</h2>
                ${operations.filter(({ operation }) => operation.tags[0] === noun).map(one)}
              </section>`,
          )}
          <section id="common">
            <h2>Problems any of them may answer with</h2>
            <p><code>${common.join(', ')}</code></p>
          </section>
        </main>
      </body>
    </html>`
}

const common: readonly string[] = COMMON_PROBLEMS.map(({ code }) => code)

function one({ method, operation }: { method: string; operation: Operation }) {
  const input = operation.requestBody?.content ?? operation.parameters.find((each) => each.content)?.content
  const notes = [
    operation['x-offline'] ? 'works offline' : '',
    operation['x-discloses'] ? 'written into the disclosure log' : '',
    operation['x-facts']?.length ? `records ${operation['x-facts'].join(', ')}` : '',
  ].filter(Boolean)
  const own = operation.responses.default.description
    .replace(/^Refused: /u, '')
    .replace(/\.$/u, '')
    .split(', ')
    .filter((code) => !common.includes(code))
  return html`<details id="${operation.operationId}">
    <summary>
      <span class="method">${method}</span> <code>${operation.operationId}</code> ${operation.summary}
    </summary>
    ${notes.length > 0 ? html`<p>${notes.join(' · ')}</p>` : raw('')}
    ${own.length > 0 ? html`<p>Problems: <code>${own.join(', ')}</code></p>` : raw('')}
    <h3>Input</h3>
    <pre>${JSON.stringify(input?.['application/json']?.schema, undefined, 2)}</pre>
    <h3>Output</h3>
    <pre>${JSON.stringify(operation.responses[200].content['application/json']?.schema, undefined, 2)}</pre>
  </details>`
}

const STYLE = `
:root { color-scheme: light dark; --ground: light-dark(#faf5ea, #14211a); --ink: light-dark(#17231b, #f2ede0);
  --leaf: light-dark(#1b5133, #a5d6b3); --line: light-dark(#d8cfba, #3a4a40) }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1rem 6rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.6 system-ui, sans-serif }
a, .method { color: var(--leaf) }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; list-style: none }
h2 { margin-block: 3rem 1rem; border-block-end: 2px solid var(--leaf) }
details { border-block-end: 1px solid var(--line); padding-block: .5rem }
summary { cursor: pointer; padding-block: .25rem }
.method { font-weight: 700 }
pre { overflow: auto; padding: 1rem; border: 1px solid var(--line); max-height: 30rem }
`
