-- A person walked to another organisation's door, and what became of it.
create table referral (
  person uuid not null,
  id uuid not null,
  -- The sender; the receiver is in shared_with from the moment it is sent.
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  sender uuid not null,
  receiver uuid not null references organisation (id),
  service uuid references service (id),
  need uuid,
  consent uuid,
  reason text not null,
  -- What the receiver may know before it accepts: how to call the person, an age band, languages.
  introduction jsonb not null default '{}',
  state text not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  answer_by date,
  answered_at timestamptz,
  decline_reason text,
  note text,
  redirected_to uuid,
  scheduled_for timestamptz,
  closed_at timestamptz,
  result text,
  feedback text,
  version int not null default 1,
  primary key (person, id),
  constraint referral_state check (
    state in ('draft', 'sent', 'accepted', 'declined', 'redirected', 'expired', 'scheduled', 'no_show', 'served',
      'closed', 'cancelled')
  ),
  constraint referral_not_to_oneself check (receiver <> organisation),
  constraint referral_sent_with_consent check (state in ('draft', 'cancelled') or consent is not null)
);
create index referral_receiver on referral (receiver, state, answer_by);
create index referral_sender on referral (organisation, state, answer_by);
create index referral_service on referral (service) where state in ('accepted', 'scheduled', 'no_show');
create index referral_due on referral (answer_by) where state = 'sent';
alter table referral enable row level security;
alter table referral force row level security;
create policy visible on referral
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on referral to arraigo_app;

create view read.referral with (security_invoker = true) as
  select person, id, organisation, receiver, service, need, state, sent_at, answer_by, closed_at, result from referral;
grant select on read.referral to arraigo_app;
