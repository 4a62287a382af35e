-- Roles that one organisation gives in another, which is how one that lost its last administrator gets another; and second
-- proofs that an administrator asks to reset and somebody else confirms.
alter table role_assignment
  -- The organisation that gave it, where it is another one than the role's.
  add column granted_from uuid references organisation (id);

-- Who gave an account a new link since its holder last changed the password: whoever could know the password does not reset
-- the second proof too.
create table auth.link_giver (
  user_id uuid not null references auth."user" (id) on delete cascade,
  given_by uuid not null,
  -- The last that they gave, open or used.
  invitation uuid not null,
  primary key (user_id, given_by)
);
grant select, insert, update on auth.link_giver to arraigo_app;

-- When somebody last read what others tried and were refused, asked on every home screen of who watches.
create index disclosure_refused_read on disclosure (actor, at desc) where via = 'disclosure.refused';

create table second_factor_reset (
  id uuid primary key,
  organisation uuid not null references organisation (id),
  app_user uuid not null references app_user (id),
  asked_by uuid not null references app_user (id),
  asked_at timestamptz not null,
  settled_by uuid references app_user (id),
  settled_at timestamptz,
  confirmed boolean,
  constraint second_factor_reset_settled check (num_nulls(settled_by, settled_at, confirmed) in (0, 3)),
  constraint second_factor_reset_by_another check (asked_by <> app_user),
  constraint second_factor_reset_by_two check (not confirmed or settled_by <> asked_by)
);
create unique index second_factor_reset_once on second_factor_reset (app_user) where settled_at is null;
grant select, insert, update on second_factor_reset to arraigo_app;
