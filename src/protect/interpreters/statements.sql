-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @count#1 src/protect/interpreters/sql.ts
-- (uuid, text, _text) → (n int4)
select count(*)::int as n from (select from interpreter i where i.organisation = $1 and i.kind = $2 and i.retired_at is null and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(i.name, nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($3::text[]) as word) limit 10001) counted;

-- @count#1 src/protect/interpreters/sql.ts
-- (uuid) → (n int4)
select count(*)::int as n from (select from interpreter i where i.organisation = $1 and i.retired_at is null limit 10001) counted;

-- @forget#1 src/protect/interpreters/sql.ts
-- (timestamptz) → (id uuid!)
delete from interpreter where retired_at < $1 returning id;

-- @forgetOf#1 src/protect/interpreters/sql.ts
-- (uuid) → ()
delete from interpreter where organisation = $1;

-- @insert#1 src/protect/interpreters/sql.ts
-- (uuid, uuid, text, text, _text, text, text, _text, time, time, date) → ()
insert into interpreter (id, organisation, name, kind, languages, telephone, hours, days, reached_from, reached_until, confidential_until) values ($1, $2, $3, $4, $5, $6, $7, $8, $9::time, $10::time, $11::date);

-- @kindOf#1 src/protect/interpreters/sql.ts
-- (uuid, uuid) → (kind text!)
select kind from interpreter where id = $1 and organisation = $2;

-- @list#1 src/protect/interpreters/sql.ts
-- (uuid, text, int8) → (id uuid!, name text!, kind text!, languages _text!, telephone text?, hours text?, days _text!, from text, until text, confidentialUntil date?, version int4!, retiredAt timestamptz?, key text!, key_id uuid!)
select i.id, i.name, i.kind, i.languages, i.telephone, i.hours, i.days, to_char(i.reached_from, 'HH24:MI') as "from", to_char(i.reached_until, 'HH24:MI') as "until", i.confidential_until as "confidentialUntil", i.version, i.retired_at as "retiredAt", (i.name)::text as key, i.id as key_id from interpreter i where i.organisation = $1 and $2 = any (i.languages) and i.retired_at is null order by i.name asc, i.id asc limit $3;

-- @list#1 src/protect/interpreters/sql.ts
-- (uuid, uuid, int8) → (id uuid!, name text!, kind text!, languages _text!, telephone text?, hours text?, days _text!, from text, until text, confidentialUntil date?, version int4!, retiredAt timestamptz?, key text!, key_id uuid!)
select i.id, i.name, i.kind, i.languages, i.telephone, i.hours, i.days, to_char(i.reached_from, 'HH24:MI') as "from", to_char(i.reached_until, 'HH24:MI') as "until", i.confidential_until as "confidentialUntil", i.version, i.retired_at as "retiredAt", (i.name)::text as key, i.id as key_id from interpreter i where i.organisation = $1 and i.id = $2 order by i.name asc, i.id asc limit $3;

-- @list#1 src/protect/interpreters/sql.ts
-- (uuid, text, _text, int8) → (id uuid!, name text!, kind text!, languages _text!, telephone text?, hours text?, days _text!, from text, until text, confidentialUntil date?, version int4!, retiredAt timestamptz?, key text!, key_id uuid!)
select i.id, i.name, i.kind, i.languages, i.telephone, i.hours, i.days, to_char(i.reached_from, 'HH24:MI') as "from", to_char(i.reached_until, 'HH24:MI') as "until", i.confidential_until as "confidentialUntil", i.version, i.retired_at as "retiredAt", (i.name)::text as key, i.id as key_id from interpreter i where i.organisation = $1 and i.kind = $2 and i.retired_at is null and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(i.name, nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($3::text[]) as word) order by i.name asc, i.id asc limit $4;

-- @list#1 src/protect/interpreters/sql.ts
-- (uuid, int8) → (id uuid!, name text!, kind text!, languages _text!, telephone text?, hours text?, days _text!, from text, until text, confidentialUntil date?, version int4!, retiredAt timestamptz?, key text!, key_id uuid!)
select i.id, i.name, i.kind, i.languages, i.telephone, i.hours, i.days, to_char(i.reached_from, 'HH24:MI') as "from", to_char(i.reached_until, 'HH24:MI') as "until", i.confidential_until as "confidentialUntil", i.version, i.retired_at as "retiredAt", (i.name)::text as key, i.id as key_id from interpreter i where i.organisation = $1 and i.retired_at is not null order by i.name asc, i.id asc limit $2;

-- @list#1 src/protect/interpreters/sql.ts
-- (uuid, text, uuid, int8) → (id uuid!, name text!, kind text!, languages _text!, telephone text?, hours text?, days _text!, from text, until text, confidentialUntil date?, version int4!, retiredAt timestamptz?, key text!, key_id uuid!)
select i.id, i.name, i.kind, i.languages, i.telephone, i.hours, i.days, to_char(i.reached_from, 'HH24:MI') as "from", to_char(i.reached_until, 'HH24:MI') as "until", i.confidential_until as "confidentialUntil", i.version, i.retired_at as "retiredAt", (i.name)::text as key, i.id as key_id from interpreter i where i.organisation = $1 and i.retired_at is null and (i.name, i.id) < ($2::text, $3::uuid) order by i.name desc, i.id desc limit $4;

-- @list#1 src/protect/interpreters/sql.ts
-- (uuid, text, uuid, int8) → (id uuid!, name text!, kind text!, languages _text!, telephone text?, hours text?, days _text!, from text, until text, confidentialUntil date?, version int4!, retiredAt timestamptz?, key text!, key_id uuid!)
select i.id, i.name, i.kind, i.languages, i.telephone, i.hours, i.days, to_char(i.reached_from, 'HH24:MI') as "from", to_char(i.reached_until, 'HH24:MI') as "until", i.confidential_until as "confidentialUntil", i.version, i.retired_at as "retiredAt", (i.name)::text as key, i.id as key_id from interpreter i where i.organisation = $1 and i.retired_at is null and (i.name, i.id) > ($2::text, $3::uuid) order by i.name asc, i.id asc limit $4;

-- @list#1 src/protect/interpreters/sql.ts
-- (uuid, int8) → (id uuid!, name text!, kind text!, languages _text!, telephone text?, hours text?, days _text!, from text, until text, confidentialUntil date?, version int4!, retiredAt timestamptz?, key text!, key_id uuid!)
select i.id, i.name, i.kind, i.languages, i.telephone, i.hours, i.days, to_char(i.reached_from, 'HH24:MI') as "from", to_char(i.reached_until, 'HH24:MI') as "until", i.confidential_until as "confidentialUntil", i.version, i.retired_at as "retiredAt", (i.name)::text as key, i.id as key_id from interpreter i where i.organisation = $1 and i.retired_at is null order by i.name asc, i.id asc limit $2;

-- @list#1 src/protect/interpreters/sql.ts
-- (uuid, int8) → (id uuid!, name text!, kind text!, languages _text!, telephone text?, hours text?, days _text!, from text, until text, confidentialUntil date?, version int4!, retiredAt timestamptz?, key text!, key_id uuid!)
select i.id, i.name, i.kind, i.languages, i.telephone, i.hours, i.days, to_char(i.reached_from, 'HH24:MI') as "from", to_char(i.reached_until, 'HH24:MI') as "until", i.confidential_until as "confidentialUntil", i.version, i.retired_at as "retiredAt", (i.name)::text as key, i.id as key_id from interpreter i where i.organisation = $1 and i.retired_at is null order by i.name desc, i.id desc limit $2;

-- @lock#1 src/protect/interpreters/sql.ts
-- (uuid, uuid) → (id uuid!, name text!, kind text!, languages _text!, telephone text?, hours text?, days _text!, from text, until text, confidentialUntil date?, version int4!, retiredAt timestamptz?)
select i.id, i.name, i.kind, i.languages, i.telephone, i.hours, i.days, to_char(i.reached_from, 'HH24:MI') as "from", to_char(i.reached_until, 'HH24:MI') as "until", i.confidential_until as "confidentialUntil", i.version, i.retired_at as "retiredAt" from interpreter i where id = $1 and organisation = $2 and retired_at is null for update;

-- @retire#1 src/protect/interpreters/sql.ts
-- (timestamptz, uuid) → ()
update interpreter set retired_at = $1, telephone = null, hours = null, days = '{}', reached_from = null, reached_until = null, version = version + 1 where id = $2;

-- @save#1 src/protect/interpreters/sql.ts
-- (text, text, _text, text, text, _text, time, time, date, uuid) → ()
update interpreter set name = $1, kind = $2, languages = $3, telephone = $4, hours = $5, days = $6, reached_from = $7::time, reached_until = $8::time, confidential_until = $9::date, version = version + 1 where id = $10;

-- @spokenBy#1 src/protect/interpreters/sql.ts
-- (uuid) → (languages _text, reading text, needsInterpreter text)
select languages, reading, needs_interpreter as "needsInterpreter" from read.person where person = $1;

-- @standing#1 src/protect/interpreters/sql.ts
-- (uuid) → (id uuid!, name text!, kind text!, languages _text!, telephone text?, hours text?, days _text!, from text, until text, confidentialUntil date?, version int4!, retiredAt timestamptz?)
select i.id, i.name, i.kind, i.languages, i.telephone, i.hours, i.days, to_char(i.reached_from, 'HH24:MI') as "from", to_char(i.reached_until, 'HH24:MI') as "until", i.confidential_until as "confidentialUntil", i.version, i.retired_at as "retiredAt" from interpreter i where i.organisation = $1 and i.retired_at is null order by i.name, i.id limit 500;
