// Identifies the principal of a request: by the bearer header of a program, or by the cookie of the browser
// in which its code was typed.
import type { Actor } from '../../../kernel/actor.ts'
import type { App } from '../../../platform/app.ts'
import type { Identify } from '../../../platform/http/http.ts'
import { principalsOf, type PrincipalStore } from '../../../platform/principals.ts'
import { closePrincipal, openPrincipal } from '../operations.ts'
import { principalCodeWrong, principalEnded, principalTooMany } from '../problems.ts'
import * as sql from '../sql.ts'

/** The codes of principals are hashed with it. */
export const CODE_LABEL = 'principal code'

/** The prefix of the secret of every program, so that it is told from the key of a user. */
export const MARK = 'arraigo-principal_'

const BEARER = new RegExp(`^bearer +(${MARK}\\S+)$`, 'iu')

export const storeOf = (uses: PrincipalStore['uses']): PrincipalStore => ({
  uses,
  findByCode: sql.findByCode,
  findBySecret: sql.findBySecret,
  findOpened: sql.findOpened,
  open: openPrincipal,
  close: closePrincipal,
  codeLabel: CODE_LABEL,
  attempts: 'principal_code',
  cookie: { name: 'arraigo.principal', path: '/api' },
  problems: { wrong: principalCodeWrong, ended: principalEnded, tooMany: principalTooMany },
})

type Credentials = {
  actorFrom(request: Request): Promise<Actor>
  credentialIn(headers: Headers): string | undefined
}

/**
 * Adds principals to the users of a session or key. In a browser where somebody is signed in, they act, and
 * not the display that is open there.
 */
export function createPrincipals(app: App, users: Credentials, https: boolean): Credentials {
  const principals = principalsOf(
    app,
    storeOf(() => app.principals),
    https,
  )
  const secretIn = (headers: Headers) => {
    const bearer = BEARER.exec(headers.get('authorization') ?? '')?.[1]
    if (bearer !== undefined || users.credentialIn(headers) !== undefined) return bearer
    return principals.secretIn(headers)
  }
  const actorFrom: Identify = (request) => {
    const secret = secretIn(request.headers)
    return secret === undefined ? users.actorFrom(request) : principals.identify(secret)
  }
  return { actorFrom, credentialIn: (headers) => secretIn(headers) ?? users.credentialIn(headers) }
}
