-- A user is linked to one subject of a provider. It was checked before the link was written, which two first sign-ons in the same
-- moment could both pass: the earlier link stays.
delete from auth.account later using auth.account earlier
where later.provider_id <> 'credential' and earlier.user_id = later.user_id and earlier.provider_id = later.provider_id
  and (earlier.created_at, earlier.id) < (later.created_at, later.id);
create unique index account_one_link on auth.account (user_id, provider_id) where provider_id <> 'credential';
