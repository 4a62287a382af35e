// SQL on keys: what is stored of each when it is issued, and which an organisation has.
import { sql } from 'kysely'
import type { OrganisationClass } from '../../kernel/actor.ts'
import type { PlainDate } from '../../kernel/time.ts'
import type { Id } from '../../kernel/words.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { type Signing, writeAuth } from '../../platform/database/signed-write.ts'

export type NewKey = {
  id: Id
  organisation: Id
  organisationClass: OrganisationClass
  user: Id
  prefix: string
  hash: Buffer
  allows: readonly string[]
  until: PlainDate
  at: string
  by: Id
}

export async function insertKey(writing: Signing, one: NewKey): Promise<void> {
  await writeAuth(writing, 'key.issue', {
    id: one.id,
    organisation: one.organisation,
    organisation_class: one.organisationClass,
    app_user: one.user,
    prefix: one.prefix,
    hash: one.hash.toString('hex'),
    allows: one.allows,
    valid_until: one.until,
    issued_at: one.at,
    issued_by: one.by,
  })
}

/** Withdraws it for good; false when the organisation has no such key. Withdrawing twice keeps the first day. */
export async function endKey(
  writing: Signing,
  one: { organisation: Id; id: Id; at: string },
): Promise<boolean> {
  return (await writeAuth(writing, 'key.revoke', one)) === 1
}

export type ListedKey = {
  id: Id
  user: Id
  name: string
  prefix: string
  allows: string[]
  until: PlainDate
  issuedAt: string
  issuedBy: string
  usedAt: string | null
  revokedAt: string | null
}

/** Keys of the organisation, those still good first. */
export async function keysOf(tx: Tx, organisation: Id): Promise<ListedKey[]> {
  const { rows } = await sql<ListedKey>`
    select k.id, k.app_user as user, a.name, k.prefix, k.allows, k.valid_until as until, k.issued_at as "issuedAt",
      coalesce(b.name, '') as "issuedBy", k.used_at as "usedAt", k.revoked_at as "revokedAt"
    from auth.api_key k
    join read.app_user a on a.id = k.app_user
    left join read.app_user b on b.id = k.issued_by
    where k.organisation = ${organisation}
    order by k.revoked_at is not null, k.issued_at desc limit 500`.execute(tx)
  return rows
}
