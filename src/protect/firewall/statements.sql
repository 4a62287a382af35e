-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @decisionsOf#1 src/protect/firewall/sql.ts
-- (uuid) → (id uuid!, decision text!, because text!, signed_by text!, decided_on date!, decided_by_name text)
select d.id, d.decision, d.because, d.signed_by, d.decided_on, u.name as decided_by_name from demand_decision d left join read.app_user u on u.id = d.decided_by where d.demand = $1 order by d.noted_at, d.id;

-- @demands#1 src/protect/firewall/sql.ts
-- () → (id uuid!, authority text!, authority_class text!, instrument text!, scope text!, received_on date!, answer_by date?, received_by_name text, decision text)
select d.id, d.authority, d.authority_class, d.instrument, d.scope, d.received_on, d.answer_by, u.name as received_by_name, (select decision from demand_decision x where x.demand = d.id order by noted_at desc, x.id desc limit 1) as decision from demand d left join read.app_user u on u.id = d.received_by order by d.received_on desc, d.id desc;

-- @demands#1 src/protect/firewall/sql.ts
-- (uuid) → (id uuid!, authority text!, authority_class text!, instrument text!, scope text!, received_on date!, answer_by date?, received_by_name text, decision text)
select d.id, d.authority, d.authority_class, d.instrument, d.scope, d.received_on, d.answer_by, u.name as received_by_name, (select decision from demand_decision x where x.demand = d.id order by noted_at desc, x.id desc limit 1) as decision from demand d left join read.app_user u on u.id = d.received_by where d.id = $1 order by d.received_on desc, d.id desc;

-- @disclosedUnder#1 src/protect/firewall/sql.ts
-- (_uuid) → (decision uuid!, person uuid!, field_groups _text!, name text)
select d.decision, d.person, d.field_groups, coalesce(p.called, nullif(concat_ws(' ', p.given_names, p.first_surname, p.second_surname), '')) as name from demand_disclosure d left join read.person p on p.person = d.person where d.decision = any ($1::uuid[]) order by name, d.person;

-- @documentsOf#1 src/protect/firewall/sql.ts
-- (uuid) → (id uuid!, name text!, media_type text!, attached_at timestamptz!, attached_by_name text)
select d.id, d.name, d.media_type, d.attached_at, u.name as attached_by_name from demand_document d left join read.app_user u on u.id = d.attached_by where d.demand = $1 order by d.attached_at, d.id;

-- @findDocument#1 src/protect/firewall/sql.ts
-- (uuid) → (demand uuid!, name text!, media_type text!, content bytea!)
select demand, name, media_type, content from demand_document where id = $1;

-- @insertDecision#1 src/protect/firewall/sql.ts
-- (uuid, uuid, uuid, text, text, text, date, uuid, timestamptz) → ()
insert into demand_decision (id, demand, organisation, decision, because, signed_by, decided_on, decided_by, noted_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- @insertDemand#1 src/protect/firewall/sql.ts
-- (uuid, uuid, text, text, text, text, date, date, uuid, timestamptz) → ()
insert into demand (id, organisation, authority, authority_class, instrument, scope, received_on, answer_by, received_by, noted_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- @insertDisclosed#1 src/protect/firewall/sql.ts
-- (uuid, uuid, uuid, uuid, _text) → ()
insert into demand_disclosure (person, id, decision, organisation, field_groups) values ($1, $2, $3, $4, $5);

-- @insertDocument#1 src/protect/firewall/sql.ts
-- (uuid, uuid, uuid, text, text, bytea, uuid, timestamptz) → ()
insert into demand_document (id, demand, organisation, name, media_type, content, attached_by, attached_at) values ($1, $2, $3, $4, $5, $6, $7, $8);

-- @insertRefusal#1 src/protect/firewall/sql.ts
-- (uuid, uuid, _uuid, timestamptz, uuid, uuid, text, text, text, uuid) → ()
insert into firewall_refusal (id, organisation, shared_with, at, actor, acting_for, acting_class, route, code, recipient) values ($1, $2, $3::uuid[], $4, $5, $6, $7, $8, $9, $10);

-- @leadOrganisation#1 src/protect/firewall/sql.ts
-- () → (id uuid)
select id from read.organisation where lead;

-- @refusals#1 src/protect/firewall/sql.ts
-- (text, date, date, int8) → (id uuid!, at timestamptz!, actor uuid!, actor_name text, acting_for text, acting_class text!, route text!, code text!, recipient_name text)
select r.id, r.at, r.actor, u.name as actor_name, a.name as acting_for, r.acting_class, r.route, r.code, o.name as recipient_name from firewall_refusal r left join read.app_user u on u.id = r.actor left join read.organisation a on a.id = r.acting_for left join read.organisation o on o.id = r.recipient where (r.at at time zone $1)::date between $2::date and $3::date order by r.at desc, r.id desc limit $4;

-- @refusalsByRoute#1 src/protect/firewall/sql.ts
-- (text, date, date) → (route text!, count int4)
select r.route, count(*)::int as count from firewall_refusal r where (r.at at time zone $1)::date between $2::date and $3::date group by 1 order by 2 desc, 1;

-- @saveStatusRule#1 src/protect/firewall/sql.ts
-- (uuid, uuid, text, uuid, timestamptz) → ()
insert into status_rule (organisation, centre, asking, decided_by, decided_at) values ($1, $2, $3, $4, $5) on conflict on constraint status_rule_once do update set asking = excluded.asking, decided_by = excluded.decided_by, decided_at = excluded.decided_at;

-- @seen#1 src/protect/firewall/sql.ts
-- (_uuid) → (person uuid)
select person from read.snapshot where person = any ($1::uuid[]);

-- @soughtProtection#1 src/protect/firewall/sql.ts
-- (_uuid, _text, _uuid, _text, _text) → (person uuid)
select person from read.snapshot where person = any ($1::uuid[]) and migration_status = any ($2::text[]) union select person from read.person_fact where person = any ($3::uuid[]) and (migration_status = any ($4::text[]) or exists (select from jsonb_each_text(data) each where each.value = any ($5::text[])));

-- @statusRules#1 src/protect/firewall/sql.ts
-- (uuid, uuid) → (centre uuid, centre_name text, asking text!)
select p.centre, p.centre_name, s.asking from ( select null::uuid as centre, null::text as centre_name union all select id, name from read.centre where organisation = $1 ) p left join status_rule s on s.organisation = $2 and s.centre is not distinct from p.centre order by p.centre_name nulls first;

-- @lines#1 src/protect/firewall/worklist.ts
-- (uuid, bool, date, uuid, int8) → (id uuid!, at date?, name text!)
select d.id, d.answer_by as at, d.authority as name from demand d where d.organisation = $1 and (d.answer_by is not null) = $2 and not exists (select from demand_decision x where x.demand = d.id) and (d.answer_by, d.id) > ($3, $4::uuid) order by d.answer_by, d.id limit $5;

-- @lines#1 src/protect/firewall/worklist.ts
-- (uuid, bool, int8) → (id uuid!, at date?, name text!)
select d.id, d.answer_by as at, d.authority as name from demand d where d.organisation = $1 and (d.answer_by is not null) = $2 and not exists (select from demand_decision x where x.demand = d.id) order by d.answer_by, d.id limit $3;

-- @lines#1 src/protect/firewall/worklist.ts
-- (uuid, bool, timestamptz, uuid, int8) → (id uuid!, at timestamptz!, name text!)
select d.id, d.noted_at as at, d.authority as name from demand d where d.organisation = $1 and (d.answer_by is not null) = $2 and not exists (select from demand_decision x where x.demand = d.id) and (d.noted_at, d.id) > ($3, $4::uuid) order by d.noted_at, d.id limit $5;

-- @lines#1 src/protect/firewall/worklist.ts
-- (uuid, bool, int8) → (id uuid!, at timestamptz!, name text!)
select d.id, d.noted_at as at, d.authority as name from demand d where d.organisation = $1 and (d.answer_by is not null) = $2 and not exists (select from demand_decision x where x.demand = d.id) order by d.noted_at, d.id limit $3;
