-- Consent that acts: refusals and classes of recipients, who spoke for whom, overrides under review, notices to those
-- who must stop, and a record of which each receiver sees only the parts consented to.

-- A decision of the person: yes or no, about one organisation or a class of them.
alter table consent
  alter column recipient drop not null,
  alter column how drop not null,
  alter column expires_on drop not null,
  add column recipient_class text,
  add column said text not null default 'yes',
  -- The pack release and the hash of the title and text that were read, in that language.
  add column pack_release text not null default '',
  add column text_hash text not null default '',
  add column witness text,
  add column attachment uuid,
  -- Who decided for a child, or for somebody who cannot decide now.
  add column spoke_name text,
  add column spoke_as text,
  add column spoke_because text,
  add column because text,
  add column withdrawn_by uuid,
  -- When the house noticed that its last day was over.
  add column ended_at timestamptz,
  add constraint consent_said check (said in ('yes', 'no')),
  add constraint consent_one_recipient check ((recipient is null) <> (recipient_class is null)),
  add constraint consent_yes_whole check (said = 'no' or (how is not null and expires_on is not null)),
  add constraint consent_no_whole check (said = 'yes' or (expires_on is null and withdrawn_at is null)),
  add constraint consent_witnessed check (
    how is distinct from 'verbal_with_witness' or witness is not null or text_hash = ''
  ),
  add constraint consent_spoken_for check (
    (spoke_name is null) = (spoke_as is null) and (spoke_name is null) = (spoke_because is null)
  );
create index consent_ending on consent (expires_on) where said = 'yes' and withdrawn_at is null and ended_at is null;
create index consent_organisation on consent (organisation, expires_on);

-- Without or against the person's word, where law or vital interest allows: asked by one, allowed by another, for days,
-- and looked at afterwards.
create table consent_override (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  purpose text not null,
  recipient uuid not null,
  field_groups text[] not null,
  ground text not null,
  -- The article, order or danger it rests on.
  basis text not null,
  reason text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  until date not null,
  state text not null default 'asked',
  decided_by uuid,
  decided_at timestamptz,
  decision_note text,
  ended_at timestamptz,
  verdict text,
  review_note text,
  reviewed_by uuid,
  reviewed_at timestamptz,
  primary key (person, id),
  constraint consent_override_recipient_fkey foreign key (recipient) references organisation (id),
  constraint consent_override_ground check (ground in ('law', 'vital_interest')),
  constraint consent_override_state check (state in ('asked', 'allowed', 'refused')),
  constraint consent_override_two_people check (decided_by is null or decided_by <> asked_by),
  constraint consent_override_reviewed_by_another check (
    reviewed_by is null or (reviewed_by <> asked_by and reviewed_by <> decided_by)
  ),
  constraint consent_override_verdict check (verdict in ('justified', 'not_justified')),
  constraint consent_override_field_groups check (cardinality(field_groups) > 0)
);
create index consent_override_organisation on consent_override (organisation, asked_at desc);
create index consent_override_ending on consent_override (until) where state = 'allowed' and ended_at is null;
alter table consent_override enable row level security;
alter table consent_override force row level security;
create policy visible on consent_override
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on consent_override to arraigo_app;

-- What a receiver was told to stop using; it belongs to the receiver, and whoever told it sees whether it confirmed.
create table consent_notice (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  told_by uuid not null,
  purpose text not null,
  field_groups text[] not null,
  because text not null,
  -- How the receiver knew the person, kept only until it confirms.
  called text,
  told_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  primary key (person, id),
  constraint consent_notice_because check (because in ('withdrawn', 'refused', 'expired', 'override_ended')),
  constraint consent_notice_forgotten check (acknowledged_at is null or called is null)
);
create index consent_notice_open on consent_notice (organisation, told_at desc) where acknowledged_at is null;
alter table consent_notice enable row level security;
alter table consent_notice force row level security;
create policy visible on consent_notice
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on consent_notice to arraigo_app;

drop view read.consent;
-- Everything that was decided about a person, one row a decision: a yes taken back is a yes and, later, a no.
create view read.consent_decision with (security_invoker = true) as
  select person, id, 'yes' as said, purpose, recipient, recipient_class, field_groups, given_at as at,
    expires_on as until, null::timestamptz as ended_at
  from consent where said = 'yes'
  union all
  select person, id, 'no', purpose, recipient, recipient_class, field_groups, coalesce(withdrawn_at, given_at), null, null
  from consent where said = 'no' or withdrawn_at is not null
  union all
  select person, id, 'override', purpose, recipient, null, field_groups, decided_at, until, ended_at
  from consent_override where state = 'allowed';
grant select on read.consent_decision to arraigo_app;

-- Which parts of the record each receiver sees: `{"<organisation>": ["identity", …]}`. Rows that hold one part alone
-- (documents, contact points, the household) name in `shared_with` only those who see that part.
alter table person add column shown_to jsonb not null default '{}';
alter table person_share add column field_groups text[] not null default '{}';

-- True for the keeper, the house's own jobs, and a receiver with consent for this part.
create function arraigo.shows(organisation uuid, shown_to jsonb, field_group text) returns boolean
language sql stable parallel safe
return coalesce(
  organisation = nullif(current_setting('app.organisation', true), '')::uuid
    or current_setting('app.scope', true) = 'system'
    or (shown_to -> current_setting('app.organisation', true)) ? field_group,
  false
);

-- A person as the one who asks may see them: what is not consented to reads as not known. Everything that shows a person
-- reads this view or one made of it; the table itself is for writing.
create view read.person_shown with (security_invoker = true) as
  select p.person, p.version, p.organisation, p.shared_with, p.consent_text, p.registered_at, p.touched_at,
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.given_names end as given_names,
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.first_surname end as first_surname,
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.second_surname end as second_surname,
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.called end as called,
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.born end as born,
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.born_precision end as born_precision,
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.born_age end as born_age,
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.born_age_on end as born_age_on,
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.sex end as sex,
    case when arraigo.shows(p.organisation, p.shown_to, 'identity') then p.languages else '{}' end as languages,
    case when arraigo.shows(p.organisation, p.shown_to, 'protection') then p.gender end as gender,
    case when arraigo.shows(p.organisation, p.shown_to, 'status') then p.nationalities else '{}' end as nationalities,
    case when arraigo.shows(p.organisation, p.shown_to, 'status') then p.population_group end as population_group,
    case when arraigo.shows(p.organisation, p.shown_to, 'status') then p.migration_status end as migration_status,
    case when arraigo.shows(p.organisation, p.shown_to, 'health') then p.disability end as disability,
    case when arraigo.shows(p.organisation, p.shown_to, 'contact') then p.place end as place,
    -- Null for whoever sees all of it.
    case when not arraigo.shows(p.organisation, '{}', '')
      then coalesce(p.shown_to -> current_setting('app.organisation', true), '[]') end as shown
  from person p;

create or replace view read.person with (security_invoker = true) as
  select person, organisation, shared_with, called, given_names, first_surname, second_surname, born, born_precision,
    sex, place, nationalities, languages, registered_at
  from read.person_shown;
grant select on read.person_shown, read.person to arraigo_app;

-- Records shared before parts were told apart are shown by what was consented to then. Tables with forced row-level
-- security show their owner nothing otherwise.
set local app.scope = 'system';
update person_share s set field_groups = coalesce((
  select array_agg(distinct g) from consent c cross join lateral unnest(c.field_groups) g
  where c.person = s.person and c.recipient = s.recipient and c.purpose = 'referral' and c.withdrawn_at is null
    and c.expires_on >= current_date
), '{}');
update person p set shown_to = (
  select jsonb_object_agg(s.recipient::text, to_jsonb(s.field_groups)) from person_share s where s.person = p.person
) where exists (select from person_share s where s.person = p.person);
update person_identifier r set shared_with = array(
  select recipient from person_share s where s.person = r.person and 'documents' = any (s.field_groups));
update person_contact r set shared_with = array(
  select recipient from person_share s where s.person = r.person and 'contact' = any (s.field_groups));
update household_member r set shared_with = array(
  select recipient from person_share s where s.person = r.person and 'household' = any (s.field_groups));
update name_word r set shared_with = array(
  select recipient from person_share s where s.person = r.person and 'identity' = any (s.field_groups));
update match_key r set shared_with = array(
  select recipient from person_share s where s.person = r.person
    and s.field_groups @> '{identity,documents,contact}');
