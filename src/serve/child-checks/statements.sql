-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @begin#1 src/serve/child-checks/sql.ts
-- (uuid, uuid, uuid, uuid, timestamptz) → ()
insert into child_check (person, id, organisation, household, begun_at) values ($1, $2, $3, $4, $5) on conflict (person, household) do update set ended_at = null where child_check.ended_by is null;

-- @end#1 src/serve/child-checks/sql.ts
-- (timestamptz, uuid, text, uuid, uuid) → (id uuid!)
update child_check set ended_at = $1, ended_by = $2, outcome = $3 where person = $4 and id = $5 and ended_at is null returning id;

-- @endOthers#1 src/serve/child-checks/sql.ts
-- (timestamptz, uuid, uuid) → ()
update child_check set ended_at = $1 where person = $2 and ended_at is null and household is distinct from $3::uuid;

-- @erase#1 src/serve/child-checks/sql.ts
-- (uuid, uuid) → ()
delete from child_check where person = $1 and organisation = $2;

-- @headed#1 src/serve/child-checks/sql.ts
-- (uuid) → (household uuid, organisation uuid, born date, born_precision text, born_age int2, born_age_on date)
select h.household, p.organisation, p.born, p.born_precision, p.born_age, p.born_age_on from read.household_member h join read.person_shown p on p.person = h.person where h.person = $1 and h.left_on is null and (h.head or h.relation = 'head');

-- @lines#1 src/serve/child-checks/worklist.ts
-- (uuid, int8) → (id uuid!, at timestamptz!, person uuid!, name text)
select c.id, c.begun_at as at, c.person, coalesce(p.called, p.given_names) as name from child_check c join read.person_shown p on p.person = c.person where c.organisation = $1 and c.ended_at is null order by c.begun_at, c.id limit $2;
