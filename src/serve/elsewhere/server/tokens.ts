// Makes tokens of people, and keeps the secrets that they are made with: newest first, wrapped in the database.
import { createHmac } from 'node:crypto'
import { dateIn, type PlainDate } from '../../../kernel/time.ts'
import type { Id } from '../../../kernel/words.ts'
import type { QueryContext } from '../../../platform/capability.ts'
import { newDataKey, UnreadableError } from '../../../platform/key-service.ts'
import { decisionsAbout } from '../../../protect/consent/reads.ts'
import { audiencesOf, decisionsOn } from '../rules/audience.ts'
import { tokenTexts } from '../rules/tokens.ts'
import * as sql from '../sql.ts'

type Around = Pick<QueryContext, 'tx' | 'keys' | 'receivedAt' | 'actor'>

/** The day on which a yes must be in force: a device whose clock is behind revives none. */
export const dayOf = ({ receivedAt, actor }: Pick<Around, 'receivedAt' | 'actor'>): PlainDate =>
  dateIn(receivedAt, actor.timeZone)

export type Secret = { readonly version: number; readonly key: Buffer }

/** Binds a wrapped secret to its row. */
const ofSecret = (version: number) => `known_secret/${version}`

/** HMAC-SHA-256 (RFC 2104) of a text, in hexadecimal. */
export const tokenOf = ({ key }: Secret, text: string): string =>
  createHmac('sha256', key).update(`arraigo.known/1\n${text}`).digest('hex')

async function opened({ keys }: Around, rows: readonly sql.SecretRow[]): Promise<Secret[]> {
  const secrets: Secret[] = []
  for (const { version, kek, wrapped } of rows)
    try {
      secrets.push({ version, key: await keys.unwrap({ kek, bytes: wrapped }, ofSecret(version)) })
    } catch (error) {
      // Wrapped with a key that was removed: `renew` replaces it, and those who have only its tokens are not found till then.
      if (!(error instanceof UnreadableError)) throw error
    }
  return secrets
}

/** The secrets by which people are asked about and found now. As the system. */
export const secretsOf = async (ctx: Around): Promise<Secret[]> =>
  await opened(ctx, await sql.secrets(ctx.tx))

async function addSecret(ctx: Around, version: number): Promise<void> {
  const wrapped = await ctx.keys.wrap(newDataKey(), ofSecret(version))
  await sql.addSecret(ctx.tx, { version, kek: wrapped.kek, wrapped: wrapped.bytes, madeAt: ctx.receivedAt })
}

/**
 * Writes the tokens of a person as their consent is now, under every secret: those of before go, and of somebody who allows
 * nothing, or was erased, none are left. As the system.
 */
export async function writeTokens(ctx: Around, person: Id): Promise<void> {
  await sql.holdSecrets(ctx.tx, 'writer')
  await sql.lockTokens(ctx.tx, [person])
  const decisions = decisionsOn(await decisionsAbout(ctx.tx, [person]))
  if (decisions.length === 0 && !(await sql.hasTokens(ctx.tx, person))) return
  const of = await sql.knownOf(ctx.tx, person)
  if (!of) return await sql.endTokens(ctx.tx, person)
  if ((await sql.secrets(ctx.tx)).length === 0) await addSecret(ctx, 1)
  const secrets = await secretsOf(ctx)
  const texts = tokenTexts(of)
  const audiences = audiencesOf(decisions, await sql.organisations(ctx.tx), dayOf(ctx))
  const rows = audiences.flatMap(({ audience, part, until }) =>
    texts
      .filter((one) => one.part === part)
      .flatMap(({ text }) =>
        secrets.map((secret) => ({
          audience,
          until,
          token: tokenOf(secret, text),
          version: secret.version,
        })),
      ),
  )
  await sql.replaceTokens(ctx.tx, { person, organisation: of.organisation }, rows)
}

/** Days for which one secret makes the tokens. */
export const SECRET_DAYS = 90
const DAY_MS = 86_400_000
/** By then no transaction runs that read the secrets before the newest was there. */
const SETTLED_MS = 3_600_000

/**
 * One step of a change of the secret: adds one when it is due, or when what wrapped the newest is not in use any more;
 * computes some people anew, while both answer; at last ends the older. As the system.
 *
 * @returns whether nothing is left to do now
 */
export async function renew(ctx: Around, most: number): Promise<boolean> {
  await sql.holdSecrets(ctx.tx, 'changing')
  const [newest] = await sql.secrets(ctx.tx)
  if (!newest) return true
  const age = Date.parse(ctx.receivedAt) - Date.parse(newest.madeAt)
  if (newest.kek !== (await ctx.keys.current()) || age > SECRET_DAYS * DAY_MS) {
    await addSecret(ctx, newest.version + 1)
    return false
  }
  const next = await sql.nextToRenew(ctx.tx, newest.version, most)
  for (const person of next) await writeTokens(ctx, person)
  if (next.length > 0) return false
  if (age > SETTLED_MS) await sql.dropOlder(ctx.tx, newest.version)
  return true
}
