-- The secrets of tokens are wrapped anew when the key-encryption key is rotated, as data keys are; and where tokens were lost
-- with a key, those of everybody who said yes are made again, not only of whoever still has some.

-- The last of them, in the order of ids, whose tokens were made again with this secret; null where nothing was lost.
alter table known_secret add column reached uuid;
grant update (kek, wrapped, reached) on known_secret to arraigo_app;

-- Which key-encryption keys are still needed: for whoever retires the others.
create view read.known_secret with (security_invoker = true) as select version, kek from known_secret;
grant select on read.known_secret to arraigo_app;
