-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @allMembers#1 src/serve/households/sql.ts
-- (uuid) → (person uuid, organisation uuid, called text, given_names text, first_surname text, second_surname text, born date, born_precision text, born_age int2, born_age_on date, sex text, place text, nationalities _text, registered_at timestamptz, relation text!, head bool!, joined_on date!, left_on date?)
select "p"."person", "p"."organisation", "p"."called", "p"."given_names", "p"."first_surname", "p"."second_surname", "p"."born", "p"."born_precision", "p"."born_age", "p"."born_age_on", "p"."sex", "p"."place", "p"."nationalities", "p"."registered_at", m.relation, m.head, m.joined_on, m.left_on from household_member m join read.person_shown p on p.person = m.person where m.household = $1 order by m.left_on is not null, m.head desc, m.joined_at, m.person;

-- @currentMembers#1 src/serve/households/sql.ts
-- (uuid) → (person uuid!, relation text!, head bool!)
select person, relation, head from household_member where household = $1 and left_on is null;

-- @endMembership#1 src/serve/households/sql.ts
-- (date, text, uuid, uuid) → (person uuid!)
update household_member set left_on = greatest(joined_on, $1::date), left_because = $2 where household = $3 and person = $4 and left_on is null returning person;

-- @eraseMemberships#1 src/serve/households/sql.ts
-- (uuid, uuid) → ()
delete from household_member where person = $1 and organisation = $2;

-- @findHousehold#1 src/serve/households/sql.ts
-- (uuid) → (household uuid!, organisation uuid!, shared_with _uuid!, formed_at timestamptz!)
select household, organisation, shared_with, formed_at from household where household = $1;

-- @inHousehold#1 src/serve/households/sql.ts
-- (_uuid) → (person uuid!)
select person from household_member where person = any ($1::uuid[]) and left_on is null;

-- @insertHousehold#1 src/serve/households/sql.ts
-- (uuid, uuid, timestamptz) → ()
insert into household (household, organisation, formed_at) values ($1, $2, $3);

-- @insertMember#1 src/serve/households/sql.ts
-- (uuid, uuid, uuid, _uuid, text, bool, timestamptz, date) → ()
insert into household_member (person, household, organisation, shared_with, relation, head, joined_at, joined_on) values ($1, $2, $3, $4, $5, $6, $7, $8);

-- @keepingOf#1 src/serve/households/sql.ts
-- (uuid) → (person uuid, organisation uuid, receivers _uuid)
select p.person, p.organisation, array( select s.recipient from read.person_share s where s.person = p.person and s.organisation = p.organisation and 'household' = any (s.field_groups) order by 1) as receivers from read.person_shown p where p.person = $1;

-- @lockHousehold#1 src/serve/households/sql.ts
-- (uuid) → (household uuid!, organisation uuid!, shared_with _uuid!, formed_at timestamptz!)
select household, organisation, shared_with, formed_at from household where household = $1 for update;

-- @shareMemberships#1 src/serve/households/sql.ts
-- (uuid) → ()
update household_member m set shared_with = array( select s.recipient from read.person_share s where s.person = m.person and s.organisation = m.organisation and 'household' = any (s.field_groups) order by 1) where m.person = $1;
