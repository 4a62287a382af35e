-- Two keepers agree that their records are of one person: a link, of which each has a row of its own and sees no other. No
-- record is rewritten, shared or shown by it.
create table record_link (
  person uuid not null,
  -- The same in both rows.
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  -- The record of the other keeper, to whom it says nothing by itself; null once that record was erased.
  other uuid,
  other_organisation uuid not null,
  -- Whether this side proposed it.
  proposer boolean not null,
  state text not null,
  -- What this side said, by whom: never copied to the other row.
  because text,
  decided_by uuid,
  ended_because text,
  ended_by uuid,
  proposed_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  constraint record_link_pkey primary key (person, id),
  constraint record_link_two check (organisation <> other_organisation and other <> person),
  constraint record_link_state check (state in ('proposed', 'linked', 'declined', 'withdrawn', 'ended')),
  constraint record_link_answered check ((answered_at is not null) = (state in ('linked', 'declined'))
    or state in ('withdrawn', 'ended')),
  constraint record_link_ended check ((ended_at is not null) = (state in ('withdrawn', 'ended')))
);
create unique index record_link_open on record_link (person, other) where state in ('proposed', 'linked');
create index record_link_waiting on record_link (organisation, proposed_at) where state = 'proposed' and not proposer;

alter table record_link enable row level security;
alter table record_link force row level security;
create policy visible on record_link using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
create policy within on record_link as restrictive using (arraigo.within(person)) with check (arraigo.within(person));
grant select, insert, update, delete on record_link to arraigo_app;

-- What a keeper decided on its own record, for whoever lists suspected pairs.
create view read.linked_record with (security_invoker = true) as
  select person, id, organisation, other, state, because, decided_by, answered_at from record_link;
grant select on read.linked_record to arraigo_app;
