-- What independent verifiers decided, append-only: the latest word on a claim is the last row.

create table verification (
  person uuid not null,
  id uuid not null,
  -- The verifier's organisation; the provider is in shared_with.
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  claim uuid not null,
  decision text not null,
  reason text,
  -- Evidence types asked for.
  wanted text[] not null default '{}',
  note text,
  recorders uuid[] not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (person, id),
  constraint verification_claim foreign key (person, claim) references claim (person, id),
  constraint verification_decision check (decision in ('accept', 'reject', 'ask', 'void')),
  constraint verification_reason check ((decision in ('reject', 'void')) = (reason is not null)),
  constraint verification_wanted check (decision = 'ask' or wanted = '{}'),
  constraint verifier_is_not_recorder check (organisation <> all (recorders))
);
create index verification_claim on verification (claim, decided_at);
alter table verification enable row level security;
alter table verification force row level security;
create policy visible on verification
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert on verification to arraigo_app;
