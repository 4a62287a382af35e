-- How far the match keys of the people on record have been computed anew since a release changed the keys. A job goes through
-- the people in the order of their ids and continues where it stopped; nothing is locked but the few people of a batch.
create table match_key_version (
  version integer not null,
  -- The last person whose keys are those of this version, in the order of ids; null before the first.
  reached uuid,
  ended_at timestamptz,
  constraint match_key_version_pkey primary key (version)
);
comment on table match_key_version is 'which version of the match keys everybody on record has, and how far a newer one has come';
alter table match_key_version enable row level security;
alter table match_key_version force row level security;
-- The system writes it; it names no organisation, and the id of a person tells nobody else anything.
create policy visible on match_key_version
  using (arraigo.visible(null, '{}')) with check (arraigo.visible(null, '{}'));
grant select, insert, update on match_key_version to arraigo_app;
