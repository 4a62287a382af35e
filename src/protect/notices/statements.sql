-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @acknowledge#1 src/protect/notices/sql.ts
-- (timestamptz, uuid, uuid, uuid) → ()
update consent_notice set acknowledged_at = $1, acknowledged_by = $2, called = null where person = $3 and id = $4;

-- @calledName#1 src/protect/notices/sql.ts
-- (uuid) → (called text)
select coalesce(called, given_names) as called from read.person where person = $1;

-- @erase#1 src/protect/notices/sql.ts
-- (uuid, uuid) → ()
update consent_notice set called = null where person = $1 and organisation = $2;

-- @findKeeper#1 src/protect/notices/sql.ts
-- (uuid) → (organisation uuid)
select organisation from read.person where person = $1;

-- @insert#1 src/protect/notices/sql.ts
-- (uuid, uuid, uuid, _uuid, uuid, text, _text, text, text, timestamptz) → ()
insert into consent_notice (person, id, organisation, shared_with, told_by, purpose, field_groups, because, called, told_at) values ($1, $2, $3, $4::uuid[], $5, $6, $7::text[], $8, $9, $10);

-- @list#1 src/protect/notices/sql.ts
-- (uuid) → (person uuid!, id uuid!, organisation uuid!, purpose text!, field_groups _text!, because text!, called text?, told_at timestamptz!, acknowledged_at timestamptz?, organisation_name text, teller_name text)
select n.person, n.id, n.organisation, n.purpose, n.field_groups, n.because, n.called, n.told_at, n.acknowledged_at, o.name as organisation_name, t.name as teller_name from consent_notice n join read.organisation o on o.id = n.organisation join read.organisation t on t.id = n.told_by where n.organisation = $1 and n.acknowledged_at is null order by n.told_at desc, n.id desc limit 200;

-- @list#1 src/protect/notices/sql.ts
-- (_uuid) → (person uuid!, id uuid!, organisation uuid!, purpose text!, field_groups _text!, because text!, called text?, told_at timestamptz!, acknowledged_at timestamptz?, organisation_name text, teller_name text)
select n.person, n.id, n.organisation, n.purpose, n.field_groups, n.because, n.called, n.told_at, n.acknowledged_at, o.name as organisation_name, t.name as teller_name from consent_notice n join read.organisation o on o.id = n.organisation join read.organisation t on t.id = n.told_by where n.person = any ($1::uuid[]) order by n.told_at desc, n.id desc limit 200;

-- @lock#1 src/protect/notices/sql.ts
-- (uuid, uuid, uuid) → (person uuid!, id uuid!, organisation uuid!, told_by uuid!, purpose text!, acknowledged_at timestamptz?)
select person, id, organisation, told_by, purpose, acknowledged_at from consent_notice where person = $1 and id = $2 and organisation = $3 for update;

-- @lines#1 src/protect/notices/worklist.ts
-- (uuid, timestamptz, uuid, int8) → (id uuid!, at timestamptz!, person uuid!, name text?, by text)
select n.id, n.told_at as at, n.person, n.called as name, t.name as by from consent_notice n join read.organisation t on t.id = n.told_by where n.organisation = $1 and n.acknowledged_at is null and (n.told_at, n.id) > ($2, $3::uuid) order by n.told_at, n.id limit $4;

-- @lines#1 src/protect/notices/worklist.ts
-- (uuid, int8) → (id uuid!, at timestamptz!, person uuid!, name text?, by text)
select n.id, n.told_at as at, n.person, n.called as name, t.name as by from consent_notice n join read.organisation t on t.id = n.told_by where n.organisation = $1 and n.acknowledged_at is null order by n.told_at, n.id limit $2;
