-- The claims that facts add up to, and the evidence of each claim.

create table claim (
  person uuid not null,
  id uuid not null,
  -- The organisation that recorded the start: it proves the result and is paid for it.
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  outcome text not null,
  occurrence integer not null default 1,
  family text not null,
  -- The release whose definition found it.
  pack_release text not null references pack_release (id),
  -- How verifiers and payers know the person: the same in every claim of theirs, and nowhere else.
  pseudonym text not null,
  state text not null,
  started_on date not null,
  -- The day it counts if nothing breaks it, and once achieved the day it was.
  due_on date not null,
  broken_on date,
  -- The facts it rests on: kind and day, never what they say.
  grounds jsonb not null,
  -- The organisations that recorded them: none of them may verify it.
  recorders uuid[] not null,
  verifier uuid references organisation (id),
  contradicted boolean not null default false,
  submitted_at timestamptz,
  decided_at timestamptz,
  primary key (person, id),
  constraint claim_once unique (person, outcome, occurrence),
  constraint claim_state check (state in ('running', 'broken', 'failed', 'evidence_missing', 'ready', 'submitted',
    'returned', 'verified', 'rejected', 'voided')),
  constraint claim_days check (due_on >= started_on),
  constraint claim_verifier_set check (
    (state in ('submitted', 'returned', 'verified', 'rejected', 'voided')) = (verifier is not null)),
  constraint claim_verifier_independent check (
    verifier is null or (verifier <> organisation and verifier <> all (recorders)))
);
create index claim_id on claim (id);
create index claim_organisation on claim (organisation, state, due_on);
create index claim_verifier on claim (verifier, state, submitted_at) where verifier is not null;
create index claim_due on claim (due_on) where state = 'running';
alter table claim enable row level security;
alter table claim force row level security;
create policy visible on claim
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on claim to arraigo_app;

create table claim_evidence (
  person uuid not null,
  id uuid not null,
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  claim uuid not null,
  attachment uuid not null,
  type text not null,
  attached_by uuid not null,
  attached_at timestamptz not null,
  primary key (person, id),
  constraint claim_evidence_claim foreign key (person, claim) references claim (person, id),
  constraint claim_evidence_attachment foreign key (person, attachment) references attachment (person, id),
  constraint claim_evidence_once unique (person, claim, attachment)
);
alter table claim_evidence enable row level security;
alter table claim_evidence force row level security;
create policy visible on claim_evidence
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on claim_evidence to arraigo_app;

-- What verification and settlement read: the pseudonym stands for the person, whose id stays behind.
create view read.claim with (security_invoker = true) as
  select id, organisation, outcome, family, pack_release, pseudonym, state, started_on, due_on, grounds, recorders,
    verifier, contradicted, submitted_at, decided_at
  from claim;

create view read.claim_evidence with (security_invoker = true) as
  select e.claim, e.attachment, e.type, e.attached_at, a.media_type, a.size
  from claim_evidence e
  join attachment a on a.person = e.person and a.id = e.attachment;

grant select on read.claim, read.claim_evidence to arraigo_app;
