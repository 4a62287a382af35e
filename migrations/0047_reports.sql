-- Every hand-over of figures, as it was given: a later one is judged against all that those behind the firewall have by
-- then, whoever of them got it. Rows are only added. What was handed over before this table is taken over from the log.
create table hand_over (
  id uuid primary key,
  organisation uuid not null references organisation (id),
  -- No reference: the one check that the firewall puts on references would refuse whom this is about.
  given_to uuid not null,
  from_day date not null,
  until_day date not null,
  -- Figures under this are not in it.
  smallest integer not null,
  figures jsonb not null,
  -- The hand-over whose figures these are, when the same month was given before.
  repeats uuid references hand_over (id),
  handed_by uuid not null,
  handed_at timestamptz not null,
  constraint hand_over_period check (from_day <= until_day)
);
create index hand_over_period on hand_over (from_day, until_day);
alter table hand_over enable row level security;
alter table hand_over force row level security;
create policy visible on hand_over
  using (arraigo.visible(organisation, '{}'))
  with check (arraigo.writable(organisation, '{}'));
grant select, insert on hand_over to arraigo_app;

-- What the proof of the firewall looks at: when figures were given to whom, not the figures.
create view read.hand_over with (security_invoker = true) as
  select id, given_to, from_day, until_day, smallest, repeats, handed_at from hand_over;
grant select on read.hand_over to arraigo_app;

-- Tables with forced row-level security show their owner nothing otherwise.
set local app.scope = 'system';
insert into hand_over (id, organisation, given_to, from_day, until_day, smallest, figures, handed_by, handed_at)
  select l.id, l.organisation,
    -- Names of those behind the firewall do not change; whom no name is left of was behind it when ten was the least.
    coalesce(o.id, 'ffffffff-0000-7000-8000-000000000000'),
    (l.output -> 'figures' ->> 'from')::date, (l.output -> 'figures' ->> 'until')::date,
    (l.output ->> 'smallest')::integer, l.output -> 'figures', l.actor, l.received_at
  from command_log l left join organisation o on o.name = l.output ->> 'recipient'
  where l.name = 'report.hand_over' and l.outcome = 'applied' and l.output -> 'figures' is not null
    and (o.id is not null or (l.output ->> 'smallest')::integer >= 10);
