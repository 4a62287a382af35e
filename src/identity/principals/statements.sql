-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @found#1 src/identity/principals/reads.ts
-- (_uuid) → (id uuid, name text, kind text)
select id, name, kind from read.principal where id = any ($1::uuid[]);

-- @end#1 src/identity/principals/sql.ts
-- (timestamptz, uuid, uuid, uuid) → (id uuid!)
update principal set ended_at = coalesce(ended_at, $1), ended_by = coalesce(ended_by, $2) where id = $3 and organisation = $4 returning id;

-- @findByCode#1 src/identity/principals/sql.ts
-- (bytea, timestamptz, timestamptz) → (id uuid!, use text!, name text!, subject uuid, organisation uuid!, organisation_name text, organisation_class text, centre uuid?, locale text, time_zone text, valid_until timestamptz!, made_by uuid!)
select p.id, p.use, p.name, null::uuid as subject, p.organisation, o.name as organisation_name, o.class as organisation_class, p.centre, o.locale, o.time_zone, p.valid_until, p.made_by from principal p join read.organisation o on o.id = p.organisation where p.code_hash = $1 and p.opened_at is null and p.ended_at is null and p.code_until > $2 and p.valid_until > $3 and o.closed_at is null;

-- @findBySecret#1 src/identity/principals/sql.ts
-- (bytea, timestamptz) → (id uuid!, use text!, name text!, subject uuid, organisation uuid!, organisation_name text, organisation_class text, centre uuid?, locale text, time_zone text, valid_until timestamptz!, made_by uuid!)
select p.id, p.use, p.name, null::uuid as subject, p.organisation, o.name as organisation_name, o.class as organisation_class, p.centre, o.locale, o.time_zone, p.valid_until, p.made_by from principal p join read.organisation o on o.id = p.organisation where p.secret_hash = $1 and p.ended_at is null and p.valid_until > $2 and o.closed_at is null;

-- @findOpened#1 src/identity/principals/sql.ts
-- (bytea, bytea, timestamptz) → (valid_until timestamptz!)
select p.valid_until from principal p join read.organisation o on o.id = p.organisation where p.secret_hash = $1 and p.code_hash = $2 and p.ended_at is null and p.valid_until > $3 and o.closed_at is null;

-- @insert#1 src/identity/principals/sql.ts
-- (uuid, uuid, uuid, text, text, text, bytea, timestamptz, bytea, uuid, timestamptz, timestamptz, timestamptz) → ()
insert into principal (id, organisation, centre, use, kind, name, code_hash, code_until, secret_hash, made_by, made_at, valid_until, opened_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- @list#1 src/identity/principals/sql.ts
-- (uuid) → (id uuid!, use text!, kind text!, name text!, centre uuid?, centre_name text, made_by_name text, made_at timestamptz!, valid_until timestamptz!, code_until timestamptz?, opened_at timestamptz?, ended_at timestamptz?, ended_by_name text)
select p.id, p.use, p.kind, p.name, p.centre, c.name as centre_name, m.name as made_by_name, p.made_at, p.valid_until, p.code_until, p.opened_at, p.ended_at, e.name as ended_by_name from principal p left join read.centre c on c.id = p.centre left join read.app_user m on m.id = p.made_by left join read.app_user e on e.id = p.ended_by where p.organisation = $1 order by p.ended_at is not null, p.made_at desc, p.id desc limit 200;

-- @open#1 src/identity/principals/sql.ts
-- (bytea, timestamptz, uuid, timestamptz) → (valid_until timestamptz!)
update principal set secret_hash = $1, opened_at = $2 where id = $3 and opened_at is null and ended_at is null and code_until > $4 returning valid_until;

-- @ownsCentre#1 src/identity/principals/sql.ts
-- (uuid, uuid) → ()
select from read.centre where id = $1 and organisation = $2;
