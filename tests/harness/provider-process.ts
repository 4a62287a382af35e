// A real OpenID Connect provider in a process of its own, and the instructions of a test: who signs in, what
// its next tokens falsely claim, and to change its keys.
import { createSign, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'

/** The user of the next browser; null closes the window. */
export type ProviderUser = {
  sub: string
  email?: string
  email_verified?: boolean
  amr?: string[]
  acr?: string
} | null

export type Instruction =
  | { tell: 'sitting'; sitting: ProviderUser }
  /** Claims that replace the true ones in the next tokens, and the key that signs them. */
  | { tell: 'lie'; claims?: Record<string, unknown>; key?: 'retired' | 'unknown' }
  | { tell: 'rotate' }

type Key = { kid: string; secret: KeyObject }

const [CLIENT_ID = '', CLIENT_SECRET = '', REDIRECT_URI = ''] = process.argv.slice(2)

const newKey = (): Key => ({
  kid: randomUUID(),
  secret: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
})

// It warns that it keeps everything in memory, which a test wants.
console.warn = () => {}

let key = newKey()
let retired: Key | undefined
let sitting: ProviderUser = null
let lie: Extract<Instruction, { tell: 'lie' }> | undefined
const everybody = new Map<string, NonNullable<ProviderUser>>()

/** A token as the provider would sign it, with other claims or another key. */
function forge(token: string, { claims, key: wanted }: NonNullable<typeof lie>): string {
  const { kid, secret } = wanted === 'unknown' ? newKey() : wanted === 'retired' ? (retired ?? newKey()) : key
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const true_ = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as object
  const signed = `${encode({ alg: 'RS256', kid })}.${encode({ ...true_, ...claims })}`
  return `${signed}.${createSign('sha256').update(signed).sign(secret).toString('base64url')}`
}

function open(issuer: string): RequestListener {
  const configuration: Configuration = {
    jwks: {
      keys: [{ ...key.secret.export({ format: 'jwk' }), kid: key.kid, alg: 'RS256', use: 'sig' }],
    } as never,
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [REDIRECT_URI],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub', 'amr', 'acr'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/sitting/${uid}` },
    cookies: { keys: [randomUUID()] },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...everybody.get(sub), sub }) }),
    async loadExistingGrant({ oidc: { provider, client, session } }) {
      const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId })
      grant.addOIDCScope('openid email')
      await grant.save()
      return grant
    },
  }
  const provider = new Provider(issuer, configuration)
  provider.use(async (context, next) => {
    if (!context.path.startsWith('/sitting/')) {
      await next()
      const body = context.body as { id_token?: string } | undefined
      if (lie && body?.id_token) body.id_token = forge(body.id_token, lie)
      return
    }
    context.respond = false
    const { sub: accountId = '', amr, acr } = sitting ?? {}
    await provider.interactionFinished(
      context.req,
      context.res,
      sitting
        ? { login: { accountId, ...(amr && { amr }), ...(acr && { acr }) } }
        : { error: 'access_denied', error_description: 'The window was closed.' },
      { mergeWithLastSubmission: false },
    )
  })
  return provider.callback() as RequestListener
}

let answer: RequestListener
const server = createServer((request, response) => answer(request, response))
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  answer = open(issuer)
  process.on('message', (told: Instruction) => {
    if (told.tell === 'sitting') {
      sitting = told.sitting
      if (sitting) everybody.set(sitting.sub, sitting)
    } else if (told.tell === 'lie') lie = told.claims || told.key ? told : undefined
    else {
      retired = key
      key = newKey()
      answer = open(issuer)
    }
    process.send?.('done')
  })
  process.send?.(issuer)
})
process.on('disconnect', () => process.exit())
