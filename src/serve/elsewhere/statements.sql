-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @decidedAfter#1 src/serve/elsewhere/server/secrets.ts
-- (text, uuid, int8) → (person uuid)
select distinct person from read.consent_decision where purpose = $1 and person > $2::uuid order by person limit $3;

-- @keepTokensFor#1 src/serve/elsewhere/server/secrets.ts
-- (uuid, jsonb) → ()
delete from known_token where person = $1 and (audience, until) not in ( select audience, until from jsonb_to_recordset($2::jsonb) as k (audience text, until date));

-- @reachedBy#1 src/serve/elsewhere/server/secrets.ts
-- (int4) → (reached uuid?)
select reached from known_secret where version = $1;

-- @saveReached#1 src/serve/elsewhere/server/secrets.ts
-- (uuid, int4) → ()
update known_secret set reached = $1::uuid where version = $2;

-- @saveWrapped#1 src/serve/elsewhere/server/secrets.ts
-- (text, bytea, int4) → ()
update known_secret set kek = $1, wrapped = $2 where version = $3;

-- @addAnswers#1 src/serve/elsewhere/sql.ts
-- (uuid, uuid, timestamptz, jsonb) → ()
insert into known_answer (person, id, organisation, told, at) select person, $1::uuid, organisation, $2::uuid, $3::timestamptz from jsonb_to_recordset($4::jsonb) as a (person uuid, organisation uuid) on conflict do nothing;

-- @addQuestion#1 src/serve/elsewhere/sql.ts
-- (uuid, uuid, uuid, uuid, timestamptz, bool) → ()
insert into known_question (person, id, organisation, asked_by, asked_at, known) values ($1, $2, $3, $4, $5, $6);

-- @addQuestion#1 src/serve/elsewhere/sql.ts
-- (uuid, uuid, uuid, uuid, timestamptz) → ()
insert into known_question (person, id, organisation, asked_by, asked_at, known) values ($1, $2, $3, $4, $5, false);

-- @addSecret#1 src/serve/elsewhere/sql.ts
-- (int4, text, bytea, timestamptz) → ()
insert into known_secret (version, kek, wrapped, made_at) values ($1, $2, $3, $4) on conflict do nothing;

-- @answerQuestion#1 src/serve/elsewhere/sql.ts
-- (bool, uuid, uuid) → ()
update known_question set known = $1 where person = $2 and id = $3;

-- @answersOf#1 src/serve/elsewhere/sql.ts
-- (uuid, int8) → (id uuid!, at timestamptz!, told uuid?, to text)
select a.id, a.at, a.told, o.name as to from known_answer a left join read.organisation o on o.id = a.told where a.person = $1 order by a.at desc, a.id desc limit $2;

-- @askedSince#1 src/serve/elsewhere/sql.ts
-- (uuid, timestamptz, uuid, timestamptz) → (ofOrganisation int4, ofUser int4)
select count(*)::int as "ofOrganisation", (count(*) filter (where asked_by = $1 and asked_at > $2))::int as "ofUser" from known_question where organisation = $3 and asked_at > $4;

-- @dropOlder#1 src/serve/elsewhere/sql.ts
-- (int4) → ()
delete from known_token where version < $1;

-- @dropOlder#2 src/serve/elsewhere/sql.ts
-- (int4) → ()
delete from known_secret where version < $1;

-- @erase#1 src/serve/elsewhere/sql.ts
-- (uuid, uuid) → ()
delete from "known_answer" where person = $1 and organisation = $2;

-- @erase#1 src/serve/elsewhere/sql.ts
-- (uuid, uuid) → ()
delete from "known_question" where person = $1 and organisation = $2;

-- @erase#1 src/serve/elsewhere/sql.ts
-- (uuid, uuid) → ()
delete from "known_token" where person = $1 and organisation = $2;

-- @erase#1 src/serve/elsewhere/sql.ts
-- (uuid, uuid) → ()
insert into known_question (person, id, organisation, asked_by, asked_at, known) select id, id, organisation, asked_by, asked_at, false from known_question where person = $1 and organisation = $2 on conflict do nothing;

-- @erase#2 src/serve/elsewhere/sql.ts
-- (uuid, uuid) → ()
delete from "known_answer" where person = $1 and organisation = $2;

-- @erase#2 src/serve/elsewhere/sql.ts
-- (uuid, uuid) → ()
delete from "known_question" where person = $1 and organisation = $2;

-- @erase#2 src/serve/elsewhere/sql.ts
-- (uuid, uuid) → ()
delete from "known_token" where person = $1 and organisation = $2;

-- @hasTokens#1 src/serve/elsewhere/sql.ts
-- (uuid) → ()
select from known_token where person = $1 limit 1;

-- @holdSecrets#1 src/serve/elsewhere/sql.ts
-- () → (pg_advisory_xact_lock void)
select pg_advisory_xact_lock(hashtextextended('secrets of tokens', 0));

-- @holdSecrets#1 src/serve/elsewhere/sql.ts
-- () → (pg_advisory_xact_lock_shared void)
select pg_advisory_xact_lock_shared(hashtextextended('secrets of tokens', 0));

-- @keeperOf#1 src/serve/elsewhere/sql.ts
-- (uuid) → (organisation uuid)
select p.organisation from read.person p where p.person = $1 and not exists (select from read.erased_person e where e.person = p.person);

-- @knownOf#1 src/serve/elsewhere/sql.ts
-- (uuid) → (organisation uuid, givenNames text, firstSurname text, secondSurname text, bornOn date, identifiers json)
select p.organisation, p.given_names as "givenNames", p.first_surname as "firstSurname", p.second_surname as "secondSurname", case when p.born_precision = 'day' then p.born end as "bornOn", (select coalesce(json_agg(json_build_object('type', d.type, 'country', d.country, 'number', d.number) order by d.type, d.number), '[]') from read.person_document d where d.person = p.person) as identifiers from read.person p where p.person = $1 and not exists (select from read.erased_person e where e.person = p.person);

-- @lockTokens#1 src/serve/elsewhere/sql.ts
-- (text) → (pg_advisory_xact_lock void)
select pg_advisory_xact_lock(hashtextextended($1, 0));

-- @matching#1 src/serve/elsewhere/sql.ts
-- (_text, _uuid, _text, date) → (person uuid!, organisation uuid!)
select distinct t.person, t.organisation from unnest($1::text[], $2::uuid[], $3::text[]) as q (audience, organisation, token) cross join lateral ( select k.person, k.organisation from known_token k where k.audience = q.audience and k.organisation = q.organisation and k.token = decode(q.token, 'hex') and k.until >= $4::date limit 20) t;

-- @nextToRenew#1 src/serve/elsewhere/sql.ts
-- (int4, int4, int8) → (person uuid!)
select distinct t.person from known_token t where t.version < $1 and not exists (select from known_token n where n.person = t.person and n.version = $2) order by t.person limit $3;

-- @organisations#1 src/serve/elsewhere/sql.ts
-- () → (id uuid, organisationClass text)
select id, class as "organisationClass" from read.organisation where closed_at is null and not arraigo.behind_wall(id) order by id;

-- @questionsOf#1 src/serve/elsewhere/sql.ts
-- (uuid, int8) → (id uuid!, askedAt timestamptz!, askedBy text, known bool!)
select q.id, q.asked_at as "askedAt", u.name as "askedBy", q.known from known_question q left join read.app_user u on u.id = q.asked_by where q.person = $1 order by q.asked_at desc, q.id desc limit $2;

-- @replaceTokens#1 src/serve/elsewhere/sql.ts
-- (uuid) → ()
delete from known_token where person = $1;

-- @replaceTokens#2 src/serve/elsewhere/sql.ts
-- (uuid, uuid, jsonb) → ()
insert into known_token (audience, organisation, token, until, person, version) select audience, $1::uuid, decode(token, 'hex'), until, $2::uuid, version from jsonb_to_recordset($3::jsonb) as t (audience text, token text, until date, version integer) on conflict do nothing;

-- @secrets#1 src/serve/elsewhere/sql.ts
-- () → (version int4!, kek text!, wrapped bytea!, madeAt timestamptz!)
select version, kek, wrapped, made_at as "madeAt" from known_secret order by version desc;
