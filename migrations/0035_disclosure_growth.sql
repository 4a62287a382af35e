-- Who looks for looks finds them by an index, however long the log: of the organisation that looked, of the one or two it
-- is shared with (who keeps the person, who received it), or of one user.

alter table disclosure add constraint disclosure_shared_with_two check (cardinality(shared_with) <= 2);
create index disclosure_organisation on disclosure (organisation, at desc, id desc);
create index disclosure_shared_first on disclosure ((shared_with[1]), at desc, id desc) where shared_with[1] is not null;
create index disclosure_shared_second on disclosure ((shared_with[2]), at desc, id desc) where shared_with[2] is not null;
create index disclosure_actor on disclosure (actor, at desc, id desc);
drop index disclosure_at;
