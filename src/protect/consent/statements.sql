-- Written by `npm run sql:record`: what is sent to PostgreSQL, and what it makes of it. Not to be edited.

-- @classOf#1 src/protect/consent/sql/confirming.ts
-- (uuid) → (class text)
select class from read.organisation where id = $1;

-- @confirm#1 src/protect/consent/sql/confirming.ts
-- (timestamptz, timestamptz, uuid, uuid, uuid, uuid) → ()
update consent set opened_at = $1, confirmed_at = $2, confirmed_by = $3, attachment = $4 where person = $5 and id = $6;

-- @decisionsAbout#1 src/protect/consent/sql/confirming.ts
-- (_uuid) → (person uuid, said text, purpose text, recipient uuid, recipientClass text, fieldGroups _text, at timestamptz, until date, endedAt timestamptz)
select person, said, purpose, recipient, recipient_class as "recipientClass", field_groups as "fieldGroups", at, until, ended_at as "endedAt" from read.consent_decision where person = any ($1::uuid[]);

-- @liftNoes#1 src/protect/consent/sql/confirming.ts
-- (timestamptz, uuid, uuid, text, timestamptz, _text, uuid, text) → ()
update consent c set no_review = 'lifted', no_reviewed_at = $1, no_reviewed_by = $2 from read.person p where p.person = c.person and c.person = $3 and purpose = $4 and no_review is null and (said = 'no' and c.organisation <> p.organisation or withdrawn_organisation is not null and withdrawn_organisation <> p.organisation) and coalesce(withdrawn_at, given_at) <= $5 and field_groups && $6::text[] and recipient is not distinct from $7 and recipient_class is not distinct from $8;

-- @suspendUnproven#1 src/protect/consent/sql/confirming.ts
-- (uuid, text, timestamptz, timestamptz, _text, uuid, text, text) → ()
update consent set opened_at = null where person = $1 and said = 'yes' and purpose = $2 and opened_at is not null and withdrawn_at is null and given_at >= $3 and (attachment is null or ( select min(same.uploaded_at) from attachment one join attachment same on same.person = one.person and same.sha256 = one.sha256 where one.person = consent.person and one.id = consent.attachment) < $4) and field_groups && $5::text[] and (recipient = $6 or recipient_class = $7 or recipient in (select id from read.organisation where class = $8));

-- @calledName#1 src/protect/consent/sql/consents.ts
-- (uuid) → (called text)
select coalesce(called, given_names) as called from read.person where person = $1;

-- @findPerson#1 src/protect/consent/sql/consents.ts
-- (uuid) → (organisation uuid, born date)
select organisation, born from read.person where person = $1;

-- @firstKept#1 src/protect/consent/sql/consents.ts
-- (uuid, uuid) → (at timestamptz)
select ( select min(same.uploaded_at) from attachment one join attachment same on same.person = one.person and same.sha256 = one.sha256 where one.person = $1::uuid and one.id = $2::uuid) as at;

-- @hold#1 src/protect/consent/sql/consents.ts
-- (text) → (pg_advisory_xact_lock void)
select pg_advisory_xact_lock(hashtextextended($1, 0));

-- @insert#1 src/protect/consent/sql/consents.ts
-- (uuid, uuid, uuid, _uuid, text, text, uuid, text, _text, text, text, text, text, text, text, uuid, text, text, text, uuid, timestamptz, date, timestamptz) → ()
insert into consent (person, id, organisation, shared_with, said, purpose, recipient, recipient_class, field_groups, text_version, text_hash, pack_release, locale, how, witness, attachment, spoke_name, spoke_as, spoke_because, because, obtained_by, given_at, expires_on, opened_at) values ($1, $2, $3, $4::uuid[], $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, null, $20, $21, $22, $23);

-- @insertNotice#1 src/protect/consent/sql/consents.ts
-- (uuid, uuid, uuid, _uuid, uuid, text, _text, text, text, timestamptz) → ()
insert into consent_notice (person, id, organisation, shared_with, told_by, purpose, field_groups, because, called, told_at) values ($1, $2, $3, $4::uuid[], $5, $6, $7::text[], $8, $9, $10);

-- @isClosed#1 src/protect/consent/sql/consents.ts
-- (uuid) → ()
select from read.organisation where id = $1 and closed_at is not null;

-- @notices#1 src/protect/consent/sql/consents.ts
-- (uuid) → (person uuid!, id uuid!, organisation uuid!, purpose text!, field_groups _text!, because text!, called text?, told_at timestamptz!, acknowledged_at timestamptz?, organisation_name text, teller_name text)
select n.person, n.id, n.organisation, n.purpose, n.field_groups, n.because, n.called, n.told_at, n.acknowledged_at, o.name as organisation_name, t.name as teller_name from consent_notice n join read.organisation o on o.id = n.organisation join read.organisation t on t.id = n.told_by where n.organisation = $1 and n.acknowledged_at is null order by n.told_at desc, n.id desc limit 200;

-- @select#1 src/protect/consent/sql/consents.ts
-- (uuid, uuid) → (person uuid!, id uuid!, organisation uuid!, organisation_name text, said text!, purpose text!, recipient uuid?, recipient_class text?, recipient_name text, recipient_organisation_class text, field_groups _text!, text_version text!, text_hash text!, pack_release text!, locale text!, how text?, witness text, attachment uuid?, attachment_type text!, spoke_name text, spoke_as text?, spoke_because text?, obtained_by_name text, given_at timestamptz!, expires_on date?, opened_at timestamptz?, withdrawn_at timestamptz?, withdrawn_organisation uuid?, no_review text?, ended_at timestamptz?, keeper uuid)
select c.person, c.id, c.organisation, o.name as organisation_name, c.said, c.purpose, c.recipient, c.recipient_class, r.name as recipient_name, r.class as recipient_organisation_class, c.field_groups, c.text_version, c.text_hash, c.pack_release, c.locale, c.how, coalesce(w.witness, c.witness) as witness, c.attachment, a.media_type as attachment_type, coalesce(w.spoke_name, c.spoke_name) as spoke_name, c.spoke_as, c.spoke_because, u.name as obtained_by_name, c.given_at, c.expires_on, c.opened_at, c.withdrawn_at, c.withdrawn_organisation, c.no_review, c.ended_at, p.organisation as keeper from consent c left join consent_words w on w.person = c.person and w.id = c.id left join read.person p on p.person = c.person join read.organisation o on o.id = c.organisation left join read.organisation r on r.id = c.recipient left join read.app_user u on u.id = c.obtained_by left join attachment a on a.person = c.person and a.id = c.attachment and a.name <> '' where c.person = $1 and c.id = $2;

-- @select#1 src/protect/consent/sql/consents.ts
-- (_uuid) → (person uuid!, id uuid!, organisation uuid!, organisation_name text, said text!, purpose text!, recipient uuid?, recipient_class text?, recipient_name text, recipient_organisation_class text, field_groups _text!, text_version text!, text_hash text!, pack_release text!, locale text!, how text?, witness text, attachment uuid?, attachment_type text!, spoke_name text, spoke_as text?, spoke_because text?, obtained_by_name text, given_at timestamptz!, expires_on date?, opened_at timestamptz?, withdrawn_at timestamptz?, withdrawn_organisation uuid?, no_review text?, ended_at timestamptz?, keeper uuid)
select c.person, c.id, c.organisation, o.name as organisation_name, c.said, c.purpose, c.recipient, c.recipient_class, r.name as recipient_name, r.class as recipient_organisation_class, c.field_groups, c.text_version, c.text_hash, c.pack_release, c.locale, c.how, coalesce(w.witness, c.witness) as witness, c.attachment, a.media_type as attachment_type, coalesce(w.spoke_name, c.spoke_name) as spoke_name, c.spoke_as, c.spoke_because, u.name as obtained_by_name, c.given_at, c.expires_on, c.opened_at, c.withdrawn_at, c.withdrawn_organisation, c.no_review, c.ended_at, p.organisation as keeper from consent c left join consent_words w on w.person = c.person and w.id = c.id left join read.person p on p.person = c.person join read.organisation o on o.id = c.organisation left join read.organisation r on r.id = c.recipient left join read.app_user u on u.id = c.obtained_by left join attachment a on a.person = c.person and a.id = c.attachment and a.name <> '' where c.person in (select person from read.snapshot where person = any ($1::uuid[])) order by c.given_at desc, c.id desc;

-- @typeOfFile#1 src/protect/consent/sql/consents.ts
-- (uuid, uuid) → (media_type text!)
select media_type from attachment where person = $1 and id = $2 and name <> '';

-- @withdraw#1 src/protect/consent/sql/consents.ts
-- (timestamptz, uuid, uuid, uuid, uuid, uuid) → ()
update consent set withdrawn_at = $1, withdrawn_by = $2, withdrawn_organisation = $3, withdrawn_code_by = $4 where person = $5 and id = $6;
