-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @namedByTheirWork#1 src/protect/own/reads.ts
-- (_text, _text) → (organisation uuid)
select organisation from read.service group by organisation having not coalesce(bool_or(kind = any ($1)) filter (where open), bool_or(kind = any ($2)));

-- @answerCorrection#1 src/protect/own/sql.ts
-- (text, text, uuid, timestamptz, uuid, uuid) → ()
update correction set state = $1, answer = $2, answered_by = $3, answered_at = $4 where person = $5 and id = $6;

-- @codes#1 src/protect/own/sql.ts
-- (uuid, _uuid, _uuid) → (person uuid!, id uuid!, organisation uuid!, called text, checked text!, note text?, made_by_name text, made_at timestamptz!, valid_until timestamptz!, used_at timestamptz?, ended_at timestamptz?)
select c.person, c.id, c.organisation, coalesce(p.called, p.given_names) as called, c.checked, c.note, u.name as made_by_name, c.made_at, c.valid_until, c.used_at, c.ended_at from own_code c left join read.person p on p.person = c.person left join read.app_user u on u.id = c.made_by where c.organisation = $1 and ($2::uuid[] is null or c.person = any ($3::uuid[])) order by c.made_at desc, c.id desc limit 200;

-- @consents#1 src/protect/own/sql.ts
-- (_uuid, _uuid) → (id uuid, said text, purpose text, recipient uuid, recipientName text, organisationClass text, recipientClass text, fieldGroups _text, givenAt timestamptz, expiresOn date, withdrawnAt timestamptz, waits bool)
select c.id, c.said, c.purpose, c.recipient, r.name as "recipientName", r.class as "organisationClass", c.recipient_class as "recipientClass", c.field_groups as "fieldGroups", c.at as "givenAt", c.until as "expiresOn", case c.said when 'yes' then (select max(w.at) from read.consent_decision w where w.person = c.person and w.id = c.id and w.said = 'no') end as "withdrawnAt", false as waits from read.consent_decision c left join read.organisation r on r.id = c.recipient where c.person = any ($1::uuid[]) and (c.said = 'yes' or c.said = 'no' and not exists ( select from read.consent_decision y where y.person = c.person and y.id = c.id and y.said = 'yes')) union all select w.id, 'yes', w.purpose, w.recipient, r.name, r.class, w.recipient_class, w.field_groups, w.at, w.until, null, true from read.consent_waiting w join read.person p on p.person = w.person and p.organisation = nullif(current_setting('app.organisation', true), '')::uuid left join read.organisation r on r.id = w.recipient where w.person = any ($2::uuid[]) and w.proven and w.until >= current_date order by "givenAt" desc, id desc;

-- @corrections#1 src/protect/own/sql.ts
-- (uuid, bool, bool, _uuid, _uuid) → (person uuid!, id uuid!, called text, about text!, wrong text!, proposed text!, askedAt timestamptz!, state text!, answer text?, answeredBy text, answeredAt timestamptz?)
select c.person, c.id, coalesce(p.called, p.given_names) as called, c.about, c.wrong, c.proposed, c.asked_at as "askedAt", c.state, c.answer, u.name as "answeredBy", c.answered_at as "answeredAt" from correction c left join read.person p on p.person = c.person left join read.app_user u on u.id = c.answered_by where c.organisation = $1 and ($2::boolean is null or (c.state = 'open') = $3) and ($4::uuid[] is null or c.person = any ($5::uuid[])) order by coalesce(c.answered_at, c.asked_at) desc limit 200;

-- @endAll#1 src/protect/own/sql.ts
-- (text) → (pg_advisory_xact_lock void)
select pg_advisory_xact_lock(hashtextextended($1, 0));

-- @endAll#2 src/protect/own/sql.ts
-- (timestamptz, uuid, uuid, uuid) → ()
update own_code set ended_at = $1, ended_by = $2 where person = $3 and organisation = $4 and used_at is null and ended_at is null;

-- @endCode#1 src/protect/own/sql.ts
-- (timestamptz, uuid, uuid, uuid) → ()
update own_code set ended_at = $1, ended_by = $2 where person = $3 and id = $4;

-- @endSessions#1 src/protect/own/sql.ts
-- (timestamptz, uuid, uuid, uuid, uuid) → ()
update own_session set ended_at = $1 where person = $2 and organisation = $3 and ended_at is null and ($4::uuid is null or code = $5);

-- @erase#1 src/protect/own/sql.ts
-- (uuid, uuid) → ()
delete from own_session where person = $1 and organisation = $2;

-- @erase#2 src/protect/own/sql.ts
-- (uuid, uuid) → ()
delete from own_code where person = $1 and organisation = $2;

-- @erase#3 src/protect/own/sql.ts
-- (uuid, uuid) → ()
delete from correction where person = $1 and organisation = $2;

-- @findPerson#1 src/protect/own/sql.ts
-- (uuid) → (called text, languages _text)
select coalesce(called, given_names) as called, coalesce(languages, '{}') as languages from read.person where person = $1;

-- @holdCorrections#1 src/protect/own/sql.ts
-- (text) → (pg_advisory_xact_lock void)
select pg_advisory_xact_lock(hashtextextended($1, 0));

-- @holdView#1 src/protect/own/sql.ts
-- (uuid, uuid, timestamptz) → ()
select from own_session where person = $1 and id = $2 and ended_at is null and valid_until > $3 for share;

-- @insertCode#1 src/protect/own/sql.ts
-- (uuid, uuid, uuid, bytea, text, text, uuid, timestamptz, timestamptz) → ()
insert into own_code (person, id, organisation, hash, checked, note, made_by, made_at, valid_until) values ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- @insertCorrection#1 src/protect/own/sql.ts
-- (uuid, uuid, uuid, _uuid, text, text, text, timestamptz) → ()
insert into correction (person, id, organisation, shared_with, about, wrong, proposed, asked_at) values ($1, $2, $3, $4::uuid[], $5, $6, $7, $8);

-- @insertSession#1 src/protect/own/sql.ts
-- (uuid, uuid, uuid, uuid, bytea, timestamptz, timestamptz) → ()
insert into own_session (person, id, organisation, code, token_hash, opened_at, valid_until) values ($1, $2, $3, $4, $5, $6, $7);

-- @lockCode#1 src/protect/own/sql.ts
-- (uuid, uuid, uuid) → (used_at timestamptz?, ended_at timestamptz?, valid_until timestamptz!)
select used_at, ended_at, valid_until from own_code where person = $1 and id = $2 and organisation = $3 for update;

-- @lockCorrection#1 src/protect/own/sql.ts
-- (uuid, uuid, uuid) → (state text!)
select state from correction where person = $1 and id = $2 and organisation = $3 for update;

-- @looks#1 src/protect/own/sql.ts
-- (text, _uuid, _uuid, _uuid, int8) → (day date, last timestamptz, times int4, actor uuid!, actor_name text, organisation_name text, recipient_name text, purpose text!, fields _text, consented bool)
select (d.at at time zone $1)::date as day, max(d.at) as last, count(*)::int as times, d.actor, u.name as actor_name, o.name as organisation_name, r.name as recipient_name, d.purpose, array(select distinct unnest(string_to_array(string_agg(array_to_string(d.fields, ','), ','), ',')) order by 1) as fields, bool_or(exists (select from read.consent_decision c where c.person = d.person and c.id = d.consent and c.said = 'yes')) as consented from disclosure d left join read.organisation o on o.id = d.organisation left join read.organisation r on r.id = d.recipient left join read.app_user u on u.id = d.actor where d.person = any ($2::uuid[]) and not 'protected' = any (d.fields) and d.purpose not in ('emergency', 'legal_demand') and not d.organisation = any ($3::uuid[]) and (d.recipient is null or not d.recipient = any ($4::uuid[])) group by 1, d.actor, u.name, o.name, r.name, d.purpose order by last desc limit $5;

-- @openCorrections#1 src/protect/own/sql.ts
-- (uuid) → (n int4)
select count(*)::int as n from correction where person = $1 and state = 'open';

-- @openSession#1 src/protect/own/sql.ts
-- (bytea, timestamptz) → (id uuid!, use text, name text, subject uuid!, organisation uuid!, organisation_name text, organisation_class text, centre uuid, locale text, time_zone text, made_by uuid!, valid_until timestamptz!)
select c.id, 'own_view' as use, '' as name, c.person as subject, c.organisation, o.name as organisation_name, o.class as organisation_class, null::uuid as centre, o.locale, o.time_zone, k.made_by, c.valid_until from own_session c join own_code k on k.person = c.person and k.id = c.code join read.organisation o on o.id = c.organisation where c.token_hash = $1 and c.ended_at is null and c.valid_until > $2 and o.closed_at is null;

-- @openView#1 src/protect/own/sql.ts
-- (uuid) → (id uuid!, until timestamptz!)
select id, valid_until as until from own_session where person = $1 and ended_at is null order by opened_at desc limit 1;

-- @openedWith#1 src/protect/own/sql.ts
-- (bytea, bytea, timestamptz) → (valid_until timestamptz!)
select s.valid_until from own_session s join own_code c on c.person = s.person and c.id = s.code where s.token_hash = $1 and c.hash = $2 and s.ended_at is null and s.valid_until > $3;

-- @receivedByOverride#1 src/protect/own/sql.ts
-- (_uuid) → (recipient uuid)
select distinct v.recipient from read.consent_decision v where v.person = any ($1::uuid[]) and v.said = 'override' and not exists ( select from read.consent_decision y where y.person = v.person and y.said = 'yes' and (y.recipient = v.recipient or y.recipient_class = (select class from read.organisation where id = v.recipient)));

-- @recordOfConsent#1 src/protect/own/sql.ts
-- (_uuid, uuid, _uuid, uuid) → (person uuid)
select person from read.consent_decision where person = any ($1::uuid[]) and id = $2 union all select person from read.consent_waiting where person = any ($3::uuid[]) and id = $4 limit 1;

-- @shareCorrections#1 src/protect/own/sql.ts
-- (_uuid, uuid, uuid) → ()
update correction set shared_with = $1::uuid[] where person = $2 and organisation = $3;

-- @usableCode#1 src/protect/own/sql.ts
-- (bytea, timestamptz) → (id uuid!, use text, name text, subject uuid!, organisation uuid!, organisation_name text, organisation_class text, centre uuid, locale text, time_zone text, made_by uuid!, valid_until timestamptz!)
select c.id, 'own_view' as use, '' as name, c.person as subject, c.organisation, o.name as organisation_name, o.class as organisation_class, null::uuid as centre, o.locale, o.time_zone, c.made_by, c.valid_until from own_code c join read.organisation o on o.id = c.organisation where c.hash = $1 and c.used_at is null and c.ended_at is null and c.valid_until > $2 and o.closed_at is null;

-- @useCode#1 src/protect/own/sql.ts
-- (timestamptz, uuid, uuid) → ()
update own_code set used_at = $1 where person = $2 and id = $3;

-- @lines#1 src/protect/own/worklist.ts
-- (uuid, timestamptz, uuid, int8) → (id uuid!, at timestamptz!, person uuid!, name text)
select c.id, c.asked_at as at, c.person, coalesce(p.called, p.given_names) as name from correction c left join read.person p on p.person = c.person where c.organisation = $1 and c.state = 'open' and (c.asked_at, c.id) > ($2, $3::uuid) order by c.asked_at, c.id limit $4;

-- @lines#1 src/protect/own/worklist.ts
-- (uuid, int8) → (id uuid!, at timestamptz!, person uuid!, name text)
select c.id, c.asked_at as at, c.person, coalesce(p.called, p.given_names) as name from correction c left join read.person p on p.person = c.person where c.organisation = $1 and c.state = 'open' order by c.asked_at, c.id limit $2;

-- @value#1 src/protect/own/worklist.ts
-- (uuid) → (n int4)
select count(*)::int as n from correction where organisation = $1 and state = 'open';
