-- What a person allowed, for which purpose, to whom, about which part of the record, until when.
create table consent (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}',
  purpose text not null,
  recipient uuid not null references organisation (id),
  field_groups text[] not null,
  text_version text not null,
  locale text not null,
  how text not null,
  obtained_by uuid not null,
  given_at timestamptz not null,
  expires_on date not null,
  withdrawn_at timestamptz,
  primary key (person, id),
  constraint consent_how check (how in ('signature', 'thumbprint', 'voice', 'verbal_with_witness')),
  constraint consent_field_groups check (cardinality(field_groups) > 0)
);
alter table consent enable row level security;
alter table consent force row level security;
create policy visible on consent
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on consent to arraigo_app;

create view read.consent with (security_invoker = true) as
  select person, id, organisation, purpose, recipient, field_groups, expires_on, withdrawn_at from consent;
grant select on read.consent to arraigo_app;
