-- Two records of one person are merged by a link: no row of either is rewritten or moved. Undone, the link says when and by
-- whom, and which of the facts recorded meanwhile belong to which record.
create table merge (
  -- The record that is kept, and the one that is found under its id from then on.
  person uuid not null,
  other uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  because text not null,
  merged_at timestamptz not null,
  merged_by uuid not null,
  undone_at timestamptz,
  undone_by uuid,
  undone_because text,
  -- `{"<item>": "<person>"}`: what was recorded meanwhile on one record and belongs to another, as said at the undo.
  assigned jsonb not null default '{}',
  constraint merge_pkey primary key (person, id),
  constraint merge_two check (person <> other),
  constraint merge_undone check ((undone_at is null) = (undone_by is null) and (undone_at is null) = (undone_because is null))
);
create index merge_other on merge (other);

-- What the links come to for each record, so that a read needs one row: which ids are one person now. Computed from the
-- links at every merge and undo; a record that no link concerns has no row.
create table same_person (
  person uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  kept uuid not null,
  people uuid[] not null,
  -- Other records that keep something which was assigned to one of these.
  besides uuid[] not null default '{}',
  assigned jsonb not null default '{}',
  -- When the last of them was merged; null where nothing is merged now.
  since timestamptz,
  constraint same_person_pkey primary key (person),
  constraint same_person_itself check (person = any (people) and kept = any (people))
);

do $$
declare
  named regclass;
begin
  foreach named in array array['merge', 'same_person']::regclass[]
  loop
    execute format('alter table %s enable row level security', named);
    execute format('alter table %s force row level security', named);
    execute format('create policy visible on %s using (arraigo.visible(organisation, shared_with))
      with check (arraigo.writable(organisation, shared_with))', named);
    execute format('create policy within on %s as restrictive using (arraigo.within(person))
      with check (arraigo.within(person))', named);
  end loop;
end
$$;
grant select, insert, update on merge to arraigo_app;
grant select, insert, update, delete on same_person to arraigo_app;

create view read.same_person with (security_invoker = true) as
  select person, organisation, kept, people, besides, assigned, since from same_person;
grant select on read.same_person to arraigo_app;

-- That an erasure of a person is being decided; of it only this.
create view read.erasure_open with (security_invoker = true) as
  select person, organisation from erasure_review where state = 'open';
grant select on read.erasure_open to arraigo_app;
