-- What was said to be unsafe of a person, for each way to reach them, so that it also counts for another record that is the
-- same person.
create view read.unsafe_reached with (security_invoker = true) as
select p.person, said.channel, u.reached
from person p
  cross join lateral (values ('call', p.unsafe_to_call), ('text', p.unsafe_to_text)) said(channel, unsafe)
  cross join lateral unnest(said.unsafe) u(reached);
grant select on read.unsafe_reached to arraigo_app;
