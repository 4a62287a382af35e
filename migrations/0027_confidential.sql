-- What somebody told in confidence: notes sealed with a key of the person's own, who is let in to each group of them, what
-- was opened in an emergency, and how often somebody had to hear a story again. None of it is a fact: facts are told to
-- everybody who sees the record.

-- True for whoever was let in to this row, or broke the glass before it for as long as that lasts, and for the house's own
-- jobs. `app.at` is the house's clock where the capability set it, else the database's.
create function arraigo.entrusted(readers uuid[], opened jsonb) returns boolean
language sql stable parallel safe
return coalesce(
  nullif(current_setting('app.actor', true), '')::uuid = any (readers)
    or coalesce(current_setting('app.scope', true), '') = 'system'
    or (opened ->> coalesce(current_setting('app.actor', true), ''))::timestamptz
      > coalesce(nullif(current_setting('app.at', true), '')::timestamptz, now()),
  false
);

-- The key of one person in one organisation, wrapped by a key-encryption key that is never in the database (`kek` is only
-- its name). Without this row nothing sealed with it can be read again: deleting it is how sealed notes are erased.
create table data_key (
  person uuid not null,
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  kek text not null,
  wrapped bytea not null,
  made_at timestamptz not null,
  constraint data_key_pkey primary key (person, organisation)
);
create index data_key_kek on data_key (kek);
alter table data_key enable row level security;
alter table data_key force row level security;
create policy visible on data_key
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
create policy within on data_key as restrictive
  using (arraigo.within(person))
  with check (arraigo.within(person));
grant select, insert, update (kek, wrapped), delete on data_key to arraigo_app;

-- `summary` holds the need and what was agreed, `story` what was told; both are nonce, AES-256-GCM text and tag. Who may read
-- stands in the row, so that the policy looks at nothing else: those let in, and until when for whoever broke the glass.
create table sealed_note (
  person uuid not null,
  id uuid not null,
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  field_group text not null,
  summary bytea not null,
  story bytea,
  sealed_by uuid not null,
  sealed_at timestamptz not null,
  readers uuid[] not null,
  opened jsonb not null default '{}',
  constraint sealed_note_pkey primary key (person, id),
  constraint sealed_note_field_group check (
    field_group in ('violence', 'trafficking', 'unaccompanied_child', 'health', 'asylum')
  )
);
alter table sealed_note enable row level security;
alter table sealed_note force row level security;
create policy visible on sealed_note
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
create policy within on sealed_note as restrictive
  using (arraigo.within(person))
  with check (arraigo.within(person));
create policy entrusted on sealed_note as restrictive
  using (arraigo.entrusted(readers, opened))
  with check (arraigo.entrusted(readers, opened));
grant select, insert, update (readers, opened) on sealed_note to arraigo_app;

-- Who was let in to a group, by whom and why. That somebody was let in tells what there is: only the two of them see the row.
create table confidant (
  person uuid not null,
  id uuid not null,
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  field_group text not null,
  app_user uuid not null,
  reason bytea not null,
  assigned_by uuid not null,
  assigned_at timestamptz not null,
  released_by uuid,
  released_at timestamptz,
  constraint confidant_pkey primary key (person, id),
  constraint confidant_released check ((released_by is null) = (released_at is null))
);
create unique index confidant_once on confidant (person, organisation, field_group, app_user) where released_at is null;
alter table confidant enable row level security;
alter table confidant force row level security;
create policy visible on confidant
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
create policy within on confidant as restrictive
  using (arraigo.within(person))
  with check (arraigo.within(person));
create policy entrusted on confidant as restrictive
  using (arraigo.entrusted(array[app_user, assigned_by], '{}'))
  with check (arraigo.entrusted(array[app_user, assigned_by], '{}'));
grant select, insert, update (released_by, released_at) on confidant to arraigo_app;

-- A group opened in an emergency by somebody who was not let in. Kept for ever: nobody may change or delete a line.
create table break_glass (
  person uuid not null,
  id uuid not null,
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  field_group text not null,
  app_user uuid not null,
  reason bytea not null,
  opened_at timestamptz not null,
  until timestamptz not null,
  constraint break_glass_pkey primary key (person, id),
  constraint break_glass_limit check (until > opened_at and until <= opened_at + interval '24 hours')
);
create index break_glass_organisation on break_glass (organisation, opened_at desc);
alter table break_glass enable row level security;
alter table break_glass force row level security;
create policy visible on break_glass
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
create policy within on break_glass as restrictive
  using (arraigo.within(person))
  with check (arraigo.within(person));
create policy entrusted on break_glass as restrictive
  using (arraigo.entrusted(array[app_user], '{}'))
  with check (arraigo.entrusted(array[app_user], '{}'));
grant select, insert on break_glass to arraigo_app;

-- Verdicts on it; the last one stands, the others remain.
create table break_glass_review (
  person uuid not null,
  id uuid not null,
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  opening uuid not null,
  opened_by uuid not null,
  verdict text not null,
  note bytea,
  reviewed_by uuid not null,
  reviewed_at timestamptz not null,
  constraint break_glass_review_pkey primary key (person, id),
  constraint break_glass_review_opening foreign key (person, opening) references break_glass (person, id),
  constraint break_glass_review_by_another check (reviewed_by <> opened_by),
  constraint break_glass_review_verdict check (verdict in ('justified', 'not_justified', 'needs_follow_up'))
);
create index break_glass_review_opening_at on break_glass_review (person, opening, reviewed_at);
alter table break_glass_review enable row level security;
alter table break_glass_review force row level security;
create policy visible on break_glass_review
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
create policy within on break_glass_review as restrictive
  using (arraigo.within(person))
  with check (arraigo.within(person));
create policy entrusted on break_glass_review as restrictive
  using (arraigo.entrusted(array[reviewed_by], '{}'))
  with check (arraigo.entrusted(array[reviewed_by], '{}'));
grant select, insert on break_glass_review to arraigo_app;

-- A story that was opened, or told a second time, and for which reason: what the coordinator counts.
create table retelling (
  person uuid not null,
  id uuid not null,
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  how text not null,
  reason text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  constraint retelling_pkey primary key (person, id),
  constraint retelling_how check (how in ('opened', 'told_again'))
);
create index retelling_organisation on retelling (organisation, asked_at);
alter table retelling enable row level security;
alter table retelling force row level security;
create policy visible on retelling
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
create policy within on retelling as restrictive
  using (arraigo.within(person))
  with check (arraigo.within(person));
create policy entrusted on retelling as restrictive
  using (arraigo.entrusted(array[asked_by], '{}'))
  with check (arraigo.entrusted(array[asked_by], '{}'));
grant select, insert on retelling to arraigo_app;
