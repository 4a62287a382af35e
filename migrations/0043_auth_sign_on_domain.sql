-- A domain belongs to an organisation's sign-on once that is proved: by a record in the domain's own DNS, or by an
-- administrator of the lead organisation. What is only claimed keeps nobody else from claiming and proving it.
alter table auth.sign_on
  add column domain_proved_at timestamptz,
  add column domain_proved_by text,
  add constraint sign_on_domain_proved check (
    (domain_proved_at is null) = (domain_proved_by is null) and domain_proved_by in ('dns', 'lead')
  ),
  drop constraint sign_on_domain_unique;
create unique index sign_on_domain_unique on auth.sign_on (domain) where domain_proved_at is not null;
grant select (domain_proved_at, domain_proved_by) on auth.sign_on to arraigo_app;
