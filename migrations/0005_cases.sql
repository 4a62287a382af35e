-- Characterization, needs and plan: what a person's situation is, what they need, and what was agreed.
create table characterization (
  person uuid not null,
  id uuid not null,
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  questionnaire text not null,
  version int not null,
  pack_release text not null,
  answers jsonb not null,
  answered_at timestamptz not null,
  answered_by uuid not null,
  primary key (person, id)
);
create index characterization_latest on characterization (person, questionnaire, answered_at desc);
alter table characterization enable row level security;
alter table characterization force row level security;
create policy visible on characterization
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert on characterization to arraigo_app;

-- One organisation's work with one person, from the first need to its closure.
create table case_file (
  person uuid not null,
  id uuid not null,
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  centre uuid,
  manager uuid,
  opened_at timestamptz not null,
  closed_at timestamptz,
  closure_reason text,
  closure_note text,
  primary key (person, id)
);
create unique index case_file_open on case_file (person, organisation) where closed_at is null;
create index case_file_organisation on case_file (organisation, opened_at desc) where closed_at is null;
alter table case_file enable row level security;
alter table case_file force row level security;
create policy visible on case_file
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on case_file to arraigo_app;

create table need (
  person uuid not null,
  id uuid not null,
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  code text not null,
  domain text not null,
  urgency text not null,
  note text,
  identified_on date not null,
  ended_on date,
  ending text,
  version int not null default 1,
  primary key (person, id),
  constraint need_ending check ((ended_on is null) = (ending is null) and ending in ('met', 'no_longer', 'mistaken'))
);
alter table need enable row level security;
alter table need force row level security;
create policy visible on need
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on need to arraigo_app;

create table goal (
  person uuid not null,
  id uuid not null,
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  need uuid,
  text text not null,
  wanted_by date,
  set_on date not null,
  reached_on date,
  primary key (person, id),
  constraint goal_need foreign key (person, need) references need (person, id)
);
alter table goal enable row level security;
alter table goal force row level security;
create policy visible on goal
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on goal to arraigo_app;

create table plan_step (
  person uuid not null,
  id uuid not null,
  organisation uuid not null references organisation (id),
  shared_with uuid[] not null default '{}',
  goal uuid not null,
  text text not null,
  by_whom text not null,
  due_on date,
  referral uuid,
  state text not null default 'open',
  ended_on date,
  note text,
  primary key (person, id),
  constraint plan_step_goal foreign key (person, goal) references goal (person, id),
  constraint plan_step_by_whom check (by_whom in ('person', 'us', 'other')),
  constraint plan_step_state check (state in ('open', 'done', 'dropped'))
);
create index plan_step_referral on plan_step (person, referral) where referral is not null;
create index plan_step_due on plan_step (organisation, due_on) where state = 'open';
alter table plan_step enable row level security;
alter table plan_step force row level security;
create policy visible on plan_step
  using (arraigo.visible(organisation, shared_with))
  with check (arraigo.writable(organisation, shared_with));
grant select, insert, update on plan_step to arraigo_app;

create view read.need with (security_invoker = true) as
  select person, id, organisation, code, domain, urgency, identified_on, ended_on, ending from need;
create view read.case_file with (security_invoker = true) as
  select person, id, organisation, centre, manager, opened_at, closed_at from case_file;
grant select on read.need, read.case_file to arraigo_app;
