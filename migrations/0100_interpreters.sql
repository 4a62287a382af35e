-- Who interprets for an organisation: its staff, volunteers, and services by telephone. They are persons too: no other
-- organisation reads them, and what reaches them is deleted when they no longer interpret.
create table interpreter (
  id uuid primary key,
  organisation uuid not null references organisation,
  name text not null,
  kind text not null check (kind in ('staff', 'volunteer', 'telephone')),
  languages text[] not null check (languages <> '{}'),
  telephone text,
  hours text,
  -- When they can be reached, for who can be called now: days of the week, and the time of day there.
  days text[] not null default '{}',
  reached_from time,
  reached_until time,
  confidential_until date,
  version integer not null default 1,
  retired_at timestamptz,
  constraint interpreter_times check ((reached_from is null) = (reached_until is null))
);
create index interpreter_by_name on interpreter (organisation, name, id);

alter table interpreter enable row level security;
alter table interpreter force row level security;
create policy visible on interpreter
  using (arraigo.visible(organisation, '{}'))
  with check (arraigo.visible(organisation, '{}'));
grant select, insert, update, delete on interpreter to arraigo_app;

-- In which capacity somebody interpreted, beside their name.
alter table consent_words add column interpreter_kind text
  check (interpreter_kind in ('staff', 'volunteer', 'telephone', 'relative', 'other'));

-- The sounds of packs, by the hash of their content. A pack is the same for every organisation.
create table pack_sound (
  hash text primary key,
  media_type text not null,
  sound bytea not null
);
grant select on pack_sound to arraigo_app;

-- A text of the pack that staff said aloud for the people of their organisation, where the pack has no recording of it.
-- Content, and no voice of anybody's record. Others hear it once a second person has confirmed it.
create table recording (
  id uuid primary key,
  organisation uuid not null references organisation,
  pack text not null,
  text_key text not null,
  language text not null,
  -- SHA-256 of the words it was recorded from: once they are others, it is not offered.
  text_hash text not null,
  media_type text not null,
  sound bytea,
  recorded_by uuid not null references app_user,
  recorded_at timestamptz not null,
  confirmed_by uuid references app_user,
  confirmed_at timestamptz,
  retired_at timestamptz,
  constraint recording_second_person check (confirmed_by <> recorded_by),
  constraint recording_sound check ((sound is null) = (retired_at is not null))
);
create index recording_standing on recording (organisation, pack, text_key, language) where retired_at is null;

alter table recording enable row level security;
alter table recording force row level security;
create policy visible on recording
  using (arraigo.visible(organisation, '{}'))
  with check (arraigo.visible(organisation, '{}'));
grant select, insert, update, delete on recording to arraigo_app;
