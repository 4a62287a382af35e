-- Makes the record of every look tamper-evident: what a sharing needs beside a look, the seals that are put on entries in
-- batches, and the one way an entry may leave. docs/disclosure-log.md says what is hashed, and what this cannot find.

alter table disclosure
  -- Who received it, when that is another organisation than the one that acted.
  add column recipient uuid,
  add column consent uuid,
  -- Which seal holds the entry: where it is filed, not what it says. Null until the next seal takes it.
  add column seal bigint;

-- Entries wait in it without a seal, and are checked by it afterwards.
create index disclosure_sealed on disclosure (seal);
create index disclosure_at on disclosure (at desc, id desc);

-- What was erased, never whose: the hashes of the entries that went, so that the seals can still be checked.
create table disclosure_erasure (
  id uuid primary key,
  at timestamptz not null,
  organisation uuid not null,
  actor uuid not null,
  because text not null,
  -- `seal:hash` of each.
  erased text[] not null,
  seal bigint
);
create index disclosure_erasure_seal on disclosure_erasure (seal);
grant select, insert, update (seal) on disclosure_erasure to arraigo_app;

-- One link of the chain: what it holds by one hash, the hash of the link before it, and who signed it.
create table disclosure_seal (
  sequence bigint primary key,
  -- The installation where the chain began; a restored database goes on with it.
  network uuid not null,
  at timestamptz(3) not null,
  entries integer not null,
  root text not null,
  previous text not null,
  key text not null,
  signature text not null,
  constraint disclosure_seal_entries check (entries > 0)
);
grant select, insert on disclosure_seal to arraigo_app;

-- Appends what was shown of whom, in one exchange with the database: a desk waits for each. With the house's eyes from here
-- to the end of the transaction, because who keeps the person must learn of the look even when the one who looked sees
-- only an introduction.
create function arraigo.disclose(
  at timestamptz, organisation uuid, actor uuid, via text, people uuid[], fields text[], purpose text,
  recipient uuid, consent uuid
) returns void
language plpgsql
as $$
begin
  set local app.scope = 'system';
  insert into public.disclosure
    (person, id, at, organisation, shared_with, actor, via, fields, purpose, recipient, consent)
  select d.person, gen_random_uuid(), disclose.at, disclose.organisation,
    array_remove(array_remove(array[s.organisation, nullif(disclose.recipient, s.organisation)],
      disclose.organisation), null),
    disclose.actor, disclose.via, disclose.fields, disclose.purpose,
    nullif(disclose.recipient, disclose.organisation), disclose.consent
  from unnest(people) as d (person)
  left join (select * from read.snapshot where person = any (people)) s on s.person = d.person;
end
$$;

-- What an entry says can be changed by nobody; under which seal it is, only by this, and only once.
create function arraigo.seal_disclosures(number bigint, most integer) returns setof disclosure
language sql security definer set search_path = public
as $$
  with waiting as materialized (select person, id from disclosure where seal is null limit most)
  update disclosure d set seal = number from waiting w
  where d.person = w.person and d.id = w.id and d.seal is null returning d.*
$$;
revoke all on function arraigo.seal_disclosures from public;
grant execute on function arraigo.seal_disclosures to arraigo_app;

-- The application may not delete entries; erasing a person takes all of theirs and hands them back to be accounted for.
create function arraigo.erase_disclosures(whose uuid) returns setof disclosure
language sql security definer set search_path = public
as $$
  delete from disclosure where person = whose returning *
$$;
revoke all on function arraigo.erase_disclosures from public;
grant execute on function arraigo.erase_disclosures to arraigo_app;
