-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @countBy#1 src/understand/reports/sql.ts
-- (date, date) → (month text, code text, count int4)
select to_char(day, 'YYYY-MM') as month, code, count(*)::int as count from (select identified_on as day, '' as code from read.need where identified_on between $1 and $2 and ending = 'met') as counted group by 1, 2 order by 1, 3 desc, 2;

-- @countBy#1 src/understand/reports/sql.ts
-- (date, date) → (month text, code text, count int4)
select to_char(day, 'YYYY-MM') as month, code, count(*)::int as count from (select identified_on as day, domain as code from read.need where identified_on between $1 and $2 and ended_on is null) as counted group by 1, 2 order by 1, 3 desc, 2;

-- @countBy#1 src/understand/reports/sql.ts
-- (date, date) → (month text, code text, count int4)
select to_char(day, 'YYYY-MM') as month, code, count(*)::int as count from (select occurred_on as day, '' as code from read.person_fact where kind = 'person.registered' and occurred_on between $1 and $2) as counted group by 1, 2 order by 1, 3 desc, 2;

-- @countBy#1 src/understand/reports/sql.ts
-- (date, date) → (month text, code text, count int4)
select to_char(day, 'YYYY-MM') as month, code, count(*)::int as count from (select occurred_on as day, age_band as code from read.person_fact where kind = 'person.registered' and occurred_on between $1 and $2) as counted group by 1, 2 order by 1, 3 desc, 2;

-- @countBy#1 src/understand/reports/sql.ts
-- (date, date) → (month text, code text, count int4)
select to_char(day, 'YYYY-MM') as month, code, count(*)::int as count from (select occurred_on as day, population_group as code from read.person_fact where kind = 'person.registered' and occurred_on between $1 and $2) as counted group by 1, 2 order by 1, 3 desc, 2;

-- @countBy#1 src/understand/reports/sql.ts
-- (date, date) → (month text, code text, count int4)
select to_char(day, 'YYYY-MM') as month, code, count(*)::int as count from (select occurred_on as day, sex as code from read.person_fact where kind = 'person.registered' and occurred_on between $1 and $2) as counted group by 1, 2 order by 1, 3 desc, 2;

-- @countBy#1 src/understand/reports/sql.ts
-- (date, date) → (month text, code text, count int4)
select to_char(day, 'YYYY-MM') as month, code, count(*)::int as count from (select sent_at::date as day, state as code from read.referral where sent_at >= $1::date and sent_at < $2::date + 1) as counted group by 1, 2 order by 1, 3 desc, 2;

-- @countBy#1 src/understand/reports/sql.ts
-- (date, date) → (month text, code text, count int4)
select to_char(day, 'YYYY-MM') as month, code, count(*)::int as count from (select started_on as day, state as code from read.claim where started_on between $1 and $2) as counted group by 1, 2 order by 1, 3 desc, 2;

-- @givenBehindFirewall#1 src/understand/reports/sql.ts
-- (date, date) → (id uuid!, from date!, until date!, smallest int4!, figures jsonb!)
select id, from_day as "from", until_day as until, smallest, figures from hand_over where repeats is null and from_day <= $1 and until_day >= $2 and (arraigo.behind_wall(given_to) or exists (select from read.organisation o where o.id = given_to and o.moved_to is not null)) order by handed_at, id;

-- @insertHandOver#1 src/understand/reports/sql.ts
-- (uuid, uuid, uuid, date, date, int4, jsonb, uuid, uuid, timestamptz) → ()
insert into hand_over (id, organisation, given_to, from_day, until_day, smallest, figures, repeats, handed_by, handed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- @leads#1 src/understand/reports/sql.ts
-- (uuid) → ()
select from read.organisation where id = $1 and lead;

-- @lockHandOvers#1 src/understand/reports/sql.ts
-- () → (pg_advisory_xact_lock void)
select pg_advisory_xact_lock(hashtextextended('hand_over', 0));

-- @money#1 src/understand/reports/sql.ts
-- (date, date) → (month text, code bpchar, issued text, paid text, count int4)
select month, code, sum(total)::text as issued, coalesce(sum(total) filter (where paid_on is not null), 0)::text as paid, (select count(distinct l.pseudonym) from read.statement_line l where l.statement = any (array_agg(id)))::int as count from (select id, to_char(issued_on, 'YYYY-MM') as month, currency as code, total, paid_on from read.statement where issued_on between $1 and $2) as issued group by 1, 2 order by 2, 1;

-- @peopleServed#1 src/understand/reports/sql.ts
-- (date, date) → (count int4)
select count(distinct person)::int as count from read.person_fact where kind = 'service.delivered' and occurred_on between $1 and $2;

-- @recipient#1 src/understand/reports/sql.ts
-- (uuid) → (name text, class text)
select name, class from read.organisation where id = $1;

-- @value#1 src/understand/reports/worklist.ts
-- (text, date, date, uuid) → (n int4)
select count(*)::int as n from read.person_fact where kind = $1 and occurred_on between $2 and $3 and organisation = $4;
