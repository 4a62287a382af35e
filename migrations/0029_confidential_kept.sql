-- Of whom something sealed can still be opened: what a rule about protected data is there for.
create view read.data_key with (security_invoker = true) as select person, organisation from data_key;
grant select on read.data_key to arraigo_app;
