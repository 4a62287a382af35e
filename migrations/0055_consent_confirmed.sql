-- A yes opens something only once it is attested by somebody who does not gain by it; a no that another organisation than the
-- keeper of the record wrote down works at once, and the keeper asks the person.

alter table consent
  -- When the yes began to open what it names; null for a yes that waits, and for a no.
  add column opened_at timestamptz,
  -- By which user of the keeper, or the person themselves by a one-time code, a yes that waited was confirmed.
  add column confirmed_at timestamptz,
  add column confirmed_by uuid,
  -- Which organisation took a yes back; null where the person did, by a one-time code.
  add column withdrawn_organisation uuid,
  -- What the person said of a no from elsewhere: it is theirs, or a later yes of theirs lifted it.
  add column no_review text,
  add column no_reviewed_at timestamptz,
  add column no_reviewed_by uuid;

-- Tables with forced row-level security show their owner nothing otherwise.
set local app.scope = 'system';
-- What was allowed under the rules of its day stays allowed, but to nobody behind the firewall.
update consent set opened_at = given_at
where said = 'yes' and (recipient is null or not arraigo.behind_wall(recipient));

alter table consent
  add constraint consent_opened check (said = 'yes' or opened_at is null),
  add constraint consent_confirmed check ((confirmed_at is null) = (confirmed_by is null)),
  add constraint consent_confirmed_proven check (confirmed_by is null or attachment is not null),
  add constraint consent_no_review check (no_review in ('upheld', 'lifted'));
create index consent_waiting on consent (person) where said = 'yes' and opened_at is null and withdrawn_at is null;

-- Everything that was decided about a person, one row a decision. A yes that waits decides nothing; taken back, it is a no.
create or replace view read.consent_decision with (security_invoker = true) as
  select person, id, 'yes' as said, purpose, recipient, recipient_class, field_groups, given_at as at,
    expires_on as until, null::timestamptz as ended_at
  from consent where said = 'yes' and opened_at is not null
  union all
  select person, id, 'no', purpose, recipient, recipient_class, field_groups, coalesce(withdrawn_at, given_at), null, null
  from consent where said = 'no' or withdrawn_at is not null
  union all
  select person, id, 'override', purpose, recipient, null, field_groups, decided_at, until, ended_at
  from consent_override where state = 'allowed';

-- A yes that waits for somebody to confirm it, and whether a file proves it.
create view read.consent_waiting with (security_invoker = true) as
  select person, id, organisation, purpose, recipient, recipient_class, field_groups, given_at as at,
    expires_on as until, attachment is not null as proven
  from consent where said = 'yes' and opened_at is null and withdrawn_at is null;
grant select on read.consent_waiting to arraigo_app;
