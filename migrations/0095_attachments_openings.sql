-- Who opened a file of another organisation: a verifier accepts no result whose evidence they have not opened, and may take a
-- decision back for a while.

create table attachment_opening (
  person uuid not null,
  attachment uuid not null,
  -- The organisation of the reader.
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  opened_by uuid not null,
  opened_at timestamptz not null,
  constraint attachment_opening_pkey primary key (person, attachment, opened_by),
  constraint attachment_opening_attachment foreign key (person, attachment) references attachment (person, id)
);
alter table attachment_opening enable row level security;
alter table attachment_opening force row level security;
create policy visible on attachment_opening using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
create policy within on attachment_opening as restrictive using (arraigo.within(person)) with check (arraigo.within(person));
grant select, insert on attachment_opening to arraigo_app;

create view read.attachment_opening with (security_invoker = true) as
  select attachment, opened_by, opened_at from attachment_opening;
grant select on read.attachment_opening to arraigo_app;

alter table verification drop constraint verification_decision;
alter table verification add constraint verification_decision
  check (decision in ('accept', 'reject', 'ask', 'void', 'take_back'));

-- A decision whose result is in a statement is not taken back.
create or replace view read.statement_line with (security_invoker = true) as
  select statement, pseudonym, claim from statement_line;
