-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @count#1 src/serve/services/sql.ts
-- (jsonb, _text) → (n int4)
select count(*)::int as n from (select from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', s.name, o.name, s.about, c.name, c.address, $1::jsonb ->> s.kind), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($2::text[]) as word) limit 10001) counted;

-- @count#1 src/serve/services/sql.ts
-- () → (n int4)
select count(*)::int as n from (select from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.closed_at is not null limit 10001) counted;

-- @count#1 src/serve/services/sql.ts
-- (jsonb, _text) → (n int4)
select count(*)::int as n from (select from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.closed_at is null and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', s.name, o.name, s.about, c.name, c.address, $1::jsonb ->> s.kind), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($2::text[]) as word) limit 10001) counted;

-- @count#1 src/serve/services/sql.ts
-- () → (n int4)
select count(*)::int as n from (select from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.closed_at is null and o.closed_at is null limit 10001) counted;

-- @count#1 src/serve/services/sql.ts
-- (uuid, text, text, timestamptz) → (n int4)
select count(*)::int as n from (select from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.id = $1 and s.kind = $2 and $3 = any (s.languages) and s.assured_at < $4 and s.closed_at is null and s.closed_at is null and o.closed_at is null limit 10001) counted;

-- @count#1 src/serve/services/sql.ts
-- (uuid, uuid, text, text, timestamptz, jsonb, _text) → (n int4)
select count(*)::int as n from (select from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.id = $1 and s.organisation = $2 and position(lower($3) in lower(s.name || ' ' || o.name)) > 0 and $4 = any (s.languages) and s.assured_at < $5 and s.closed_at is null and s.closed_at is null and o.closed_at is null and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', s.name, o.name, s.about, c.name, c.address, $6::jsonb ->> s.kind), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($7::text[]) as word) limit 10001) counted;

-- @count#1 src/serve/services/sql.ts
-- (text) → (n int4)
select count(*)::int as n from (select from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.kind = $1 limit 10001) counted;

-- @count#1 src/serve/services/sql.ts
-- () → (n int4)
select count(*)::int as n from (select from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true limit 10001) counted;

-- @editsAfter#1 src/serve/services/sql.ts
-- (uuid, int4) → (version int4!, fields _text, device uuid?)
select version, array(select jsonb_object_keys(changes)) as fields, device from service_edit where service = $1 and version > $2 order by version;

-- @insert#1 src/serve/services/sql.ts
-- (uuid, uuid, uuid, text, text, text, _text, int4, text, text, text, timestamptz) → ()
insert into service (id, organisation, centre, kind, name, about, languages, capacity, hours, telephone, requirements, assured_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- @list#1 src/serve/services/sql.ts
-- (text, uuid, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (o.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and (o.name, s.id) < ($1::text, $2::uuid) order by o.name desc, s.id desc limit $3;

-- @list#1 src/serve/services/sql.ts
-- (text, uuid, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (o.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and (o.name, s.id) > ($1::text, $2::uuid) order by o.name asc, s.id asc limit $3;

-- @list#1 src/serve/services/sql.ts
-- (int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (o.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true order by o.name asc, s.id asc limit $1;

-- @list#1 src/serve/services/sql.ts
-- (int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (o.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true order by o.name desc, s.id desc limit $1;

-- @list#1 src/serve/services/sql.ts
-- (text, uuid, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text!, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (s.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and (s.name, s.id) < ($1::text, $2::uuid) order by s.name desc, s.id desc limit $3;

-- @list#1 src/serve/services/sql.ts
-- (text, uuid, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text!, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (s.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and (s.name, s.id) > ($1::text, $2::uuid) order by s.name asc, s.id asc limit $3;

-- @list#1 src/serve/services/sql.ts
-- (jsonb, _text, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text!, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (s.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', s.name, o.name, s.about, c.name, c.address, $1::jsonb ->> s.kind), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($2::text[]) as word) order by s.name asc, s.id asc limit $3;

-- @list#1 src/serve/services/sql.ts
-- (text, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text!, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (s.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and $1 = any (s.languages) order by s.name asc, s.id asc limit $2;

-- @list#1 src/serve/services/sql.ts
-- (text, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text!, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (s.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and position(lower($1) in lower(s.name || ' ' || o.name)) > 0 and s.closed_at is null and o.closed_at is null order by s.name asc, s.id asc limit $2;

-- @list#1 src/serve/services/sql.ts
-- (timestamptz, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text!, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (s.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.assured_at < $1 order by s.name asc, s.id asc limit $2;

-- @list#1 src/serve/services/sql.ts
-- (int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text!, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (s.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.closed_at is not null order by s.name asc, s.id asc limit $1;

-- @list#1 src/serve/services/sql.ts
-- (jsonb, _text, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text!, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (s.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.closed_at is null and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', s.name, o.name, s.about, c.name, c.address, $1::jsonb ->> s.kind), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($2::text[]) as word) order by s.name asc, s.id asc limit $3;

-- @list#1 src/serve/services/sql.ts
-- (int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text!, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (s.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.closed_at is null and o.closed_at is null order by s.name asc, s.id asc limit $1;

-- @list#1 src/serve/services/sql.ts
-- (uuid, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text!, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (s.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.id = $1 and s.closed_at is null and o.closed_at is null order by s.name asc, s.id asc limit $2;

-- @list#1 src/serve/services/sql.ts
-- (uuid, text, text, timestamptz, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text!, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (s.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.id = $1 and s.kind = $2 and $3 = any (s.languages) and s.assured_at < $4 and s.closed_at is null and s.closed_at is null and o.closed_at is null order by s.name asc, s.id asc limit $5;

-- @list#1 src/serve/services/sql.ts
-- (uuid, text, uuid, text, text, timestamptz, jsonb, _text, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text!, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (s.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.id = $1 and s.kind = $2 and s.organisation = $3 and position(lower($4) in lower(s.name || ' ' || o.name)) > 0 and $5 = any (s.languages) and s.assured_at < $6 and s.closed_at is not null and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', s.name, o.name, s.about, c.name, c.address, $7::jsonb ->> s.kind), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($8::text[]) as word) order by s.name desc, s.id desc limit $9;

-- @list#1 src/serve/services/sql.ts
-- (uuid, uuid, text, text, timestamptz, jsonb, _text, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text!, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (s.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.id = $1 and s.organisation = $2 and position(lower($3) in lower(s.name || ' ' || o.name)) > 0 and $4 = any (s.languages) and s.assured_at < $5 and s.closed_at is null and s.closed_at is null and o.closed_at is null and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', s.name, o.name, s.about, c.name, c.address, $6::jsonb ->> s.kind), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($7::text[]) as word) order by s.name desc, s.id desc limit $8;

-- @list#1 src/serve/services/sql.ts
-- (uuid, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text!, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (s.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.id = $1 order by s.name asc, s.id asc limit $2;

-- @list#1 src/serve/services/sql.ts
-- (text, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text!, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (s.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.kind = $1 and s.closed_at is not null order by s.name asc, s.id asc limit $2;

-- @list#1 src/serve/services/sql.ts
-- (text, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text!, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (s.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.kind = $1 and s.closed_at is null and o.closed_at is null order by s.name asc, s.id asc limit $2;

-- @list#1 src/serve/services/sql.ts
-- (text, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text!, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (s.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.kind = $1 and s.closed_at is null order by s.name asc, s.id asc limit $2;

-- @list#1 src/serve/services/sql.ts
-- (text, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text!, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (s.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.kind = $1 order by s.name asc, s.id asc limit $2;

-- @list#1 src/serve/services/sql.ts
-- (text, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text!, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (s.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.kind = $1 order by s.name desc, s.id desc limit $2;

-- @list#1 src/serve/services/sql.ts
-- (uuid, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text!, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (s.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.organisation = $1 and s.closed_at is null and o.closed_at is null order by s.name asc, s.id asc limit $2;

-- @list#1 src/serve/services/sql.ts
-- (uuid, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text!, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (s.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.organisation = $1 order by s.name asc, s.id asc limit $2;

-- @list#1 src/serve/services/sql.ts
-- (int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text!, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (s.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true order by s.name asc, s.id asc limit $1;

-- @list#1 src/serve/services/sql.ts
-- (int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text!, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, (s.name)::text as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true order by s.name desc, s.id desc limit $1;

-- @list#1 src/serve/services/sql.ts
-- (timestamptz, uuid, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, to_char(s.assured_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and (s.assured_at, s.id) < ($1::timestamptz, $2::uuid) order by s.assured_at desc, s.id desc limit $3;

-- @list#1 src/serve/services/sql.ts
-- (timestamptz, uuid, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, to_char(s.assured_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and (s.assured_at, s.id) > ($1::timestamptz, $2::uuid) order by s.assured_at asc, s.id asc limit $3;

-- @list#1 src/serve/services/sql.ts
-- (int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, to_char(s.assured_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.closed_at is null and o.closed_at is null order by s.assured_at asc, s.id asc limit $1;

-- @list#1 src/serve/services/sql.ts
-- (uuid, text, uuid, text, text, timestamptz, jsonb, _text, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, to_char(s.assured_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.id = $1 and s.kind = $2 and s.organisation = $3 and position(lower($4) in lower(s.name || ' ' || o.name)) > 0 and $5 = any (s.languages) and s.assured_at < $6 and s.closed_at is null and s.closed_at is null and o.closed_at is null and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', s.name, o.name, s.about, c.name, c.address, $7::jsonb ->> s.kind), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($8::text[]) as word) order by s.assured_at desc, s.id desc limit $9;

-- @list#1 src/serve/services/sql.ts
-- (uuid, uuid, timestamptz, int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, to_char(s.assured_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true and s.id = $1 and s.organisation = $2 and s.assured_at < $3 and s.closed_at is not null order by s.assured_at desc, s.id desc limit $4;

-- @list#1 src/serve/services/sql.ts
-- (int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, to_char(s.assured_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true order by s.assured_at asc, s.id asc limit $1;

-- @list#1 src/serve/services/sql.ts
-- (int8) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json, key text, key_id uuid!)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre, to_char(s.assured_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, s.id as key_id from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where true order by s.assured_at desc, s.id desc limit $1;

-- @lock#1 src/serve/services/sql.ts
-- (uuid, uuid) → ()
select from service where id = $1 and organisation = $2 for update;

-- @noteEdit#1 src/serve/services/sql.ts
-- (uuid, int4, jsonb, timestamptz, uuid) → ()
insert into service_edit (service, version, changes, edited_at, device) values ($1, $2, $3::jsonb, $4, $5);

-- @ownsCentre#1 src/serve/services/sql.ts
-- (uuid, uuid) → ()
select from read.centre where id = $1 and organisation = $2;

-- @save#1 src/serve/services/sql.ts
-- (text, text, _text, int4, text, text, text, timestamptz, bool, timestamptz, uuid) → ()
update service set name = $1, about = $2, languages = $3, capacity = $4, hours = $5, telephone = $6, requirements = $7, assured_at = greatest(assured_at, $8), version = version + 1, closed_at = case when $9 then null else coalesce(closed_at, $10) end where id = $11;

-- @select#1 src/serve/services/sql.ts
-- () → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where o.closed_at is null order by s.name, o.name, s.id;

-- @select#1 src/serve/services/sql.ts
-- (uuid, uuid) → (id uuid!, organisation uuid!, organisation_name text, organisation_class text, kind text!, name text!, about text?, languages _text!, capacity int4?, open bool, assured_at timestamptz!, version int4!, hours text?, telephone text?, requirements text?, centre json)
select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.kind, s.name, s.about, s.languages, s.capacity, s.closed_at is null as open, s.assured_at, s.version, s.hours, s.telephone, s.requirements, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'place', c.place, 'address', c.address) end as centre from service s join read.organisation o on o.id = s.organisation left join read.centre c on c.id = s.centre where s.id = $1 and s.organisation = $2;

-- @versionOfAll#1 src/serve/services/sql.ts
-- () → (version text)
select concat_ws(' ', count(*), sum(version), ( select md5(string_agg(concat_ws(' ', id, name, class, closed_at), ', ' order by id)) from read.organisation )) as version from service;

-- @lines#1 src/serve/services/worklist.ts
-- (uuid, timestamptz, timestamptz, uuid, int8) → (id uuid!, at timestamptz!, name text!)
select s.id, s.assured_at as at, s.name from service s where s.organisation = $1 and s.closed_at is null and s.assured_at < $2::timestamptz - interval '90 days' and (s.assured_at, s.id) > ($3, $4::uuid) order by s.assured_at, s.id limit $5;

-- @lines#1 src/serve/services/worklist.ts
-- (uuid, timestamptz, int8) → (id uuid!, at timestamptz!, name text!)
select s.id, s.assured_at as at, s.name from service s where s.organisation = $1 and s.closed_at is null and s.assured_at < $2::timestamptz - interval '90 days' order by s.assured_at, s.id limit $3;

-- @value#1 src/serve/services/worklist.ts
-- () → (n int4)
select count(*)::int as n from service where closed_at is null;

-- @value#2 src/serve/services/worklist.ts
-- (timestamptz) → (n int4)
select count(*)::int as n from service where closed_at is null and assured_at < $1::timestamptz - interval '90 days';
