-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @attempts#1 src/protect/disclosure/sql.ts
-- (uuid, date, text, date, text, int8, uuid) → (person uuid, person_name text, actor uuid, actor_name text, organisation uuid, organisation_name text, name text, code text, times int4, last timestamptz)
with refused as materialized ( select d.* from ( select r.*, r.received_at as at from read.refused_command r where r.organisation <> $1 and (r.status in (403, 404) or r.code = 'consent.missing') ) d where d.at >= $2::date::timestamp at time zone $3 and d.at < ($4::date + 1)::timestamp at time zone $5 order by d.at desc limit $6 ) select p.person, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') as person_name, d.actor, u.name as actor_name, d.organisation, o.name as organisation_name, d.name, d.code, count(*)::int as times, max(d.at) as last from refused d cross join lateral unnest(d.named) as n (subject) join read.person p on p.person = n.subject and p.organisation = $7 left join read.organisation o on o.id = d.organisation left join read.app_user u on u.id = d.actor group by 1, 2, 3, 4, 5, 6, 7, 8 order by last desc limit 200;

-- @claimEntries#1 src/protect/disclosure/sql.ts
-- (int8, int4, timestamptz, uuid) → (id uuid, at text, person uuid, organisation uuid, actor uuid, via text, purpose text, fields _text, recipient uuid, consent uuid, sharedWith _uuid, seal int8)
select d.id, to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, d.person, d.organisation, d.actor, d.via, d.purpose, d.fields, d.recipient, d.consent, d.shared_with as "sharedWith", d.seal from arraigo.seal_disclosures($1, $2, $3::timestamptz, $4::uuid) d order by d.at, d.id;

-- @claimErasures#1 src/protect/disclosure/sql.ts
-- (int8) → (id uuid!, at text, organisation uuid!, actor uuid!, because text!, erased _text!, seal int8?)
update disclosure_erasure d set seal = $1 where d.seal is null returning d.id, to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, d.organisation, d.actor, d.because, d.erased, d.seal;

-- @countUnread#1 src/protect/disclosure/sql.ts
-- (uuid, date, text, date, text, int8, uuid, uuid, uuid) → (count int4)
with refused as materialized ( select d.* from ( select r.*, r.received_at as at from read.refused_command r where r.organisation <> $1 and (r.status in (403, 404) or r.code = 'consent.missing') ) d where d.at >= $2::date::timestamp at time zone $3 and d.at < ($4::date + 1)::timestamp at time zone $5 order by d.at desc limit $6 ) select count(distinct (p.person, d.actor, d.name, d.code))::int as count from refused d cross join lateral unnest(d.named) as n (subject) join read.person p on p.person = n.subject and p.organisation = $7 where d.at > coalesce((select max(x.at) from disclosure x where x.actor = $8 and x.organisation = $9 and x.via = 'disclosure.refused'), '-infinity');

-- @entries#1 src/protect/disclosure/sql.ts
-- () → (id uuid!, at text, person uuid!, organisation uuid!, actor uuid!, via text!, purpose text!, fields _text!, recipient uuid?, consent uuid?, sharedWith _uuid!, seal int8?)
select d.id, to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, d.person, d.organisation, d.actor, d.via, d.purpose, d.fields, d.recipient, d.consent, d.shared_with as "sharedWith", d.seal from disclosure d where d.seal is null;

-- @entriesUnder#1 src/protect/disclosure/sql.ts
-- (int8, int8) → (id uuid!, at text, person uuid!, organisation uuid!, actor uuid!, via text!, purpose text!, fields _text!, recipient uuid?, consent uuid?, sharedWith _uuid!, seal int8?)
select d.id, to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, d.person, d.organisation, d.actor, d.via, d.purpose, d.fields, d.recipient, d.consent, d.shared_with as "sharedWith", d.seal from disclosure d where d.seal between $1 and $2;

-- @erase#1 src/protect/disclosure/sql.ts
-- (uuid) → (id uuid, at text, person uuid, organisation uuid, actor uuid, via text, purpose text, fields _text, recipient uuid, consent uuid, sharedWith _uuid, seal int8)
select d.id, to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, d.person, d.organisation, d.actor, d.via, d.purpose, d.fields, d.recipient, d.consent, d.shared_with as "sharedWith", d.seal from arraigo.erase_disclosures($1) d;

-- @erasedHashes#1 src/protect/disclosure/sql.ts
-- () → (erased text)
select unnest(erased) as erased from disclosure_erasure;

-- @erasures#1 src/protect/disclosure/sql.ts
-- () → (id uuid!, at text, organisation uuid!, actor uuid!, because text!, erased _text!, seal int8?)
select d.id, to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, d.organisation, d.actor, d.because, d.erased, d.seal from disclosure_erasure d where d.seal is null;

-- @erasuresUnder#1 src/protect/disclosure/sql.ts
-- (int8, int8) → (id uuid!, at text, organisation uuid!, actor uuid!, because text!, erased _text!, seal int8?)
select d.id, to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, d.organisation, d.actor, d.because, d.erased, d.seal from disclosure_erasure d where d.seal between $1 and $2;

-- @holdChain#1 src/protect/disclosure/sql.ts
-- (text) → (held bool)
select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as held;

-- @insertErasure#1 src/protect/disclosure/sql.ts
-- (uuid, timestamptz, uuid, uuid, text, _text) → ()
insert into disclosure_erasure (id, at, organisation, actor, because, erased) values ($1, $2, $3, $4, $5, $6::text[]);

-- @insertSeal#1 src/protect/disclosure/sql.ts
-- (uuid, int8, timestamptz, int4, text, text, text, text) → ()
insert into disclosure_seal (network, sequence, at, entries, root, previous, key, signature) values ($1, $2, $3, $4, $5, $6, $7, $8);

-- @lastSeal#1 src/protect/disclosure/sql.ts
-- () → (network uuid!, sequence int8!, at timestamptz!, entries int4!, root text!, previous text!, key text!, signature text!)
select network, sequence, at, entries, root, previous, key, signature from disclosure_seal order by sequence desc limit 1;

-- @looks#1 src/protect/disclosure/sql.ts
-- (uuid, date, text, date, text, uuid, int8, uuid, date, text, date, text, uuid, int8, uuid, date, text, date, text, uuid, int8, int8) → (id uuid, at timestamptz, moment text, person uuid, actor uuid, actor_name text, organisation uuid, person_name text, organisation_name text, recipient uuid, recipient_name text, via text, fields _text, purpose text, consent uuid)
select d.id, d.at, to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment, d.person, d.actor, u.name as actor_name, d.organisation, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), case when p.person is not null then '' end) as person_name, o.name as organisation_name, d.recipient, r.name as recipient_name, d.via, d.fields, d.purpose, d.consent from ( select * from (( select d.* from disclosure d where d.organisation = $1 and d.at >= $2::date::timestamp at time zone $3 and d.at < ($4::date + 1)::timestamp at time zone $5 and d.actor = $6 order by d.at desc, d.id desc limit $7) union all ( select d.* from disclosure d where d.shared_with[1] = $8 and d.at >= $9::date::timestamp at time zone $10 and d.at < ($11::date + 1)::timestamp at time zone $12 and d.actor = $13 order by d.at desc, d.id desc limit $14) union all ( select d.* from disclosure d where d.shared_with[2] = $15 and d.at >= $16::date::timestamp at time zone $17 and d.at < ($18::date + 1)::timestamp at time zone $19 and d.actor = $20 order by d.at desc, d.id desc limit $21)) k order by k.at desc, k.id desc limit $22 ) d left join read.person p on p.person = d.person left join read.organisation o on o.id = d.organisation left join read.organisation r on r.id = d.recipient left join read.app_user u on u.id = d.actor order by d.at desc, d.id desc;

-- @looks#1 src/protect/disclosure/sql.ts
-- (uuid, date, text, date, text, _uuid, uuid, timestamptz, uuid, int8, uuid, date, text, date, text, _uuid, uuid, timestamptz, uuid, int8, uuid, date, text, date, text, _uuid, uuid, timestamptz, uuid, int8, int8) → (id uuid, at timestamptz, moment text, person uuid, actor uuid, actor_name text, organisation uuid, person_name text, organisation_name text, recipient uuid, recipient_name text, via text, fields _text, purpose text, consent uuid)
select d.id, d.at, to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment, d.person, d.actor, u.name as actor_name, d.organisation, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), case when p.person is not null then '' end) as person_name, o.name as organisation_name, d.recipient, r.name as recipient_name, d.via, d.fields, d.purpose, d.consent from ( select * from (( select d.* from disclosure d where d.organisation = $1 and d.at >= $2::date::timestamp at time zone $3 and d.at < ($4::date + 1)::timestamp at time zone $5 and d.person = any ($6::uuid[]) and d.actor = $7 and (d.at, d.id) < ($8::timestamptz, $9::uuid) order by d.at desc, d.id desc limit $10) union all ( select d.* from disclosure d where d.shared_with[1] = $11 and d.at >= $12::date::timestamp at time zone $13 and d.at < ($14::date + 1)::timestamp at time zone $15 and d.person = any ($16::uuid[]) and d.actor = $17 and (d.at, d.id) < ($18::timestamptz, $19::uuid) order by d.at desc, d.id desc limit $20) union all ( select d.* from disclosure d where d.shared_with[2] = $21 and d.at >= $22::date::timestamp at time zone $23 and d.at < ($24::date + 1)::timestamp at time zone $25 and d.person = any ($26::uuid[]) and d.actor = $27 and (d.at, d.id) < ($28::timestamptz, $29::uuid) order by d.at desc, d.id desc limit $30)) k order by k.at desc, k.id desc limit $31 ) d left join read.person p on p.person = d.person left join read.organisation o on o.id = d.organisation left join read.organisation r on r.id = d.recipient left join read.app_user u on u.id = d.actor order by d.at desc, d.id desc;

-- @looks#1 src/protect/disclosure/sql.ts
-- (uuid, date, text, date, text, _uuid, uuid, int8, uuid, date, text, date, text, _uuid, uuid, int8, uuid, date, text, date, text, _uuid, uuid, int8, int8) → (id uuid, at timestamptz, moment text, person uuid, actor uuid, actor_name text, organisation uuid, person_name text, organisation_name text, recipient uuid, recipient_name text, via text, fields _text, purpose text, consent uuid)
select d.id, d.at, to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment, d.person, d.actor, u.name as actor_name, d.organisation, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), case when p.person is not null then '' end) as person_name, o.name as organisation_name, d.recipient, r.name as recipient_name, d.via, d.fields, d.purpose, d.consent from ( select * from (( select d.* from disclosure d where d.organisation = $1 and d.at >= $2::date::timestamp at time zone $3 and d.at < ($4::date + 1)::timestamp at time zone $5 and d.person = any ($6::uuid[]) and d.actor = $7 order by d.at desc, d.id desc limit $8) union all ( select d.* from disclosure d where d.shared_with[1] = $9 and d.at >= $10::date::timestamp at time zone $11 and d.at < ($12::date + 1)::timestamp at time zone $13 and d.person = any ($14::uuid[]) and d.actor = $15 order by d.at desc, d.id desc limit $16) union all ( select d.* from disclosure d where d.shared_with[2] = $17 and d.at >= $18::date::timestamp at time zone $19 and d.at < ($20::date + 1)::timestamp at time zone $21 and d.person = any ($22::uuid[]) and d.actor = $23 order by d.at desc, d.id desc limit $24)) k order by k.at desc, k.id desc limit $25 ) d left join read.person p on p.person = d.person left join read.organisation o on o.id = d.organisation left join read.organisation r on r.id = d.recipient left join read.app_user u on u.id = d.actor order by d.at desc, d.id desc;

-- @looks#1 src/protect/disclosure/sql.ts
-- (uuid, date, text, date, text, _uuid, int8, uuid, date, text, date, text, _uuid, int8, uuid, date, text, date, text, _uuid, int8, int8) → (id uuid, at timestamptz, moment text, person uuid, actor uuid, actor_name text, organisation uuid, person_name text, organisation_name text, recipient uuid, recipient_name text, via text, fields _text, purpose text, consent uuid)
select d.id, d.at, to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment, d.person, d.actor, u.name as actor_name, d.organisation, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), case when p.person is not null then '' end) as person_name, o.name as organisation_name, d.recipient, r.name as recipient_name, d.via, d.fields, d.purpose, d.consent from ( select * from (( select d.* from disclosure d where d.organisation = $1 and d.at >= $2::date::timestamp at time zone $3 and d.at < ($4::date + 1)::timestamp at time zone $5 and d.person = any ($6::uuid[]) order by d.at desc, d.id desc limit $7) union all ( select d.* from disclosure d where d.shared_with[1] = $8 and d.at >= $9::date::timestamp at time zone $10 and d.at < ($11::date + 1)::timestamp at time zone $12 and d.person = any ($13::uuid[]) order by d.at desc, d.id desc limit $14) union all ( select d.* from disclosure d where d.shared_with[2] = $15 and d.at >= $16::date::timestamp at time zone $17 and d.at < ($18::date + 1)::timestamp at time zone $19 and d.person = any ($20::uuid[]) order by d.at desc, d.id desc limit $21)) k order by k.at desc, k.id desc limit $22 ) d left join read.person p on p.person = d.person left join read.organisation o on o.id = d.organisation left join read.organisation r on r.id = d.recipient left join read.app_user u on u.id = d.actor order by d.at desc, d.id desc;

-- @looks#1 src/protect/disclosure/sql.ts
-- (uuid, date, text, date, text, int8, uuid, date, text, date, text, int8, uuid, date, text, date, text, int8, int8) → (id uuid, at timestamptz, moment text, person uuid, actor uuid, actor_name text, organisation uuid, person_name text, organisation_name text, recipient uuid, recipient_name text, via text, fields _text, purpose text, consent uuid)
select d.id, d.at, to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment, d.person, d.actor, u.name as actor_name, d.organisation, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), case when p.person is not null then '' end) as person_name, o.name as organisation_name, d.recipient, r.name as recipient_name, d.via, d.fields, d.purpose, d.consent from ( select * from (( select d.* from disclosure d where d.organisation = $1 and d.at >= $2::date::timestamp at time zone $3 and d.at < ($4::date + 1)::timestamp at time zone $5 order by d.at desc, d.id desc limit $6) union all ( select d.* from disclosure d where d.shared_with[1] = $7 and d.at >= $8::date::timestamp at time zone $9 and d.at < ($10::date + 1)::timestamp at time zone $11 order by d.at desc, d.id desc limit $12) union all ( select d.* from disclosure d where d.shared_with[2] = $13 and d.at >= $14::date::timestamp at time zone $15 and d.at < ($16::date + 1)::timestamp at time zone $17 order by d.at desc, d.id desc limit $18)) k order by k.at desc, k.id desc limit $19 ) d left join read.person p on p.person = d.person left join read.organisation o on o.id = d.organisation left join read.organisation r on r.id = d.recipient left join read.app_user u on u.id = d.actor order by d.at desc, d.id desc;

-- @networkName#1 src/protect/disclosure/sql.ts
-- () → (id uuid!)
select id from installation;

-- @openers#1 src/protect/disclosure/sql.ts
-- (uuid, date, text, date, text) → (actor uuid!, actor_name text, opened int8, idle int8)
select o.actor, u.name as actor_name, count(*) as opened, count(*) filter (where not exists ( select from read.person_fact f where f.person = o.person and f.actor = o.actor)) as idle from ( select distinct d.actor, d.person from disclosure d where d.organisation = $1 and d.purpose = 'record' and d.at >= $2::date::timestamp at time zone $3 and d.at < ($4::date + 1)::timestamp at time zone $5 ) o left join read.app_user u on u.id = o.actor group by o.actor, u.name order by idle desc, opened desc, o.actor limit 200;

-- @sealsAfter#1 src/protect/disclosure/sql.ts
-- (int8, int8) → (network uuid!, sequence int8!, at timestamptz!, entries int4!, root text!, previous text!, key text!, signature text!)
select network, sequence, at, entries, root, previous, key, signature from disclosure_seal where sequence > $1 order by sequence limit $2;

-- @seesPerson#1 src/protect/disclosure/sql.ts
-- (uuid) → ()
select from read.person where person = $1;

-- @standing#1 src/protect/disclosure/sql.ts
-- () → (waiting int8)
select count(*) as waiting from disclosure where seal is null;

-- @strayed#1 src/protect/disclosure/sql.ts
-- (int8, int8) → (count int8)
select (select count(*) from disclosure where seal > $1 or seal < 1) + (select count(*) from disclosure_erasure where seal > $2 or seal < 1) as count;

-- @value#1 src/protect/disclosure/worklist.ts
-- (uuid, timestamptz) → (n int4)
select count(distinct person)::int as n from disclosure where organisation = $1 and at >= $2::timestamptz - interval '7 days';
