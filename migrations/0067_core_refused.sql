-- Commands that were refused, for the keeper of a record to see who of another organisation tried what on it: with every id
-- that stands in the input, whatever the field is called. The text is read as text, so that no input can make reading fail.
create view read.refused_command with (security_invoker = true) as
  select l.id, l.name, l.organisation, l.actor, l.received_at, l.problem ->> 'code' as code,
    (l.problem ->> 'status')::integer as status,
    array(select distinct m[1]::uuid from regexp_matches(l.input,
      '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 'g') m) as named
  from command_log l where l.outcome = 'rejected' and l.input is not null;
grant select on read.refused_command to arraigo_app;
create index command_log_refused on command_log (received_at desc) where outcome = 'rejected';
