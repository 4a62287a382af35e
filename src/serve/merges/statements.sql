-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @erase#1 src/serve/merges/sql.ts
-- (uuid, uuid, uuid) → ()
update merge set because = '', undone_because = case when undone_because is not null then '' end where (person = $1 or other = $2) and organisation = $3;

-- @factsOf#1 src/serve/merges/sql.ts
-- (_uuid) → (id uuid, person uuid, kind text, occurredOn date, data jsonb)
select f.id, f.person, f.kind, f.occurred_on as "occurredOn", f.data from read.person_fact f where f.person = any ($1::uuid[]) order by f.id;

-- @find#1 src/serve/merges/sql.ts
-- (uuid) → (id uuid!, person uuid!, other uuid!, organisation uuid!, because text!, mergedAt timestamptz!, undoneAt timestamptz?, undoneBecause text?, assigned jsonb!, mergedBy text, undoneBy text)
select m.id, m.person, m.other, m.organisation, m.because, m.merged_at as "mergedAt", m.undone_at as "undoneAt", m.undone_because as "undoneBecause", m.assigned, b.name as "mergedBy", u.name as "undoneBy" from merge m left join read.app_user b on b.id = m.merged_by left join read.app_user u on u.id = m.undone_by where m.id = $1;

-- @glimpses#1 src/serve/merges/sql.ts
-- (_uuid) → (person uuid, organisation uuid, called text, given_names text, first_surname text, second_surname text, born date, born_precision text, born_age int2, born_age_on date, sex text, place text, nationalities _text, registered_at timestamptz)
select "p"."person", "p"."organisation", "p"."called", "p"."given_names", "p"."first_surname", "p"."second_surname", "p"."born", "p"."born_precision", "p"."born_age", "p"."born_age_on", "p"."sex", "p"."place", "p"."nationalities", "p"."registered_at" from read.person_shown p where p.person = any ($1::uuid[]);

-- @householdsOf#1 src/serve/merges/sql.ts
-- (_uuid) → (person uuid, household uuid, relation text, head bool)
select h.person, h.household, h.relation, h.head from read.household_member h where h.person = any ($1::uuid[]) and h.left_on is null;

-- @insert#1 src/serve/merges/sql.ts
-- (uuid, uuid, uuid, uuid, text, timestamptz, uuid) → ()
insert into merge (person, other, id, organisation, because, merged_at, merged_by) values ($1, $2, $3, $4, $5, $6, $7);

-- @isErasureOpen#1 src/serve/merges/sql.ts
-- (_uuid) → ()
select from read.erasure_open where person = any ($1::uuid[]) limit 1;

-- @keepers#1 src/serve/merges/sql.ts
-- (_uuid) → (person uuid, organisation uuid)
select p.person, p.organisation from read.person p where p.person = any ($1::uuid[]) and not exists (select from read.erased_person e where e.person = p.person);

-- @linksOf#1 src/serve/merges/sql.ts
-- (_uuid, _uuid) → (id uuid!, person uuid!, other uuid!, organisation uuid!, because text!, mergedAt timestamptz!, undoneAt timestamptz?, undoneBecause text?, assigned jsonb!, mergedBy text, undoneBy text)
select m.id, m.person, m.other, m.organisation, m.because, m.merged_at as "mergedAt", m.undone_at as "undoneAt", m.undone_because as "undoneBecause", m.assigned, b.name as "mergedBy", u.name as "undoneBy" from merge m left join read.app_user b on b.id = m.merged_by left join read.app_user u on u.id = m.undone_by where m.person = any ($1::uuid[]) or m.other = any ($2::uuid[]) order by m.merged_at, m.id;

-- @lockMerges#1 src/serve/merges/sql.ts
-- (text) → (pg_advisory_xact_lock void)
select pg_advisory_xact_lock(hashtextextended($1, 0));

-- @saveSame#1 src/serve/merges/sql.ts
-- (_uuid) → ()
delete from same_person where person = any ($1::uuid[]);

-- @saveSame#2 src/serve/merges/sql.ts
-- (jsonb) → ()
insert into same_person (person, organisation, kept, people, besides, assigned, since) select person, organisation, kept, people, besides, assigned, since from jsonb_to_recordset($1::jsonb) as s (person uuid, organisation uuid, kept uuid, people uuid[], besides uuid[], assigned jsonb, since timestamptz) on conflict do nothing;

-- @undo#1 src/serve/merges/sql.ts
-- (timestamptz, uuid, text, jsonb, uuid, uuid) → ()
update merge set undone_at = $1, undone_by = $2, undone_because = $3, assigned = $4 where person = $5 and id = $6;
