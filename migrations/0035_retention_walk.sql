-- The nightly look for who is past a rule goes through people in the order of their ids, so many a night, and goes on here.
create table retention_walk (
  one boolean primary key default true,
  reached uuid,
  constraint retention_walk_one check (one)
);
grant select, insert, update on retention_walk to arraigo_app;
