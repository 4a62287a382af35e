-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @bornOn#1 src/serve/cases/sql.ts
-- (uuid) → (born date, born_precision text, born_age int2, born_age_on date)
select born, born_precision, born_age, born_age_on from read.person_shown where person = $1;

-- @closeNeeds#1 src/serve/cases/sql.ts
-- (uuid, uuid) → ()
update need set shared_with = '{}' where person = $1 and organisation = $2;

-- @dueSteps#1 src/serve/cases/sql.ts
-- (uuid, date) → (id uuid!, person uuid!, called text, text text!, due_on date?)
select s.id, s.person, coalesce(p.called, p.given_names) as called, s.text, s.due_on from plan_step s join read.person p on p.person = s.person where s.organisation = $1 and s.state = 'open' and s.due_on is not null and s.due_on <= $2 order by s.due_on, s.id limit 200;

-- @erase#1 src/serve/cases/sql.ts
-- (uuid, uuid) → ()
update need set note = null, ending_note = null where person = $1 and organisation = $2;

-- @erase#2 src/serve/cases/sql.ts
-- (uuid, uuid) → ()
update goal set text = '', ending_note = null where person = $1 and organisation = $2;

-- @erase#3 src/serve/cases/sql.ts
-- (uuid, uuid) → ()
update plan_step set text = '', note = null where person = $1 and organisation = $2;

-- @erase#4 src/serve/cases/sql.ts
-- (uuid, uuid) → ()
update case_file set closure_note = null where person = $1 and organisation = $2;

-- @every#1 src/serve/cases/sql.ts
-- (_uuid) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, need uuid?, text text!, wanted_by date?, set_on date!, reached_on date?, ending_note text?, dropped_on date?)
select * from "goal" where person = any ($1) order by (reached_on is not null or dropped_on is not null), set_on, id;

-- @every#1 src/serve/cases/sql.ts
-- (_uuid) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, goal uuid!, text text!, by_whom text!, due_on date?, referral uuid?, state text!, ended_on date?, note text?)
select * from "plan_step" where person = any ($1) order by (state <> 'open'), due_on nulls last, id;

-- @files#1 src/serve/cases/sql.ts
-- (_uuid) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, centre uuid?, manager uuid?, opened_at timestamptz!, closed_at timestamptz?, closure_reason text?, closure_note text?, manager_name text)
select c.*, u.name as manager_name from case_file c left join read.app_user u on u.id = c.manager where c.person = any ($1) order by c.opened_at desc;

-- @holderOf#1 src/serve/cases/sql.ts
-- (uuid, uuid) → (role text, grants jsonb, organisation_class text)
select m.role, m.grants, m.organisation_class from read.membership m join read.app_user u on u.id = m.app_user and u.active where m.app_user = $1 and m.organisation = $2;

-- @insertGoal#1 src/serve/cases/sql.ts
-- (uuid, uuid, uuid, uuid, text, date, date) → ()
insert into goal (person, id, organisation, need, text, wanted_by, set_on) values ($1, $2, $3, $4, $5, $6, $7);

-- @insertNeed#1 src/serve/cases/sql.ts
-- (uuid, uuid) → (receivers _uuid)
select array( select s.recipient from read.person_share s where s.person = $1 and s.organisation = $2 and 'needs' = any (s.field_groups) order by 1) as receivers;

-- @insertNeed#2 src/serve/cases/sql.ts
-- (uuid, uuid, uuid, _uuid, text, text, text, text, date) → ()
insert into need (person, id, organisation, shared_with, code, domain, urgency, note, identified_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- @insertStep#1 src/serve/cases/sql.ts
-- (uuid, uuid, uuid, uuid, text, text, date, uuid) → ()
insert into plan_step (person, id, organisation, goal, text, by_whom, due_on, referral) values ($1, $2, $3, $4, $5, $6, $7, $8);

-- @keeperOf#1 src/serve/cases/sql.ts
-- (uuid) → (organisation uuid)
select organisation from read.snapshot where person = $1;

-- @knowsReferral#1 src/serve/cases/sql.ts
-- (uuid, uuid) → ()
select from read.referral where person = $1 and id = $2;

-- @lock#1 src/serve/cases/sql.ts
-- (uuid, uuid) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, centre uuid?, manager uuid?, opened_at timestamptz!, closed_at timestamptz?, closure_reason text?, closure_note text?)
select * from "case_file" where person = $1 and id = $2 for update;

-- @lock#1 src/serve/cases/sql.ts
-- (uuid, uuid) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, need uuid?, text text!, wanted_by date?, set_on date!, reached_on date?, ending_note text?, dropped_on date?)
select * from "goal" where person = $1 and id = $2 for update;

-- @lock#1 src/serve/cases/sql.ts
-- (uuid, uuid) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, code text!, domain text!, urgency text!, note text?, identified_on date!, ended_on date?, ending text?, version int4!, ending_note text?)
select * from "need" where person = $1 and id = $2 for update;

-- @lock#1 src/serve/cases/sql.ts
-- (uuid, uuid) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, goal uuid!, text text!, by_whom text!, due_on date?, referral uuid?, state text!, ended_on date?, note text?)
select * from "plan_step" where person = $1 and id = $2 for update;

-- @lockNeeds#1 src/serve/cases/sql.ts
-- (text) → (pg_advisory_xact_lock void)
select pg_advisory_xact_lock(hashtextextended($1, 0));

-- @needs#1 src/serve/cases/sql.ts
-- (_uuid) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, code text!, domain text!, urgency text!, note text?, identified_on date!, ended_on date?, ending text?, version int4!, ending_note text?, noted_by text)
select n.*, o.name as noted_by from need n join read.organisation o on o.id = n.organisation where n.person = any ($1) order by (n.ended_on is not null), n.identified_on, n.id;

-- @openCase#1 src/serve/cases/sql.ts
-- (uuid, uuid, uuid, uuid, uuid, timestamptz) → (id uuid!)
insert into case_file (person, id, organisation, centre, manager, opened_at) values ($1, $2, $3, $4, $5, $6) on conflict (person, organisation) where closed_at is null do nothing returning id;

-- @openNeeds#1 src/serve/cases/sql.ts
-- (uuid, uuid) → (n int4)
select count(*)::int as n from need where person = $1 and organisation = $2 and ended_on is null;

-- @openStepsOf#1 src/serve/cases/sql.ts
-- (uuid, uuid) → (person uuid!, id uuid!, organisation uuid!, shared_with _uuid!, goal uuid!, text text!, by_whom text!, due_on date?, referral uuid?, state text!, ended_on date?, note text?)
select * from plan_step where person = $1 and referral = $2 and state = 'open' for update;

-- @ownsNeed#1 src/serve/cases/sql.ts
-- (uuid, uuid, uuid) → ()
select from need where person = $1 and id = $2 and organisation = $3;

-- @saveCase#1 src/serve/cases/sql.ts
-- (uuid, timestamptz, text, text, uuid, uuid) → ()
update case_file set manager = $1, closed_at = $2, closure_reason = $3, closure_note = $4 where person = $5 and id = $6;

-- @saveGoal#1 src/serve/cases/sql.ts
-- (date, date, text, uuid, uuid) → ()
update goal set reached_on = $1, dropped_on = $2, ending_note = $3 where person = $4 and id = $5;

-- @saveNeed#1 src/serve/cases/sql.ts
-- (text, text, date, text, text, int4, uuid, uuid) → ()
update need set urgency = $1, note = $2, ended_on = $3, ending = $4, ending_note = $5, version = $6 where person = $7 and id = $8;

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

-- @lines#1 src/serve/cases/worklist.ts
-- (uuid, date, date, uuid, int8) → (id uuid!, at date?, person uuid!, name text, text text!)
select s.id, s.due_on as at, s.person, coalesce(p.called, p.given_names) as name, s.text from plan_step s join read.person p on p.person = s.person where s.organisation = $1 and s.state = 'open' and s.due_on <= $2 and (s.due_on, s.id) > ($3, $4::uuid) order by s.due_on, s.id limit $5;

-- @lines#1 src/serve/cases/worklist.ts
-- (uuid, date, int8) → (id uuid!, at date?, person uuid!, name text, text text!)
select s.id, s.due_on as at, s.person, coalesce(p.called, p.given_names) as name, s.text from plan_step s join read.person p on p.person = s.person where s.organisation = $1 and s.state = 'open' and s.due_on <= $2 order by s.due_on, s.id limit $3;

-- @value#1 src/serve/cases/worklist.ts
-- (uuid, uuid) → (n int4)
select count(*)::int as n from case_file where manager = $1 and organisation = $2 and closed_at is null;

-- @value#2 src/serve/cases/worklist.ts
-- (uuid) → (n int4)
select count(*)::int as n from case_file where organisation = $1 and closed_at is null;

-- @value#3 src/serve/cases/worklist.ts
-- (uuid, date) → (n int4)
select count(*)::int as n from plan_step where organisation = $1 and state = 'open' and due_on < $2;
