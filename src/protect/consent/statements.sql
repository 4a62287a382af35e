-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @lockConsent#1 src/protect/consent/reads.ts
-- (text) → (pg_advisory_xact_lock void)
select pg_advisory_xact_lock(hashtextextended($1, 0));

-- @recorded#1 src/protect/consent/reads.ts
-- (_uuid) → (person uuid, id uuid, said text, purpose text, recipient uuid, recipientClass text, fieldGroups _text, at timestamptz, until date, endedAt timestamptz)
select person, id, said, purpose, recipient, recipient_class as "recipientClass", field_groups as "fieldGroups", at, until, ended_at as "endedAt" from read.consent_decision where person = any ($1::uuid[]);

-- @classOf#1 src/protect/consent/sql/confirming.ts
-- (uuid) → (class text)
select class from read.organisation where id = $1;

-- @confirm#1 src/protect/consent/sql/confirming.ts
-- (timestamptz, timestamptz, uuid, uuid, uuid, uuid) → ()
update consent set opened_at = $1, confirmed_at = $2, confirmed_by = $3, attachment = $4 where person = $5 and id = $6;

-- @liftNoes#1 src/protect/consent/sql/confirming.ts
-- (timestamptz, uuid, uuid, text, timestamptz, _text, uuid, text) → ()
update consent c set no_review = 'lifted', no_reviewed_at = $1, no_reviewed_by = $2 from read.person p where p.person = c.person and c.person = $3 and purpose = $4 and no_review is null and (said = 'no' and c.organisation <> p.organisation or withdrawn_organisation is not null and withdrawn_organisation <> p.organisation) and coalesce(withdrawn_at, given_at) <= $5 and field_groups && $6::text[] and recipient is not distinct from $7 and recipient_class is not distinct from $8;

-- @liftedNoes#1 src/protect/consent/sql/confirming.ts
-- (uuid, uuid, timestamptz) → (organisation uuid, organisation_name text, user uuid, user_name text, noes int4, lifted int4, with_code int4)
select w.id as organisation, w.name as organisation_name, coalesce(c.withdrawn_code_by, c.withdrawn_by, c.obtained_by) as "user", u.name as user_name, count(*)::int as noes, count(*) filter (where c.no_review = 'lifted' or c.no_review is null and one.at is not null)::int as lifted, count(*) filter (where c.withdrawn_code_by is not null)::int as with_code from consent c join read.person p on p.person = c.person and p.organisation = $1 join read.organisation w on w.id = coalesce(c.withdrawn_organisation, c.organisation) and w.id <> $2 left join read.app_user u on u.id = coalesce(c.withdrawn_code_by, c.withdrawn_by, c.obtained_by) cross join lateral ( select max(y.opened_at) as at from consent y where c.recipient_class is not null and y.person = c.person and y.said = 'yes' and y.purpose = c.purpose and y.field_groups && c.field_groups and y.given_at >= coalesce(c.withdrawn_at, c.given_at) and y.recipient in (select id from read.organisation where class = c.recipient_class)) one where (c.said = 'no' or c.withdrawn_organisation is not null) and greatest(coalesce(c.withdrawn_at, c.given_at), c.no_reviewed_at, one.at) >= $3 group by 1, 2, 3, 4 order by lifted desc, noes desc, 1, 3 limit 100;

-- @suspendUnproven#1 src/protect/consent/sql/confirming.ts
-- (uuid, text, timestamptz, timestamptz, _text, uuid, text, text) → ()
update consent set opened_at = null where person = $1 and said = 'yes' and purpose = $2 and opened_at is not null and withdrawn_at is null and given_at >= $3 and (attachment is null or ( select min(same.uploaded_at) from attachment one join attachment same on same.person = one.person and same.sha256 = one.sha256 where one.person = consent.person and one.id = consent.attachment) < $4) and field_groups && $5::text[] and (recipient = $6 or recipient_class = $7 or recipient in (select id from read.organisation where class = $8));

-- @unconfirmed#1 src/protect/consent/sql/confirming.ts
-- (date, uuid, int8) → (person uuid!, id uuid!, said text!, purpose text!, recipient uuid?, recipient_class text?, recipient_name text, field_groups _text!, how text?, attachment uuid?, keeper uuid, called text, organisation uuid, organisation_name text, user_name text, with_code bool, at timestamptz, waits bool, elsewhere bool, place int8)
select * from (select one.*, row_number() over (partition by waits, organisation order by at, id) as place from ( select c.person, c.id, c.said, c.purpose, c.recipient, c.recipient_class, r.name as recipient_name, c.field_groups, c.how, c.attachment, p.organisation as keeper, coalesce(p.called, p.given_names) as called, w.id as organisation, w.name as organisation_name, u.name as user_name, c.withdrawn_code_by is not null as with_code, coalesce(c.withdrawn_at, c.given_at) as at, c.said = 'yes' and c.opened_at is null and c.withdrawn_at is null and c.expires_on >= $1 as waits, no_review is null and (said = 'no' and c.organisation <> p.organisation or withdrawn_organisation is not null and withdrawn_organisation <> p.organisation) as elsewhere from consent c join read.person p on p.person = c.person join read.organisation w on w.id = coalesce(c.withdrawn_organisation, c.organisation) left join read.organisation r on r.id = c.recipient left join read.app_user u on u.id = coalesce(c.withdrawn_code_by, c.withdrawn_by, c.obtained_by) where p.organisation = $2 and (c.said = 'yes' and c.opened_at is null or c.no_review is null and (c.said = 'no' or c.withdrawn_at is not null)) ) one where waits or elsewhere) two where place <= $3 order by at, id;

-- @uphold#1 src/protect/consent/sql/confirming.ts
-- (timestamptz, uuid, uuid, uuid) → (id uuid!)
update consent c set no_review = 'upheld', no_reviewed_at = $1, no_reviewed_by = $2 from read.person p where p.person = c.person and c.person = $3 and c.id = $4 and no_review is null and (said = 'no' and c.organisation <> p.organisation or withdrawn_organisation is not null and withdrawn_organisation <> p.organisation) returning c.id;

-- @applied#1 src/protect/consent/sql/consents.ts
-- (uuid, uuid) → (id uuid!)
update consent set to_apply = false where person = $1 and id = $2 and to_apply returning id;

-- @calledName#1 src/protect/consent/sql/consents.ts
-- (uuid) → (called text)
select coalesce(called, given_names) as called from read.person where person = $1;

-- @codeMaker#1 src/protect/consent/sql/consents.ts
-- (uuid, uuid) → (made_by uuid)
select made_by from read.own_view where person = $1 and organisation = $2 order by opened_at desc limit 1;

-- @end#1 src/protect/consent/sql/consents.ts
-- (timestamptz, uuid, uuid) → (id uuid!)
update consent set ended_at = $1 where person = $2 and id = $3 and said = 'yes' and withdrawn_at is null and ended_at is null returning id;

-- @erase#1 src/protect/consent/sql/consents.ts
-- (uuid, uuid) → ()
update consent_words set because = null, witness = null, spoke_name = null, interpreter = null, interpreter_kind = null where person = $1 and organisation = $2;

-- @expiring#1 src/protect/consent/sql/consents.ts
-- (uuid, date, date, date) → (person uuid!, id uuid!, purpose text!, recipient uuid?, recipient_class text?, field_groups _text!, expires_on date?, recipient_name text, recipient_organisation_class text, called text)
select c.person, c.id, c.purpose, c.recipient, c.recipient_class, c.field_groups, c.expires_on, r.name as recipient_name, r.class as recipient_organisation_class, coalesce(p.called, p.given_names) as called from consent c join read.person p on p.person = c.person left join read.organisation r on r.id = c.recipient where c.organisation = $1 and c.said = 'yes' and c.opened_at is not null and c.withdrawn_at is null and c.expires_on between $2 and $3 and not exists ( select from consent later where later.person = c.person and later.purpose = c.purpose and later.id <> c.id and later.recipient is not distinct from c.recipient and later.recipient_class is not distinct from c.recipient_class and later.given_at >= c.given_at and (later.said = 'no' or later.expires_on > $4) ) order by c.expires_on, c.id limit 200;

-- @findPerson#1 src/protect/consent/sql/consents.ts
-- (uuid) → (organisation uuid, born date)
select organisation, born from read.person where person = $1;

-- @firstKept#1 src/protect/consent/sql/consents.ts
-- (uuid, uuid) → (at timestamptz)
select ( select min(same.uploaded_at) from attachment one join attachment same on same.person = one.person and same.sha256 = one.sha256 where one.person = $1::uuid and one.id = $2::uuid) as at;

-- @insert#1 src/protect/consent/sql/consents.ts
-- (uuid, uuid, uuid, _uuid, text, text, uuid, text, _text, text, text, text, text, text, text, uuid, text, text, text, uuid, timestamptz, date, timestamptz) → ()
insert into consent (person, id, organisation, shared_with, said, purpose, recipient, recipient_class, field_groups, text_version, text_hash, pack_release, locale, how, witness, attachment, spoke_name, spoke_as, spoke_because, because, obtained_by, given_at, expires_on, opened_at) values ($1, $2, $3, $4::uuid[], $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, null, $20, $21, $22, $23);

-- @insert#2 src/protect/consent/sql/consents.ts
-- (uuid, uuid, uuid, _uuid, text, text, text, text, text) → ()
insert into consent_words (person, id, organisation, shared_with, witness, spoke_name, because, interpreter, interpreter_kind) values ($1, $2, $3, $4::uuid[], $5, $6, $7, $8, $9);

-- @isClosed#1 src/protect/consent/sql/consents.ts
-- (uuid) → ()
select from read.organisation where id = $1 and closed_at is not null;

-- @keeperOf#1 src/protect/consent/sql/consents.ts
-- (uuid) → (organisation uuid)
select organisation from read.person where person = $1;

-- @languagesOf#1 src/protect/consent/sql/consents.ts
-- (uuid) → (languages _text)
select languages from read.person where person = $1;

-- @overdue#1 src/protect/consent/sql/consents.ts
-- (date, int8) → (person uuid!, id uuid!, organisation uuid!)
select person, id, organisation from consent where said = 'yes' and withdrawn_at is null and ended_at is null and expires_on < $1 order by expires_on, id limit $2;

-- @receivers#1 src/protect/consent/sql/consents.ts
-- (uuid) → (recipient uuid)
select recipient from read.person_share where person = $1 and cardinality(field_groups) > 0 order by recipient;

-- @saveReason#1 src/protect/consent/sql/consents.ts
-- (text, uuid, uuid) → ()
insert into consent_words (person, id, organisation, shared_with, because) select c.person, c.id, c.organisation, case when p.organisation <> c.organisation then array[p.organisation] else '{}' end, $1 from consent c left join read.person p on p.person = c.person where c.person = $2 and c.id = $3 on conflict (person, id) do update set because = excluded.because;

-- @select#1 src/protect/consent/sql/consents.ts
-- (uuid, uuid) → (person uuid!, id uuid!, organisation uuid!, organisation_name text, said text!, purpose text!, recipient uuid?, recipient_class text?, recipient_name text, recipient_organisation_class text, field_groups _text!, text_version text!, text_hash text!, pack_release text!, locale text!, how text?, witness text, interpreter text?, interpreter_kind text?, attachment uuid?, attachment_type text!, spoke_name text, spoke_as text?, spoke_because text?, obtained_by_name text, given_at timestamptz!, expires_on date?, opened_at timestamptz?, withdrawn_at timestamptz?, withdrawn_organisation uuid?, no_review text?, ended_at timestamptz?, keeper uuid)
select c.person, c.id, c.organisation, o.name as organisation_name, c.said, c.purpose, c.recipient, c.recipient_class, r.name as recipient_name, r.class as recipient_organisation_class, c.field_groups, c.text_version, c.text_hash, c.pack_release, c.locale, c.how, coalesce(w.witness, c.witness) as witness, w.interpreter, w.interpreter_kind, c.attachment, a.media_type as attachment_type, coalesce(w.spoke_name, c.spoke_name) as spoke_name, c.spoke_as, c.spoke_because, u.name as obtained_by_name, c.given_at, c.expires_on, c.opened_at, c.withdrawn_at, c.withdrawn_organisation, c.no_review, c.ended_at, p.organisation as keeper from consent c left join consent_words w on w.person = c.person and w.id = c.id left join read.person p on p.person = c.person join read.organisation o on o.id = c.organisation left join read.organisation r on r.id = c.recipient left join read.app_user u on u.id = c.obtained_by left join attachment a on a.person = c.person and a.id = c.attachment and a.name <> '' where c.person = $1 and c.id = $2;

-- @select#1 src/protect/consent/sql/consents.ts
-- (_uuid) → (person uuid!, id uuid!, organisation uuid!, organisation_name text, said text!, purpose text!, recipient uuid?, recipient_class text?, recipient_name text, recipient_organisation_class text, field_groups _text!, text_version text!, text_hash text!, pack_release text!, locale text!, how text?, witness text, interpreter text?, interpreter_kind text?, attachment uuid?, attachment_type text!, spoke_name text, spoke_as text?, spoke_because text?, obtained_by_name text, given_at timestamptz!, expires_on date?, opened_at timestamptz?, withdrawn_at timestamptz?, withdrawn_organisation uuid?, no_review text?, ended_at timestamptz?, keeper uuid)
select c.person, c.id, c.organisation, o.name as organisation_name, c.said, c.purpose, c.recipient, c.recipient_class, r.name as recipient_name, r.class as recipient_organisation_class, c.field_groups, c.text_version, c.text_hash, c.pack_release, c.locale, c.how, coalesce(w.witness, c.witness) as witness, w.interpreter, w.interpreter_kind, c.attachment, a.media_type as attachment_type, coalesce(w.spoke_name, c.spoke_name) as spoke_name, c.spoke_as, c.spoke_because, u.name as obtained_by_name, c.given_at, c.expires_on, c.opened_at, c.withdrawn_at, c.withdrawn_organisation, c.no_review, c.ended_at, p.organisation as keeper from consent c left join consent_words w on w.person = c.person and w.id = c.id left join read.person p on p.person = c.person join read.organisation o on o.id = c.organisation left join read.organisation r on r.id = c.recipient left join read.app_user u on u.id = c.obtained_by left join attachment a on a.person = c.person and a.id = c.attachment and a.name <> '' where c.person in (select person from read.snapshot where person = any ($1::uuid[])) order by c.given_at desc, c.id desc;

-- @textsOf#1 src/protect/consent/sql/consents.ts
-- (text) → (texts jsonb)
select content -> 'consentTexts' as texts from pack_release where id = $1;

-- @toApply#1 src/protect/consent/sql/consents.ts
-- (int8) → (person uuid!, id uuid!, organisation uuid)
select c.person, c.id, case when c.no_review is null then coalesce(c.withdrawn_organisation, case when c.said = 'no' then c.organisation end, p.organisation, c.organisation) else coalesce(p.organisation, c.organisation) end as organisation from consent c left join read.person p on p.person = c.person where c.to_apply order by c.person, c.id limit $1;

-- @typeOfFile#1 src/protect/consent/sql/consents.ts
-- (uuid, uuid) → (media_type text!)
select media_type from attachment where person = $1 and id = $2 and name <> '';

-- @wasReceiver#1 src/protect/consent/sql/consents.ts
-- (uuid, uuid) → ()
select from consent where person = $1 and recipient = $2 limit 1;

-- @withdraw#1 src/protect/consent/sql/consents.ts
-- (timestamptz, uuid, uuid, uuid, uuid, uuid) → ()
update consent set withdrawn_at = $1, withdrawn_by = $2, withdrawn_organisation = $3, withdrawn_code_by = $4 where person = $5 and id = $6;

-- @select#1 src/protect/consent/worklist.ts
-- (uuid, timestamptz, uuid, int8) → (id uuid!, at timestamptz, person uuid!, name text, by text)
select c.id, coalesce(c.withdrawn_at, c.given_at) as at, c.person, coalesce(p.called, p.given_names) as name, w.name as by from consent c join read.person p on p.person = c.person join read.organisation w on w.id = coalesce(c.withdrawn_organisation, c.organisation) where p.organisation = $1 and c.no_review is null and (c.said = 'no' and c.organisation <> p.organisation or c.withdrawn_organisation is not null and c.withdrawn_organisation <> p.organisation) and (coalesce(c.withdrawn_at, c.given_at), c.id) > ($2, $3::uuid) order by coalesce(c.withdrawn_at, c.given_at), c.id limit $4;

-- @select#1 src/protect/consent/worklist.ts
-- (uuid, int8) → (id uuid!, at timestamptz, person uuid!, name text, by text)
select c.id, coalesce(c.withdrawn_at, c.given_at) as at, c.person, coalesce(p.called, p.given_names) as name, w.name as by from consent c join read.person p on p.person = c.person join read.organisation w on w.id = coalesce(c.withdrawn_organisation, c.organisation) where p.organisation = $1 and c.no_review is null and (c.said = 'no' and c.organisation <> p.organisation or c.withdrawn_organisation is not null and c.withdrawn_organisation <> p.organisation) order by coalesce(c.withdrawn_at, c.given_at), c.id limit $2;

-- @select#1 src/protect/consent/worklist.ts
-- (uuid, date, timestamptz, uuid, int8) → (id uuid!, at timestamptz, person uuid!, name text, by text)
select c.id, coalesce(c.withdrawn_at, c.given_at) as at, c.person, coalesce(p.called, p.given_names) as name, w.name as by from consent c join read.person p on p.person = c.person join read.organisation w on w.id = coalesce(c.withdrawn_organisation, c.organisation) where p.organisation = $1 and c.said = 'yes' and c.opened_at is null and c.withdrawn_at is null and c.expires_on >= $2 and (coalesce(c.withdrawn_at, c.given_at), c.id) > ($3, $4::uuid) order by coalesce(c.withdrawn_at, c.given_at), c.id limit $5;

-- @select#1 src/protect/consent/worklist.ts
-- (uuid, date, int8) → (id uuid!, at timestamptz, person uuid!, name text, by text)
select c.id, coalesce(c.withdrawn_at, c.given_at) as at, c.person, coalesce(p.called, p.given_names) as name, w.name as by from consent c join read.person p on p.person = c.person join read.organisation w on w.id = coalesce(c.withdrawn_organisation, c.organisation) where p.organisation = $1 and c.said = 'yes' and c.opened_at is null and c.withdrawn_at is null and c.expires_on >= $2 order by coalesce(c.withdrawn_at, c.given_at), c.id limit $3;
