-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @allOf#1 src/serve/links/sql.ts
-- (uuid) → (id uuid!, person uuid!, organisation uuid!, other uuid?, otherOrganisation uuid!, proposer bool!, state text!)
select l.id, l.person, l.organisation, l.other, l.other_organisation as "otherOrganisation", l.proposer, l.state from record_link l where l.person = $1 order by l.id;

-- @areOpen#1 src/serve/links/sql.ts
-- (uuid, uuid) → ()
select from record_link l where l.person = $1 and l.other = $2 and l.state in ('proposed', 'linked') limit 1;

-- @end#1 src/serve/links/sql.ts
-- (text, timestamptz, text, uuid, uuid, uuid) → ()
update record_link set state = $1, ended_at = $2, ended_because = $3, ended_by = $4::uuid where person = $5 and id = $6;

-- @erase#1 src/serve/links/sql.ts
-- (uuid) → ()
delete from record_link where person = $1;

-- @erase#2 src/serve/links/sql.ts
-- (uuid, uuid) → ()
update record_link set other = null where person = $1 and id = $2;

-- @find#1 src/serve/links/sql.ts
-- (uuid, uuid) → (id uuid!, person uuid!, organisation uuid!, other uuid?, otherOrganisation uuid!, proposer bool!, state text!)
select l.id, l.person, l.organisation, l.other, l.other_organisation as "otherOrganisation", l.proposer, l.state from record_link l where l.person = $1 and l.id = $2;

-- @insert#1 src/serve/links/sql.ts
-- (uuid, uuid, uuid, uuid, uuid, bool, text, uuid, timestamptz, uuid, uuid, uuid, uuid, uuid, bool, text, uuid, timestamptz) → ()
insert into record_link (person, id, organisation, other, other_organisation, proposer, state, because, decided_by, proposed_at) values ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6, 'proposed', $7, $8::uuid, $9::timestamptz), ($10::uuid, $11::uuid, $12::uuid, $13::uuid, $14::uuid, $15, 'proposed', $16, $17::uuid, $18::timestamptz);

-- @isErasureOpen#1 src/serve/links/sql.ts
-- (uuid) → ()
select from read.erasure_open where person = $1 limit 1;

-- @keepAnswer#1 src/serve/links/sql.ts
-- (text, timestamptz, text, uuid, uuid, uuid) → ()
update record_link set state = $1, answered_at = $2, because = coalesce($3, because), decided_by = coalesce($4::uuid, decided_by) where person = $5 and id = $6;

-- @keepers#1 src/serve/links/sql.ts
-- (_uuid) → (person uuid, organisation uuid)
select p.person, p.organisation from read.person p where p.person = any ($1::uuid[]) and not exists (select from read.erased_person e where e.person = p.person);

-- @linksOf#1 src/serve/links/sql.ts
-- (uuid, int8) → (id uuid!, person uuid!, organisation uuid!, other uuid?, otherOrganisation uuid!, proposer bool!, state text!, name text, because text?, decidedName text, endedBecause text?, endedName text, proposedAt timestamptz!, answeredAt timestamptz?, endedAt timestamptz?)
select l.id, l.person, l.organisation, l.other, l.other_organisation as "otherOrganisation", l.proposer, l.state, o.name, l.because, d.name as "decidedName", l.ended_because as "endedBecause", e.name as "endedName", l.proposed_at as "proposedAt", l.answered_at as "answeredAt", l.ended_at as "endedAt" from record_link l left join read.organisation o on o.id = l.other_organisation left join read.app_user d on d.id = l.decided_by left join read.app_user e on e.id = l.ended_by where l.person = $1 order by l.proposed_at desc, l.id desc limit $2;

-- @lockLink#1 src/serve/links/sql.ts
-- (text) → (pg_advisory_xact_lock void)
select pg_advisory_xact_lock(hashtextextended($1, 0));

-- @openOf#1 src/serve/links/sql.ts
-- (uuid) → (id uuid!, person uuid!, organisation uuid!, other uuid?, otherOrganisation uuid!, proposer bool!, state text!)
select l.id, l.person, l.organisation, l.other, l.other_organisation as "otherOrganisation", l.proposer, l.state from record_link l where l.person = $1 and l.state in ('proposed', 'linked') order by l.id;

-- @openOfOrganisation#1 src/serve/links/sql.ts
-- (uuid) → (id uuid!, person uuid!, organisation uuid!, other uuid?, otherOrganisation uuid!, proposer bool!, state text!)
select l.id, l.person, l.organisation, l.other, l.other_organisation as "otherOrganisation", l.proposer, l.state from record_link l where l.organisation = $1 and l.state in ('proposed', 'linked') order by l.person, l.id;

-- @openOrganisations#1 src/serve/links/sql.ts
-- (_uuid) → (id uuid, class text)
select id, class from read.organisation where id = any ($1::uuid[]) and closed_at is null and not arraigo.behind_wall(id);

-- @lines#1 src/serve/links/worklist.ts
-- (uuid, int8) → (id uuid!, at timestamptz!, person uuid!, name text, by text)
select l.id, l.proposed_at as at, l.person, coalesce(p.called, p.given_names) as name, o.name as by from record_link l join read.person_shown p on p.person = l.person left join read.organisation o on o.id = l.other_organisation where l.organisation = $1 and l.state = 'proposed' and not l.proposer order by l.proposed_at, l.id limit $2;
