// Makes tokens of people, and keeps the secrets that they are made with: newest first, wrapped in the database.
import { createHmac } from 'node:crypto'
import { dateIn, type PlainDate } from '../../../kernel/time.ts'
import type { Id } from '../../../kernel/words.ts'
import type { QueryContext } from '../../../platform/capability.ts'
import { holdKeys } from '../../../platform/database/wrapping.ts'
import { newDataKey, UnreadableError } from '../../../platform/key-service.ts'
import { decisionsAbout } from '../../../protect/consent/reads.ts'
import { audiencesOf, decisionsOn, PARTS_ASKED, type Audience } from '../rules/audience.ts'
import { tokenTexts } from '../rules/tokens.ts'
import * as sql from '../sql.ts'
import * as ofSecrets from './secrets.ts'

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
      // Wrapped with a key that was removed: `renew` adds another, and those who have only its tokens are not found till then.
      if (!(error instanceof UnreadableError)) throw error
    }
  return secrets
}

/** The secrets by which people are asked about and found now. As the system. */
export const secretsOf = async (ctx: Around): Promise<Secret[]> =>
  await opened(ctx, await sql.secrets(ctx.tx))

async function addSecret(ctx: Around, version: number): Promise<void> {
  await holdKeys(ctx.tx)
  const wrapped = await ctx.keys.wrap(newDataKey(), ofSecret(version))
  await sql.addSecret(ctx.tx, { version, kek: wrapped.kek, wrapped: wrapped.bytes, madeAt: ctx.receivedAt })
}

/**
 * Writes the tokens of a person as their consent is now, under every secret: those of before go, and of somebody who allows
 * nothing, or was erased, none are left. While no secret can be opened none can be written, and those stay that are still
 * allowed, in case that the key comes back. As the system.
 */
export async function writeTokens(ctx: Around, person: Id): Promise<void> {
  await sql.holdSecrets(ctx.tx, 'writer')
  await sql.lockTokens(ctx.tx, [person])
  const decisions = decisionsOn(await decisionsAbout(ctx.tx, [person]))
  if (decisions.length === 0 && !(await sql.hasTokens(ctx.tx, person))) return
  const of = await sql.knownOf(ctx.tx, person)
  if (!of) return await sql.endTokens(ctx.tx, person)
  if ((await sql.secrets(ctx.tx)).length === 0) await addSecret(ctx, 1)
  const stored = await sql.secrets(ctx.tx)
  const secrets = await opened(ctx, stored)
  const audiences = audiencesOf(decisions, await sql.organisations(ctx.tx), dayOf(ctx))
  const [newest] = stored
  // If its key comes back, what was written meanwhile lacks its tokens: everybody's are made again then.
  if (newest && secrets[0]?.version !== newest.version)
    await ofSecrets.saveReached(ctx.tx, newest.version, ofSecrets.NOBODY)
  if (secrets.length === 0) {
    await ofSecrets.keepTokensFor(ctx.tx, person, wholly(audiences))
    return
  }
  const texts = tokenTexts(of)
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

/** Those who are told by every part: of which part a token was made cannot be seen, so others could keep one too many. */
const wholly = (audiences: readonly Audience[]): Audience[] =>
  audiences.filter(({ audience, until }) =>
    PARTS_ASKED.every((part) =>
      audiences.some((one) => one.audience === audience && one.part === part && one.until === until),
    ),
  )

/** Days for which one secret makes the tokens. */
export const SECRET_DAYS = 90
const DAY_MS = 86_400_000
/** By then no transaction runs that read the secrets before the newest was there. */
const SETTLED_MS = 3_600_000

/** Wraps those anew that an older key-encryption key wraps. @returns whether there were any */
async function rewrap(ctx: Around, stored: readonly sql.SecretRow[]): Promise<boolean> {
  const current = await ctx.keys.current()
  const others = stored.filter(({ kek }) => kek !== current)
  if (others.length === 0) return false
  await holdKeys(ctx.tx)
  const secrets = await opened(ctx, others)
  for (const { version, key } of secrets)
    await ofSecrets.saveWrapped(ctx.tx, version, await ctx.keys.wrap(key, ofSecret(version)))
  return secrets.length > 0
}

/**
 * One step of a change of the secret: wraps anew what an older key-encryption key wraps; adds a secret when it is due, or when
 * the newest cannot be opened any more; computes some people anew, while both answer; at last ends the older. As the system.
 *
 * @returns whether nothing is left to do now
 */
export async function renew(ctx: Around, most: number): Promise<boolean> {
  await sql.holdSecrets(ctx.tx, 'changing')
  const stored = await sql.secrets(ctx.tx)
  const [newest] = stored
  if (!newest) return true
  if (await rewrap(ctx, stored)) return false
  const age = Date.parse(ctx.receivedAt) - Date.parse(newest.madeAt)
  const lost = (await opened(ctx, [newest])).length === 0
  const reached = await ofSecrets.reachedBy(ctx.tx, newest.version)
  if (lost || age > SECRET_DAYS * DAY_MS) {
    await addSecret(ctx, newest.version + 1)
    if (lost || reached !== null) await ofSecrets.saveReached(ctx.tx, newest.version + 1, ofSecrets.NOBODY)
    return false
  }
  const next = await sql.nextToRenew(ctx.tx, newest.version, most)
  for (const person of next) await writeTokens(ctx, person)
  if (next.length > 0) return false
  // Some who said yes may have no token at all.
  if (reached !== null) {
    const others = await ofSecrets.decidedAfter(ctx.tx, reached, most)
    for (const person of others) await writeTokens(ctx, person)
    await ofSecrets.saveReached(ctx.tx, newest.version, others.at(-1) ?? null)
    return false
  }
  if (age > SETTLED_MS) await sql.dropOlder(ctx.tx, newest.version)
  return true
}
