-- Passwords and second proofs that were tried on an account and refused, for its holder to see; never what was tried. One row
-- for a kind of proof and an address, however often it was tried there.
create table auth.refused_proof (
  user_id uuid not null references auth."user" (id) on delete cascade,
  kind text not null,
  -- Of an IPv6 address its line; empty for all addresses beyond the number that is kept of one account.
  address text not null,
  user_agent text,
  tries integer not null default 1,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  -- Until when the holder has said that they saw it.
  seen_at timestamptz,
  primary key (user_id, kind, address),
  constraint refused_proof_kind check (kind in ('password', 'code', 'backup_code', 'passkey'))
);
create index refused_proof_last on auth.refused_proof (last_at);
