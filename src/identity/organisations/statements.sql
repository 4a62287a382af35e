-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @findOrganisation#1 src/identity/organisations/reads.ts
-- (uuid) → (id uuid!, name text!, class text!, contact text?, tax_number text?, address text?, bank_account text?, time_zone text!, locale text!, second_factor text!, lead bool!, closed_at timestamptz?)
select id, name, class, contact, tax_number, address, bank_account, time_zone, locale, second_factor, lead, closed_at from organisation where id = $1;

-- @keepOpen#1 src/identity/organisations/reads.ts
-- (uuid) → ()
select from organisation where id = $1 and closed_at is null for share;

-- @letterheadOf#1 src/identity/organisations/reads.ts
-- (uuid, uuid) → (contact text?, centre text!, address text?)
select o.contact, c.name as centre, c.address from organisation o left join centre c on c.id = $2 and c.organisation = o.id where o.id = $1;

-- @listOrganisations#1 src/identity/organisations/reads.ts
-- () → (id uuid!, name text!, class text!, lead bool!)
select id, name, class, lead from organisation where closed_at is null order by name;

-- @lockOrganisation#1 src/identity/organisations/reads.ts
-- (uuid) → ()
select from organisation where id = $1 for update;

-- @browse#1 src/identity/organisations/sql.ts
-- (text, uuid, int8) → (id uuid!, name text!, class text!, lead bool!, key text!, key_id uuid!)
select o.id, o.name, o.class, o.lead, (o.class)::text as key, o.id as key_id from organisation o where o.closed_at is null and (o.class, o.id) < ($1::text, $2::uuid) order by o.class desc, o.id desc limit $3;

-- @browse#1 src/identity/organisations/sql.ts
-- (text, uuid, int8) → (id uuid!, name text!, class text!, lead bool!, key text!, key_id uuid!)
select o.id, o.name, o.class, o.lead, (o.class)::text as key, o.id as key_id from organisation o where o.closed_at is null and (o.class, o.id) > ($1::text, $2::uuid) order by o.class asc, o.id asc limit $3;

-- @browse#1 src/identity/organisations/sql.ts
-- (text, _text, int8) → (id uuid!, name text!, class text!, lead bool!, key text!, key_id uuid!)
select o.id, o.name, o.class, o.lead, (o.class)::text as key, o.id as key_id from organisation o where o.closed_at is null and o.class = $1 and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', o.name, o.contact), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($2::text[]) as word) order by o.class asc, o.id asc limit $3;

-- @browse#1 src/identity/organisations/sql.ts
-- (int8) → (id uuid!, name text!, class text!, lead bool!, key text!, key_id uuid!)
select o.id, o.name, o.class, o.lead, (o.class)::text as key, o.id as key_id from organisation o where o.closed_at is null order by o.class asc, o.id asc limit $1;

-- @browse#1 src/identity/organisations/sql.ts
-- (int8) → (id uuid!, name text!, class text!, lead bool!, key text!, key_id uuid!)
select o.id, o.name, o.class, o.lead, (o.class)::text as key, o.id as key_id from organisation o where o.closed_at is null order by o.class desc, o.id desc limit $1;

-- @browse#1 src/identity/organisations/sql.ts
-- (text, uuid, int8) → (id uuid!, name text!, class text!, lead bool!, key text!, key_id uuid!)
select o.id, o.name, o.class, o.lead, (o.name)::text as key, o.id as key_id from organisation o where o.closed_at is null and (o.name, o.id) < ($1::text, $2::uuid) order by o.name desc, o.id desc limit $3;

-- @browse#1 src/identity/organisations/sql.ts
-- (text, uuid, int8) → (id uuid!, name text!, class text!, lead bool!, key text!, key_id uuid!)
select o.id, o.name, o.class, o.lead, (o.name)::text as key, o.id as key_id from organisation o where o.closed_at is null and (o.name, o.id) > ($1::text, $2::uuid) order by o.name asc, o.id asc limit $3;

-- @browse#1 src/identity/organisations/sql.ts
-- (_text, int8) → (id uuid!, name text!, class text!, lead bool!, key text!, key_id uuid!)
select o.id, o.name, o.class, o.lead, (o.name)::text as key, o.id as key_id from organisation o where o.closed_at is null and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', o.name, o.contact), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($1::text[]) as word) order by o.name asc, o.id asc limit $2;

-- @browse#1 src/identity/organisations/sql.ts
-- (_text, int8) → (id uuid!, name text!, class text!, lead bool!, key text!, key_id uuid!)
select o.id, o.name, o.class, o.lead, (o.name)::text as key, o.id as key_id from organisation o where o.closed_at is null and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', o.name, o.contact), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($1::text[]) as word) order by o.name desc, o.id desc limit $2;

-- @browse#1 src/identity/organisations/sql.ts
-- (text, _text, int8) → (id uuid!, name text!, class text!, lead bool!, key text!, key_id uuid!)
select o.id, o.name, o.class, o.lead, (o.name)::text as key, o.id as key_id from organisation o where o.closed_at is null and o.class = $1 and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', o.name, o.contact), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($2::text[]) as word) order by o.name asc, o.id asc limit $3;

-- @browse#1 src/identity/organisations/sql.ts
-- (text, _text, int8) → (id uuid!, name text!, class text!, lead bool!, key text!, key_id uuid!)
select o.id, o.name, o.class, o.lead, (o.name)::text as key, o.id as key_id from organisation o where o.closed_at is null and o.class = $1 and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', o.name, o.contact), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($2::text[]) as word) order by o.name desc, o.id desc limit $3;

-- @browse#1 src/identity/organisations/sql.ts
-- (text, int8) → (id uuid!, name text!, class text!, lead bool!, key text!, key_id uuid!)
select o.id, o.name, o.class, o.lead, (o.name)::text as key, o.id as key_id from organisation o where o.closed_at is null and o.class = $1 order by o.name asc, o.id asc limit $2;

-- @browse#1 src/identity/organisations/sql.ts
-- (int8) → (id uuid!, name text!, class text!, lead bool!, key text!, key_id uuid!)
select o.id, o.name, o.class, o.lead, (o.name)::text as key, o.id as key_id from organisation o where o.closed_at is null order by o.name asc, o.id asc limit $1;

-- @browse#1 src/identity/organisations/sql.ts
-- (int8) → (id uuid!, name text!, class text!, lead bool!, key text!, key_id uuid!)
select o.id, o.name, o.class, o.lead, (o.name)::text as key, o.id as key_id from organisation o where o.closed_at is null order by o.name desc, o.id desc limit $1;

-- @closeOrganisation#1 src/identity/organisations/sql.ts
-- (text, timestamptz, uuid, uuid) → ()
update organisation set name = $1, closed_at = $2, moved_to = $3 where id = $4;

-- @count#1 src/identity/organisations/sql.ts
-- (text, _text) → (n int4)
select count(*)::int as n from (select from organisation o where o.closed_at is null and o.class = $1 and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', o.name, o.contact), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($2::text[]) as word) limit 10001) counted;

-- @count#1 src/identity/organisations/sql.ts
-- (text) → (n int4)
select count(*)::int as n from (select from organisation o where o.closed_at is null and o.class = $1 limit 10001) counted;

-- @count#1 src/identity/organisations/sql.ts
-- () → (n int4)
select count(*)::int as n from (select from organisation o where o.closed_at is null limit 10001) counted;

-- @findLead#1 src/identity/organisations/sql.ts
-- () → (id uuid!)
select id from organisation where lead;

-- @insertCentre#1 src/identity/organisations/sql.ts
-- (uuid, uuid, text, text, text) → ()
insert into centre (id, organisation, name, place, address) values ($1, $2, $3, $4, $5);

-- @insertOrganisation#1 src/identity/organisations/sql.ts
-- (uuid, text, text, text, text, text, text, text, text, text, bool) → ()
insert into organisation (id, name, class, contact, tax_number, address, bank_account, time_zone, locale, second_factor, lead) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- @isTimeZone#1 src/identity/organisations/sql.ts
-- (text) → ()
select from pg_timezone_names where name = $1;

-- @listCentres#1 src/identity/organisations/sql.ts
-- (uuid) → (id uuid!, organisation uuid!, name text!, place text?, address text?)
select id, organisation, name, place, address from centre where organisation = $1 order by name;

-- @updateOrganisation#1 src/identity/organisations/sql.ts
-- (text, text, text, text, text, text, text, text, uuid) → ()
update organisation set name = $1, contact = $2, tax_number = $3, address = $4, bank_account = $5, time_zone = $6, locale = $7, second_factor = $8 where id = $9;

-- @value#1 src/identity/organisations/worklist.ts
-- () → (n int4)
select count(*)::int as n from read.organisation where closed_at is null;
