-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @keysOf#1 src/identity/keys/sql.ts
-- (uuid) → (id uuid!, user uuid!, name text, prefix text!, allows _text!, until date!, issuedAt timestamptz!, issuedBy text, usedAt timestamptz?, revokedAt timestamptz?)
select k.id, k.app_user as user, a.name, k.prefix, k.allows, k.valid_until as until, k.issued_at as "issuedAt", coalesce(b.name, '') as "issuedBy", k.used_at as "usedAt", k.revoked_at as "revokedAt" from auth.api_key k join read.app_user a on a.id = k.app_user left join read.app_user b on b.id = k.issued_by where k.organisation = $1 order by k.revoked_at is not null, k.issued_at desc limit 500;

-- @lines#1 src/identity/keys/worklist.ts
-- (uuid, date, date, date, uuid, int8) → (id uuid!, at date!, name text)
select k.id, k.valid_until as at, a.name from auth.api_key k join read.app_user a on a.id = k.app_user where k.organisation = $1 and k.revoked_at is null and k.valid_until between $2 and $3 and (k.valid_until, k.id) > ($4, $5::uuid) order by k.valid_until, k.id limit $6;

-- @lines#1 src/identity/keys/worklist.ts
-- (uuid, date, date, int8) → (id uuid!, at date!, name text)
select k.id, k.valid_until as at, a.name from auth.api_key k join read.app_user a on a.id = k.app_user where k.organisation = $1 and k.revoked_at is null and k.valid_until between $2 and $3 order by k.valid_until, k.id limit $4;
