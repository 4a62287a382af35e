-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @allowedTo#1 src/protect/organisation-moves/sql.ts
-- (uuid, date) → (person uuid, id uuid, said text)
select d.person, d.id, d.said from read.consent_decision d where d.recipient = $1 and d.said in ('yes', 'override') and d.ended_at is null and (d.until is null or d.until >= $2) and not exists (select from read.consent_decision n where n.person = d.person and n.id = d.id and n.said = 'no') order by d.person, d.id;

-- @decideMove#1 src/protect/organisation-moves/sql.ts
-- (bool, uuid, timestamptz, uuid) → ()
update organisation_move set allowed = $1, decided_by = $2, decided_at = $3 where id = $4;

-- @endSharing#1 src/protect/organisation-moves/sql.ts
-- (uuid) → (end_sharing void)
select arraigo.end_sharing($1);

-- @findOrganisation#1 src/protect/organisation-moves/sql.ts
-- (uuid) → (id uuid, class text, lead bool, closed_at timestamptz)
select id, class, lead, closed_at from read.organisation where id = $1;

-- @insertMove#1 src/protect/organisation-moves/sql.ts
-- (uuid, uuid, uuid, text, text, uuid, timestamptz) → ()
insert into organisation_move (id, organisation, moved, class, because, asked_by, asked_at) values ($1, $2, $3, $4, $5, $6, $7);

-- @listMoves#1 src/protect/organisation-moves/sql.ts
-- () → (id uuid!, organisation uuid!, name text, class text!, because text!, askedBy uuid!, askedByName text, askedAt timestamptz!, decidedByName text, decidedAt timestamptz?, allowed bool?)
select m.id, m.moved as organisation, o.name, m.class, m.because, m.asked_by as "askedBy", a.name as "askedByName", m.asked_at as "askedAt", d.name as "decidedByName", m.decided_at as "decidedAt", m.allowed from organisation_move m join read.organisation o on o.id = m.moved left join read.app_user a on a.id = m.asked_by left join read.app_user d on d.id = m.decided_by order by m.asked_at desc, m.id desc limit 200;

-- @lockMove#1 src/protect/organisation-moves/sql.ts
-- (uuid) → (id uuid!, moved uuid!, class text!, because text!, asked_by uuid!, allowed bool?)
select id, moved, class, because, asked_by, allowed from organisation_move where id = $1 for update;

-- @lines#1 src/protect/organisation-moves/worklist.ts
-- (uuid, uuid, timestamptz, uuid, int8) → (id uuid!, at timestamptz!, name text)
select m.id, m.asked_at as at, o.name from organisation_move m join read.organisation o on o.id = m.moved where m.decided_at is null and m.asked_by <> $1 and exists (select from read.organisation l where l.id = $2 and l.lead) and (m.asked_at, m.id) > ($3, $4::uuid) order by m.asked_at, m.id limit $5;

-- @lines#1 src/protect/organisation-moves/worklist.ts
-- (uuid, uuid, int8) → (id uuid!, at timestamptz!, name text)
select m.id, m.asked_at as at, o.name from organisation_move m join read.organisation o on o.id = m.moved where m.decided_at is null and m.asked_by <> $1 and exists (select from read.organisation l where l.id = $2 and l.lead) order by m.asked_at, m.id limit $3;
