// Finds in the source which problems each handler can throw: follows its calls inside the capability down to
// the declared problems.
import { posix } from 'node:path'
import type { SourceTree, Module } from './source-tree.ts'

type Node = { readonly type: string; readonly [key: string]: unknown }
type Name = { readonly name: string }

/** Where an imported name comes from: an export of another module, or `*` for all its exports. */
type Origin = { readonly path: string; readonly name: string }

type Scope = {
  readonly imports: ReadonlyMap<string, Origin>
  readonly declared: ReadonlyMap<string, Node>
}

/** The problems that the code of `path` may throw, as `<path of problems.ts>#<name>`. */
export type Refusals = { of(path: string, node: Node): ReadonlySet<string> }

export function refusals({ modules }: SourceTree): Refusals {
  const scopes = new Map<string, Scope>()
  const scopeOf = (module: Module) => {
    const known = scopes.get(module.path) ?? readScope(module)
    scopes.set(module.path, known)
    return known
  }
  const capabilityOf = (path: string) => /^src\/[a-z]+\/[a-z-]+\//u.exec(path)?.[0]

  function follow(path: string, node: Node, found: Set<string>, seen: Set<string>): void {
    const module = modules.get(path)
    if (!module) return
    const scope = scopeOf(module)
    const bound = boundIn(node)
    for (const { name, member } of namesIn(node)) {
      if (bound.has(name)) continue
      const origin = scope.imports.get(name)
      const target = origin
        ? { path: origin.path, name: origin.name === '*' ? (member ?? '') : origin.name }
        : { path, name }
      const key = `${target.path}#${target.name}`
      if (seen.has(key)) continue
      seen.add(key)
      if (target.path.endsWith('/problems.ts')) found.add(key)
      else if (capabilityOf(target.path) === capabilityOf(path)) {
        const there = modules.get(target.path)
        const declaration = there && scopeOf(there).declared.get(target.name)
        if (declaration) follow(target.path, declaration, found, seen)
      }
    }
  }

  return {
    of(path, node) {
      const found = new Set<string>()
      follow(path, node, found, new Set())
      return found
    },
  }
}

function readScope(module: Module): Scope {
  const imports = new Map<string, Origin>()
  const declared = new Map<string, Node>()
  module.visit((node) => {
    if (node.type === 'ImportDeclaration') {
      const from = (node['source'] as { value: string }).value
      if (!from.startsWith('.')) return
      const path = posix.join(posix.dirname(module.path), from)
      for (const one of node['specifiers'] as (Node & { local: Name; imported?: Name })[])
        imports.set(one.local.name, { path, name: one.imported?.name ?? '*' })
    }
    if (node.type !== 'Program') return
    for (const statement of node['body'] as Node[]) {
      const declaration = (statement['declaration'] ?? statement) as Node & { id?: Name }
      if (declaration.type === 'FunctionDeclaration' && declaration.id)
        declared.set(declaration.id.name, declaration)
      if (declaration.type === 'VariableDeclaration')
        for (const one of declaration['declarations'] as (Node & { id: Name })[])
          declared.set(one.id.name, one)
    }
  })
  return { imports, declared }
}

/** Names that a scope declares itself: they shadow the names of the module. */
function boundIn(node: unknown, bound = new Set<string>()): Set<string> {
  if (Array.isArray(node)) for (const one of node) boundIn(one, bound)
  else if (node !== null && typeof node === 'object') {
    const { type, id, params, init } = node as {
      type?: string
      id?: unknown
      params?: unknown
      init?: unknown
    }
    if (type === 'VariableDeclarator') for (const { name } of namesIn(id)) bound.add(name)
    if (params !== undefined) for (const { name } of namesIn(params)) bound.add(name)
    boundIn(type === 'VariableDeclarator' ? init : Object.values(node), bound)
  }
  return bound
}

/** Every identifier; for an object of which a member is read, also that member. */
function* namesIn(node: unknown): Generator<{ name: string; member?: string | undefined }> {
  if (Array.isArray(node)) for (const one of node) yield* namesIn(one)
  else if (node !== null && typeof node === 'object') {
    const {
      type,
      object,
      property,
      computed,
      name,
      key: _key,
      ...rest
    } = node as {
      type?: string
      object?: { type: string; name: string }
      property?: Name
      computed?: boolean
      name?: string
      key?: unknown
    }
    if (type === 'Identifier' && name !== undefined) yield { name }
    else if (type === 'MemberExpression') {
      if (object?.type === 'Identifier')
        yield { name: object.name, ...(!computed && { member: property?.name }) }
      else yield* namesIn(object)
      if (computed) yield* namesIn(property)
    } else for (const value of Object.values(rest)) yield* namesIn(value)
  }
}
