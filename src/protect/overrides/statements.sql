-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @decide#1 src/protect/overrides/sql.ts
-- (text, uuid, timestamptz, text, uuid, uuid) → ()
update consent_override set state = $1, decided_by = $2, decided_at = $3, decision_note = $4 where person = $5 and id = $6;

-- @end#1 src/protect/overrides/sql.ts
-- (timestamptz, uuid, uuid) → ()
update consent_override set ended_at = $1 where person = $2 and id = $3;

-- @eraseOverrides#1 src/protect/overrides/sql.ts
-- (uuid, uuid) → ()
update consent_override set reason = '', basis = '', decision_note = null, review_note = null where person = $1 and organisation = $2;

-- @findPerson#1 src/protect/overrides/sql.ts
-- (uuid) → (organisation uuid)
select organisation from read.person where person = $1;

-- @insert#1 src/protect/overrides/sql.ts
-- (uuid, uuid, uuid, _uuid, text, uuid, _text, text, text, text, uuid, timestamptz, date) → ()
insert into consent_override (person, id, organisation, shared_with, purpose, recipient, field_groups, ground, basis, reason, asked_by, asked_at, until) values ($1, $2, $3, $4::uuid[], $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- @list#1 src/protect/overrides/sql.ts
-- (_uuid, _uuid) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, purpose text!, recipient uuid!, field_groups _text!, ground text!, basis text!, reason text!, asked_by uuid!, asked_at timestamptz!, until date!, state text!, decided_by uuid?, decided_at timestamptz?, decision_note text?, ended_at timestamptz?, verdict text?, review_note text?, reviewed_by uuid?, reviewed_at timestamptz?, ended_because text?, called text, recipient_name text, asked_by_name text, decided_by_name text, keeper uuid)
select v.*, coalesce(p.called, p.given_names) as called, r.name as recipient_name, a.name as asked_by_name, d.name as decided_by_name, p.organisation as keeper from consent_override v join read.organisation r on r.id = v.recipient left join read.person p on p.person = v.person left join read.app_user a on a.id = v.asked_by left join read.app_user d on d.id = v.decided_by where $1::uuid[] is null or v.person = any ($2::uuid[]) order by (v.state = 'asked') desc, (v.state = 'allowed' and v.verdict is null) desc, v.asked_at desc, v.id limit 200;

-- @lock#1 src/protect/overrides/sql.ts
-- (uuid, uuid) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, purpose text!, recipient uuid!, field_groups _text!, ground text!, basis text!, reason text!, asked_by uuid!, asked_at timestamptz!, until date!, state text!, decided_by uuid?, decided_at timestamptz?, decision_note text?, ended_at timestamptz?, verdict text?, review_note text?, reviewed_by uuid?, reviewed_at timestamptz?, ended_because text?)
select * from consent_override where person = $1 and id = $2 for update;

-- @overdue#1 src/protect/overrides/sql.ts
-- (date, int8) → (person uuid!, id uuid!, organisation uuid!)
select person, id, organisation from consent_override where state = 'allowed' and ended_at is null and (until < $1 or ended_because is not null) order by until, id limit $2;

-- @review#1 src/protect/overrides/sql.ts
-- (text, uuid, timestamptz, text, uuid, uuid) → ()
update consent_override set verdict = $1, reviewed_by = $2, reviewed_at = $3, review_note = $4 where person = $5 and id = $6;

-- @select#1 src/protect/overrides/worklist.ts
-- (uuid, timestamptz, uuid, int8) → (id uuid!, at timestamptz!, person uuid!, name text, by text)
select v.id, v.asked_at as at, v.person, coalesce(p.called, p.given_names) as name, r.name as by from consent_override v join read.organisation r on r.id = v.recipient left join read.person p on p.person = v.person where v.organisation = $1 and v.state = 'allowed' and v.verdict is null and (v.asked_at, v.id) > ($2, $3::uuid) order by v.asked_at, v.id limit $4;

-- @select#1 src/protect/overrides/worklist.ts
-- (uuid, int8) → (id uuid!, at timestamptz!, person uuid!, name text, by text)
select v.id, v.asked_at as at, v.person, coalesce(p.called, p.given_names) as name, r.name as by from consent_override v join read.organisation r on r.id = v.recipient left join read.person p on p.person = v.person where v.organisation = $1 and v.state = 'allowed' and v.verdict is null order by v.asked_at, v.id limit $2;

-- @select#1 src/protect/overrides/worklist.ts
-- (uuid, uuid, timestamptz, uuid, int8) → (id uuid!, at timestamptz!, person uuid!, name text, by text)
select v.id, v.asked_at as at, v.person, coalesce(p.called, p.given_names) as name, r.name as by from consent_override v join read.organisation r on r.id = v.recipient left join read.person p on p.person = v.person where v.organisation = $1 and v.state = 'asked' and v.asked_by <> $2 and (v.asked_at, v.id) > ($3, $4::uuid) order by v.asked_at, v.id limit $5;

-- @select#1 src/protect/overrides/worklist.ts
-- (uuid, uuid, int8) → (id uuid!, at timestamptz!, person uuid!, name text, by text)
select v.id, v.asked_at as at, v.person, coalesce(p.called, p.given_names) as name, r.name as by from consent_override v join read.organisation r on r.id = v.recipient left join read.person p on p.person = v.person where v.organisation = $1 and v.state = 'asked' and v.asked_by <> $2 order by v.asked_at, v.id limit $3;
