-- People: who someone is as far as they have said, how they are found again, and who belongs together.

create table person (
  person uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  centre uuid,
  version integer not null default 1,
  given_names text,
  first_surname text,
  second_surname text,
  called text,
  -- The date itself, 1 July of a year, or the middle of an estimated age's span; what was really said stands beside it.
  born date,
  born_precision text,
  born_age smallint,
  born_age_on date,
  sex text,
  gender text,
  nationalities text[] not null default '{}',
  population_group text,
  migration_status text,
  languages text[] not null default '{}',
  disability text,
  place text,
  consent_text text,
  pack_release text not null,
  registered_at timestamptz not null,
  registered_by uuid not null,
  touched_at timestamptz not null,
  constraint person_pkey primary key (person),
  constraint person_born check (
    (born is null and born_precision is null)
    or (born is not null and born_precision in ('day', 'year', 'age'))
  ),
  constraint person_born_age check (
    (born_precision is not distinct from 'age') = (born_age is not null and born_age_on is not null)
  )
);
create index person_recent on person (organisation, touched_at desc, person desc);
alter table person enable row level security;
alter table person force row level security;
create policy visible on person
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on person to arraigo_app;

-- Every edit with what stood before, so that a stale one is told from a fresh one and nothing is lost.
create table person_edit (
  person uuid not null references person,
  version integer not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  changes jsonb not null,
  edited_at timestamptz not null,
  edited_by uuid not null,
  device uuid,
  constraint person_edit_pkey primary key (person, version)
);
alter table person_edit enable row level security;
alter table person_edit force row level security;
create policy visible on person_edit
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on person_edit to arraigo_app;

create table person_identifier (
  person uuid not null references person,
  identifier uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  type text not null,
  country text,
  number text not null,
  -- As it is compared: without leading zeros.
  folded text not null,
  noted_at timestamptz not null,
  retired text,
  constraint person_identifier_pkey primary key (person, identifier)
);
create unique index person_identifier_once on person_identifier (person, type, country, folded)
  nulls not distinct where retired is null;
alter table person_identifier enable row level security;
alter table person_identifier force row level security;
create policy visible on person_identifier
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on person_identifier to arraigo_app;

-- Who first showed a document in an organisation. Two desks that type the same document in the same moment meet here:
-- the second waits for the first and then knows. It refuses nobody: a second holder is a likeness to look at.
-- Keyed by the document, not the person: the one key a number can be unique by when people are spread over servers.
create table identifier_holder (
  organisation uuid not null,
  document text not null,
  person uuid not null,
  shared_with uuid[] not null default '{}',
  constraint identifier_holder_pkey primary key (organisation, document)
);
alter table identifier_holder enable row level security;
alter table identifier_holder force row level security;
create policy visible on identifier_holder
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, delete on identifier_holder to arraigo_app;

create table person_contact (
  person uuid not null references person,
  contact uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  version integer not null default 1,
  kind text not null,
  value text not null,
  safe_to_call boolean not null default false,
  safe_to_text boolean not null default false,
  note text,
  retired boolean not null default false,
  noted_at timestamptz not null,
  constraint person_contact_pkey primary key (person, contact)
);
create unique index person_contact_once on person_contact (person, kind, lower(value)) where not retired;
alter table person_contact enable row level security;
alter table person_contact force row level security;
create policy visible on person_contact
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on person_contact to arraigo_app;

-- Numbers under which a person is found again when something about them is wrong or missing; they hold no name.
create table match_key (
  key bigint not null,
  person uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  constraint match_key_pkey primary key (key, person)
);
alter table match_key enable row level security;
alter table match_key force row level security;
create policy visible on match_key
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update, delete on match_key to arraigo_app;

-- The folded words of each name, for the search by typing: one range of one B-tree, and the other words beside it.
create table name_word (
  word text collate "C" not null,
  person uuid not null,
  name text collate "C" not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  constraint name_word_pkey primary key (word, person)
);
alter table name_word enable row level security;
alter table name_word force row level security;
create policy visible on name_word
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update, delete on name_word to arraigo_app;

-- Since when another organisation may see a record; its caseload is read from here.
create table person_share (
  person uuid not null references person,
  recipient uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  since timestamptz not null,
  constraint person_share_pkey primary key (person, recipient)
);
create index person_share_recipient on person_share (recipient, since desc, person desc);
alter table person_share enable row level security;
alter table person_share force row level security;
create policy visible on person_share
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update, delete on person_share to arraigo_app;

-- Two records that may be one person, noted when nobody could be asked, or decided on with a reason.
create table duplicate_pair (
  person uuid not null references person,
  other uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  score real not null,
  reasons text[] not null,
  noticed_at timestamptz not null,
  state text not null,
  because text,
  decided_by uuid,
  decided_at timestamptz,
  constraint duplicate_pair_pkey primary key (person, other),
  constraint duplicate_pair_state check (state in ('open', 'ruled_out')),
  constraint duplicate_pair_decided check (
    (state = 'open') = (because is null and decided_by is null and decided_at is null)
  )
);
create index duplicate_pair_open on duplicate_pair (organisation, noticed_at desc) where state = 'open';
create index duplicate_pair_other on duplicate_pair (other);
alter table duplicate_pair enable row level security;
alter table duplicate_pair force row level security;
create policy visible on duplicate_pair
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on duplicate_pair to arraigo_app;

create table household (
  household uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  formed_at timestamptz not null,
  constraint household_pkey primary key (household)
);
alter table household enable row level security;
alter table household force row level security;
create policy visible on household
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on household to arraigo_app;

create table household_member (
  person uuid not null references person,
  household uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  relation text not null,
  head boolean not null default false,
  joined_at timestamptz not null,
  joined_on date not null,
  left_on date,
  left_because text,
  constraint household_member_pkey primary key (person, household, joined_at),
  constraint household_member_left check (left_on >= joined_on)
);
create unique index household_member_once on household_member (person) where left_on is null;
create index household_member_household on household_member (household);
alter table household_member enable row level security;
alter table household_member force row level security;
create policy visible on household_member
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on household_member to arraigo_app;

-- What facts are stamped with when they are written.
create view read.snapshot with (security_invoker = true) as
  select person, organisation, sex, born, population_group, migration_status, place, disability,
    nationalities[1] as nationality
  from person;

-- Just enough to name someone in another capability's list.
create view read.person with (security_invoker = true) as
  select person, organisation, shared_with, called, given_names, first_surname, second_surname, born, born_precision,
    sex, place, nationalities, languages, registered_at
  from person;

create view read.person_contact with (security_invoker = true) as
  select person, contact, organisation, kind, value, safe_to_call, safe_to_text
  from person_contact
  where not retired;

create view read.household_member with (security_invoker = true) as
  select person, household, organisation, relation, head, joined_on, left_on
  from household_member;

grant select on read.snapshot, read.person, read.person_contact, read.household_member to arraigo_app;
