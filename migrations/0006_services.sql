-- What each organisation offers: the part of the directory that referrals point at.
create table service (
  id uuid primary key,
  organisation uuid not null references organisation (id),
  centre uuid references centre (id),
  kind text not null,
  name text not null,
  about text,
  languages text[] not null default '{}',
  -- Referrals it can have open at once; null when it does not count.
  capacity int,
  closed_at timestamptz,
  assured_at timestamptz not null,
  version int not null default 1,
  constraint service_name_unique unique (organisation, name),
  constraint service_capacity check (capacity is null or capacity >= 0)
);
create index service_kind on service (kind) where closed_at is null;
grant select, insert, update on service to arraigo_app;

create view read.service with (security_invoker = true) as
  select s.id, s.organisation, o.name as organisation_name, o.class as organisation_class, s.centre, s.kind, s.name,
    s.capacity, s.closed_at is null as open
  from service s join organisation o on o.id = s.organisation;
grant select on read.service to arraigo_app;
