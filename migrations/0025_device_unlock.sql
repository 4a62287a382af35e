-- Devices that lock: the server's half of a second way into what is kept on one, and how an organisation wants them to lock.

-- 244 random bits. Handed to the holder's own session only; gone once the device is withdrawn, and with it that way in.
alter table device add column secret bytea
  default uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());

create table device_rule (
  organisation uuid primary key,
  idle_minutes integer not null,
  phrase boolean not null,
  constraint device_rule_idle_minutes check (idle_minutes between 1 and 60)
);
alter table device_rule enable row level security;
alter table device_rule force row level security;
create policy visible on device_rule
  using (arraigo.visible(organisation, '{}'))
  with check (arraigo.writable(organisation, '{}'));
grant select, insert, update on device_rule to arraigo_app;
