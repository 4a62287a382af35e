-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @bornOn#1 src/serve/deliveries/sql.ts
-- (uuid) → (born date, born_precision text, born_age int2, born_age_on date)
select born, born_precision, born_age, born_age_on from read.person_shown where person = $1;

-- @countGiven#1 src/serve/deliveries/sql.ts
-- (uuid) → (n int4)
select count(*)::int as n from (select from delivery d where d.organisation = $1 limit 10001) counted;

-- @erase#1 src/serve/deliveries/sql.ts
-- (uuid, uuid) → ()
update delivery set note = null where person = $1 and organisation = $2;

-- @findReferral#1 src/serve/deliveries/sql.ts
-- (uuid, uuid) → (organisation uuid, receiver uuid, state text)
select organisation, receiver, state from read.referral where person = $1 and id = $2;

-- @findService#1 src/serve/deliveries/sql.ts
-- (uuid) → (organisation uuid, kind text)
select organisation, kind from read.service where id = $1;

-- @given#1 src/serve/deliveries/sql.ts
-- (uuid, date, uuid, int8) → (id uuid!, person uuid!, person_name text, service uuid!, service_name text, kind text!, delivered_on date!, key text, key_id uuid!)
select d.id, d.person, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), '')) as person_name, d.service, s.name as service_name, d.kind, d.delivered_on, (d.delivered_on)::text as key, d.id as key_id from delivery d join read.service s on s.id = d.service left join read.person_shown p on p.person = d.person where d.organisation = $1 and (d.delivered_on, d.id) < ($2::date, $3::uuid) order by d.delivered_on desc, d.id desc limit $4;

-- @given#1 src/serve/deliveries/sql.ts
-- (uuid, date, uuid, int8) → (id uuid!, person uuid!, person_name text, service uuid!, service_name text, kind text!, delivered_on date!, key text, key_id uuid!)
select d.id, d.person, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), '')) as person_name, d.service, s.name as service_name, d.kind, d.delivered_on, (d.delivered_on)::text as key, d.id as key_id from delivery d join read.service s on s.id = d.service left join read.person_shown p on p.person = d.person where d.organisation = $1 and (d.delivered_on, d.id) > ($2::date, $3::uuid) order by d.delivered_on asc, d.id asc limit $4;

-- @given#1 src/serve/deliveries/sql.ts
-- (uuid, date, int8) → (id uuid!, person uuid!, person_name text, service uuid!, service_name text, kind text!, delivered_on date!, key text, key_id uuid!)
select d.id, d.person, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), '')) as person_name, d.service, s.name as service_name, d.kind, d.delivered_on, (d.delivered_on)::text as key, d.id as key_id from delivery d join read.service s on s.id = d.service left join read.person_shown p on p.person = d.person where d.organisation = $1 and d.delivered_on >= $2 order by d.delivered_on desc, d.id desc limit $3;

-- @given#1 src/serve/deliveries/sql.ts
-- (uuid, int8) → (id uuid!, person uuid!, person_name text, service uuid!, service_name text, kind text!, delivered_on date!, key text, key_id uuid!)
select d.id, d.person, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), '')) as person_name, d.service, s.name as service_name, d.kind, d.delivered_on, (d.delivered_on)::text as key, d.id as key_id from delivery d join read.service s on s.id = d.service left join read.person_shown p on p.person = d.person where d.organisation = $1 order by d.delivered_on asc, d.id asc limit $2;

-- @given#1 src/serve/deliveries/sql.ts
-- (uuid, int8) → (id uuid!, person uuid!, person_name text, service uuid!, service_name text, kind text!, delivered_on date!, key text, key_id uuid!)
select d.id, d.person, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), '')) as person_name, d.service, s.name as service_name, d.kind, d.delivered_on, (d.delivered_on)::text as key, d.id as key_id from delivery d join read.service s on s.id = d.service left join read.person_shown p on p.person = d.person where d.organisation = $1 order by d.delivered_on desc, d.id desc limit $2;

-- @insert#1 src/serve/deliveries/sql.ts
-- (uuid, uuid, uuid, _uuid, uuid, text, uuid, uuid, date, uuid, text) → ()
insert into delivery (person, id, organisation, shared_with, service, kind, referral, centre, delivered_on, delivered_by, note) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- @isSeenBy#1 src/serve/deliveries/sql.ts
-- (uuid, uuid, uuid, uuid) → ()
select from read.person where person = $1 and organisation = $2 union all select from read.person_share where person = $3 and recipient = $4 and field_groups <> '{}' limit 1;

-- @ofPerson#1 src/serve/deliveries/sql.ts
-- (uuid) → (id uuid!, person uuid!, service uuid!, service_name text, kind text!, organisation uuid!, organisation_name text, referral uuid?, delivered_on date!, note text)
select d.id, d.person, d.service, s.name as service_name, d.kind, d.organisation, o.name as organisation_name, d.referral, d.delivered_on, case when d.organisation = nullif(current_setting('app.organisation', true), '')::uuid then d.note end as note from delivery d join read.service s on s.id = d.service join read.organisation o on o.id = d.organisation where d.person = $1 and (d.organisation = nullif(current_setting('app.organisation', true), '')::uuid or exists (select from read.snapshot s where s.person = d.person)) order by d.delivered_on desc, d.id desc;

-- @seesPerson#1 src/serve/deliveries/sql.ts
-- (uuid) → ()
select from read.snapshot where person = $1;

-- @value#1 src/serve/deliveries/worklist.ts
-- (uuid, date, date) → (n int4)
select count(*)::int as n from delivery where organisation = $1 and delivered_on between $2 and $3;
