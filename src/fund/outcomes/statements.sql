-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @keepVerified#1 src/fund/outcomes/reads.ts
-- (_uuid) → (id uuid!)
select id from claim where id = any ($1::uuid[]) and state = 'verified' for share;

-- @placesOf#1 src/fund/outcomes/reads.ts
-- (_uuid) → (place text, count int4)
select coalesce(f.place, '') as place, count(*)::int as count from claim c left join lateral ( select place from read.person_fact where person = c.person and kind = 'outcome.achieved' and data ->> 'claim' = c.id::text order by recorded_at desc limit 1) f on true where c.id = any ($1::uuid[]) group by 1 order by 2 desc, 1;

-- @achievements#1 src/fund/outcomes/sql.ts
-- (uuid) → (organisation uuid!, outcome text!, pack_release text!, state text!, started_on date!, verifier uuid?)
select organisation, outcome, pack_release, state, started_on, verifier from claim where person = $1 order by started_on desc, id desc;

-- @claimsOf#1 src/fund/outcomes/sql.ts
-- (uuid) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, outcome text!, pack_release text!, pseudonym text!, state text!, started_on date!, due_on date!, broken_on date?, grounds jsonb!, recorders _uuid!, verifier uuid?, contradicted bool!, collides bool!, submitted_at timestamptz?, decided_at timestamptz?)
select c.person, c.id, c.organisation, c.shared_with, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.broken_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.collides, c.submitted_at, c.decided_at from claim c where c.person = $1 order by c.id for update;

-- @closeEvidence#1 src/fund/outcomes/sql.ts
-- (uuid, uuid, uuid, uuid, uuid, uuid, uuid) → (attachment uuid!)
with closed as ( update claim_evidence set shared_with = array_remove(shared_with, $1::uuid) where person = $2 and claim = $3 and $4::uuid = any (shared_with) returning attachment ) select distinct attachment from closed where not exists ( select from claim_evidence e where e.person = $5 and e.attachment = closed.attachment and e.claim <> $6 and $7::uuid = any (e.shared_with));

-- @countBy#1 src/fund/outcomes/sql.ts
-- (_text, text) → (n int4)
select count(*)::int as n from (select from claim c left join read.person p on p.person = c.person left join read.organisation v on v.id = c.verifier where true and c.state = any ($1) and c.outcome = $2 limit 10001) counted;

-- @countBy#1 src/fund/outcomes/sql.ts
-- (_text) → (n int4)
select count(*)::int as n from (select from claim c left join read.person p on p.person = c.person left join read.organisation v on v.id = c.verifier where true and c.state = any ($1) limit 10001) counted;

-- @countBy#1 src/fund/outcomes/sql.ts
-- () → (n int4)
select count(*)::int as n from (select from claim c left join read.person p on p.person = c.person left join read.organisation v on v.id = c.verifier where true limit 10001) counted;

-- @counts#1 src/fund/outcomes/sql.ts
-- () → (state text!, count int4)
select state, count(*)::int as count from claim group by state;

-- @evidenceOf#1 src/fund/outcomes/sql.ts
-- (uuid, uuid) → (id uuid!, attachment uuid!, type text!, name text!, media_type text!, size int4!, attached_at timestamptz!)
select e.id, e.attachment, e.type, a.name, a.media_type, a.size, e.attached_at from claim_evidence e join attachment a on a.person = e.person and a.id = e.attachment where e.person = $1 and e.claim = $2 order by e.attached_at, e.id;

-- @factsOf#1 src/fund/outcomes/sql.ts
-- (_uuid) → (person uuid, id uuid, kind text, occurredOn date, organisation uuid, sharedWith _uuid, packRelease text, data jsonb, snapshot jsonb)
select person, id, kind, occurred_on as "occurredOn", organisation, shared_with as "sharedWith", pack_release as "packRelease", data, jsonb_build_object('sex', sex, 'age_band', age_band, 'population_group', population_group, 'migration_status', migration_status, 'nationality', nationality, 'place', place, 'disability', disability) as snapshot from read.person_fact where person = any ($1::uuid[]);

-- @findNamed#1 src/fund/outcomes/sql.ts
-- (uuid) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, outcome text!, pack_release text!, pseudonym text!, state text!, started_on date!, due_on date!, broken_on date?, grounds jsonb!, recorders _uuid!, verifier uuid?, contradicted bool!, collides bool!, submitted_at timestamptz?, decided_at timestamptz?, person_name text, verifier_name text, types _text)
select c.person, c.id, c.organisation, c.shared_with, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.broken_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.collides, c.submitted_at, c.decided_at, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') as person_name, v.name as verifier_name, array(select distinct e.type from claim_evidence e where e.person = c.person and e.claim = c.id) as types from claim c left join read.person p on p.person = c.person left join read.organisation v on v.id = c.verifier where c.id = $1;

-- @insertClaim#1 src/fund/outcomes/sql.ts
-- (uuid, uuid, uuid, _uuid, text, text, text, text, text, date, date, date, jsonb, _uuid) → ()
insert into claim (person, id, organisation, shared_with, outcome, family, pack_release, pseudonym, state, started_on, due_on, broken_on, grounds, recorders) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- @insertEvidence#1 src/fund/outcomes/sql.ts
-- (uuid, uuid, uuid, _uuid, uuid, uuid, text, uuid, timestamptz) → ()
insert into claim_evidence (person, id, organisation, shared_with, claim, attachment, type, attached_by, attached_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- @isFollowedUp#1 src/fund/outcomes/sql.ts
-- (uuid, uuid, timestamptz, uuid) → (followed bool)
select exists (select from claim_evidence where person = $1 and claim = $2 and attached_at > $3) or exists (select from read.statement_line where claim = $4) as followed;

-- @lockClaim#1 src/fund/outcomes/sql.ts
-- (uuid) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, outcome text!, pack_release text!, pseudonym text!, state text!, started_on date!, due_on date!, broken_on date?, grounds jsonb!, recorders _uuid!, verifier uuid?, contradicted bool!, collides bool!, submitted_at timestamptz?, decided_at timestamptz?)
select c.person, c.id, c.organisation, c.shared_with, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.broken_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.collides, c.submitted_at, c.decided_at from claim c where c.id = $1 for update;

-- @lockPerson#1 src/fund/outcomes/sql.ts
-- (text) → (pg_advisory_xact_lock void)
select pg_advisory_xact_lock(hashtextextended($1, 0));

-- @namedOf#1 src/fund/outcomes/sql.ts
-- (uuid) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, outcome text!, pack_release text!, pseudonym text!, state text!, started_on date!, due_on date!, broken_on date?, grounds jsonb!, recorders _uuid!, verifier uuid?, contradicted bool!, collides bool!, submitted_at timestamptz?, decided_at timestamptz?, person_name text, verifier_name text, types _text)
select c.person, c.id, c.organisation, c.shared_with, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.broken_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.collides, c.submitted_at, c.decided_at, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') as person_name, v.name as verifier_name, array(select distinct e.type from claim_evidence e where e.person = c.person and e.claim = c.id) as types from claim c left join read.person p on p.person = c.person left join read.organisation v on v.id = c.verifier where c.person = $1 order by c.due_on, c.id;

-- @page#1 src/fund/outcomes/sql.ts
-- (uuid, int8) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, outcome text!, pack_release text!, pseudonym text!, state text!, started_on date!, due_on date!, broken_on date?, grounds jsonb!, recorders _uuid!, verifier uuid?, contradicted bool!, collides bool!, submitted_at timestamptz?, decided_at timestamptz?, person_name text, verifier_name text, types _text)
select c.person, c.id, c.organisation, c.shared_with, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.broken_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.collides, c.submitted_at, c.decided_at, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') as person_name, v.name as verifier_name, array(select distinct e.type from claim_evidence e where e.person = c.person and e.claim = c.id) as types from claim c left join read.person p on p.person = c.person left join read.organisation v on v.id = c.verifier where true and (c.due_on, c.id) > (select due_on, id from claim where id = $1) order by c.due_on, c.id limit $2;

-- @page#1 src/fund/outcomes/sql.ts
-- (int8) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, outcome text!, pack_release text!, pseudonym text!, state text!, started_on date!, due_on date!, broken_on date?, grounds jsonb!, recorders _uuid!, verifier uuid?, contradicted bool!, collides bool!, submitted_at timestamptz?, decided_at timestamptz?, person_name text, verifier_name text, types _text)
select c.person, c.id, c.organisation, c.shared_with, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.broken_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.collides, c.submitted_at, c.decided_at, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') as person_name, v.name as verifier_name, array(select distinct e.type from claim_evidence e where e.person = c.person and e.claim = c.id) as types from claim c left join read.person p on p.person = c.person left join read.organisation v on v.id = c.verifier where true order by c.due_on, c.id limit $1;

-- @pageBy#1 src/fund/outcomes/sql.ts
-- (date, uuid, int8) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, outcome text!, pack_release text!, pseudonym text!, state text!, started_on date!, due_on date!, broken_on date?, grounds jsonb!, recorders _uuid!, verifier uuid?, contradicted bool!, collides bool!, submitted_at timestamptz?, decided_at timestamptz?, person_name text, verifier_name text, types _text, key text, key_id uuid!)
select c.person, c.id, c.organisation, c.shared_with, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.broken_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.collides, c.submitted_at, c.decided_at, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') as person_name, v.name as verifier_name, array(select distinct e.type from claim_evidence e where e.person = c.person and e.claim = c.id) as types, (c.due_on)::text as key, c.id as key_id from claim c left join read.person p on p.person = c.person left join read.organisation v on v.id = c.verifier where true and (c.due_on, c.id) < ($1::date, $2::uuid) order by c.due_on desc, c.id desc limit $3;

-- @pageBy#1 src/fund/outcomes/sql.ts
-- (date, uuid, int8) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, outcome text!, pack_release text!, pseudonym text!, state text!, started_on date!, due_on date!, broken_on date?, grounds jsonb!, recorders _uuid!, verifier uuid?, contradicted bool!, collides bool!, submitted_at timestamptz?, decided_at timestamptz?, person_name text, verifier_name text, types _text, key text, key_id uuid!)
select c.person, c.id, c.organisation, c.shared_with, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.broken_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.collides, c.submitted_at, c.decided_at, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') as person_name, v.name as verifier_name, array(select distinct e.type from claim_evidence e where e.person = c.person and e.claim = c.id) as types, (c.due_on)::text as key, c.id as key_id from claim c left join read.person p on p.person = c.person left join read.organisation v on v.id = c.verifier where true and (c.due_on, c.id) > ($1::date, $2::uuid) order by c.due_on asc, c.id asc limit $3;

-- @pageBy#1 src/fund/outcomes/sql.ts
-- (jsonb, _text, int8) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, outcome text!, pack_release text!, pseudonym text!, state text!, started_on date!, due_on date!, broken_on date?, grounds jsonb!, recorders _uuid!, verifier uuid?, contradicted bool!, collides bool!, submitted_at timestamptz?, decided_at timestamptz?, person_name text, verifier_name text, types _text, key text, key_id uuid!)
select c.person, c.id, c.organisation, c.shared_with, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.broken_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.collides, c.submitted_at, c.decided_at, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') as person_name, v.name as verifier_name, array(select distinct e.type from claim_evidence e where e.person = c.person and e.claim = c.id) as types, (c.due_on)::text as key, c.id as key_id from claim c left join read.person p on p.person = c.person left join read.organisation v on v.id = c.verifier where true and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), ''), $1::jsonb ->> c.outcome), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($2::text[]) as word) order by c.due_on asc, c.id asc limit $3;

-- @pageBy#1 src/fund/outcomes/sql.ts
-- (text, int8) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, outcome text!, pack_release text!, pseudonym text!, state text!, started_on date!, due_on date!, broken_on date?, grounds jsonb!, recorders _uuid!, verifier uuid?, contradicted bool!, collides bool!, submitted_at timestamptz?, decided_at timestamptz?, person_name text, verifier_name text, types _text, key text, key_id uuid!)
select c.person, c.id, c.organisation, c.shared_with, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.broken_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.collides, c.submitted_at, c.decided_at, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') as person_name, v.name as verifier_name, array(select distinct e.type from claim_evidence e where e.person = c.person and e.claim = c.id) as types, (c.due_on)::text as key, c.id as key_id from claim c left join read.person p on p.person = c.person left join read.organisation v on v.id = c.verifier where true and c.outcome = $1 order by c.due_on asc, c.id asc limit $2;

-- @pageBy#1 src/fund/outcomes/sql.ts
-- (_text, text, int8) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, outcome text!, pack_release text!, pseudonym text!, state text!, started_on date!, due_on date!, broken_on date?, grounds jsonb!, recorders _uuid!, verifier uuid?, contradicted bool!, collides bool!, submitted_at timestamptz?, decided_at timestamptz?, person_name text, verifier_name text, types _text, key text, key_id uuid!)
select c.person, c.id, c.organisation, c.shared_with, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.broken_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.collides, c.submitted_at, c.decided_at, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') as person_name, v.name as verifier_name, array(select distinct e.type from claim_evidence e where e.person = c.person and e.claim = c.id) as types, (c.due_on)::text as key, c.id as key_id from claim c left join read.person p on p.person = c.person left join read.organisation v on v.id = c.verifier where true and c.state = any ($1) and c.outcome = $2 order by c.due_on asc, c.id asc limit $3;

-- @pageBy#1 src/fund/outcomes/sql.ts
-- (_text, int8) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, outcome text!, pack_release text!, pseudonym text!, state text!, started_on date!, due_on date!, broken_on date?, grounds jsonb!, recorders _uuid!, verifier uuid?, contradicted bool!, collides bool!, submitted_at timestamptz?, decided_at timestamptz?, person_name text, verifier_name text, types _text, key text, key_id uuid!)
select c.person, c.id, c.organisation, c.shared_with, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.broken_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.collides, c.submitted_at, c.decided_at, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') as person_name, v.name as verifier_name, array(select distinct e.type from claim_evidence e where e.person = c.person and e.claim = c.id) as types, (c.due_on)::text as key, c.id as key_id from claim c left join read.person p on p.person = c.person left join read.organisation v on v.id = c.verifier where true and c.state = any ($1) order by c.due_on asc, c.id asc limit $2;

-- @pageBy#1 src/fund/outcomes/sql.ts
-- (int8) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, outcome text!, pack_release text!, pseudonym text!, state text!, started_on date!, due_on date!, broken_on date?, grounds jsonb!, recorders _uuid!, verifier uuid?, contradicted bool!, collides bool!, submitted_at timestamptz?, decided_at timestamptz?, person_name text, verifier_name text, types _text, key text, key_id uuid!)
select c.person, c.id, c.organisation, c.shared_with, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.broken_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.collides, c.submitted_at, c.decided_at, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') as person_name, v.name as verifier_name, array(select distinct e.type from claim_evidence e where e.person = c.person and e.claim = c.id) as types, (c.due_on)::text as key, c.id as key_id from claim c left join read.person p on p.person = c.person left join read.organisation v on v.id = c.verifier where true order by c.due_on asc, c.id asc limit $1;

-- @pageBy#1 src/fund/outcomes/sql.ts
-- (int8) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, outcome text!, pack_release text!, pseudonym text!, state text!, started_on date!, due_on date!, broken_on date?, grounds jsonb!, recorders _uuid!, verifier uuid?, contradicted bool!, collides bool!, submitted_at timestamptz?, decided_at timestamptz?, person_name text, verifier_name text, types _text, key text, key_id uuid!)
select c.person, c.id, c.organisation, c.shared_with, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.broken_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.collides, c.submitted_at, c.decided_at, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') as person_name, v.name as verifier_name, array(select distinct e.type from claim_evidence e where e.person = c.person and e.claim = c.id) as types, (c.due_on)::text as key, c.id as key_id from claim c left join read.person p on p.person = c.person left join read.organisation v on v.id = c.verifier where true order by c.due_on desc, c.id desc limit $1;

-- @pageBy#1 src/fund/outcomes/sql.ts
-- (date, uuid, int8) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, outcome text!, pack_release text!, pseudonym text!, state text!, started_on date!, due_on date!, broken_on date?, grounds jsonb!, recorders _uuid!, verifier uuid?, contradicted bool!, collides bool!, submitted_at timestamptz?, decided_at timestamptz?, person_name text, verifier_name text, types _text, key text, key_id uuid!)
select c.person, c.id, c.organisation, c.shared_with, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.broken_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.collides, c.submitted_at, c.decided_at, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') as person_name, v.name as verifier_name, array(select distinct e.type from claim_evidence e where e.person = c.person and e.claim = c.id) as types, (c.started_on)::text as key, c.id as key_id from claim c left join read.person p on p.person = c.person left join read.organisation v on v.id = c.verifier where true and (c.started_on, c.id) < ($1::date, $2::uuid) order by c.started_on desc, c.id desc limit $3;

-- @pageBy#1 src/fund/outcomes/sql.ts
-- (date, uuid, int8) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, outcome text!, pack_release text!, pseudonym text!, state text!, started_on date!, due_on date!, broken_on date?, grounds jsonb!, recorders _uuid!, verifier uuid?, contradicted bool!, collides bool!, submitted_at timestamptz?, decided_at timestamptz?, person_name text, verifier_name text, types _text, key text, key_id uuid!)
select c.person, c.id, c.organisation, c.shared_with, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.broken_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.collides, c.submitted_at, c.decided_at, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') as person_name, v.name as verifier_name, array(select distinct e.type from claim_evidence e where e.person = c.person and e.claim = c.id) as types, (c.started_on)::text as key, c.id as key_id from claim c left join read.person p on p.person = c.person left join read.organisation v on v.id = c.verifier where true and (c.started_on, c.id) > ($1::date, $2::uuid) order by c.started_on asc, c.id asc limit $3;

-- @pageBy#1 src/fund/outcomes/sql.ts
-- (int8) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, outcome text!, pack_release text!, pseudonym text!, state text!, started_on date!, due_on date!, broken_on date?, grounds jsonb!, recorders _uuid!, verifier uuid?, contradicted bool!, collides bool!, submitted_at timestamptz?, decided_at timestamptz?, person_name text, verifier_name text, types _text, key text, key_id uuid!)
select c.person, c.id, c.organisation, c.shared_with, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.broken_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.collides, c.submitted_at, c.decided_at, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') as person_name, v.name as verifier_name, array(select distinct e.type from claim_evidence e where e.person = c.person and e.claim = c.id) as types, (c.started_on)::text as key, c.id as key_id from claim c left join read.person p on p.person = c.person left join read.organisation v on v.id = c.verifier where true order by c.started_on asc, c.id asc limit $1;

-- @pageBy#1 src/fund/outcomes/sql.ts
-- (int8) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, outcome text!, pack_release text!, pseudonym text!, state text!, started_on date!, due_on date!, broken_on date?, grounds jsonb!, recorders _uuid!, verifier uuid?, contradicted bool!, collides bool!, submitted_at timestamptz?, decided_at timestamptz?, person_name text, verifier_name text, types _text, key text, key_id uuid!)
select c.person, c.id, c.organisation, c.shared_with, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.broken_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.collides, c.submitted_at, c.decided_at, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') as person_name, v.name as verifier_name, array(select distinct e.type from claim_evidence e where e.person = c.person and e.claim = c.id) as types, (c.started_on)::text as key, c.id as key_id from claim c left join read.person p on p.person = c.person left join read.organisation v on v.id = c.verifier where true order by c.started_on desc, c.id desc limit $1;

-- @pageBy#1 src/fund/outcomes/sql.ts
-- (text, uuid, int8) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, outcome text!, pack_release text!, pseudonym text!, state text!, started_on date!, due_on date!, broken_on date?, grounds jsonb!, recorders _uuid!, verifier uuid?, contradicted bool!, collides bool!, submitted_at timestamptz?, decided_at timestamptz?, person_name text, verifier_name text, types _text, key text, key_id uuid!)
select c.person, c.id, c.organisation, c.shared_with, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.broken_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.collides, c.submitted_at, c.decided_at, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') as person_name, v.name as verifier_name, array(select distinct e.type from claim_evidence e where e.person = c.person and e.claim = c.id) as types, (coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), ''))::text as key, c.id as key_id from claim c left join read.person p on p.person = c.person left join read.organisation v on v.id = c.verifier where true and (coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), ''), c.id) < ($1::text, $2::uuid) order by coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') desc, c.id desc limit $3;

-- @pageBy#1 src/fund/outcomes/sql.ts
-- (text, uuid, int8) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, outcome text!, pack_release text!, pseudonym text!, state text!, started_on date!, due_on date!, broken_on date?, grounds jsonb!, recorders _uuid!, verifier uuid?, contradicted bool!, collides bool!, submitted_at timestamptz?, decided_at timestamptz?, person_name text, verifier_name text, types _text, key text, key_id uuid!)
select c.person, c.id, c.organisation, c.shared_with, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.broken_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.collides, c.submitted_at, c.decided_at, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') as person_name, v.name as verifier_name, array(select distinct e.type from claim_evidence e where e.person = c.person and e.claim = c.id) as types, (coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), ''))::text as key, c.id as key_id from claim c left join read.person p on p.person = c.person left join read.organisation v on v.id = c.verifier where true and (coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), ''), c.id) > ($1::text, $2::uuid) order by coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') asc, c.id asc limit $3;

-- @pageBy#1 src/fund/outcomes/sql.ts
-- (int8) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, outcome text!, pack_release text!, pseudonym text!, state text!, started_on date!, due_on date!, broken_on date?, grounds jsonb!, recorders _uuid!, verifier uuid?, contradicted bool!, collides bool!, submitted_at timestamptz?, decided_at timestamptz?, person_name text, verifier_name text, types _text, key text, key_id uuid!)
select c.person, c.id, c.organisation, c.shared_with, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.broken_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.collides, c.submitted_at, c.decided_at, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') as person_name, v.name as verifier_name, array(select distinct e.type from claim_evidence e where e.person = c.person and e.claim = c.id) as types, (coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), ''))::text as key, c.id as key_id from claim c left join read.person p on p.person = c.person left join read.organisation v on v.id = c.verifier where true order by coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') asc, c.id asc limit $1;

-- @pageBy#1 src/fund/outcomes/sql.ts
-- (int8) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, outcome text!, pack_release text!, pseudonym text!, state text!, started_on date!, due_on date!, broken_on date?, grounds jsonb!, recorders _uuid!, verifier uuid?, contradicted bool!, collides bool!, submitted_at timestamptz?, decided_at timestamptz?, person_name text, verifier_name text, types _text, key text, key_id uuid!)
select c.person, c.id, c.organisation, c.shared_with, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.broken_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.collides, c.submitted_at, c.decided_at, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') as person_name, v.name as verifier_name, array(select distinct e.type from claim_evidence e where e.person = c.person and e.claim = c.id) as types, (coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), ''))::text as key, c.id as key_id from claim c left join read.person p on p.person = c.person left join read.organisation v on v.id = c.verifier where true order by coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), ''), '') desc, c.id desc limit $1;

-- @personOf#1 src/fund/outcomes/sql.ts
-- (uuid) → (person uuid!)
select person from claim where id = $1;

-- @personsDue#1 src/fund/outcomes/sql.ts
-- (date) → (person uuid!)
select distinct person from claim where state = 'running' and due_on <= $1;

-- @recall#1 src/fund/outcomes/sql.ts
-- (uuid, uuid, uuid) → ()
update claim set state = 'ready', verifier = null, submitted_at = null, shared_with = array_remove(shared_with, $1::uuid) where person = $2 and id = $3;

-- @refresh#1 src/fund/outcomes/sql.ts
-- (uuid, _uuid, text, text, text, date, date, date, jsonb, _uuid, uuid, uuid) → ()
update claim set organisation = $1, shared_with = $2, family = $3, pack_release = $4, state = $5, started_on = $6, due_on = $7, broken_on = $8, grounds = $9, recorders = $10 where person = $11 and id = $12;

-- @reopen#1 src/fund/outcomes/sql.ts
-- (uuid, uuid) → ()
update claim set state = 'submitted', decided_at = null where person = $1 and id = $2;

-- @setCollisions#1 src/fund/outcomes/sql.ts
-- (bool, uuid, uuid) → ()
update claim set collides = $1 where person = $2 and id = $3;

-- @setContradicted#1 src/fund/outcomes/sql.ts
-- (bool, uuid, uuid) → ()
update claim set contradicted = $1 where person = $2 and id = $3;

-- @setState#1 src/fund/outcomes/sql.ts
-- (text, timestamptz, uuid, uuid) → ()
update claim set state = $1, decided_at = coalesce($2, decided_at) where person = $3 and id = $4;

-- @submit#1 src/fund/outcomes/sql.ts
-- (uuid, timestamptz, _uuid, uuid, uuid) → ()
update claim set state = 'submitted', verifier = $1, submitted_at = $2, shared_with = $3 where person = $4 and id = $5;

-- @submit#2 src/fund/outcomes/sql.ts
-- (uuid, uuid, uuid, uuid) → ()
update claim_evidence set shared_with = array_append(shared_with, $1::uuid) where person = $2 and claim = $3 and not $4::uuid = any (shared_with);

-- @typeOfFile#1 src/fund/outcomes/sql.ts
-- (uuid, uuid) → (media_type text!)
select media_type from attachment where person = $1 and id = $2;

-- @verifiers#1 src/fund/outcomes/sql.ts
-- () → (id uuid, name text)
select id, name from read.organisation where class = 'verifier' order by name;

-- @claims#1 src/fund/outcomes/worklist.ts
-- (uuid, text, date, uuid, int8) → (id uuid!, at date!, person uuid!, name text, outcome text!, started_on date!)
select c.id, c.due_on as at, c.person, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), '')) as name, c.outcome, c.started_on from claim c left join read.person p on p.person = c.person where c.organisation = $1 and c.state = $2 and (c.due_on, c.id) > ($3, $4::uuid) order by c.due_on, c.id limit $5;

-- @claims#1 src/fund/outcomes/worklist.ts
-- (uuid, text, date, date, uuid, int8) → (id uuid!, at date!, person uuid!, name text, outcome text!, started_on date!)
select c.id, c.due_on as at, c.person, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), '')) as name, c.outcome, c.started_on from claim c left join read.person p on p.person = c.person where c.organisation = $1 and c.state = $2 and c.due_on <= $3 and (c.due_on, c.id) > ($4, $5::uuid) order by c.due_on, c.id limit $6;

-- @claims#1 src/fund/outcomes/worklist.ts
-- (uuid, text, date, int8) → (id uuid!, at date!, person uuid!, name text, outcome text!, started_on date!)
select c.id, c.due_on as at, c.person, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), '')) as name, c.outcome, c.started_on from claim c left join read.person p on p.person = c.person where c.organisation = $1 and c.state = $2 and c.due_on <= $3 order by c.due_on, c.id limit $4;

-- @claims#1 src/fund/outcomes/worklist.ts
-- (uuid, text, int8) → (id uuid!, at date!, person uuid!, name text, outcome text!, started_on date!)
select c.id, c.due_on as at, c.person, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), '')) as name, c.outcome, c.started_on from claim c left join read.person p on p.person = c.person where c.organisation = $1 and c.state = $2 order by c.due_on, c.id limit $3;

-- @count#1 src/fund/outcomes/worklist.ts
-- (uuid, text) → (n int4)
select count(*)::int as n from claim where organisation = $1 and state = $2;
