-- Whoever works for one centre answers what is referred to it: a referral addressed to a service of a centre brings its
-- person into that centre's view. What is addressed to no centre is seen by those who see all of the organisation.
create or replace view read.keeping with (security_invoker = true) as
  select person, organisation, registered_by as holder from person
  union all
  select person, organisation, centre from person where centre is not null
  union all
  select person, organisation, manager from case_file where manager is not null and closed_at is null
  union all
  select person, organisation, centre from case_file where centre is not null
  union all
  select person, organisation, centre from delivery where centre is not null
  union all
  select r.person, r.receiver, s.centre from referral r join service s on s.id = r.service
  where s.centre is not null and r.state in ('sent', 'accepted', 'scheduled', 'no_show', 'served');
create index service_centre on service (centre) where centre is not null;
create index referral_addressed on referral (service)
  where state in ('sent', 'accepted', 'scheduled', 'no_show', 'served');
