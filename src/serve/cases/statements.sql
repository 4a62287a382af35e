-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @every#1 src/serve/cases/sql.ts
-- (_uuid) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, centre uuid?, manager uuid?, opened_at timestamptz!, closed_at timestamptz?, closure_reason text?, closure_note text?)
select * from "case_file" where person = any ($1) order by opened_at desc;

-- @every#1 src/serve/cases/sql.ts
-- (_uuid) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, need uuid?, text text!, wanted_by date?, set_on date!, reached_on date?)
select * from "goal" where person = any ($1) order by (reached_on is not null), set_on, id;

-- @every#1 src/serve/cases/sql.ts
-- (_uuid) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, goal uuid!, text text!, by_whom text!, due_on date?, referral uuid?, state text!, ended_on date?, note text?)
select * from "plan_step" where person = any ($1) order by (state <> 'open'), due_on nulls last, id;

-- @holdNeeds#1 src/serve/cases/sql.ts
-- (text) → (pg_advisory_xact_lock void)
select pg_advisory_xact_lock(hashtextextended($1, 0));

-- @insertGoal#1 src/serve/cases/sql.ts
-- (uuid, uuid, uuid, uuid, text, date, date) → ()
insert into goal (person, id, organisation, need, text, wanted_by, set_on) values ($1, $2, $3, $4, $5, $6, $7);

-- @insertNeed#1 src/serve/cases/sql.ts
-- (uuid, uuid, uuid, uuid, uuid, text, text, text, text, date) → ()
insert into need (person, id, organisation, shared_with, code, domain, urgency, note, identified_on) values ($1, $2, $3, array( select s.recipient from read.person_share s where s.person = $4 and s.organisation = $5 and 'needs' = any (s.field_groups) order by 1), $6, $7, $8, $9, $10);

-- @insertStep#1 src/serve/cases/sql.ts
-- (uuid, uuid, uuid, uuid, text, text, date, uuid) → ()
insert into plan_step (person, id, organisation, goal, text, by_whom, due_on, referral) values ($1, $2, $3, $4, $5, $6, $7, $8);

-- @knowsReferral#1 src/serve/cases/sql.ts
-- (uuid, uuid) → ()
select from read.referral where person = $1 and id = $2;

-- @lock#1 src/serve/cases/sql.ts
-- (uuid, uuid) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, need uuid?, text text!, wanted_by date?, set_on date!, reached_on date?)
select * from "goal" where person = $1 and id = $2 for update;

-- @needs#1 src/serve/cases/sql.ts
-- (_uuid) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, code text!, domain text!, urgency text!, note text?, identified_on date!, ended_on date?, ending text?, version int4!, noted_by text)
select n.*, o.name as noted_by from need n join read.organisation o on o.id = n.organisation where n.person = any ($1) order by (n.ended_on is not null), n.identified_on, n.id;

-- @openCase#1 src/serve/cases/sql.ts
-- (uuid, uuid, uuid, uuid, uuid, timestamptz) → (id uuid!)
insert into case_file (person, id, organisation, centre, manager, opened_at) values ($1, $2, $3, $4, $5, $6) on conflict (person, organisation) where closed_at is null do nothing returning id;

-- @openStepsOf#1 src/serve/cases/sql.ts
-- (uuid, uuid) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, goal uuid!, text text!, by_whom text!, due_on date?, referral uuid?, state text!, ended_on date?, note text?)
select * from plan_step where person = $1 and referral = $2 and state = 'open' for update;

-- @ownsNeed#1 src/serve/cases/sql.ts
-- (uuid, uuid, uuid) → ()
select from need where person = $1 and id = $2 and organisation = $3;

-- @saveStep#1 src/serve/cases/sql.ts
-- (uuid, text, date, text, uuid, uuid) → ()
update plan_step set referral = $1, state = $2, ended_on = $3, note = $4 where person = $5 and id = $6;

-- @seenOf#1 src/serve/cases/sql.ts
-- (_uuid) → (person uuid, shown jsonb)
select person, shown from read.person_shown where person = any ($1::uuid[]);

-- @seesPerson#1 src/serve/cases/sql.ts
-- (uuid) → ()
select from read.snapshot where person = $1;

-- @shareNeeds#1 src/serve/cases/sql.ts
-- (uuid) → ()
update need n set shared_with = array( select s.recipient from read.person_share s where s.person = n.person and s.organisation = n.organisation and 'needs' = any (s.field_groups) order by 1) where n.person = $1;
