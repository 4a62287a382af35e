-- Sealing claims what waits through its index. The planner does not know how few `most` is: PostgreSQL 15 joined
-- the claimed entries with the whole log.
alter function arraigo.seal_disclosures(bigint, integer, timestamptz, uuid)
  set enable_seqscan = off;
alter function arraigo.seal_disclosures(bigint, integer, timestamptz, uuid)
  set enable_hashjoin = off;
alter function arraigo.seal_disclosures(bigint, integer, timestamptz, uuid)
  set enable_mergejoin = off;
