-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @countBroughtBack#1 src/protect/retention/sql.ts
-- (jsonb) → (count int4)
select count(*)::int as count from jsonb_to_recordset($1::jsonb) as l (person uuid, organisation uuid, at timestamptz) where exists (select from read.person_fact f where f.person = l.person and f.organisation = l.organisation) and not exists (select from erasure e where e.person = l.person and e.organisation = l.organisation and e.at >= l.at);

-- @due#1 src/protect/retention/sql.ts
-- (_uuid, uuid, jsonb, date) → (person uuid, organisation uuid, lastContact date, classes _text)
with last as ( select person, organisation, max(occurred_on) as "lastContact" from read.person_fact where person = any ($1::uuid[]) and actor <> $2 and kind <> 'person.erased' group by person, organisation ), past as ( select l.*, array( select c.class from jsonb_to_recordset($3::jsonb) as c (class text, before date) where l."lastContact" <= c.before and not exists (select from erasure e where e.person = l.person and e.organisation = l.organisation and c.class = any (e.classes) and (c.class <> 'evidence' or not exists ( select from attachment a where a.person = l.person and a.organisation = l.organisation and a.name <> ''))) and (c.class <> 'protected' or exists ( select from read.data_key k where k.person = l.person and k.organisation = l.organisation)) and (c.class <> 'evidence' or exists ( select from attachment a where a.person = l.person and a.organisation = l.organisation and a.name <> '')) ) as classes from last l ) select * from past p where cardinality(classes) > 0 and not exists (select from read.case_file f where f.person = p.person and f.organisation = p.organisation and f.closed_at is null) and not exists (select from erasure_review r where r.person = p.person and r.organisation = p.organisation and (r.state = 'open' or r.kept_until >= $4::date));

-- @hasOpenCase#1 src/protect/retention/sql.ts
-- (_uuid, uuid) → ()
select from read.case_file where person = any ($1::uuid[]) and organisation = $2 and closed_at is null;

-- @insertErasure#1 src/protect/retention/sql.ts
-- (uuid, uuid, uuid, timestamptz, _text) → ()
insert into erasure (person, id, organisation, at, classes) values ($1, $2, $3, $4, $5);

-- @insertErasure#2 src/protect/retention/sql.ts
-- (uuid, timestamptz, uuid, uuid) → ()
update erasure_review set state = 'erased', decided_by = $1, decided_at = $2 where person = $3 and organisation = $4 and state = 'open';

-- @insertErasure#3 src/protect/retention/sql.ts
-- (uuid, uuid) → ()
update erasure_review set words = null, reason = case when state in ('kept', 'refused') then '' end where person = $1 and organisation = $2;

-- @insertReview#1 src/protect/retention/sql.ts
-- (uuid, uuid, uuid, text, _text, date, uuid, text, timestamptz) → (id uuid!)
insert into erasure_review (person, id, organisation, because, classes, last_contact, asked_by, words, noted_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (person, organisation) where state = 'open' do nothing returning id;

-- @isThere#1 src/protect/retention/sql.ts
-- (uuid, uuid) → ()
select from read.person_fact where person = $1 and organisation = $2 limit 1;

-- @keep#1 src/protect/retention/sql.ts
-- (text, date, text, text, uuid, timestamptz, uuid, uuid) → ()
update erasure_review set state = $1, kept_until = $2, reason = $3, rule = $4, decided_by = $5, decided_at = $6 where person = $7 and id = $8;

-- @keeperOf#1 src/protect/retention/sql.ts
-- (uuid) → (organisation uuid)
select organisation from read.person where person = $1;

-- @lockReview#1 src/protect/retention/sql.ts
-- (uuid, uuid, uuid) → (person uuid!, id uuid!, organisation uuid!, because text!, classes _text!, state text!)
select person, id, organisation, because, classes, state from erasure_review where person = $1 and id = $2 and organisation = $3 for update;

-- @namesOf#1 src/protect/retention/sql.ts
-- (_uuid) → (person uuid, name text)
select p.person, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), '')) as name from read.person p where p.person = any ($1::uuid[]);

-- @others#1 src/protect/retention/sql.ts
-- (uuid, uuid, uuid, uuid) → (organisation uuid)
select o.id as organisation from read.organisation o where o.id <> $1 and not arraigo.behind_wall(o.id) and o.id in ( select organisation from read.person_fact where person = $2 union select (data ->> 'with')::uuid from read.person_fact where person = $3 and kind = 'person.shared' union select receiver from read.referral where person = $4 and sent_at is not null) order by 1;

-- @proofs#1 src/protect/retention/sql.ts
-- (uuid, uuid) → (attachment uuid!, decidedOn date)
select a.id as attachment, max((c.decided_at at time zone 'UTC')::date) as "decidedOn" from attachment a join read.claim_evidence e on e.attachment = a.id join read.claim c on c.id = e.claim where a.person = $1 and a.organisation = $2 and c.state = 'verified' group by a.id;

-- @reviews#1 src/protect/retention/sql.ts
-- (uuid, bool, bool, _uuid, _uuid) → (person uuid!, id uuid!, name text, because text!, classes _text!, lastContact date?, words text?, askedBy text, notedAt timestamptz!, state text!, keptUntil date?, rule text?, reason text, decidedBy text, decidedAt timestamptz?)
select r.person, r.id, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname), '')) as name, r.because, r.classes, r.last_contact as "lastContact", r.words, a.name as "askedBy", r.noted_at as "notedAt", r.state, r.kept_until as "keptUntil", r.rule, nullif(r.reason, '') as reason, d.name as "decidedBy", r.decided_at as "decidedAt" from erasure_review r left join read.person p on p.person = r.person left join read.app_user a on a.id = r.asked_by left join read.app_user d on d.id = r.decided_by where r.organisation = $1 and ($2::boolean is null or (r.state = 'open') = $3) and ($4::uuid[] is null or r.person = any ($5::uuid[])) order by (r.because <> 'rule') desc, coalesce(r.decided_at, r.noted_at) desc limit 200;

-- @turnIntoWish#1 src/protect/retention/sql.ts
-- (_text, uuid, text, timestamptz, uuid, uuid) → (id uuid!)
update erasure_review set because = 'wish', classes = $1, asked_by = $2, words = $3, noted_at = $4 where person = $5 and organisation = $6 and state = 'open' and because = 'rule' returning id;

-- @walk#1 src/protect/retention/sql.ts
-- () → (reached uuid?)
select reached from retention_walk;

-- @walk#2 src/protect/retention/sql.ts
-- (uuid, int8) → (person uuid)
select person from read.person_fact where person > $1 group by person order by person limit $2;

-- @walk#3 src/protect/retention/sql.ts
-- (uuid) → ()
insert into retention_walk (reached) values ($1) on conflict (one) do update set reached = excluded.reached;

-- @wasErased#1 src/protect/retention/sql.ts
-- (uuid, uuid, timestamptz, _text) → ()
select from erasure where person = $1 and organisation = $2 and at = $3::timestamptz and classes = $4::text[];

-- @lines#1 src/protect/retention/worklist.ts
-- (uuid, timestamptz, uuid, int8) → (id uuid!, at timestamptz!, person uuid!, name text)
select r.id, r.noted_at as at, r.person, coalesce(p.called, p.given_names) as name from erasure_review r left join read.person p on p.person = r.person where r.organisation = $1 and r.state = 'open' and (r.noted_at, r.id) > ($2, $3::uuid) order by r.noted_at, r.id limit $4;

-- @lines#1 src/protect/retention/worklist.ts
-- (uuid, int8) → (id uuid!, at timestamptz!, person uuid!, name text)
select r.id, r.noted_at as at, r.person, coalesce(p.called, p.given_names) as name from erasure_review r left join read.person p on p.person = r.person where r.organisation = $1 and r.state = 'open' order by r.noted_at, r.id limit $2;

-- @value#1 src/protect/retention/worklist.ts
-- (uuid) → (n int4)
select count(*)::int as n from erasure_review where organisation = $1 and state = 'open';
