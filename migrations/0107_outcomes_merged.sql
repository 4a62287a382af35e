-- While two records are merged, one person has one result of a kind: of two claims for the same outcome the later waits, and
-- is judged again by itself once the merge is undone.
alter table claim add column collides boolean not null default false;

create or replace view read.claim with (security_invoker = true) as
  select id, organisation, outcome, family, pack_release, pseudonym, state, started_on, due_on, grounds, recorders,
    verifier, contradicted or collides as contradicted, submitted_at, decided_at, collides
  from claim;
