-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @countInbox#1 src/fund/verification/sql.ts
-- (uuid, text) → (n int4)
select count(*)::int as n from (select from read.claim c join read.organisation o on o.id = c.organisation where c.verifier = $1 and c.state = $2 limit 10001) counted;

-- @countWaiting#1 src/fund/verification/sql.ts
-- (uuid) → (count int4)
select count(*)::int as count from read.claim where verifier = $1 and state = 'submitted';

-- @decidedIn#1 src/fund/verification/sql.ts
-- (uuid, int4, int4) → (id uuid, month text, state text, outcome text, provider text)
select c.id, to_char(c.decided_at, 'YYYY-MM') as month, c.state, c.outcome, o.name as provider from read.claim c join read.organisation o on o.id = c.organisation where c.verifier = $1 and c.state in ('verified', 'rejected', 'returned') and c.decided_at >= make_date($2, 1, 1) and c.decided_at < make_date($3 + 1, 1, 1) order by 2, 1;

-- @decisionsOn#1 src/fund/verification/sql.ts
-- (uuid) → (decision text!, reason text?, wanted _text!, note text?, verifier text, decided_by uuid!, decided_at timestamptz!)
select v.decision, v.reason, v.wanted, v.note, o.name as verifier, v.decided_by, v.decided_at from verification v join read.organisation o on o.id = v.organisation where v.claim = $1 order by v.decided_at, v.id;

-- @erase#1 src/fund/verification/sql.ts
-- (uuid, uuid, uuid) → ()
update verification set note = null where person = $1 and (organisation = $2 or $3 = any (shared_with));

-- @evidenceOf#1 src/fund/verification/sql.ts
-- (uuid, uuid) → (attachment uuid, type text, media_type text, size int4, attached_at timestamptz, opened bool)
select e.attachment, e.type, e.media_type, e.size, e.attached_at, exists (select from read.attachment_opening o where o.attachment = e.attachment and o.opened_by = $1) as opened from read.claim_evidence e where e.claim = $2 order by e.attached_at, e.attachment;

-- @inbox#1 src/fund/verification/sql.ts
-- (uuid, text, date, uuid, int8) → (id uuid, organisation uuid, provider text, outcome text, pack_release text, pseudonym text, state text, started_on date, due_on date, grounds jsonb, recorders _uuid, verifier uuid, contradicted bool, submitted_at timestamptz, files int4, key text, key_id uuid)
select c.id, c.organisation, o.name as provider, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.submitted_at, (select count(*)::int from read.claim_evidence e where e.claim = c.id) as files, (c.due_on)::text as key, c.id as key_id from read.claim c join read.organisation o on o.id = c.organisation where c.verifier = $1 and c.state = $2 and (c.due_on, c.id) < ($3::date, $4::uuid) order by c.due_on desc, c.id desc limit $5;

-- @inbox#1 src/fund/verification/sql.ts
-- (uuid, text, date, uuid, int8) → (id uuid, organisation uuid, provider text, outcome text, pack_release text, pseudonym text, state text, started_on date, due_on date, grounds jsonb, recorders _uuid, verifier uuid, contradicted bool, submitted_at timestamptz, files int4, key text, key_id uuid)
select c.id, c.organisation, o.name as provider, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.submitted_at, (select count(*)::int from read.claim_evidence e where e.claim = c.id) as files, (c.due_on)::text as key, c.id as key_id from read.claim c join read.organisation o on o.id = c.organisation where c.verifier = $1 and c.state = $2 and (c.due_on, c.id) > ($3::date, $4::uuid) order by c.due_on asc, c.id asc limit $5;

-- @inbox#1 src/fund/verification/sql.ts
-- (uuid, text, int8) → (id uuid, organisation uuid, provider text, outcome text, pack_release text, pseudonym text, state text, started_on date, due_on date, grounds jsonb, recorders _uuid, verifier uuid, contradicted bool, submitted_at timestamptz, files int4, key text, key_id uuid)
select c.id, c.organisation, o.name as provider, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.submitted_at, (select count(*)::int from read.claim_evidence e where e.claim = c.id) as files, (c.due_on)::text as key, c.id as key_id from read.claim c join read.organisation o on o.id = c.organisation where c.verifier = $1 and c.state = $2 order by c.due_on asc, c.id asc limit $3;

-- @inbox#1 src/fund/verification/sql.ts
-- (uuid, text, int8) → (id uuid, organisation uuid, provider text, outcome text, pack_release text, pseudonym text, state text, started_on date, due_on date, grounds jsonb, recorders _uuid, verifier uuid, contradicted bool, submitted_at timestamptz, files int4, key text, key_id uuid)
select c.id, c.organisation, o.name as provider, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.submitted_at, (select count(*)::int from read.claim_evidence e where e.claim = c.id) as files, (c.due_on)::text as key, c.id as key_id from read.claim c join read.organisation o on o.id = c.organisation where c.verifier = $1 and c.state = $2 order by c.due_on desc, c.id desc limit $3;

-- @inbox#1 src/fund/verification/sql.ts
-- (uuid, text, text, uuid, int8) → (id uuid, organisation uuid, provider text, outcome text, pack_release text, pseudonym text, state text, started_on date, due_on date, grounds jsonb, recorders _uuid, verifier uuid, contradicted bool, submitted_at timestamptz, files int4, key text, key_id uuid)
select c.id, c.organisation, o.name as provider, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.submitted_at, (select count(*)::int from read.claim_evidence e where e.claim = c.id) as files, (o.name)::text as key, c.id as key_id from read.claim c join read.organisation o on o.id = c.organisation where c.verifier = $1 and c.state = $2 and (o.name, c.id) < ($3::text, $4::uuid) order by o.name desc, c.id desc limit $5;

-- @inbox#1 src/fund/verification/sql.ts
-- (uuid, text, text, uuid, int8) → (id uuid, organisation uuid, provider text, outcome text, pack_release text, pseudonym text, state text, started_on date, due_on date, grounds jsonb, recorders _uuid, verifier uuid, contradicted bool, submitted_at timestamptz, files int4, key text, key_id uuid)
select c.id, c.organisation, o.name as provider, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.submitted_at, (select count(*)::int from read.claim_evidence e where e.claim = c.id) as files, (o.name)::text as key, c.id as key_id from read.claim c join read.organisation o on o.id = c.organisation where c.verifier = $1 and c.state = $2 and (o.name, c.id) > ($3::text, $4::uuid) order by o.name asc, c.id asc limit $5;

-- @inbox#1 src/fund/verification/sql.ts
-- (uuid, text, int8) → (id uuid, organisation uuid, provider text, outcome text, pack_release text, pseudonym text, state text, started_on date, due_on date, grounds jsonb, recorders _uuid, verifier uuid, contradicted bool, submitted_at timestamptz, files int4, key text, key_id uuid)
select c.id, c.organisation, o.name as provider, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.submitted_at, (select count(*)::int from read.claim_evidence e where e.claim = c.id) as files, (o.name)::text as key, c.id as key_id from read.claim c join read.organisation o on o.id = c.organisation where c.verifier = $1 and c.state = $2 order by o.name asc, c.id asc limit $3;

-- @inbox#1 src/fund/verification/sql.ts
-- (uuid, text, int8) → (id uuid, organisation uuid, provider text, outcome text, pack_release text, pseudonym text, state text, started_on date, due_on date, grounds jsonb, recorders _uuid, verifier uuid, contradicted bool, submitted_at timestamptz, files int4, key text, key_id uuid)
select c.id, c.organisation, o.name as provider, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.submitted_at, (select count(*)::int from read.claim_evidence e where e.claim = c.id) as files, (o.name)::text as key, c.id as key_id from read.claim c join read.organisation o on o.id = c.organisation where c.verifier = $1 and c.state = $2 order by o.name desc, c.id desc limit $3;

-- @inbox#1 src/fund/verification/sql.ts
-- (uuid, text, timestamptz, uuid, int8) → (id uuid, organisation uuid, provider text, outcome text, pack_release text, pseudonym text, state text, started_on date, due_on date, grounds jsonb, recorders _uuid, verifier uuid, contradicted bool, submitted_at timestamptz, files int4, key text, key_id uuid)
select c.id, c.organisation, o.name as provider, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.submitted_at, (select count(*)::int from read.claim_evidence e where e.claim = c.id) as files, to_char(c.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, c.id as key_id from read.claim c join read.organisation o on o.id = c.organisation where c.verifier = $1 and c.state = $2 and (c.submitted_at, c.id) < ($3::timestamptz, $4::uuid) order by c.submitted_at desc, c.id desc limit $5;

-- @inbox#1 src/fund/verification/sql.ts
-- (uuid, text, timestamptz, uuid, int8) → (id uuid, organisation uuid, provider text, outcome text, pack_release text, pseudonym text, state text, started_on date, due_on date, grounds jsonb, recorders _uuid, verifier uuid, contradicted bool, submitted_at timestamptz, files int4, key text, key_id uuid)
select c.id, c.organisation, o.name as provider, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.submitted_at, (select count(*)::int from read.claim_evidence e where e.claim = c.id) as files, to_char(c.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, c.id as key_id from read.claim c join read.organisation o on o.id = c.organisation where c.verifier = $1 and c.state = $2 and (c.submitted_at, c.id) > ($3::timestamptz, $4::uuid) order by c.submitted_at asc, c.id asc limit $5;

-- @inbox#1 src/fund/verification/sql.ts
-- (uuid, text, jsonb, _text, int8) → (id uuid, organisation uuid, provider text, outcome text, pack_release text, pseudonym text, state text, started_on date, due_on date, grounds jsonb, recorders _uuid, verifier uuid, contradicted bool, submitted_at timestamptz, files int4, key text, key_id uuid)
select c.id, c.organisation, o.name as provider, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.submitted_at, (select count(*)::int from read.claim_evidence e where e.claim = c.id) as files, to_char(c.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, c.id as key_id from read.claim c join read.organisation o on o.id = c.organisation where c.verifier = $1 and c.state = $2 and (select bool_and(position(word in said.text) > 0) from (select lower(regexp_replace(normalize(concat_ws(' ', c.pseudonym, o.name, $3::jsonb ->> c.outcome), nfkd), '[\u0300-\u036f\u064b-\u065f\u0670]', '', 'g')) as text offset 0) said cross join unnest($4::text[]) as word) order by c.submitted_at asc, c.id asc limit $5;

-- @inbox#1 src/fund/verification/sql.ts
-- (uuid, text, uuid, int8) → (id uuid, organisation uuid, provider text, outcome text, pack_release text, pseudonym text, state text, started_on date, due_on date, grounds jsonb, recorders _uuid, verifier uuid, contradicted bool, submitted_at timestamptz, files int4, key text, key_id uuid)
select c.id, c.organisation, o.name as provider, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.submitted_at, (select count(*)::int from read.claim_evidence e where e.claim = c.id) as files, to_char(c.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, c.id as key_id from read.claim c join read.organisation o on o.id = c.organisation where c.verifier = $1 and c.state = $2 and c.organisation = $3 order by c.submitted_at asc, c.id asc limit $4;

-- @inbox#1 src/fund/verification/sql.ts
-- (uuid, text, int8) → (id uuid, organisation uuid, provider text, outcome text, pack_release text, pseudonym text, state text, started_on date, due_on date, grounds jsonb, recorders _uuid, verifier uuid, contradicted bool, submitted_at timestamptz, files int4, key text, key_id uuid)
select c.id, c.organisation, o.name as provider, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.submitted_at, (select count(*)::int from read.claim_evidence e where e.claim = c.id) as files, to_char(c.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, c.id as key_id from read.claim c join read.organisation o on o.id = c.organisation where c.verifier = $1 and c.state = $2 order by c.submitted_at asc, c.id asc limit $3;

-- @inbox#1 src/fund/verification/sql.ts
-- (uuid, text, int8) → (id uuid, organisation uuid, provider text, outcome text, pack_release text, pseudonym text, state text, started_on date, due_on date, grounds jsonb, recorders _uuid, verifier uuid, contradicted bool, submitted_at timestamptz, files int4, key text, key_id uuid)
select c.id, c.organisation, o.name as provider, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.submitted_at, (select count(*)::int from read.claim_evidence e where e.claim = c.id) as files, to_char(c.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, c.id as key_id from read.claim c join read.organisation o on o.id = c.organisation where c.verifier = $1 and c.state = $2 order by c.submitted_at desc, c.id desc limit $3;

-- @insert#1 src/fund/verification/sql.ts
-- (uuid, uuid, uuid, _uuid, uuid, text, text, _text, text, _uuid, uuid, timestamptz) → ()
insert into verification (person, id, organisation, shared_with, claim, decision, reason, wanted, note, recorders, decided_by, decided_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- @select#1 src/fund/verification/sql.ts
-- (uuid) → (id uuid, organisation uuid, provider text, outcome text, pack_release text, pseudonym text, state text, started_on date, due_on date, grounds jsonb, recorders _uuid, verifier uuid, contradicted bool, submitted_at timestamptz, files int4)
select c.id, c.organisation, o.name as provider, c.outcome, c.pack_release, c.pseudonym, c.state, c.started_on, c.due_on, c.grounds, c.recorders, c.verifier, c.contradicted, c.submitted_at, (select count(*)::int from read.claim_evidence e where e.claim = c.id) as files from read.claim c join read.organisation o on o.id = c.organisation where c.id = $1 and c.verifier is not null;

-- @yearsDecided#1 src/fund/verification/sql.ts
-- (uuid) → (year int4)
select distinct extract(year from decided_at)::int as year from read.claim where verifier = $1 and state in ('verified', 'rejected', 'returned') order by 1 desc;

-- @count#1 src/fund/verification/worklist.ts
-- (uuid, text) → (n int4)
select count(*)::int as n from read.claim where verifier = $1 and state = $2;

-- @lines#1 src/fund/verification/worklist.ts
-- (uuid, int8) → (id uuid, at timestamptz, name text, by text, outcome text)
select c.id, c.submitted_at as at, c.pseudonym as name, o.name as by, c.outcome from read.claim c join read.organisation o on o.id = c.organisation where c.verifier = $1 and c.state = 'submitted' order by c.submitted_at, c.id limit $2;

-- @value#1 src/fund/verification/worklist.ts
-- (uuid, date) → (n int4)
select (count(*) filter (where decision in ('accept', 'reject', 'ask')) - count(*) filter (where decision = 'take_back'))::int as n from verification where organisation = $1 and decided_at >= $2::date;
