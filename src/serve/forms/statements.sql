-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @bornOn#1 src/serve/forms/sql.ts
-- (uuid) → (born date, born_precision text, born_age int2, born_age_on date)
select born, born_precision, born_age, born_age_on from read.person_shown where person = $1;

-- @closeAnswers#1 src/serve/forms/sql.ts
-- (uuid, uuid) → ()
update characterization set shared_with = '{}' where person = $1 and organisation = $2;

-- @erase#1 src/serve/forms/sql.ts
-- (uuid, uuid) → ()
update characterization set answers = '{}' where person = $1 and organisation = $2;

-- @insert#1 src/serve/forms/sql.ts
-- (uuid, uuid, uuid, text, int4, text, jsonb, timestamptz, uuid, _text) → ()
insert into characterization (person, id, organisation, questionnaire, version, pack_release, answers, answered_at, answered_by, field_groups) values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10::text[]);

-- @ofPersons#1 src/serve/forms/sql.ts
-- (_uuid, text, text) → (person uuid!, id uuid!, organisation uuid!, questionnaire text!, version int4!, pack_release text!, answers jsonb!, answered_at timestamptz!, answered_by uuid!, asked_by text)
select c.person, c.id, c.organisation, c.questionnaire, c.version, c.pack_release, c.answers, c.answered_at, c.answered_by, o.name as asked_by from characterization c join read.organisation o on o.id = c.organisation where c.person = any ($1) and ($2::text is null or c.questionnaire = $3) order by c.answered_at desc, c.id desc;

-- @seesPerson#1 src/serve/forms/sql.ts
-- (uuid) → ()
select from read.snapshot where person = $1;

-- @shareAnswers#1 src/serve/forms/sql.ts
-- (text) → (pg_advisory_xact_lock void)
select pg_advisory_xact_lock(hashtextextended($1, 0));

-- @shareAnswers#2 src/serve/forms/sql.ts
-- (uuid) → ()
update characterization c set shared_with = array( select s.recipient from read.person_share s where s.person = c.person and s.organisation = c.organisation and c.field_groups <> '{}' and c.field_groups <@ s.field_groups order by 1) where c.person = $1;

-- @shownOf#1 src/serve/forms/sql.ts
-- (uuid) → (shown jsonb)
select shown from read.person_shown where person = $1;
