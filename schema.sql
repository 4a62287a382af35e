-- Golden: the schema after all migrations. Written by `npm run schema`; a test compares it. Not to be edited.

CREATE OR REPLACE FUNCTION arraigo.acting_for()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN CASE WHEN arraigo.visible((NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid, '{}'::uuid[]) THEN (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid ELSE NULL::uuid END;

CREATE OR REPLACE FUNCTION arraigo.age_band(born date, on_date date)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN ((born IS NULL) OR (on_date < born)) THEN 'unknown'::text WHEN (on_date < (born + '5 years'::interval)) THEN '0-4'::text WHEN (on_date < (born + '12 years'::interval)) THEN '5-11'::text WHEN (on_date < (born + '18 years'::interval)) THEN '12-17'::text WHEN (on_date < (born + '25 years'::interval)) THEN '18-24'::text WHEN (on_date < (born + '60 years'::interval)) THEN '25-59'::text ELSE '60+'::text END;

CREATE OR REPLACE FUNCTION arraigo.all_reached(contacts text[])
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT DISTINCT arraigo.reached(c.c) AS reached FROM unnest(all_reached.contacts) c(c));

CREATE OR REPLACE FUNCTION arraigo.at_work()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (((COALESCE(current_setting('app.own'::text, true), ''::text) = ''::text) AND (COALESCE(current_setting('app.principal'::text, true), ''::text) = ''::text)) OR (COALESCE(current_setting('app.scope'::text, true), ''::text) = 'system'::text));

CREATE OR REPLACE FUNCTION arraigo.behind_wall(organisation uuid)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (organisation >= 'ffffffff-0000-0000-0000-000000000000'::uuid);

CREATE OR REPLACE FUNCTION arraigo.close_to_own()
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  named regclass;
begin
  for named in
    select c.oid::regclass from pg_class c
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relrowsecurity
      and not exists (select from pg_attribute a
        where a.attrelid = c.oid and a.attname in ('person', 'subject') and not a.attisdropped)
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'at_work')
    order by 1
  loop
    execute format('create policy at_work on %s as restrictive using (arraigo.at_work())
      with check (arraigo.at_work())', named);
  end loop;
end
$function$;

CREATE OR REPLACE FUNCTION arraigo.disclose(at timestamp with time zone, organisation uuid, actor uuid, via text, people uuid[], fields text[], purpose text, recipient uuid, consent uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
  left join (select * from read.snapshot where person = any (people)) s on s.person = d.person
  on conflict do nothing;
end
$function$;

CREATE OR REPLACE FUNCTION arraigo.end_sharing(closed uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  place record;
  scope text := coalesce(current_setting('app.scope', true), '');
begin
  if not exists (select from public.organisation where id = closed and closed_at is not null) then
    raise exception 'organisation % is not closed', closed;
  end if;
  -- Tables with forced row-level security show their owner nothing otherwise.
  set local app.scope = 'system';
  for place in
    select c.relname as relation from pg_catalog.pg_class c
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'shared_with' and a.atttypid = 'uuid[]'::regtype
      and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname <> 'disclosure'
    order by 1
  loop
    -- A row by which it finds somebody is its own, and goes whole.
    if exists (select from pg_catalog.pg_attribute where attrelid = format('public.%I', place.relation)::regclass
      and attname = 'viewer' and not attisdropped)
    then
      execute format('delete from public.%I where viewer = $1 and organisation <> $1', place.relation) using closed;
    end if;
    execute format('update public.%I set shared_with = array_remove(shared_with, $1) where $1 = any (shared_with)',
      place.relation) using closed;
  end loop;
  execute format('set local app.scope = %L', scope);
end
$function$;

CREATE OR REPLACE FUNCTION arraigo.enqueue(job text, payload json, run_at timestamp with time zone, job_key text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform graphile_worker.add_job(job, payload, run_at => run_at, job_key => job_key);
end
$function$;

CREATE OR REPLACE FUNCTION arraigo.entrusted(readers uuid[], opened jsonb)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((((NULLIF(current_setting('app.actor'::text, true), ''::text))::uuid = ANY (readers)) OR (COALESCE(current_setting('app.scope'::text, true), ''::text) = 'system'::text) OR (((opened ->> COALESCE(current_setting('app.actor'::text, true), ''::text)))::timestamp with time zone > COALESCE((NULLIF(current_setting('app.at'::text, true), ''::text))::timestamp with time zone, now()))), false);

CREATE OR REPLACE FUNCTION arraigo.erase_disclosures(whose uuid)
 RETURNS SETOF disclosure
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  scope text := coalesce(current_setting('app.scope', true), '');
begin
  set local app.scope = 'system';
  return query delete from public.disclosure d where d.person = whose returning d.*;
  execute format('set local app.scope = %L', scope);
end
$function$;

CREATE OR REPLACE FUNCTION arraigo.forget_words(whose uuid, keeper uuid, kept jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  scope text := coalesce(current_setting('app.scope', true), '');
  place record;
  named text[] := array[whose::text];
  found text[];
begin
  set local app.scope = 'system';
  for place in select relation, about, field from arraigo.named_rows()
  loop
    execute format('select array_agg(%I::text) from public.%I where %I = $1', place.field, place.relation, place.about)
      into found using whose;
    named := named || coalesce(found, '{}');
  end loop;
  -- What a lost device handed over is spoken of by an id of its own, in a table that names no person.
  select named || coalesce(array_agg(l.id::text), '{}') into named from public.late_command l
  where l.organisation = keeper and exists (select from unnest(named) as name where strpos(l.input, name) > 0);
  update public.command_log set input = null, output = null, problem = problem - 'data', input_hash = ''
  where organisation in (keeper, '00000000-0000-7000-8000-000000000000')
    and (input is not null or output is not null or problem is not null)
    and (actor = whose
      or id in (select command from public.fact where subject = whose and subject_kind = 'person' and organisation = keeper)
      or exists (
        select from unnest(named) as name
        where strpos(concat(input, ' ', output::text, ' ', problem::text), name) > 0
      ));
  update public.fact set data = coalesce(
    (select jsonb_object_agg(d.key, d.value) from jsonb_each(data) as d where kept -> kind ? d.key), '{}')
  where subject = whose and subject_kind = 'person' and organisation = keeper and data <> '{}';
  execute format('set local app.scope = %L', scope);
end
$function$;

CREATE OR REPLACE FUNCTION arraigo.limit_auth()
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'arraigo_definer') then return; end if;
  grant usage on schema auth to arraigo_definer;
  grant select on auth.write_key to arraigo_definer;
  grant select (id), insert (id, name, email), update (two_factor_enabled) on auth."user" to arraigo_definer;
  grant select (id), insert (id, identifier, value, expires_at), delete on auth.verification to arraigo_definer;
  grant select, insert, update (invitation) on auth.link_giver to arraigo_definer;
  grant select (user_id, proof), delete on auth.session to arraigo_definer;
  grant select (user_id), delete on auth.two_factor, auth.passkey to arraigo_definer;
  grant select (user_id, provider_id), delete on auth.account to arraigo_definer;
  grant select, insert, update, delete on auth.sign_on to arraigo_definer;
  grant select (id, organisation, revoked_at), insert (id, organisation, organisation_class, app_user, prefix, hash, allows,
    valid_until, issued_at, issued_by), update (revoked_at) on auth.api_key to arraigo_definer;
end
$function$;

CREATE OR REPLACE FUNCTION arraigo.limit_functions()
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  place record;
  queue text;
  enter text := case when current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER' end;
begin
  execute format('revoke temporary on database %I from public, arraigo_app', current_database());
  begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'arraigo_definer') then
      create role arraigo_definer nologin;
    end if;
  exception
    when duplicate_object or unique_violation then null;
    when insufficient_privilege then return;
  end;
  begin
    if not pg_has_role(current_user, 'arraigo_definer', enter) then
      execute format('grant arraigo_definer to %I', current_user);
    end if;
  exception when insufficient_privilege then return;
  end;

  grant usage on schema public, arraigo, graphile_worker to arraigo_definer;
  grant select, update (seal), delete on public.disclosure to arraigo_definer;
  grant select, update (input, output, problem, input_hash) on public.command_log to arraigo_definer;
  grant select, update (data) on public.fact to arraigo_definer;
  grant select (id, organisation, input) on public.late_command to arraigo_definer;
  for place in select relation, about, field from arraigo.named_rows()
  loop
    execute format('grant select (%I, %I) on public.%I to arraigo_definer', place.about, place.field, place.relation);
  end loop;
  -- Whoever stands behind the firewall from now on is taken out of whatever was shared with them.
  for place in
    select c.relname as relation from pg_catalog.pg_class c
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'shared_with' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'disclosure'
  loop
    execute format('grant select (shared_with), update (shared_with) on public.%I to arraigo_definer', place.relation);
  end loop;
  for place in
    select c.relname as relation from pg_catalog.pg_class c
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'viewer' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  loop
    execute format('grant select (viewer, organisation), delete on public.%I to arraigo_definer', place.relation);
  end loop;
  if exists (select from pg_catalog.pg_attribute where attrelid = 'public.organisation'::regclass and attname = 'closed_at')
  then
    grant select (id, closed_at) on public.organisation to arraigo_definer;
  end if;
  -- The queue's tables are under row-level security without a policy: so far only their owner writes them.
  foreach queue in array array['_private_jobs', '_private_job_queues', '_private_tasks']
  loop
    execute format('grant select, insert, update on graphile_worker.%I to arraigo_definer', queue);
    if not exists (select from pg_catalog.pg_policies
      where schemaname = 'graphile_worker' and tablename = queue and policyname = 'arraigo_definer')
    then
      execute format('create policy arraigo_definer on graphile_worker.%I to arraigo_definer
        using (true) with check (true)', queue);
    end if;
  end loop;

  -- To own a function takes the right to create one in its schema: for this moment only.
  grant create on schema arraigo to arraigo_definer;
  for place in
    select p.oid::regprocedure as relation from pg_catalog.pg_proc p
    where p.prosecdef and p.pronamespace = 'arraigo'::regnamespace
      and p.proowner <> 'arraigo_definer'::regrole
  loop
    execute format('alter routine %s owner to arraigo_definer', place.relation);
  end loop;
  revoke create on schema arraigo from arraigo_definer;
end
$function$;

CREATE OR REPLACE FUNCTION arraigo.named_rows()
 RETURNS TABLE(relation name, about name, field name)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select c.relname, p.attname, a.attname
  from pg_catalog.pg_class c
  join pg_catalog.pg_attribute p on p.attrelid = c.oid and p.attname in ('person', 'subject') and not p.attisdropped
  join pg_catalog.pg_attribute a
    on a.attrelid = c.oid and a.attname in ('id', 'contact', 'identifier') and a.atttypid = 'pg_catalog.uuid'::regtype
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'disclosure'
$function$;

CREATE OR REPLACE FUNCTION arraigo.narrowed()
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN CASE WHEN arraigo.within(NULL::uuid) THEN 0 ELSE 1 END;

CREATE OR REPLACE FUNCTION arraigo.none_behind_wall(organisations uuid[])
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (organisations));

CREATE OR REPLACE FUNCTION arraigo.raise_wall()
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  place record;
begin
  for place in
    select t.relname as relation, a.attname as field, a.atttypid = 'uuid[]'::regtype as several
    from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p')
      and t.relname <> 'organisation' and (t.relname, a.attname) <> ('firewall_refusal', 'recipient')
      and (a.attname = 'shared_with' and a.atttypid = 'uuid[]'::regtype
        or a.atttypid = 'uuid'::regtype and (a.attname in ('organisation', 'recipient', 'receiver')
          or exists (select from pg_constraint c where c.contype = 'f' and c.conrelid = t.oid
            and c.confrelid = 'organisation'::regclass and c.conkey = array[a.attnum])))
      and not exists (select from pg_constraint c where c.conrelid = t.oid
        and c.conname = t.relname || '_' || a.attname || '_firewall')
    order by 1, 2
  loop
    execute format('alter table %I add constraint %I check (%s) not valid', place.relation,
      place.relation || '_' || place.field || '_firewall',
      format(case when place.several then '%L::uuid > all (%I)' else '%L::uuid > %I' end,
        'ffffffff-0000-0000-0000-000000000000', place.field));
  end loop;
end
$function$;

CREATE OR REPLACE FUNCTION arraigo.reached(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (SELECT COALESCE(NULLIF(concat_ws(chr(10), parts.addresses, CASE WHEN (length(parts.digits) >= 6) THEN parts.digits ELSE NULL::text END), ''::text), btrim(parts.plain)) AS "coalesce" FROM (SELECT one.plain, regexp_replace(one.plain, '[^0-9]'::text, ''::text, 'g'::text) AS digits, (SELECT string_agg(regexp_replace(btrim(found.found[1], '.''*_!?'::text), '[+][^@]*@'::text, '@'::text), chr(10)) AS string_agg FROM regexp_matches(regexp_replace(one.plain, '[[:space:]]*@[[:space:]]*'::text, '@'::text, 'g'::text), '[^][[:space:]<>,;:@/()"|]+@[^][[:space:]<>,;:@/()"|]+'::text, 'g'::text) found(found)) AS addresses FROM (SELECT translate(lower(NORMALIZE(regexp_replace(reached.value, '[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]'::text, ''::text, 'g'::text), NFKC)), '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹߀߁߂߃߄߅߆߇߈߉०१२३४५६७८९০১২৩৪৫৬৭৮৯੦੧੨੩੪੫੬੭੮੯૦૧૨૩૪૫૬૭૮૯୦୧୨୩୪୫୬୭୮୯௦௧௨௩௪௫௬௭௮௯౦౧౨౩౪౫౬౭౮౯೦೧೨೩೪೫೬೭೮೯൦൧൨൩൪൫൬൭൮൯෦෧෨෩෪෫෬෭෮෯๐๑๒๓๔๕๖๗๘๙໐໑໒໓໔໕໖໗໘໙༠༡༢༣༤༥༦༧༨༩၀၁၂၃၄၅၆၇၈၉႐႑႒႓႔႕႖႗႘႙០១២៣៤៥៦៧៨៩᠐᠑᠒᠓᠔᠕᠖᠗᠘᠙᥆᥇᥈᥉᥊᥋᥌᥍᥎᥏᧐᧑᧒᧓᧔᧕᧖᧗᧘᧙᪀᪁᪂᪃᪄᪅᪆᪇᪈᪉᪐᪑᪒᪓᪔᪕᪖᪗᪘᪙᭐᭑᭒᭓᭔᭕᭖᭗᭘᭙᮰᮱᮲᮳᮴᮵᮶᮷᮸᮹᱀᱁᱂᱃᱄᱅᱆᱇᱈᱉᱐᱑᱒᱓᱔᱕᱖᱗᱘᱙꘠꘡꘢꘣꘤꘥꘦꘧꘨꘩꣐꣑꣒꣓꣔꣕꣖꣗꣘꣙꤀꤁꤂꤃꤄꤅꤆꤇꤈꤉꧐꧑꧒꧓꧔꧕꧖꧗꧘꧙꧰꧱꧲꧳꧴꧵꧶꧷꧸꧹꩐꩑꩒꩓꩔꩕꩖꩗꩘꩙꯰꯱꯲꯳꯴꯵꯶꯷꯸꯹𐒠𐒡𐒢𐒣𐒤𐒥𐒦𐒧𐒨𐒩𐴰𐴱𐴲𐴳𐴴𐴵𐴶𐴷𐴸𐴹𑁦𑁧𑁨𑁩𑁪𑁫𑁬𑁭𑁮𑁯𑃰𑃱𑃲𑃳𑃴𑃵𑃶𑃷𑃸𑃹𑄶𑄷𑄸𑄹𑄺𑄻𑄼𑄽𑄾𑄿𑇐𑇑𑇒𑇓𑇔𑇕𑇖𑇗𑇘𑇙𑋰𑋱𑋲𑋳𑋴𑋵𑋶𑋷𑋸𑋹𑑐𑑑𑑒𑑓𑑔𑑕𑑖𑑗𑑘𑑙𑓐𑓑𑓒𑓓𑓔𑓕𑓖𑓗𑓘𑓙𑙐𑙑𑙒𑙓𑙔𑙕𑙖𑙗𑙘𑙙𑛀𑛁𑛂𑛃𑛄𑛅𑛆𑛇𑛈𑛉𑜰𑜱𑜲𑜳𑜴𑜵𑜶𑜷𑜸𑜹𑣠𑣡𑣢𑣣𑣤𑣥𑣦𑣧𑣨𑣩𑥐𑥑𑥒𑥓𑥔𑥕𑥖𑥗𑥘𑥙𑱐𑱑𑱒𑱓𑱔𑱕𑱖𑱗𑱘𑱙𑵐𑵑𑵒𑵓𑵔𑵕𑵖𑵗𑵘𑵙𑶠𑶡𑶢𑶣𑶤𑶥𑶦𑶧𑶨𑶩𖩠𖩡𖩢𖩣𖩤𖩥𖩦𖩧𖩨𖩩𖫀𖫁𖫂𖫃𖫄𖫅𖫆𖫇𖫈𖫉𖭐𖭑𖭒𖭓𖭔𖭕𖭖𖭗𖭘𖭙𞅀𞅁𞅂𞅃𞅄𞅅𞅆𞅇𞅈𞅉𞋰𞋱𞋲𞋳𞋴𞋵𞋶𞋷𞋸𞋹𞥐𞥑𞥒𞥓𞥔𞥕𞥖𞥗𞥘𞥙'::text, repeat('0123456789'::text, 58)) AS plain) one) parts);

CREATE OR REPLACE FUNCTION arraigo.reached_within(a text, b text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (NOT (EXISTS (SELECT FROM string_to_table(reached_within.a, chr(10)) x(x) WHERE (NOT arraigo.same_reached(x.x, reached_within.b)))));

CREATE OR REPLACE FUNCTION arraigo.same_reached(a text, b text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (EXISTS (SELECT FROM (string_to_table(same_reached.a, chr(10)) x(x) CROSS JOIN string_to_table(same_reached.b, chr(10)) y(y)) WHERE ((x.x = y.y) OR ((x.x !~ '[^0-9]'::text) AND (y.y !~ '[^0-9]'::text) AND (length(x.x) >= 6) AND (length(y.y) >= 6) AND (("right"(x.x, 7) = "right"(y.y, 7)) OR (POSITION(("right"(x.x, 9)) IN (y.y)) > 0) OR (POSITION(("right"(y.y, 9)) IN (x.x)) > 0))))));

CREATE OR REPLACE FUNCTION arraigo.seal_disclosures(number bigint, most integer, after_at timestamp with time zone, after_id uuid)
 RETURNS SETOF disclosure
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare
  scope text := coalesce(current_setting('app.scope', true), '');
begin
  set local app.scope = 'system';
  return query
    with waiting as materialized (
      select w.person, w.id from public.disclosure w
      where w.seal is null and (w.at, w.id) > (after_at, after_id)
      order by w.at, w.id limit most
    )
    update public.disclosure d set seal = number from waiting w
    where d.person = w.person and d.id = w.id and d.seal is null returning d.*;
  execute format('set local app.scope = %L', scope);
end
$function$;

CREATE OR REPLACE FUNCTION arraigo.shows(organisation uuid, shown_to jsonb, field_group text)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE(((organisation = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid) OR (current_setting('app.scope'::text, true) = 'system'::text) OR ((shown_to -> current_setting('app.organisation'::text, true)) ? field_group)), false);

CREATE OR REPLACE FUNCTION arraigo.visible(organisation uuid, shared_with uuid[])
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((((organisation = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid) OR ((NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid = ANY (shared_with)) OR (current_setting('app.scope'::text, true) = 'system'::text)) AND (NOT COALESCE(arraigo.behind_wall((NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid), false))), false);

CREATE OR REPLACE FUNCTION arraigo.within(person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN ((COALESCE(current_setting('app.narrow'::text, true), ''::text) = ''::text) OR (COALESCE(current_setting('app.scope'::text, true), ''::text) = 'system'::text) OR COALESCE((strpos(current_setting('app.people'::text, true), (person)::text) > 0), false));

CREATE OR REPLACE FUNCTION arraigo.writable(organisation uuid, shared_with uuid[])
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (arraigo.visible(organisation, shared_with) AND (NOT arraigo.behind_wall(organisation)) AND arraigo.none_behind_wall(shared_with));

CREATE OR REPLACE FUNCTION arraigo.write_auth(work text, given text, signature bytea)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  one jsonb;
  written bigint := 0;
begin
  -- Hashed once more, so that the time of the comparison says nothing about how a right signature begins.
  if not exists (
    select from auth.write_key k
    where sha256(signature) = sha256(sha256(k.outer_key || sha256(
      k.inner_key || convert_to(concat_ws(E'\n', work, txid_current(), given), 'UTF8'))))
  ) then
    raise insufficient_privilege using message = 'The program did not sign this write.';
  end if;
  one := given;
  case work
    when 'user.add' then
      insert into auth."user" (id, name, email)
      select g.id, g.name, g.email from jsonb_to_record(one) as g(id uuid, name text, email text);
    when 'link.open' then
      insert into auth.verification (id, identifier, value, expires_at)
      select g.id, g.identifier, g.user_id::text, now() + make_interval(days => g.days)
      from jsonb_to_record(one) as g(id uuid, identifier text, user_id uuid, days integer);
    when 'link.close' then
      delete from auth.verification v where v.id = (one ->> 'id')::uuid;
    when 'link.given' then
      insert into auth.link_giver (user_id, given_by, invitation)
      select g.user_id, g.given_by, g.invitation
      from jsonb_to_record(one) as g(user_id uuid, given_by uuid, invitation uuid)
      on conflict (user_id, given_by) do update set invitation = excluded.invitation;
    when 'sessions.end' then
      delete from auth.session s
      using jsonb_to_record(one) as g(users uuid[], keep text[])
      where s.user_id = any (g.users) and s.proof <> all (coalesce(g.keep, '{}'));
    when 'app.forget' then
      delete from auth.two_factor f where f.user_id = (one ->> 'user_id')::uuid;
      update auth."user" u set two_factor_enabled = false where u.id = (one ->> 'user_id')::uuid;
    when 'passkeys.forget' then
      delete from auth.passkey p where p.user_id = (one ->> 'user_id')::uuid;
    when 'provider.forget' then
      delete from auth.account a where a.user_id = (one ->> 'user_id')::uuid and a.provider_id <> 'credential';
    when 'sign_on.lock' then
      perform from auth.sign_on s where s.organisation = (one ->> 'organisation')::uuid for update;
    when 'sign_on.write' then
      insert into auth.sign_on as s (organisation, issuer, client_id, domain, required, second_factor, acr)
      select g.organisation, g.issuer, g.client_id, g.domain, g.required, g.second_factor, g.acr
      from jsonb_to_record(one) as g(organisation uuid, issuer text, client_id text, domain text, required boolean,
        second_factor text, acr text)
      on conflict (organisation) do update set issuer = excluded.issuer, client_id = excluded.client_id,
        domain = excluded.domain,
        domain_proved_at = case when s.domain = excluded.domain and s.issuer = excluded.issuer then s.domain_proved_at end,
        domain_proved_by = case when s.domain = excluded.domain and s.issuer = excluded.issuer then s.domain_proved_by end,
        required = excluded.required, second_factor = excluded.second_factor, acr = excluded.acr;
    when 'sign_on.secret' then
      update auth.sign_on s set client_secret = one ->> 'sealed' where s.organisation = (one ->> 'organisation')::uuid;
    when 'sign_on.prove' then
      update auth.sign_on s set domain_proved_at = coalesce(s.domain_proved_at, g.at),
        domain_proved_by = coalesce(s.domain_proved_by, g.by)
      from jsonb_to_record(one) as g(organisation uuid, domain text, issuer text, by text, at timestamptz)
      where s.organisation = g.organisation and s.domain = g.domain and s.issuer = coalesce(g.issuer, s.issuer);
    when 'sign_on.remove' then
      delete from auth.sign_on s where s.organisation = (one ->> 'organisation')::uuid;
    when 'key.issue' then
      insert into auth.api_key (id, organisation, organisation_class, app_user, prefix, hash, allows, valid_until,
        issued_at, issued_by)
      select g.id, g.organisation, g.organisation_class, g.app_user, g.prefix, decode(g.hash, 'hex'), g.allows, g.valid_until,
        g.issued_at, g.issued_by
      from jsonb_to_record(one) as g(id uuid, organisation uuid, organisation_class text, app_user uuid, prefix text,
        hash text, allows text[], valid_until date, issued_at timestamptz, issued_by uuid);
    when 'key.revoke' then
      update auth.api_key k set revoked_at = coalesce(k.revoked_at, g.at)
      from jsonb_to_record(one) as g(id uuid, organisation uuid, at timestamptz)
      where k.id = g.id and k.organisation = g.organisation;
  end case;
  get diagnostics written = row_count;
  return written;
end
$function$;

create table auth.account (
  id uuid not null,
  user_id uuid not null,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint account_unique UNIQUE (provider_id, account_id),
  constraint account_pkey PRIMARY KEY (id),
  constraint account_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE
);
CREATE INDEX account_by_user ON auth.account USING btree (user_id);
CREATE UNIQUE INDEX account_one_link ON auth.account USING btree (user_id, provider_id) WHERE (provider_id <> 'credential'::text);
grant delete on auth.account to arraigo_definer;

create table auth.api_key (
  id uuid not null,
  organisation uuid not null,
  organisation_class text not null,
  app_user uuid not null,
  prefix text not null,
  hash bytea not null,
  allows text[] not null,
  valid_until date not null,
  issued_at timestamp with time zone not null,
  issued_by uuid not null,
  used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint api_key_hash_unique UNIQUE (hash),
  constraint api_key_pkey PRIMARY KEY (id),
  constraint api_key_app_user_fkey FOREIGN KEY (app_user) REFERENCES app_user(id),
  constraint api_key_organisation FOREIGN KEY (organisation, organisation_class) REFERENCES organisation(id, class),
  constraint api_key_allows CHECK ((cardinality(allows) > 0)),
  constraint api_key_firewall CHECK ((organisation_class <> ALL (ARRAY['enforcement'::text, 'consular'::text]))),
  constraint api_key_year CHECK ((valid_until <= (((issued_at AT TIME ZONE 'UTC'::text))::date + 367)))
);
CREATE INDEX api_key_organisation_issued ON auth.api_key USING btree (organisation, issued_at DESC);
CREATE INDEX api_key_user ON auth.api_key USING btree (app_user);

create table auth.attempt (
  key text not null,
  failures integer not null,
  since timestamp with time zone not null,
  constraint attempt_pkey PRIMARY KEY (key)
);

create table auth.link_giver (
  user_id uuid not null,
  given_by uuid not null,
  invitation uuid not null,
  constraint link_giver_pkey PRIMARY KEY (user_id, given_by),
  constraint link_giver_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE
);
grant select on auth.link_giver to arraigo_app;
grant insert, select on auth.link_giver to arraigo_definer;

create table auth.passkey (
  id uuid not null,
  user_id uuid not null,
  name text,
  public_key text not null,
  credential_id text not null,
  counter integer not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamp with time zone default now(),
  constraint passkey_credential_unique UNIQUE (credential_id),
  constraint passkey_pkey PRIMARY KEY (id),
  constraint passkey_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE
);
CREATE INDEX passkey_by_user ON auth.passkey USING btree (user_id);
grant delete on auth.passkey to arraigo_definer;

create table auth.refused_proof (
  user_id uuid not null,
  kind text not null,
  address text not null,
  user_agent text,
  tries integer not null default 1,
  first_at timestamp with time zone not null default now(),
  last_at timestamp with time zone not null default now(),
  seen_at timestamp with time zone,
  constraint refused_proof_pkey PRIMARY KEY (user_id, kind, address),
  constraint refused_proof_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE,
  constraint refused_proof_kind CHECK ((kind = ANY (ARRAY['password'::text, 'code'::text, 'backup_code'::text, 'passkey'::text])))
);
CREATE INDEX refused_proof_last ON auth.refused_proof USING btree (last_at);

create table auth.session (
  id uuid not null,
  user_id uuid not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  proof text not null default 'password'::text,
  organisation uuid,
  centre uuid,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint session_token_unique UNIQUE (token),
  constraint session_pkey PRIMARY KEY (id),
  constraint session_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE,
  constraint session_proof CHECK ((proof = ANY (ARRAY['password'::text, 'code'::text, 'backup_code'::text, 'passkey'::text, 'sign_on'::text, 'vouched'::text])))
);
CREATE INDEX session_by_user ON auth.session USING btree (user_id);
CREATE INDEX session_expires ON auth.session USING btree (expires_at);
grant delete on auth.session to arraigo_definer;

create table auth.sign_on (
  organisation uuid not null,
  issuer text not null,
  client_id text not null,
  client_secret text,
  domain text not null,
  required boolean not null default false,
  second_factor text not null default 'house'::text,
  acr text,
  domain_proved_at timestamp with time zone,
  domain_proved_by text,
  constraint sign_on_pkey PRIMARY KEY (organisation),
  constraint sign_on_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint sign_on_domain_lower CHECK ((domain = lower(domain))),
  constraint sign_on_domain_proved CHECK ((((domain_proved_at IS NULL) = (domain_proved_by IS NULL)) AND (domain_proved_by = ANY (ARRAY['dns'::text, 'lead'::text])))),
  constraint sign_on_second_factor CHECK ((second_factor = ANY (ARRAY['provider'::text, 'house'::text])))
);
CREATE UNIQUE INDEX sign_on_domain_unique ON auth.sign_on USING btree (domain) WHERE (domain_proved_at IS NOT NULL);
grant delete, insert, select, update on auth.sign_on to arraigo_definer;

create table auth.two_factor (
  id uuid not null,
  user_id uuid not null,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamp with time zone,
  used_step bigint,
  constraint two_factor_user_unique UNIQUE (user_id),
  constraint two_factor_pkey PRIMARY KEY (id),
  constraint two_factor_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE
);
grant delete on auth.two_factor to arraigo_definer;

create table auth.user (
  id uuid not null,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint user_email_unique UNIQUE (email),
  constraint user_pkey PRIMARY KEY (id),
  constraint user_email_lower CHECK ((email = lower(email)))
);

create table auth.verification (
  id uuid not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint verification_pkey PRIMARY KEY (id)
);
CREATE INDEX verification_identifier ON auth.verification USING btree (identifier);
grant delete on auth.verification to arraigo_definer;

create table auth.write_key (
  one boolean not null default true,
  inner_key bytea not null,
  outer_key bytea not null,
  constraint write_key_pkey PRIMARY KEY (one),
  constraint write_key_one CHECK (one)
);
grant select on auth.write_key to arraigo_definer;

create table app_user (
  id uuid not null,
  organisation uuid not null,
  name text not null,
  locale text not null,
  active boolean not null default true,
  invitation uuid,
  invited_by uuid,
  created_at timestamp with time zone not null default now(),
  constraint app_user_pkey PRIMARY KEY (id),
  constraint app_user_id_fkey FOREIGN KEY (id) REFERENCES auth."user"(id),
  constraint app_user_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES organisation(id),
  constraint app_user_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint app_user_invited_by_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > invited_by)) NOT VALID,
  constraint app_user_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID
);
CREATE INDEX app_user_organisation ON public.app_user USING btree (organisation);
grant insert, select on app_user to arraigo_app;

create table attachment (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  name text not null,
  media_type text not null,
  size integer not null,
  sha256 bytea not null,
  uploaded_by uuid not null,
  uploaded_at timestamp with time zone not null,
  constraint attachment_pkey PRIMARY KEY (person, id),
  constraint attachment_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint attachment_hash CHECK ((length(sha256) = 32)),
  constraint attachment_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint attachment_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint attachment_size CHECK ((size > 0))
);
CREATE INDEX attachment_id ON public.attachment USING btree (id);
CREATE INDEX attachment_sha256 ON public.attachment USING btree (sha256);
alter table attachment enable row level security;
alter table attachment force row level security;
create policy visible on attachment for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on attachment as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select, update on attachment to arraigo_app;

create table attachment_opening (
  person uuid not null,
  attachment uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  opened_by uuid not null,
  opened_at timestamp with time zone not null,
  constraint attachment_opening_pkey PRIMARY KEY (person, attachment, opened_by),
  constraint attachment_opening_attachment FOREIGN KEY (person, attachment) REFERENCES attachment(person, id),
  constraint attachment_opening_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint attachment_opening_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint attachment_opening_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
alter table attachment_opening enable row level security;
alter table attachment_opening force row level security;
create policy visible on attachment_opening for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on attachment_opening as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select on attachment_opening to arraigo_app;

create table break_glass (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  field_group text not null,
  app_user uuid not null,
  reason bytea not null,
  opened_at timestamp with time zone not null,
  until timestamp with time zone not null,
  constraint break_glass_pkey PRIMARY KEY (person, id),
  constraint break_glass_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint break_glass_limit CHECK (((until > opened_at) AND (until <= (opened_at + '24:00:00'::interval)))),
  constraint break_glass_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint break_glass_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE INDEX break_glass_organisation ON public.break_glass USING btree (organisation, opened_at DESC);
alter table break_glass enable row level security;
alter table break_glass force row level security;
create policy entrusted on break_glass as restrictive for all using (arraigo.entrusted(ARRAY[app_user], '{}'::jsonb)) with check (arraigo.entrusted(ARRAY[app_user], '{}'::jsonb));
create policy visible on break_glass for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on break_glass as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select on break_glass to arraigo_app;

create table break_glass_review (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  opening uuid not null,
  opened_by uuid not null,
  verdict text not null,
  note bytea,
  reviewed_by uuid not null,
  reviewed_at timestamp with time zone not null,
  constraint break_glass_review_pkey PRIMARY KEY (person, id),
  constraint break_glass_review_opening FOREIGN KEY (person, opening) REFERENCES break_glass(person, id),
  constraint break_glass_review_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint break_glass_review_by_another CHECK ((reviewed_by <> opened_by)),
  constraint break_glass_review_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint break_glass_review_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint break_glass_review_verdict CHECK ((verdict = ANY (ARRAY['justified'::text, 'not_justified'::text, 'needs_follow_up'::text])))
);
CREATE INDEX break_glass_review_opening_at ON public.break_glass_review USING btree (person, opening, reviewed_at);
alter table break_glass_review enable row level security;
alter table break_glass_review force row level security;
create policy entrusted on break_glass_review as restrictive for all using (arraigo.entrusted(ARRAY[reviewed_by], '{}'::jsonb)) with check (arraigo.entrusted(ARRAY[reviewed_by], '{}'::jsonb));
create policy visible on break_glass_review for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on break_glass_review as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select on break_glass_review to arraigo_app;

create table case_file (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  centre uuid,
  manager uuid,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  closure_reason text,
  closure_note text,
  constraint case_file_pkey PRIMARY KEY (person, id),
  constraint case_file_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint case_file_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint case_file_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE INDEX case_file_centre ON public.case_file USING btree (centre) WHERE (centre IS NOT NULL);
CREATE INDEX case_file_manager ON public.case_file USING btree (manager) WHERE ((manager IS NOT NULL) AND (closed_at IS NULL));
CREATE UNIQUE INDEX case_file_open ON public.case_file USING btree (person, organisation) WHERE (closed_at IS NULL);
CREATE INDEX case_file_organisation ON public.case_file USING btree (organisation, opened_at DESC) WHERE (closed_at IS NULL);
alter table case_file enable row level security;
alter table case_file force row level security;
create policy visible on case_file for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on case_file as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select, update on case_file to arraigo_app;

create table centre (
  id uuid not null,
  organisation uuid not null,
  name text not null,
  place text,
  address text,
  created_at timestamp with time zone not null default now(),
  constraint centre_name_unique UNIQUE (organisation, name),
  constraint centre_organisation_unique UNIQUE (id, organisation),
  constraint centre_pkey PRIMARY KEY (id),
  constraint centre_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint centre_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID
);
grant insert, select, update on centre to arraigo_app;

create table characterization (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  questionnaire text not null,
  version integer not null,
  pack_release text not null,
  answers jsonb not null,
  answered_at timestamp with time zone not null,
  answered_by uuid not null,
  field_groups text[] not null default '{}'::text[],
  constraint characterization_pkey PRIMARY KEY (person, id),
  constraint characterization_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint characterization_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint characterization_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE INDEX characterization_latest ON public.characterization USING btree (person, questionnaire, answered_at DESC);
alter table characterization enable row level security;
alter table characterization force row level security;
create policy visible on characterization for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on characterization as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select on characterization to arraigo_app;

create table child_check (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  household uuid not null,
  begun_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  outcome text,
  constraint child_check_pkey PRIMARY KEY (person, id),
  constraint child_check_ended CHECK ((((ended_by IS NULL) = (outcome IS NULL)) AND ((ended_by IS NULL) OR (ended_at IS NOT NULL)))),
  constraint child_check_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint child_check_outcome CHECK ((outcome = ANY (ARRAY['cared_for'::text, 'protection'::text, 'of_age'::text]))),
  constraint child_check_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE UNIQUE INDEX child_check_once ON public.child_check USING btree (person, household);
CREATE INDEX child_check_waiting ON public.child_check USING btree (organisation, begun_at) WHERE (ended_at IS NULL);
alter table child_check enable row level security;
alter table child_check force row level security;
create policy visible on child_check for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on child_check as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant delete, insert, select, update on child_check to arraigo_app;

create table claim (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  outcome text not null,
  occurrence integer not null default 1,
  family text not null,
  pack_release text not null,
  pseudonym text not null,
  state text not null,
  started_on date not null,
  due_on date not null,
  broken_on date,
  grounds jsonb not null,
  recorders uuid[] not null,
  verifier uuid,
  contradicted boolean not null default false,
  submitted_at timestamp with time zone,
  decided_at timestamp with time zone,
  collides boolean not null default false,
  constraint claim_once UNIQUE (person, outcome, occurrence),
  constraint claim_pkey PRIMARY KEY (person, id),
  constraint claim_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint claim_pack_release_fkey FOREIGN KEY (pack_release) REFERENCES pack_release(id),
  constraint claim_verifier_fkey FOREIGN KEY (verifier) REFERENCES organisation(id),
  constraint claim_days CHECK ((due_on >= started_on)),
  constraint claim_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint claim_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint claim_state CHECK ((state = ANY (ARRAY['running'::text, 'broken'::text, 'failed'::text, 'evidence_missing'::text, 'ready'::text, 'submitted'::text, 'returned'::text, 'verified'::text, 'rejected'::text, 'voided'::text]))),
  constraint claim_verifier_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > verifier)) NOT VALID,
  constraint claim_verifier_independent CHECK (((verifier IS NULL) OR ((verifier <> organisation) AND (verifier <> ALL (recorders))))),
  constraint claim_verifier_set CHECK (((state = ANY (ARRAY['submitted'::text, 'returned'::text, 'verified'::text, 'rejected'::text, 'voided'::text])) = (verifier IS NOT NULL)))
);
CREATE INDEX claim_by_due ON public.claim USING btree (due_on, id);
CREATE INDEX claim_due ON public.claim USING btree (due_on) WHERE (state = 'running'::text);
CREATE INDEX claim_id ON public.claim USING btree (id);
CREATE INDEX claim_organisation ON public.claim USING btree (organisation, state, due_on);
CREATE INDEX claim_verifier ON public.claim USING btree (verifier, state, submitted_at) WHERE (verifier IS NOT NULL);
alter table claim enable row level security;
alter table claim force row level security;
create policy visible on claim for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on claim as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select, update on claim to arraigo_app;

create table claim_evidence (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  claim uuid not null,
  attachment uuid not null,
  type text not null,
  attached_by uuid not null,
  attached_at timestamp with time zone not null,
  constraint claim_evidence_once UNIQUE (person, claim, attachment),
  constraint claim_evidence_pkey PRIMARY KEY (person, id),
  constraint claim_evidence_attachment FOREIGN KEY (person, attachment) REFERENCES attachment(person, id),
  constraint claim_evidence_claim FOREIGN KEY (person, claim) REFERENCES claim(person, id),
  constraint claim_evidence_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint claim_evidence_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint claim_evidence_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
alter table claim_evidence enable row level security;
alter table claim_evidence force row level security;
create policy visible on claim_evidence for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on claim_evidence as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select, update on claim_evidence to arraigo_app;

create table command_log (
  id uuid not null,
  name text not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  actor uuid not null,
  device uuid,
  seq bigint,
  after uuid,
  replaces uuid,
  pack_release text,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  input_hash bytea not null,
  outcome text not null,
  output jsonb,
  problem jsonb,
  input text,
  constraint command_log_pkey PRIMARY KEY (id),
  constraint command_log_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint command_log_outcome CHECK ((outcome = ANY (ARRAY['applied'::text, 'rejected'::text, 'parked'::text]))),
  constraint command_log_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE UNIQUE INDEX command_log_device_seq ON public.command_log USING btree (device, seq) WHERE ((device IS NOT NULL) AND (seq IS NOT NULL));
CREATE INDEX command_log_received ON public.command_log USING btree (organisation, received_at DESC);
CREATE INDEX command_log_refused ON public.command_log USING btree (received_at DESC) WHERE (outcome = 'rejected'::text);
CREATE UNIQUE INDEX command_log_replaced_once ON public.command_log USING btree (replaces) WHERE ((replaces IS NOT NULL) AND (outcome = 'applied'::text));
alter table command_log enable row level security;
alter table command_log force row level security;
create policy at_work on command_log as restrictive for select using ((arraigo.at_work() OR (actor = (NULLIF(current_setting('app.actor'::text, true), ''::text))::uuid)));
create policy visible on command_log for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select on command_log to arraigo_app;
grant select on command_log to arraigo_definer;

create table confidant (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  field_group text not null,
  app_user uuid not null,
  reason bytea not null,
  assigned_by uuid not null,
  assigned_at timestamp with time zone not null,
  released_by uuid,
  released_at timestamp with time zone,
  constraint confidant_pkey PRIMARY KEY (person, id),
  constraint confidant_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint confidant_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint confidant_released CHECK (((released_by IS NULL) = (released_at IS NULL))),
  constraint confidant_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE UNIQUE INDEX confidant_once ON public.confidant USING btree (person, organisation, field_group, app_user) WHERE (released_at IS NULL);
alter table confidant enable row level security;
alter table confidant force row level security;
create policy entrusted on confidant as restrictive for all using (arraigo.entrusted(ARRAY[app_user, assigned_by], '{}'::jsonb)) with check (arraigo.entrusted(ARRAY[app_user, assigned_by], '{}'::jsonb));
create policy visible on confidant for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on confidant as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select on confidant to arraigo_app;

create table consent (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  purpose text not null,
  recipient uuid,
  field_groups text[] not null,
  text_version text not null,
  locale text not null,
  how text,
  obtained_by uuid not null,
  given_at timestamp with time zone not null,
  expires_on date,
  withdrawn_at timestamp with time zone,
  recipient_class text,
  said text not null default 'yes'::text,
  pack_release text not null default ''::text,
  text_hash text not null default ''::text,
  witness text,
  attachment uuid,
  spoke_name text,
  spoke_as text,
  spoke_because text,
  because text,
  withdrawn_by uuid,
  ended_at timestamp with time zone,
  opened_at timestamp with time zone,
  confirmed_at timestamp with time zone,
  confirmed_by uuid,
  withdrawn_organisation uuid,
  no_review text,
  no_reviewed_at timestamp with time zone,
  no_reviewed_by uuid,
  to_apply boolean not null default false,
  withdrawn_code_by uuid,
  constraint consent_pkey PRIMARY KEY (person, id),
  constraint consent_recipient_fkey FOREIGN KEY (recipient) REFERENCES organisation(id),
  constraint consent_confirmed CHECK (((confirmed_at IS NULL) = (confirmed_by IS NULL))),
  constraint consent_confirmed_proven CHECK (((confirmed_by IS NULL) OR (attachment IS NOT NULL))),
  constraint consent_field_groups CHECK ((cardinality(field_groups) > 0)),
  constraint consent_how CHECK ((how = ANY (ARRAY['signature'::text, 'thumbprint'::text, 'voice'::text, 'verbal_with_witness'::text]))),
  constraint consent_no_review CHECK ((no_review = ANY (ARRAY['upheld'::text, 'lifted'::text]))),
  constraint consent_no_whole CHECK (((said = 'yes'::text) OR ((expires_on IS NULL) AND (withdrawn_at IS NULL)))),
  constraint consent_one_recipient CHECK (((recipient IS NULL) <> (recipient_class IS NULL))),
  constraint consent_opened CHECK (((said = 'yes'::text) OR (opened_at IS NULL))),
  constraint consent_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint consent_recipient_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > recipient)) NOT VALID,
  constraint consent_said CHECK ((said = ANY (ARRAY['yes'::text, 'no'::text]))),
  constraint consent_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint consent_spoken_for CHECK ((((spoke_name IS NULL) = (spoke_as IS NULL)) AND ((spoke_name IS NULL) = (spoke_because IS NULL)))),
  constraint consent_withdrawn_after_given CHECK ((withdrawn_at >= given_at)) NOT VALID,
  constraint consent_witnessed CHECK (((how IS DISTINCT FROM 'verbal_with_witness'::text) OR (witness IS NOT NULL) OR (text_hash = ''::text))),
  constraint consent_yes_whole CHECK (((said = 'no'::text) OR ((how IS NOT NULL) AND (expires_on IS NOT NULL))))
);
CREATE INDEX consent_ending ON public.consent USING btree (expires_on) WHERE ((said = 'yes'::text) AND (withdrawn_at IS NULL) AND (ended_at IS NULL));
CREATE INDEX consent_organisation ON public.consent USING btree (organisation, expires_on);
CREATE INDEX consent_to_apply ON public.consent USING btree (person) WHERE to_apply;
CREATE INDEX consent_waiting ON public.consent USING btree (person) WHERE ((said = 'yes'::text) AND (opened_at IS NULL) AND (withdrawn_at IS NULL));
alter table consent enable row level security;
alter table consent force row level security;
create policy visible on consent for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on consent as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select, update on consent to arraigo_app;

create table consent_notice (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  told_by uuid not null,
  purpose text not null,
  field_groups text[] not null,
  because text not null,
  called text,
  told_at timestamp with time zone not null,
  acknowledged_at timestamp with time zone,
  acknowledged_by uuid,
  constraint consent_notice_pkey PRIMARY KEY (person, id),
  constraint consent_notice_because CHECK ((because = ANY (ARRAY['withdrawn'::text, 'refused'::text, 'expired'::text, 'override_ended'::text]))),
  constraint consent_notice_forgotten CHECK (((acknowledged_at IS NULL) OR (called IS NULL))),
  constraint consent_notice_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint consent_notice_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE INDEX consent_notice_open ON public.consent_notice USING btree (organisation, told_at DESC) WHERE (acknowledged_at IS NULL);
alter table consent_notice enable row level security;
alter table consent_notice force row level security;
create policy visible on consent_notice for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on consent_notice as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select, update on consent_notice to arraigo_app;

create table consent_override (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  purpose text not null,
  recipient uuid not null,
  field_groups text[] not null,
  ground text not null,
  basis text not null,
  reason text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  until date not null,
  state text not null default 'asked'::text,
  decided_by uuid,
  decided_at timestamp with time zone,
  decision_note text,
  ended_at timestamp with time zone,
  verdict text,
  review_note text,
  reviewed_by uuid,
  reviewed_at timestamp with time zone,
  ended_because text,
  constraint consent_override_pkey PRIMARY KEY (person, id),
  constraint consent_override_recipient_fkey FOREIGN KEY (recipient) REFERENCES organisation(id),
  constraint consent_override_ended_because CHECK ((ended_because = 'own_allowance'::text)),
  constraint consent_override_field_groups CHECK ((cardinality(field_groups) > 0)),
  constraint consent_override_ground CHECK ((ground = ANY (ARRAY['law'::text, 'vital_interest'::text]))),
  constraint consent_override_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint consent_override_recipient_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > recipient)) NOT VALID,
  constraint consent_override_reviewed_by_another CHECK (((reviewed_by IS NULL) OR ((reviewed_by <> asked_by) AND (reviewed_by <> decided_by)))),
  constraint consent_override_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint consent_override_state CHECK ((state = ANY (ARRAY['asked'::text, 'allowed'::text, 'refused'::text]))),
  constraint consent_override_two_people CHECK (((decided_by IS NULL) OR (decided_by <> asked_by))),
  constraint consent_override_verdict CHECK ((verdict = ANY (ARRAY['justified'::text, 'not_justified'::text])))
);
CREATE INDEX consent_override_ending ON public.consent_override USING btree (until) WHERE ((state = 'allowed'::text) AND (ended_at IS NULL));
CREATE INDEX consent_override_organisation ON public.consent_override USING btree (organisation, asked_at DESC);
alter table consent_override enable row level security;
alter table consent_override force row level security;
create policy visible on consent_override for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on consent_override as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select, update on consent_override to arraigo_app;

create table consent_words (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  witness text,
  spoke_name text,
  because text,
  interpreter text,
  interpreter_kind text,
  constraint consent_words_pkey PRIMARY KEY (person, id),
  constraint consent_words_consent_fkey FOREIGN KEY (person, id) REFERENCES consent(person, id),
  constraint consent_words_interpreter_kind_check CHECK ((interpreter_kind = ANY (ARRAY['staff'::text, 'volunteer'::text, 'telephone'::text, 'relative'::text, 'other'::text]))),
  constraint consent_words_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint consent_words_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
alter table consent_words enable row level security;
alter table consent_words force row level security;
create policy visible on consent_words for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on consent_words as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select, update on consent_words to arraigo_app;

create table contract (
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  provider uuid not null,
  rate_card text not null,
  pack_release text not null,
  currency character(3) not null,
  starts_on date not null,
  signed_by uuid not null,
  signed_at timestamp with time zone not null,
  ceiling numeric,
  payment_days integer,
  constraint contract_once UNIQUE (organisation, provider, rate_card, pack_release),
  constraint contract_pkey PRIMARY KEY (id),
  constraint contract_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint contract_pack_release_fkey FOREIGN KEY (pack_release) REFERENCES pack_release(id),
  constraint contract_provider_fkey FOREIGN KEY (provider) REFERENCES organisation(id),
  constraint contract_ceiling CHECK ((ceiling > (0)::numeric)),
  constraint contract_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint contract_payment_days CHECK (((payment_days >= 1) AND (payment_days <= 365))),
  constraint contract_provider_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > provider)) NOT VALID,
  constraint contract_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint contract_two_sides CHECK (((organisation <> provider) AND (provider = ANY (shared_with))))
);
CREATE INDEX contract_provider ON public.contract USING btree (provider);
alter table contract enable row level security;
alter table contract force row level security;
create policy at_work on contract as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on contract for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select on contract to arraigo_app;

create table correction (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  about text not null,
  wrong text not null,
  proposed text not null,
  asked_at timestamp with time zone not null,
  state text not null default 'open'::text,
  answer text,
  answered_by uuid,
  answered_at timestamp with time zone,
  constraint correction_pkey PRIMARY KEY (person, id),
  constraint correction_answered CHECK (((state = 'open'::text) = (answered_at IS NULL))),
  constraint correction_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint correction_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint correction_state CHECK ((state = ANY (ARRAY['open'::text, 'corrected'::text, 'kept'::text]))),
  constraint correction_why CHECK (((state <> 'kept'::text) OR (answer IS NOT NULL)))
);
CREATE INDEX correction_queue ON public.correction USING btree (organisation, state, asked_at DESC);
alter table correction enable row level security;
alter table correction force row level security;
create policy visible on correction for all using (arraigo.visible(NULL::uuid, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on correction as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant delete, insert, select, update on correction to arraigo_app;

create table data_key (
  person uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  kek text not null,
  wrapped bytea not null,
  made_at timestamp with time zone not null,
  constraint data_key_pkey PRIMARY KEY (person, organisation),
  constraint data_key_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint data_key_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint data_key_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE INDEX data_key_kek ON public.data_key USING btree (kek);
alter table data_key enable row level security;
alter table data_key force row level security;
create policy visible on data_key for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on data_key as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant delete, insert, select on data_key to arraigo_app;

create table delivery (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  service uuid not null,
  kind text not null,
  referral uuid,
  centre uuid,
  delivered_on date not null,
  delivered_by uuid not null,
  note text,
  constraint delivery_pkey PRIMARY KEY (person, id),
  constraint delivery_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint delivery_service_fkey FOREIGN KEY (service) REFERENCES service(id),
  constraint delivery_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint delivery_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE INDEX delivery_centre ON public.delivery USING btree (centre) WHERE (centre IS NOT NULL);
CREATE INDEX delivery_organisation ON public.delivery USING btree (organisation, delivered_on DESC);
CREATE INDEX delivery_service ON public.delivery USING btree (service, delivered_on);
alter table delivery enable row level security;
alter table delivery force row level security;
create policy visible on delivery for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on delivery as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select, update on delivery to arraigo_app;

create table demand (
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  authority text not null,
  authority_class text not null,
  instrument text not null,
  scope text not null,
  received_on date not null,
  answer_by date,
  received_by uuid not null,
  noted_at timestamp with time zone not null,
  constraint demand_pkey PRIMARY KEY (id),
  constraint demand_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint demand_answer_by CHECK ((answer_by >= received_on)),
  constraint demand_authority_class CHECK ((authority_class = ANY (ARRAY['court'::text, 'prosecutor'::text, 'police'::text, 'enforcement'::text, 'consular'::text, 'other'::text]))),
  constraint demand_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint demand_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE INDEX demand_received ON public.demand USING btree (organisation, received_on DESC);
alter table demand enable row level security;
alter table demand force row level security;
create policy at_work on demand as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on demand for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select on demand to arraigo_app;

create table demand_decision (
  id uuid not null,
  demand uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  decision text not null,
  because text not null,
  signed_by text not null,
  decided_on date not null,
  decided_by uuid not null,
  noted_at timestamp with time zone not null,
  constraint demand_decision_pkey PRIMARY KEY (id),
  constraint demand_decision_demand_fkey FOREIGN KEY (demand) REFERENCES demand(id),
  constraint demand_decision_decision CHECK ((decision = ANY (ARRAY['refused'::text, 'challenged'::text, 'partly'::text, 'complied'::text]))),
  constraint demand_decision_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint demand_decision_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE INDEX demand_decision_demand ON public.demand_decision USING btree (demand, noted_at);
alter table demand_decision enable row level security;
alter table demand_decision force row level security;
create policy at_work on demand_decision as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on demand_decision for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select on demand_decision to arraigo_app;

create table demand_disclosure (
  person uuid not null,
  id uuid not null,
  decision uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  field_groups text[] not null,
  constraint demand_disclosure_pkey PRIMARY KEY (person, id),
  constraint demand_disclosure_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint demand_disclosure_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint demand_disclosure_something CHECK ((cardinality(field_groups) > 0))
);
CREATE INDEX demand_disclosure_decision ON public.demand_disclosure USING btree (decision);
alter table demand_disclosure enable row level security;
alter table demand_disclosure force row level security;
create policy visible on demand_disclosure for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on demand_disclosure as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select on demand_disclosure to arraigo_app;

create table demand_document (
  id uuid not null,
  demand uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  name text not null,
  media_type text not null,
  content bytea not null,
  attached_by uuid not null,
  attached_at timestamp with time zone not null,
  constraint demand_document_pkey PRIMARY KEY (id),
  constraint demand_document_demand_fkey FOREIGN KEY (demand) REFERENCES demand(id),
  constraint demand_document_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint demand_document_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE INDEX demand_document_demand ON public.demand_document USING btree (demand, attached_at);
alter table demand_document enable row level security;
alter table demand_document force row level security;
create policy at_work on demand_document as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on demand_document for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select on demand_document to arraigo_app;

create table device (
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  holder uuid not null,
  registered_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  revoked_reason text,
  secret bytea default (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())),
  late_refused integer not null default 0,
  late_refused_at timestamp with time zone,
  constraint device_pkey PRIMARY KEY (id),
  constraint device_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint device_revoked_whole CHECK (((revoked_at IS NULL) = (revoked_by IS NULL))),
  constraint device_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE INDEX device_organisation ON public.device USING btree (organisation, seen_at DESC);
alter table device enable row level security;
alter table device force row level security;
create policy at_work on device as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on device for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select, update on device to arraigo_app;

create table device_document (
  device uuid not null,
  list text not null,
  document uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  digest bytea not null,
  persons uuid[] not null default '{}'::uuid[],
  given_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  xid xid8 not null default pg_current_xact_id(),
  constraint device_document_pkey PRIMARY KEY (device, list, document),
  constraint device_document_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint device_document_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
alter table device_document enable row level security;
alter table device_document force row level security;
create policy at_work on device_document as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on device_document for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant delete, insert, select, update on device_document to arraigo_app;

create table device_person (
  person uuid not null,
  device uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  given_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  xid xid8 not null default pg_current_xact_id(),
  constraint device_person_pkey PRIMARY KEY (person, device),
  constraint device_person_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint device_person_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE INDEX device_person_device ON public.device_person USING btree (device, xid);
alter table device_person enable row level security;
alter table device_person force row level security;
create policy visible on device_person for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on device_person as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select, update on device_person to arraigo_app;

create table device_rule (
  organisation uuid not null,
  idle_minutes integer not null,
  phrase boolean not null,
  constraint device_rule_pkey PRIMARY KEY (organisation),
  constraint device_rule_idle_minutes CHECK (((idle_minutes >= 1) AND (idle_minutes <= 60))),
  constraint device_rule_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID
);
alter table device_rule enable row level security;
alter table device_rule force row level security;
create policy at_work on device_rule as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on device_rule for all using (arraigo.visible(organisation, '{}'::uuid[])) with check (arraigo.writable(organisation, '{}'::uuid[]));
grant insert, select, update on device_rule to arraigo_app;

create table disclosure (
  person uuid not null,
  id uuid not null,
  at timestamp with time zone not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  actor uuid not null,
  via text not null,
  fields text[] not null,
  purpose text not null,
  recipient uuid,
  consent uuid,
  seal bigint,
  constraint disclosure_pkey PRIMARY KEY (person, id),
  constraint disclosure_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint disclosure_recipient_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > recipient)) NOT VALID,
  constraint disclosure_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint disclosure_shared_with_two CHECK ((cardinality(shared_with) <= 2))
);
CREATE INDEX disclosure_actor ON public.disclosure USING btree (actor, at DESC, id DESC);
CREATE INDEX disclosure_organisation ON public.disclosure USING btree (organisation, at DESC, id DESC);
CREATE INDEX disclosure_person_at ON public.disclosure USING btree (person, at DESC);
CREATE INDEX disclosure_refused_read ON public.disclosure USING btree (actor, at DESC) WHERE (via = 'disclosure.refused'::text);
CREATE INDEX disclosure_sealed ON public.disclosure USING btree (seal) WHERE (seal IS NOT NULL);
CREATE INDEX disclosure_shared_first ON public.disclosure USING btree ((shared_with[1]), at DESC, id DESC) WHERE (shared_with[1] IS NOT NULL);
CREATE INDEX disclosure_shared_second ON public.disclosure USING btree ((shared_with[2]), at DESC, id DESC) WHERE (shared_with[2] IS NOT NULL);
CREATE INDEX disclosure_waiting ON public.disclosure USING btree (at, id) WHERE (seal IS NULL);
alter table disclosure enable row level security;
alter table disclosure force row level security;
create policy visible on disclosure for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on disclosure as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select on disclosure to arraigo_app;
grant delete, select on disclosure to arraigo_definer;

create table disclosure_erasure (
  id uuid not null,
  at timestamp with time zone not null,
  organisation uuid not null,
  actor uuid not null,
  because text not null,
  erased text[] not null,
  seal bigint,
  constraint disclosure_erasure_pkey PRIMARY KEY (id),
  constraint disclosure_erasure_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID
);
CREATE INDEX disclosure_erasure_seal ON public.disclosure_erasure USING btree (seal);
grant insert, select on disclosure_erasure to arraigo_app;

create table disclosure_seal (
  sequence bigint not null,
  network uuid not null,
  at timestamp(3) with time zone not null,
  entries integer not null,
  root text not null,
  previous text not null,
  key text not null,
  signature text not null,
  constraint disclosure_seal_pkey PRIMARY KEY (sequence),
  constraint disclosure_seal_entries CHECK ((entries > 0))
);
grant insert, select on disclosure_seal to arraigo_app;

create table duplicate_pair (
  person uuid not null,
  other uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  score real not null,
  reasons text[] not null,
  noticed_at timestamp with time zone not null,
  state text not null,
  because text,
  decided_by uuid,
  decided_at timestamp with time zone,
  rules_version integer not null,
  assigned_to uuid,
  assigned_by uuid,
  assigned_at timestamp with time zone,
  constraint duplicate_pair_pkey PRIMARY KEY (person, other, organisation),
  constraint duplicate_pair_person_fkey FOREIGN KEY (person) REFERENCES person(person),
  constraint duplicate_pair_assigned CHECK ((num_nulls(assigned_to, assigned_by, assigned_at) = ANY (ARRAY[0, 3]))),
  constraint duplicate_pair_decided CHECK (((state = 'open'::text) = ((because IS NULL) AND (decided_by IS NULL) AND (decided_at IS NULL)))),
  constraint duplicate_pair_order CHECK ((person > other)),
  constraint duplicate_pair_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint duplicate_pair_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint duplicate_pair_state CHECK ((state = ANY (ARRAY['open'::text, 'unsure'::text, 'ruled_out'::text, 'same'::text])))
);
CREATE INDEX duplicate_pair_other ON public.duplicate_pair USING btree (other);
CREATE INDEX duplicate_pair_rules ON public.duplicate_pair USING btree (rules_version) WHERE (state = ANY (ARRAY['open'::text, 'unsure'::text]));
CREATE INDEX duplicate_pair_waiting ON public.duplicate_pair USING btree (organisation, noticed_at DESC) WHERE (state = ANY (ARRAY['open'::text, 'unsure'::text]));
alter table duplicate_pair enable row level security;
alter table duplicate_pair force row level security;
create policy visible on duplicate_pair for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on duplicate_pair as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant delete, insert, select, update on duplicate_pair to arraigo_app;

create table erasure (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  at timestamp with time zone not null,
  classes text[] not null,
  constraint erasure_pkey PRIMARY KEY (person, id),
  constraint erasure_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint erasure_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE INDEX erasure_organisation ON public.erasure USING btree (organisation, at DESC);
alter table erasure enable row level security;
alter table erasure force row level security;
create policy visible on erasure for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on erasure as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select on erasure to arraigo_app;

create table erasure_review (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  because text not null,
  classes text[] not null,
  last_contact date,
  asked_by uuid,
  words text,
  noted_at timestamp with time zone not null,
  state text not null default 'open'::text,
  kept_until date,
  rule text,
  reason text,
  decided_by uuid,
  decided_at timestamp with time zone,
  constraint erasure_review_pkey PRIMARY KEY (person, id),
  constraint erasure_review_answered CHECK (((state <> ALL (ARRAY['kept'::text, 'refused'::text])) OR ((kept_until IS NOT NULL) AND (reason IS NOT NULL)))),
  constraint erasure_review_because CHECK ((because = ANY (ARRAY['rule'::text, 'wish'::text, 'keeper'::text]))),
  constraint erasure_review_decided CHECK (((state = 'open'::text) = (decided_at IS NULL))),
  constraint erasure_review_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint erasure_review_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint erasure_review_state CHECK ((state = ANY (ARRAY['open'::text, 'kept'::text, 'refused'::text, 'erased'::text]))),
  constraint erasure_review_wish_refused CHECK (((state <> 'refused'::text) OR (rule IS NOT NULL)))
);
CREATE UNIQUE INDEX erasure_review_open ON public.erasure_review USING btree (person, organisation) WHERE (state = 'open'::text);
CREATE INDEX erasure_review_queue ON public.erasure_review USING btree (organisation, state, noted_at DESC);
alter table erasure_review enable row level security;
alter table erasure_review force row level security;
create policy visible on erasure_review for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on erasure_review as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select, update on erasure_review to arraigo_app;

create table fact (
  subject uuid not null,
  id uuid not null,
  kind text not null,
  occurred_on date not null,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  centre uuid,
  actor uuid not null,
  command uuid not null,
  pack_release text not null,
  data jsonb not null default '{}'::jsonb,
  sex text default 'unknown'::text,
  age_band text default 'unknown'::text,
  population_group text default 'unknown'::text,
  migration_status text default 'unknown'::text,
  nationality text default 'unknown'::text,
  place text default 'unknown'::text,
  disability text default 'unknown'::text,
  xid xid8 not null default pg_current_xact_id(),
  subject_kind text not null default 'person'::text,
  constraint fact_pkey PRIMARY KEY (subject, id),
  constraint fact_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint fact_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint fact_snapshot CHECK ((num_nulls(sex, age_band, population_group, migration_status, nationality, place, disability) =
CASE subject_kind
    WHEN 'person'::text THEN 0
    ELSE 7
END)) NOT VALID,
  constraint fact_subject_kind CHECK ((subject_kind ~ '^[a-z][a-z_]{0,39}$'::text)) NOT VALID
);
CREATE INDEX fact_kind ON public.fact USING btree (kind, occurred_on);
CREATE INDEX fact_organisation ON public.fact USING btree (organisation, occurred_at DESC);
CREATE INDEX fact_xid ON public.fact USING btree (xid);
alter table fact enable row level security;
alter table fact force row level security;
create policy visible on fact for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on fact as restrictive for all using (arraigo.within(
CASE subject_kind
    WHEN 'person'::text THEN subject
    ELSE NULL::uuid
END)) with check ((arraigo.within(
CASE subject_kind
    WHEN 'person'::text THEN subject
    ELSE NULL::uuid
END) OR ((subject_kind <> 'person'::text) AND arraigo.at_work())));
grant insert, select on fact to arraigo_app;
grant select on fact to arraigo_definer;

create table firewall_refusal (
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  at timestamp with time zone not null,
  actor uuid not null,
  acting_for uuid not null,
  acting_class text not null,
  route text not null,
  code text not null,
  recipient uuid,
  constraint firewall_refusal_pkey PRIMARY KEY (id),
  constraint firewall_refusal_code CHECK ((code = ANY (ARRAY['firewall.closed'::text, 'firewall.recipient'::text]))),
  constraint firewall_refusal_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint firewall_refusal_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE INDEX firewall_refusal_at ON public.firewall_refusal USING btree (organisation, at DESC);
alter table firewall_refusal enable row level security;
alter table firewall_refusal force row level security;
create policy at_work on firewall_refusal as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on firewall_refusal for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select on firewall_refusal to arraigo_app;

create table goal (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  need uuid,
  text text not null,
  wanted_by date,
  set_on date not null,
  reached_on date,
  ending_note text,
  dropped_on date,
  constraint goal_pkey PRIMARY KEY (person, id),
  constraint goal_need FOREIGN KEY (person, need) REFERENCES need(person, id),
  constraint goal_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint goal_one_ending CHECK (((reached_on IS NULL) OR (dropped_on IS NULL))),
  constraint goal_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint goal_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
alter table goal enable row level security;
alter table goal force row level security;
create policy visible on goal for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on goal as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select, update on goal to arraigo_app;

create table hand_over (
  id uuid not null,
  organisation uuid not null,
  given_to uuid not null,
  from_day date not null,
  until_day date not null,
  smallest integer not null,
  figures jsonb not null,
  repeats uuid,
  handed_by uuid not null,
  handed_at timestamp with time zone not null,
  constraint hand_over_pkey PRIMARY KEY (id),
  constraint hand_over_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint hand_over_repeats_fkey FOREIGN KEY (repeats) REFERENCES hand_over(id),
  constraint hand_over_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint hand_over_period CHECK ((from_day <= until_day))
);
CREATE INDEX hand_over_period ON public.hand_over USING btree (from_day, until_day);
alter table hand_over enable row level security;
alter table hand_over force row level security;
create policy at_work on hand_over as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on hand_over for all using (arraigo.visible(organisation, '{}'::uuid[])) with check (arraigo.writable(organisation, '{}'::uuid[]));
grant insert, select on hand_over to arraigo_app;

create table household (
  household uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  formed_at timestamp with time zone not null,
  constraint household_pkey PRIMARY KEY (household),
  constraint household_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint household_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
alter table household enable row level security;
alter table household force row level security;
create policy at_work on household as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on household for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select, update on household to arraigo_app;

create table household_member (
  person uuid not null,
  household uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  relation text not null,
  head boolean not null default false,
  joined_at timestamp with time zone not null,
  joined_on date not null,
  left_on date,
  left_because text,
  constraint household_member_pkey PRIMARY KEY (person, household, joined_at),
  constraint household_member_person_fkey FOREIGN KEY (person) REFERENCES person(person),
  constraint household_member_left CHECK ((left_on >= joined_on)),
  constraint household_member_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint household_member_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE INDEX household_member_household ON public.household_member USING btree (household);
CREATE UNIQUE INDEX household_member_once ON public.household_member USING btree (person) WHERE (left_on IS NULL);
alter table household_member enable row level security;
alter table household_member force row level security;
create policy visible on household_member for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on household_member as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant delete, insert, select, update on household_member to arraigo_app;

create table identifier_holder (
  organisation uuid not null,
  document text not null,
  person uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  constraint identifier_holder_pkey PRIMARY KEY (organisation, document),
  constraint identifier_holder_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint identifier_holder_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
alter table identifier_holder enable row level security;
alter table identifier_holder force row level security;
create policy visible on identifier_holder for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on identifier_holder as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant delete, insert, select on identifier_holder to arraigo_app;

create table import_check (
  import_run uuid not null,
  attempt integer not null default 1,
  state text not null,
  mapping jsonb not null,
  actor jsonb not null,
  done integer not null default 0,
  imported integer not null default 0,
  known integer not null default 0,
  refused integer not null default 0,
  partly integer not null default 0,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  constraint import_check_pkey PRIMARY KEY (import_run),
  constraint import_check_import_run_fkey FOREIGN KEY (import_run) REFERENCES import_run(id),
  constraint import_check_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint import_check_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint import_check_state CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'cancelled'::text, 'failed'::text])))
);
alter table import_check enable row level security;
alter table import_check force row level security;
create policy at_work on import_check as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on import_check for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select, update on import_check to arraigo_app;

create table import_check_flaw (
  import_run uuid not null,
  row integer not null,
  column text not null,
  reason text not null,
  about integer,
  refused boolean not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  constraint import_check_flaw_pkey PRIMARY KEY (import_run, "row", "column"),
  constraint import_check_flaw_import_run_fkey FOREIGN KEY (import_run) REFERENCES import_check(import_run),
  constraint import_check_flaw_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint import_check_flaw_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
alter table import_check_flaw enable row level security;
alter table import_check_flaw force row level security;
create policy at_work on import_check_flaw as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on import_check_flaw for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant delete, insert, select on import_check_flaw to arraigo_app;

create table import_content (
  organisation uuid not null,
  content text not null,
  shared_with uuid[] not null default '{}'::uuid[],
  source text not null,
  taken_at timestamp with time zone not null,
  constraint import_content_pkey PRIMARY KEY (organisation, content),
  constraint import_content_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint import_content_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint import_content_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
alter table import_content enable row level security;
alter table import_content force row level security;
create policy at_work on import_content as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on import_content for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select on import_content to arraigo_app;

create table import_error (
  import_run uuid not null,
  row integer not null,
  column text,
  reason text not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  about integer,
  constraint import_error_pkey PRIMARY KEY (import_run, "row"),
  constraint import_error_import_run_fkey FOREIGN KEY (import_run) REFERENCES import_run(id),
  constraint import_error_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint import_error_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
alter table import_error enable row level security;
alter table import_error force row level security;
create policy at_work on import_error as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on import_error for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select, update on import_error to arraigo_app;

create table import_left_out (
  import_run uuid not null,
  row integer not null,
  column text not null,
  reason text not null,
  about integer,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  constraint import_left_out_pkey PRIMARY KEY (import_run, "row", "column"),
  constraint import_left_out_import_run_fkey FOREIGN KEY (import_run) REFERENCES import_run(id),
  constraint import_left_out_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint import_left_out_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
alter table import_left_out enable row level security;
alter table import_left_out force row level security;
create policy at_work on import_left_out as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on import_left_out for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select, update on import_left_out to arraigo_app;

create table import_mapping (
  organisation uuid not null,
  source text not null,
  shared_with uuid[] not null default '{}'::uuid[],
  mapping jsonb not null,
  used_at timestamp with time zone not null,
  constraint import_mapping_pkey PRIMARY KEY (organisation, source),
  constraint import_mapping_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint import_mapping_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint import_mapping_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
alter table import_mapping enable row level security;
alter table import_mapping force row level security;
create policy at_work on import_mapping as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on import_mapping for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select, update on import_mapping to arraigo_app;

create table import_run (
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  actor jsonb not null,
  file_name text not null,
  path text not null,
  source text,
  mapping jsonb,
  state text not null default 'uploaded'::text,
  rows integer,
  imported integer not null default 0,
  known integer not null default 0,
  refused integer not null default 0,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  content text,
  partly integer not null default 0,
  started_at timestamp with time zone,
  constraint import_run_pkey PRIMARY KEY (id),
  constraint import_run_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint import_run_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint import_run_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint import_run_state CHECK ((state = ANY (ARRAY['uploaded'::text, 'waiting'::text, 'running'::text, 'done'::text, 'cancelled'::text, 'failed'::text])))
);
CREATE INDEX import_run_organisation ON public.import_run USING btree (organisation, created_at DESC);
alter table import_run enable row level security;
alter table import_run force row level security;
create policy at_work on import_run as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on import_run for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select, update on import_run to arraigo_app;

create table installation (
  id uuid not null default gen_random_uuid(),
  created_at timestamp with time zone not null default now(),
  constraint installation_pkey PRIMARY KEY (id)
);
grant select on installation to arraigo_app;

create table interpreter (
  id uuid not null,
  organisation uuid not null,
  name text not null,
  kind text not null,
  languages text[] not null,
  telephone text,
  hours text,
  days text[] not null default '{}'::text[],
  reached_from time without time zone,
  reached_until time without time zone,
  confidential_until date,
  version integer not null default 1,
  retired_at timestamp with time zone,
  constraint interpreter_pkey PRIMARY KEY (id),
  constraint interpreter_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint interpreter_kind_check CHECK ((kind = ANY (ARRAY['staff'::text, 'volunteer'::text, 'telephone'::text]))),
  constraint interpreter_languages_check CHECK ((languages <> '{}'::text[])),
  constraint interpreter_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint interpreter_times CHECK (((reached_from IS NULL) = (reached_until IS NULL)))
);
CREATE INDEX interpreter_by_name ON public.interpreter USING btree (organisation, name, id);
alter table interpreter enable row level security;
alter table interpreter force row level security;
create policy at_work on interpreter as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on interpreter for all using (arraigo.visible(organisation, '{}'::uuid[])) with check (arraigo.visible(organisation, '{}'::uuid[]));
grant delete, insert, select, update on interpreter to arraigo_app;

create table invoice_number (
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  last integer not null,
  constraint invoice_number_pkey PRIMARY KEY (organisation),
  constraint invoice_number_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint invoice_number_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint invoice_number_positive CHECK ((last > 0)),
  constraint invoice_number_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
alter table invoice_number enable row level security;
alter table invoice_number force row level security;
create policy at_work on invoice_number as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on invoice_number for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select, update on invoice_number to arraigo_app;

create table known_answer (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  told uuid,
  at timestamp with time zone not null,
  constraint known_answer_pkey PRIMARY KEY (person, id),
  constraint known_answer_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint known_answer_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
alter table known_answer enable row level security;
alter table known_answer force row level security;
create policy visible on known_answer for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on known_answer as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant delete, insert, select on known_answer to arraigo_app;

create table known_question (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  known boolean not null,
  constraint known_question_pkey PRIMARY KEY (person, id),
  constraint known_question_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint known_question_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE INDEX known_question_organisation ON public.known_question USING btree (organisation, asked_at);
alter table known_question enable row level security;
alter table known_question force row level security;
create policy visible on known_question for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on known_question as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant delete, insert, select on known_question to arraigo_app;

create table known_secret (
  version integer not null,
  kek text not null,
  wrapped bytea not null,
  made_at timestamp with time zone not null,
  reached uuid,
  constraint known_secret_pkey PRIMARY KEY (version)
);
alter table known_secret enable row level security;
alter table known_secret force row level security;
create policy at_work on known_secret as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on known_secret for all using (arraigo.visible(NULL::uuid, '{}'::uuid[])) with check (arraigo.visible(NULL::uuid, '{}'::uuid[]));
grant delete, insert, select on known_secret to arraigo_app;

create table known_token (
  audience text not null,
  organisation uuid not null,
  token bytea not null,
  until date not null,
  person uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  version integer not null,
  constraint known_token_pkey PRIMARY KEY (audience, organisation, token, until, person),
  constraint known_token_length CHECK ((length(token) = 32)),
  constraint known_token_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint known_token_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE INDEX known_token_person ON public.known_token USING btree (person, version);
alter table known_token enable row level security;
alter table known_token force row level security;
create policy visible on known_token for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on known_token as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant delete, insert, select on known_token to arraigo_app;

create table late_command (
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  device uuid not null,
  holder uuid not null,
  name text not null,
  input text,
  occurred_at timestamp with time zone not null,
  pack_release text,
  after uuid,
  handed_at timestamp with time zone not null,
  discarded_at timestamp with time zone,
  discarded_by uuid,
  reason text,
  constraint late_command_pkey PRIMARY KEY (id),
  constraint late_command_discarded_whole CHECK ((((discarded_at IS NULL) = (discarded_by IS NULL)) AND ((discarded_at IS NULL) = (reason IS NULL)))),
  constraint late_command_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint late_command_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE INDEX late_command_waiting ON public.late_command USING btree (organisation, occurred_at) WHERE ((input IS NOT NULL) AND (discarded_at IS NULL));
alter table late_command enable row level security;
alter table late_command force row level security;
create policy at_work on late_command as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on late_command for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select, update on late_command to arraigo_app;

create table match_key (
  key bigint not null,
  person uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  viewer uuid not null,
  constraint match_key_pkey PRIMARY KEY (viewer, key, person),
  constraint match_key_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint match_key_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint match_key_viewer CHECK (((viewer = organisation) OR (viewer = ANY (shared_with))))
);
alter table match_key enable row level security;
alter table match_key force row level security;
create policy visible on match_key for all using (((viewer = ( SELECT arraigo.acting_for() AS acting_for)) OR ( SELECT arraigo.visible(NULL::uuid, '{}'::uuid[]) AS visible))) with check (arraigo.writable(organisation, shared_with));
create policy within on match_key as restrictive for all using ((NOT ((( SELECT arraigo.narrowed() AS narrowed) = 1) AND (NOT arraigo.within(person))))) with check (arraigo.within(person));
grant delete, insert, select, update on match_key to arraigo_app;
grant delete on match_key to arraigo_definer;

create table match_key_version (
  version integer not null,
  reached uuid,
  ended_at timestamp with time zone,
  constraint match_key_version_pkey PRIMARY KEY (version)
);
alter table match_key_version enable row level security;
alter table match_key_version force row level security;
create policy at_work on match_key_version as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on match_key_version for all using (arraigo.visible(NULL::uuid, '{}'::uuid[])) with check (arraigo.visible(NULL::uuid, '{}'::uuid[]));
grant insert, select, update on match_key_version to arraigo_app;

create table merge (
  person uuid not null,
  other uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  because text not null,
  merged_at timestamp with time zone not null,
  merged_by uuid not null,
  undone_at timestamp with time zone,
  undone_by uuid,
  undone_because text,
  assigned jsonb not null default '{}'::jsonb,
  constraint merge_pkey PRIMARY KEY (person, id),
  constraint merge_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint merge_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint merge_two CHECK ((person <> other)),
  constraint merge_undone CHECK ((((undone_at IS NULL) = (undone_by IS NULL)) AND ((undone_at IS NULL) = (undone_because IS NULL))))
);
CREATE INDEX merge_other ON public.merge USING btree (other);
alter table merge enable row level security;
alter table merge force row level security;
create policy visible on merge for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on merge as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select, update on merge to arraigo_app;

create table migration (
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (name)
);

create table name_word (
  word text not null,
  person uuid not null,
  name text not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  viewer uuid not null,
  size smallint not null,
  born date not null default 'infinity'::date,
  constraint name_word_pkey PRIMARY KEY (viewer, word, size, name, born, person),
  constraint name_word_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint name_word_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint name_word_viewer CHECK (((viewer = organisation) OR (viewer = ANY (shared_with))))
);
alter table name_word enable row level security;
alter table name_word force row level security;
create policy visible on name_word for all using (((viewer = ( SELECT arraigo.acting_for() AS acting_for)) OR ( SELECT arraigo.visible(NULL::uuid, '{}'::uuid[]) AS visible))) with check (arraigo.writable(organisation, shared_with));
create policy within on name_word as restrictive for all using ((NOT ((( SELECT arraigo.narrowed() AS narrowed) = 1) AND (NOT arraigo.within(person))))) with check (arraigo.within(person));
grant delete, insert, select, update on name_word to arraigo_app;
grant delete on name_word to arraigo_definer;

create table need (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  code text not null,
  domain text not null,
  urgency text not null,
  note text,
  identified_on date not null,
  ended_on date,
  ending text,
  version integer not null default 1,
  ending_note text,
  constraint need_pkey PRIMARY KEY (person, id),
  constraint need_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint need_ending CHECK ((((ended_on IS NULL) = (ending IS NULL)) AND (ending = ANY (ARRAY['met'::text, 'no_longer'::text, 'mistaken'::text])))),
  constraint need_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint need_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
alter table need enable row level security;
alter table need force row level security;
create policy visible on need for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on need as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select, update on need to arraigo_app;

create table organisation (
  id uuid not null,
  name text not null,
  class text not null,
  contact text,
  time_zone text not null,
  locale text not null,
  second_factor text not null default 'required'::text,
  lead boolean not null default false,
  created_at timestamp with time zone not null default now(),
  closed_at timestamp with time zone,
  moved_to uuid,
  tax_number text,
  address text,
  bank_account text,
  constraint organisation_class_unique UNIQUE (id, class),
  constraint organisation_name_unique UNIQUE (name),
  constraint organisation_pkey PRIMARY KEY (id),
  constraint organisation_class CHECK ((class = ANY (ARRAY['public'::text, 'cso'::text, 'company'::text, 'international'::text, 'funder'::text, 'verifier'::text, 'enforcement'::text, 'consular'::text]))),
  constraint organisation_firewall CHECK (((class = ANY (ARRAY['enforcement'::text, 'consular'::text])) = arraigo.behind_wall(id))),
  constraint organisation_moved CHECK ((((closed_at IS NULL) = (moved_to IS NULL)) AND ((moved_to IS NULL) OR (NOT lead)))),
  constraint organisation_moved_behind CHECK (arraigo.behind_wall(moved_to)),
  constraint organisation_second_factor CHECK ((second_factor = ANY (ARRAY['required'::text, 'optional'::text])))
);
CREATE UNIQUE INDEX organisation_lead ON public.organisation USING btree (lead) WHERE lead;
grant insert, select, update on organisation to arraigo_app;

create table organisation_move (
  id uuid not null,
  organisation uuid not null,
  moved uuid not null,
  class text not null,
  because text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  allowed boolean,
  constraint organisation_move_pkey PRIMARY KEY (id),
  constraint organisation_move_moved_fkey FOREIGN KEY (moved) REFERENCES organisation(id),
  constraint organisation_move_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint organisation_move_by_two CHECK ((decided_by <> asked_by)),
  constraint organisation_move_class CHECK ((class = ANY (ARRAY['enforcement'::text, 'consular'::text]))),
  constraint organisation_move_decided CHECK ((num_nulls(decided_by, decided_at, allowed) = ANY (ARRAY[0, 3]))),
  constraint organisation_move_moved_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > moved)) NOT VALID,
  constraint organisation_move_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID
);
CREATE UNIQUE INDEX organisation_move_once ON public.organisation_move USING btree (moved) WHERE (decided_at IS NULL);
grant insert, select, update on organisation_move to arraigo_app;

create table own_code (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  hash bytea not null,
  checked text not null,
  note text,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  valid_until timestamp with time zone not null,
  used_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_by uuid,
  constraint own_code_pkey PRIMARY KEY (person, id),
  constraint own_code_checked CHECK ((checked = ANY (ARRAY['known'::text, 'document'::text, 'questions'::text]))),
  constraint own_code_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint own_code_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint own_code_term CHECK (((valid_until > made_at) AND (valid_until <= (made_at + '72:00:00'::interval))))
);
CREATE INDEX own_code_hash ON public.own_code USING btree (hash);
CREATE INDEX own_code_made ON public.own_code USING btree (organisation, made_at DESC);
alter table own_code enable row level security;
alter table own_code force row level security;
create policy visible on own_code for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on own_code as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant delete, insert, select, update on own_code to arraigo_app;

create table own_session (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  code uuid not null,
  token_hash bytea not null,
  opened_at timestamp with time zone not null,
  valid_until timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint own_session_once UNIQUE (person, code),
  constraint own_session_pkey PRIMARY KEY (person, id),
  constraint own_session_code_fkey FOREIGN KEY (person, code) REFERENCES own_code(person, id) ON DELETE CASCADE,
  constraint own_session_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint own_session_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE INDEX own_session_token ON public.own_session USING btree (token_hash);
alter table own_session enable row level security;
alter table own_session force row level security;
create policy visible on own_session for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on own_session as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant delete, insert, select, update on own_session to arraigo_app;

create table pack_release (
  id text not null,
  pack text not null,
  version text not null,
  content jsonb not null,
  active boolean not null default false,
  loaded_at timestamp with time zone not null default now(),
  constraint pack_release_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX pack_release_active ON public.pack_release USING btree (active) WHERE active;
grant select on pack_release to arraigo_app;

create table pack_sound (
  hash text not null,
  media_type text not null,
  sound bytea not null,
  constraint pack_sound_pkey PRIMARY KEY (hash)
);
grant select on pack_sound to arraigo_app;

create table paid_result (
  pseudonym text not null,
  family text not null,
  contract uuid not null,
  claim uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  constraint paid_result_pkey PRIMARY KEY (pseudonym, family),
  constraint paid_result_contract_fkey FOREIGN KEY (contract) REFERENCES contract(id),
  constraint paid_result_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint paid_result_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint paid_result_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
alter table paid_result enable row level security;
alter table paid_result force row level security;
create policy at_work on paid_result as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on paid_result for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select on paid_result to arraigo_app;

create table payment (
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  statement uuid not null,
  paid_on date not null,
  reference text,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  constraint payment_once UNIQUE (statement),
  constraint payment_pkey PRIMARY KEY (id),
  constraint payment_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint payment_statement_fkey FOREIGN KEY (statement) REFERENCES statement(id),
  constraint payment_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint payment_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
alter table payment enable row level security;
alter table payment force row level security;
create policy at_work on payment as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on payment for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select on payment to arraigo_app;

create table people_export (
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  list jsonb not null,
  columns text[] not null,
  format text not null,
  purpose text not null,
  words text not null,
  people integer not null,
  state text not null,
  until timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  note text,
  taken_at timestamp with time zone,
  taken integer,
  constraint people_export_pkey PRIMARY KEY (id),
  constraint people_export_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES app_user(id),
  constraint people_export_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES app_user(id),
  constraint people_export_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint people_export_columns CHECK ((cardinality(columns) > 0)),
  constraint people_export_decided CHECK (((decided_by IS NULL) = (decided_at IS NULL))),
  constraint people_export_format CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text]))),
  constraint people_export_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint people_export_people CHECK ((people > 0)),
  constraint people_export_second CHECK (((state <> 'allowed'::text) OR (people <= 50) OR (decided_by IS NOT NULL))),
  constraint people_export_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint people_export_state CHECK ((state = ANY (ARRAY['asked'::text, 'allowed'::text, 'refused'::text]))),
  constraint people_export_taken CHECK ((((taken_at IS NULL) = (taken IS NULL)) AND ((taken_at IS NULL) OR (state = 'allowed'::text)))),
  constraint people_export_two_people CHECK (((decided_by IS NULL) OR (decided_by <> asked_by)))
);
CREATE INDEX people_export_organisation ON public.people_export USING btree (organisation, asked_at DESC, id DESC);
CREATE INDEX people_export_ready ON public.people_export USING btree (asked_by, until, id) WHERE ((state = 'allowed'::text) AND (taken_at IS NULL));
CREATE INDEX people_export_waiting ON public.people_export USING btree (organisation, asked_at, id) WHERE (state = 'asked'::text);
alter table people_export enable row level security;
alter table people_export force row level security;
create policy at_work on people_export as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on people_export for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select, update on people_export to arraigo_app;

create table person (
  person uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  centre uuid,
  version integer not null default 1,
  given_names text,
  first_surname text,
  second_surname text,
  called text,
  born date,
  born_precision text,
  born_age smallint,
  born_age_on date,
  sex text,
  gender text,
  nationalities text[] not null default '{}'::text[],
  population_group text,
  migration_status text,
  languages text[] not null default '{}'::text[],
  disability text,
  place text,
  consent_text text,
  pack_release text not null,
  registered_at timestamp with time zone not null,
  registered_by uuid not null,
  touched_at timestamp with time zone not null,
  shown_to jsonb not null default '{}'::jsonb,
  erased_on date,
  unsafe_to_call text[] not null default '{}'::text[],
  unsafe_to_text text[] not null default '{}'::text[],
  reading text,
  reads_in text[] not null default '{}'::text[],
  needs_interpreter text,
  constraint person_pkey PRIMARY KEY (person),
  constraint person_born CHECK ((((born IS NULL) AND (born_precision IS NULL)) OR ((born IS NOT NULL) AND (born_precision = ANY (ARRAY['day'::text, 'year'::text, 'age'::text]))))),
  constraint person_born_age CHECK (((NOT (born_precision IS DISTINCT FROM 'age'::text)) = ((born_age IS NOT NULL) AND (born_age_on IS NOT NULL)))),
  constraint person_needs_interpreter_check CHECK ((needs_interpreter = ANY (ARRAY['yes'::text, 'no'::text]))),
  constraint person_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint person_reading_check CHECK ((reading = ANY (ARRAY['well'::text, 'little'::text, 'not'::text]))),
  constraint person_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE INDEX person_centre ON public.person USING btree (centre) WHERE (centre IS NOT NULL);
CREATE INDEX person_recent ON public.person USING btree (organisation, touched_at DESC, person DESC);
CREATE INDEX person_registered_by ON public.person USING btree (registered_by);
alter table person enable row level security;
alter table person force row level security;
create policy visible on person for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on person as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select, update on person to arraigo_app;

create table person_contact (
  person uuid not null,
  contact uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  version integer not null default 1,
  kind text not null,
  value text not null,
  safe_to_call boolean not null default false,
  safe_to_text boolean not null default false,
  note text,
  retired boolean not null default false,
  noted_at timestamp with time zone not null,
  constraint person_contact_pkey PRIMARY KEY (person, contact),
  constraint person_contact_person_fkey FOREIGN KEY (person) REFERENCES person(person),
  constraint person_contact_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint person_contact_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE UNIQUE INDEX person_contact_once ON public.person_contact USING btree (person, kind, lower(value)) WHERE (NOT retired);
alter table person_contact enable row level security;
alter table person_contact force row level security;
create policy visible on person_contact for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on person_contact as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant delete, insert, select, update on person_contact to arraigo_app;

create table person_edit (
  person uuid not null,
  version integer not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  changes jsonb not null,
  edited_at timestamp with time zone not null,
  edited_by uuid not null,
  device uuid,
  constraint person_edit_pkey PRIMARY KEY (person, version),
  constraint person_edit_person_fkey FOREIGN KEY (person) REFERENCES person(person),
  constraint person_edit_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint person_edit_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
alter table person_edit enable row level security;
alter table person_edit force row level security;
create policy visible on person_edit for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on person_edit as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant delete, insert, select, update on person_edit to arraigo_app;

create table person_identifier (
  person uuid not null,
  identifier uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  type text not null,
  country text,
  number text not null,
  folded text not null,
  noted_at timestamp with time zone not null,
  retired text,
  constraint person_identifier_pkey PRIMARY KEY (person, identifier),
  constraint person_identifier_person_fkey FOREIGN KEY (person) REFERENCES person(person),
  constraint person_identifier_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint person_identifier_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE UNIQUE INDEX person_identifier_once ON public.person_identifier USING btree (person, type, country, folded) NULLS NOT DISTINCT WHERE (retired IS NULL);
alter table person_identifier enable row level security;
alter table person_identifier force row level security;
create policy visible on person_identifier for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on person_identifier as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant delete, insert, select, update on person_identifier to arraigo_app;

create table person_share (
  person uuid not null,
  recipient uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  since timestamp with time zone not null,
  field_groups text[] not null default '{}'::text[],
  constraint person_share_pkey PRIMARY KEY (person, recipient),
  constraint person_share_person_fkey FOREIGN KEY (person) REFERENCES person(person),
  constraint person_share_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint person_share_recipient_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > recipient)) NOT VALID,
  constraint person_share_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE INDEX person_share_recipient ON public.person_share USING btree (recipient, since DESC, person DESC);
alter table person_share enable row level security;
alter table person_share force row level security;
create policy visible on person_share for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on person_share as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant delete, insert, select, update on person_share to arraigo_app;

create table plan_step (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  goal uuid not null,
  text text not null,
  by_whom text not null,
  due_on date,
  referral uuid,
  state text not null default 'open'::text,
  ended_on date,
  note text,
  constraint plan_step_pkey PRIMARY KEY (person, id),
  constraint plan_step_goal FOREIGN KEY (person, goal) REFERENCES goal(person, id),
  constraint plan_step_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint plan_step_by_whom CHECK ((by_whom = ANY (ARRAY['person'::text, 'us'::text, 'other'::text]))),
  constraint plan_step_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint plan_step_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint plan_step_state CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'dropped'::text])))
);
CREATE INDEX plan_step_due ON public.plan_step USING btree (organisation, due_on) WHERE (state = 'open'::text);
CREATE INDEX plan_step_referral ON public.plan_step USING btree (person, referral) WHERE (referral IS NOT NULL);
alter table plan_step enable row level security;
alter table plan_step force row level security;
create policy visible on plan_step for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on plan_step as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select, update on plan_step to arraigo_app;

create table posting (
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  contract uuid not null,
  statement uuid not null,
  debit text not null,
  credit text not null,
  amount numeric not null,
  currency character(3) not null,
  posted_on date not null,
  posted_at timestamp with time zone not null,
  constraint posting_pkey PRIMARY KEY (id),
  constraint posting_contract_fkey FOREIGN KEY (contract) REFERENCES contract(id),
  constraint posting_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint posting_statement_fkey FOREIGN KEY (statement) REFERENCES statement(id),
  constraint posting_account CHECK (((debit = ANY (ARRAY['results'::text, 'payable'::text, 'bank'::text])) AND (credit = ANY (ARRAY['results'::text, 'payable'::text, 'bank'::text])))),
  constraint posting_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint posting_positive CHECK ((amount > (0)::numeric)),
  constraint posting_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint posting_two_sides CHECK ((debit <> credit))
);
CREATE INDEX posting_contract ON public.posting USING btree (contract);
alter table posting enable row level security;
alter table posting force row level security;
create policy at_work on posting as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on posting for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select on posting to arraigo_app;

create table principal (
  id uuid not null,
  organisation uuid not null,
  centre uuid,
  use text not null,
  kind text not null,
  name text not null,
  code_hash bytea,
  code_until timestamp with time zone,
  secret_hash bytea,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  valid_until timestamp with time zone not null,
  opened_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_by uuid,
  constraint principal_pkey PRIMARY KEY (id),
  constraint principal_centre_fkey FOREIGN KEY (centre) REFERENCES centre(id),
  constraint principal_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint principal_code CHECK (((code_hash IS NULL) = (code_until IS NULL))),
  constraint principal_ended CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  constraint principal_kind CHECK ((kind = ANY (ARRAY['display'::text, 'kiosk'::text, 'public_page'::text, 'link'::text, 'program'::text]))),
  constraint principal_opened CHECK (((secret_hash IS NULL) = (opened_at IS NULL))),
  constraint principal_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint principal_term CHECK (((valid_until > made_at) AND (valid_until <= (made_at + '366 days'::interval))))
);
CREATE UNIQUE INDEX principal_code_hash ON public.principal USING btree (code_hash);
CREATE INDEX principal_made ON public.principal USING btree (organisation, made_at DESC);
CREATE UNIQUE INDEX principal_secret_hash ON public.principal USING btree (secret_hash);
alter table principal enable row level security;
alter table principal force row level security;
create policy at_work on principal as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on principal for all using (arraigo.visible(organisation, '{}'::uuid[])) with check (arraigo.writable(organisation, '{}'::uuid[]));
grant insert, select, update on principal to arraigo_app;

create table record_link (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  other uuid,
  other_organisation uuid not null,
  proposer boolean not null,
  state text not null,
  because text,
  decided_by uuid,
  ended_because text,
  ended_by uuid,
  proposed_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint record_link_pkey PRIMARY KEY (person, id),
  constraint record_link_answered CHECK ((((answered_at IS NOT NULL) = (state = ANY (ARRAY['linked'::text, 'declined'::text]))) OR (state = ANY (ARRAY['withdrawn'::text, 'ended'::text])))),
  constraint record_link_ended CHECK (((ended_at IS NOT NULL) = (state = ANY (ARRAY['withdrawn'::text, 'ended'::text])))),
  constraint record_link_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint record_link_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint record_link_state CHECK ((state = ANY (ARRAY['proposed'::text, 'linked'::text, 'declined'::text, 'withdrawn'::text, 'ended'::text]))),
  constraint record_link_two CHECK (((organisation <> other_organisation) AND (other <> person)))
);
CREATE UNIQUE INDEX record_link_open ON public.record_link USING btree (person, other) WHERE (state = ANY (ARRAY['proposed'::text, 'linked'::text]));
CREATE INDEX record_link_waiting ON public.record_link USING btree (organisation, proposed_at) WHERE ((state = 'proposed'::text) AND (NOT proposer));
alter table record_link enable row level security;
alter table record_link force row level security;
create policy visible on record_link for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on record_link as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant delete, insert, select, update on record_link to arraigo_app;

create table recording (
  id uuid not null,
  organisation uuid not null,
  pack text not null,
  text_key text not null,
  language text not null,
  text_hash text not null,
  media_type text not null,
  sound bytea,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  confirmed_by uuid,
  confirmed_at timestamp with time zone,
  retired_at timestamp with time zone,
  constraint recording_pkey PRIMARY KEY (id),
  constraint recording_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES app_user(id),
  constraint recording_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint recording_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES app_user(id),
  constraint recording_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint recording_second_person CHECK ((confirmed_by <> recorded_by)),
  constraint recording_sound CHECK (((sound IS NULL) = (retired_at IS NOT NULL)))
);
CREATE INDEX recording_standing ON public.recording USING btree (organisation, pack, text_key, language) WHERE (retired_at IS NULL);
alter table recording enable row level security;
alter table recording force row level security;
create policy at_work on recording as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on recording for all using (arraigo.visible(organisation, '{}'::uuid[])) with check (arraigo.visible(organisation, '{}'::uuid[]));
grant delete, insert, select, update on recording to arraigo_app;

create table referral (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  sender uuid not null,
  receiver uuid not null,
  service uuid,
  need uuid,
  consent uuid,
  reason text not null,
  introduction jsonb not null default '{}'::jsonb,
  state text not null,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  answer_by date,
  answered_at timestamp with time zone,
  decline_reason text,
  note text,
  redirected_to uuid,
  scheduled_for timestamp with time zone,
  closed_at timestamp with time zone,
  result text,
  feedback text,
  version integer not null default 1,
  receiver_reads boolean not null default true,
  ended_because text,
  constraint referral_pkey PRIMARY KEY (person, id),
  constraint referral_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint referral_receiver_fkey FOREIGN KEY (receiver) REFERENCES organisation(id),
  constraint referral_service_fkey FOREIGN KEY (service) REFERENCES service(id),
  constraint referral_ended_because CHECK ((ended_because = ANY (ARRAY['withdrawn'::text, 'refused'::text, 'expired'::text, 'override_ended'::text, 'organisation_closed'::text]))),
  constraint referral_not_to_oneself CHECK ((receiver <> organisation)),
  constraint referral_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint referral_over_unread CHECK (((NOT receiver_reads) OR (state = ANY (ARRAY['draft'::text, 'sent'::text, 'accepted'::text, 'scheduled'::text, 'no_show'::text, 'served'::text, 'closed'::text])))),
  constraint referral_receiver_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > receiver)) NOT VALID,
  constraint referral_sent_with_consent CHECK (((state = ANY (ARRAY['draft'::text, 'cancelled'::text])) OR (consent IS NOT NULL))),
  constraint referral_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint referral_state CHECK ((state = ANY (ARRAY['draft'::text, 'sent'::text, 'accepted'::text, 'declined'::text, 'redirected'::text, 'expired'::text, 'scheduled'::text, 'no_show'::text, 'served'::text, 'closed'::text, 'cancelled'::text])))
);
CREATE INDEX referral_addressed ON public.referral USING btree (service) WHERE (state = ANY (ARRAY['sent'::text, 'accepted'::text, 'scheduled'::text, 'no_show'::text, 'served'::text]));
CREATE INDEX referral_due ON public.referral USING btree (answer_by) WHERE (state = 'sent'::text);
CREATE INDEX referral_receiver ON public.referral USING btree (receiver, state, answer_by);
CREATE INDEX referral_sender ON public.referral USING btree (organisation, state, answer_by);
CREATE INDEX referral_service ON public.referral USING btree (service) WHERE (state = ANY (ARRAY['accepted'::text, 'scheduled'::text, 'no_show'::text]));
alter table referral enable row level security;
alter table referral force row level security;
create policy visible on referral for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on referral as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select, update on referral to arraigo_app;

create table referral_words (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  reason text not null,
  introduction jsonb not null,
  note text,
  feedback text,
  scheduled_for timestamp with time zone,
  constraint referral_words_pkey PRIMARY KEY (person, id),
  constraint referral_words_referral_fkey FOREIGN KEY (person, id) REFERENCES referral(person, id),
  constraint referral_words_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint referral_words_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
alter table referral_words enable row level security;
alter table referral_words force row level security;
create policy visible on referral_words for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on referral_words as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select, update on referral_words to arraigo_app;

create table retelling (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  how text not null,
  reason text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  constraint retelling_pkey PRIMARY KEY (person, id),
  constraint retelling_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint retelling_how CHECK ((how = ANY (ARRAY['opened'::text, 'told_again'::text]))),
  constraint retelling_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint retelling_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE INDEX retelling_organisation ON public.retelling USING btree (organisation, asked_at);
alter table retelling enable row level security;
alter table retelling force row level security;
create policy entrusted on retelling as restrictive for all using (arraigo.entrusted(ARRAY[asked_by], '{}'::jsonb)) with check (arraigo.entrusted(ARRAY[asked_by], '{}'::jsonb));
create policy visible on retelling for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on retelling as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select on retelling to arraigo_app;

create table retention_walk (
  one boolean not null default true,
  reached uuid,
  constraint retention_walk_pkey PRIMARY KEY (one),
  constraint retention_walk_one CHECK (one)
);
grant insert, select, update on retention_walk to arraigo_app;

create table role (
  id text not null,
  organisation uuid,
  name text,
  grants jsonb,
  defined_by uuid,
  defined_at timestamp with time zone,
  retired_at timestamp with time zone,
  constraint role_name_unique UNIQUE (organisation, name),
  constraint role_pkey PRIMARY KEY (id),
  constraint role_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint role_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint role_shipped CHECK ((((organisation IS NULL) = (name IS NULL)) AND ((organisation IS NULL) = (grants IS NULL)) AND ((organisation IS NULL) = (defined_by IS NULL)) AND ((organisation IS NULL) = (defined_at IS NULL))))
);
grant insert, select, update on role to arraigo_app;

create table role_assignment (
  id uuid not null,
  app_user uuid not null,
  organisation uuid not null,
  organisation_class text not null,
  centre uuid,
  role text not null,
  valid_from date not null,
  valid_until date,
  created_at timestamp with time zone not null default now(),
  revoked_at timestamp with time zone,
  offer uuid,
  accepted_at timestamp with time zone,
  granted_by uuid,
  unconfirmed boolean not null default false,
  confirmed_by uuid,
  confirmed_at timestamp with time zone,
  granted_from uuid,
  given_before uuid[] not null default '{}'::uuid[],
  constraint role_assignment_pkey PRIMARY KEY (id),
  constraint role_assignment_app_user_fkey FOREIGN KEY (app_user) REFERENCES app_user(id),
  constraint role_assignment_centre FOREIGN KEY (centre, organisation) REFERENCES centre(id, organisation),
  constraint role_assignment_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES app_user(id),
  constraint role_assignment_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES app_user(id),
  constraint role_assignment_granted_from_fkey FOREIGN KEY (granted_from) REFERENCES organisation(id),
  constraint role_assignment_organisation FOREIGN KEY (organisation, organisation_class) REFERENCES organisation(id, class),
  constraint role_assignment_role FOREIGN KEY (role) REFERENCES role(id),
  constraint role_assignment_accepted CHECK (((accepted_at IS NULL) OR (offer IS NOT NULL))),
  constraint role_assignment_confirmed CHECK ((((confirmed_by IS NULL) = (confirmed_at IS NULL)) AND ((confirmed_by IS NULL) OR ((NOT unconfirmed) AND (confirmed_by <> app_user) AND (confirmed_by <> granted_by))))),
  constraint role_assignment_confirmed_by_another CHECK (((confirmed_by IS NULL) OR (confirmed_by <> ALL (given_before)))),
  constraint role_assignment_firewall CHECK ((organisation_class <> ALL (ARRAY['enforcement'::text, 'consular'::text]))),
  constraint role_assignment_granted_from_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > granted_from)) NOT VALID,
  constraint role_assignment_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint role_assignment_period CHECK (((valid_until IS NULL) OR (valid_until >= valid_from)))
);
CREATE INDEX role_assignment_organisation_index ON public.role_assignment USING btree (organisation);
CREATE UNIQUE INDEX role_assignment_unique ON public.role_assignment USING btree (app_user, organisation, role, centre) NULLS NOT DISTINCT WHERE (revoked_at IS NULL);
grant insert, select, update on role_assignment to arraigo_app;

create table same_person (
  person uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  kept uuid not null,
  people uuid[] not null,
  besides uuid[] not null default '{}'::uuid[],
  assigned jsonb not null default '{}'::jsonb,
  since timestamp with time zone,
  constraint same_person_pkey PRIMARY KEY (person),
  constraint same_person_itself CHECK (((person = ANY (people)) AND (kept = ANY (people)))),
  constraint same_person_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint same_person_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
alter table same_person enable row level security;
alter table same_person force row level security;
create policy visible on same_person for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on same_person as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant delete, insert, select, update on same_person to arraigo_app;

create table saved_view (
  id uuid not null,
  organisation uuid not null,
  app_user uuid not null,
  list text not null,
  name text not null,
  search text not null,
  saved_at timestamp with time zone not null,
  constraint saved_view_name_unique UNIQUE (app_user, organisation, list, name),
  constraint saved_view_pkey PRIMARY KEY (id),
  constraint saved_view_app_user_fkey FOREIGN KEY (app_user) REFERENCES app_user(id),
  constraint saved_view_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint saved_view_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID
);
alter table saved_view enable row level security;
alter table saved_view force row level security;
create policy at_work on saved_view as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy own on saved_view for all using (((app_user = (NULLIF(current_setting('app.actor'::text, true), ''::text))::uuid) AND (organisation = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid))) with check (((app_user = (NULLIF(current_setting('app.actor'::text, true), ''::text))::uuid) AND (organisation = (NULLIF(current_setting('app.organisation'::text, true), ''::text))::uuid)));
grant delete, insert, select on saved_view to arraigo_app;

create table sealed_note (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  field_group text not null,
  summary bytea not null,
  story bytea,
  sealed_by uuid not null,
  sealed_at timestamp with time zone not null,
  readers uuid[] not null,
  opened jsonb not null default '{}'::jsonb,
  constraint sealed_note_pkey PRIMARY KEY (person, id),
  constraint sealed_note_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint sealed_note_field_group CHECK ((field_group = ANY (ARRAY['violence'::text, 'trafficking'::text, 'unaccompanied_child'::text, 'health'::text, 'asylum'::text]))),
  constraint sealed_note_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint sealed_note_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
alter table sealed_note enable row level security;
alter table sealed_note force row level security;
create policy entrusted on sealed_note as restrictive for all using (arraigo.entrusted(readers, opened)) with check (arraigo.entrusted(readers, opened));
create policy visible on sealed_note for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on sealed_note as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select on sealed_note to arraigo_app;

create table second_factor_reset (
  id uuid not null,
  organisation uuid not null,
  app_user uuid not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  settled_by uuid,
  settled_at timestamp with time zone,
  confirmed boolean,
  constraint second_factor_reset_pkey PRIMARY KEY (id),
  constraint second_factor_reset_app_user_fkey FOREIGN KEY (app_user) REFERENCES app_user(id),
  constraint second_factor_reset_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES app_user(id),
  constraint second_factor_reset_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint second_factor_reset_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES app_user(id),
  constraint second_factor_reset_by_another CHECK ((asked_by <> app_user)),
  constraint second_factor_reset_by_two CHECK (((NOT confirmed) OR (settled_by <> asked_by))),
  constraint second_factor_reset_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint second_factor_reset_settled CHECK ((num_nulls(settled_by, settled_at, confirmed) = ANY (ARRAY[0, 3])))
);
CREATE UNIQUE INDEX second_factor_reset_once ON public.second_factor_reset USING btree (app_user) WHERE (settled_at IS NULL);
grant insert, select, update on second_factor_reset to arraigo_app;

create table service (
  id uuid not null,
  organisation uuid not null,
  centre uuid,
  kind text not null,
  name text not null,
  about text,
  languages text[] not null default '{}'::text[],
  capacity integer,
  closed_at timestamp with time zone,
  assured_at timestamp with time zone not null,
  version integer not null default 1,
  hours text,
  telephone text,
  requirements text,
  latitude numeric(7,5),
  longitude numeric(8,5),
  constraint service_name_unique UNIQUE (organisation, name),
  constraint service_pkey PRIMARY KEY (id),
  constraint service_centre_fkey FOREIGN KEY (centre) REFERENCES centre(id),
  constraint service_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint service_capacity CHECK (((capacity IS NULL) OR (capacity >= 0))),
  constraint service_location CHECK ((((latitude IS NULL) = (longitude IS NULL)) AND ((latitude >= ('-90'::integer)::numeric) AND (latitude <= (90)::numeric)) AND ((longitude >= ('-180'::integer)::numeric) AND (longitude <= (180)::numeric)))),
  constraint service_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID
);
CREATE INDEX service_by_assured ON public.service USING btree (assured_at, id);
CREATE INDEX service_by_name ON public.service USING btree (name, id);
CREATE INDEX service_centre ON public.service USING btree (centre) WHERE (centre IS NOT NULL);
CREATE INDEX service_kind ON public.service USING btree (kind) WHERE (closed_at IS NULL);
grant insert, select, update on service to arraigo_app;

create table service_edit (
  service uuid not null,
  version integer not null,
  changes jsonb not null,
  edited_at timestamp with time zone not null,
  device uuid,
  constraint service_edit_pkey PRIMARY KEY (service, version),
  constraint service_edit_service_fkey FOREIGN KEY (service) REFERENCES service(id)
);
grant insert, select on service_edit to arraigo_app;

create table statement (
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  contract uuid not null,
  payer uuid not null,
  number integer not null,
  currency character(3) not null,
  entitled numeric not null,
  settled numeric not null,
  total numeric not null,
  issued_on date not null,
  issued_by uuid not null,
  issued_at timestamp with time zone not null,
  due_on date,
  issuer jsonb,
  recipient jsonb,
  constraint statement_number_unique UNIQUE (organisation, number),
  constraint statement_pkey PRIMARY KEY (id),
  constraint statement_contract_fkey FOREIGN KEY (contract) REFERENCES contract(id),
  constraint statement_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint statement_payer_fkey FOREIGN KEY (payer) REFERENCES organisation(id),
  constraint statement_difference CHECK ((total = (entitled - settled))),
  constraint statement_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint statement_payer_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > payer)) NOT VALID,
  constraint statement_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID
);
CREATE INDEX statement_contract ON public.statement USING btree (contract);
alter table statement enable row level security;
alter table statement force row level security;
create policy at_work on statement as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on statement for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select on statement to arraigo_app;

create table statement_line (
  statement uuid not null,
  claim uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  contract uuid not null,
  pseudonym text not null,
  outcome text not null,
  achieved_on date not null,
  price numeric not null,
  entitled numeric not null,
  settled numeric not null,
  amount numeric not null,
  constraint statement_line_pkey PRIMARY KEY (statement, claim),
  constraint statement_line_contract_fkey FOREIGN KEY (contract) REFERENCES contract(id),
  constraint statement_line_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint statement_line_statement_fkey FOREIGN KEY (statement) REFERENCES statement(id),
  constraint statement_line_difference CHECK (((amount = (entitled - settled)) AND (amount <> (0)::numeric))),
  constraint statement_line_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint statement_line_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint statement_line_within_price CHECK (((entitled >= (0)::numeric) AND (entitled <= price)))
);
CREATE INDEX statement_line_contract ON public.statement_line USING btree (contract, claim);
alter table statement_line enable row level security;
alter table statement_line force row level security;
create policy at_work on statement_line as restrictive for all using (arraigo.at_work()) with check (arraigo.at_work());
create policy visible on statement_line for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
grant insert, select on statement_line to arraigo_app;

create table status_rule (
  organisation uuid not null,
  centre uuid,
  asking text not null,
  decided_by uuid not null,
  decided_at timestamp with time zone not null,
  constraint status_rule_once UNIQUE NULLS NOT DISTINCT (organisation, centre),
  constraint status_rule_centre FOREIGN KEY (centre, organisation) REFERENCES centre(id, organisation),
  constraint status_rule_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint status_rule_asking CHECK ((asking = ANY (ARRAY['never'::text, 'with_purpose'::text]))),
  constraint status_rule_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID
);
grant insert, select, update on status_rule to arraigo_app;

create table team (
  id uuid not null,
  organisation uuid not null,
  name text not null,
  members uuid[] not null,
  constraint team_name_unique UNIQUE (organisation, name),
  constraint team_pkey PRIMARY KEY (id),
  constraint team_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint team_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID
);
CREATE INDEX team_members ON public.team USING gin (members);
grant delete, insert, select, update on team to arraigo_app;

create table verification (
  person uuid not null,
  id uuid not null,
  organisation uuid not null,
  shared_with uuid[] not null default '{}'::uuid[],
  claim uuid not null,
  decision text not null,
  reason text,
  wanted text[] not null default '{}'::text[],
  note text,
  recorders uuid[] not null,
  decided_by uuid not null,
  decided_at timestamp with time zone not null,
  constraint verification_pkey PRIMARY KEY (person, id),
  constraint verification_claim FOREIGN KEY (person, claim) REFERENCES claim(person, id),
  constraint verification_organisation_fkey FOREIGN KEY (organisation) REFERENCES organisation(id),
  constraint verification_decision CHECK ((decision = ANY (ARRAY['accept'::text, 'reject'::text, 'ask'::text, 'void'::text, 'take_back'::text]))),
  constraint verification_organisation_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > organisation)) NOT VALID,
  constraint verification_reason CHECK (((decision = ANY (ARRAY['reject'::text, 'void'::text])) = (reason IS NOT NULL))),
  constraint verification_shared_with_firewall CHECK (('ffffffff-0000-0000-0000-000000000000'::uuid > ALL (shared_with))) NOT VALID,
  constraint verification_wanted CHECK (((decision = 'ask'::text) OR (wanted = '{}'::text[]))),
  constraint verifier_is_not_recorder CHECK ((organisation <> ALL (recorders)))
);
CREATE INDEX verification_claim ON public.verification USING btree (claim, decided_at);
alter table verification enable row level security;
alter table verification force row level security;
create policy visible on verification for all using (arraigo.visible(organisation, shared_with)) with check (arraigo.writable(organisation, shared_with));
create policy within on verification as restrictive for all using (arraigo.within(person)) with check (arraigo.within(person));
grant insert, select on verification to arraigo_app;

create view read.app_user with (security_invoker=true) as
SELECT id,
    organisation,
    name,
    locale,
    active
   FROM app_user;
grant select on read.app_user to arraigo_app;

create view read.assignment with (security_invoker=true) as
SELECT r.app_user,
    r.organisation,
    r.role,
    d.grants,
    (EXISTS ( SELECT
           FROM auth.api_key k
          WHERE (k.app_user = r.app_user))) AS program
   FROM (role_assignment r
     LEFT JOIN role d ON (((d.id = r.role) AND (d.organisation = r.organisation) AND (d.retired_at IS NULL))))
  WHERE ((r.revoked_at IS NULL) AND ((r.valid_until IS NULL) OR (r.valid_until >= (CURRENT_DATE - 1))));
grant select on read.assignment to arraigo_app;

create view read.attachment_opening with (security_invoker=true) as
SELECT attachment,
    opened_by,
    opened_at
   FROM attachment_opening;
grant select on read.attachment_opening to arraigo_app;

create view read.case_file with (security_invoker=true) as
SELECT person,
    id,
    organisation,
    centre,
    manager,
    opened_at,
    closed_at
   FROM case_file;
grant select on read.case_file to arraigo_app;

create view read.centre with (security_invoker=true) as
SELECT id,
    organisation,
    name,
    place,
    address
   FROM centre;
grant select on read.centre to arraigo_app;

create view read.claim with (security_invoker=true) as
SELECT id,
    organisation,
    outcome,
    family,
    pack_release,
    pseudonym,
    state,
    started_on,
    due_on,
    grounds,
    recorders,
    verifier,
    (contradicted OR collides) AS contradicted,
    submitted_at,
    decided_at,
    collides
   FROM claim;
grant select on read.claim to arraigo_app;

create view read.claim_evidence with (security_invoker=true) as
SELECT e.claim,
    e.attachment,
    e.type,
    e.attached_at,
    a.media_type,
    a.size
   FROM (claim_evidence e
     JOIN attachment a ON (((a.person = e.person) AND (a.id = e.attachment))));
grant select on read.claim_evidence to arraigo_app;

create view read.consent_decision with (security_invoker=true) as
SELECT consent.person,
    consent.id,
    'yes'::text AS said,
    consent.purpose,
    consent.recipient,
    consent.recipient_class,
    consent.field_groups,
    consent.given_at AS at,
    consent.expires_on AS until,
    NULL::timestamp with time zone AS ended_at
   FROM consent
  WHERE ((consent.said = 'yes'::text) AND (consent.opened_at IS NOT NULL))
UNION ALL
 SELECT consent.person,
    consent.id,
    'no'::text AS said,
    consent.purpose,
    consent.recipient,
    consent.recipient_class,
    consent.field_groups,
    COALESCE(consent.withdrawn_at, consent.given_at) AS at,
    NULL::date AS until,
    NULL::timestamp with time zone AS ended_at
   FROM consent
  WHERE ((consent.said = 'no'::text) OR (consent.withdrawn_at IS NOT NULL))
UNION ALL
 SELECT consent_override.person,
    consent_override.id,
    'override'::text AS said,
    consent_override.purpose,
    consent_override.recipient,
    NULL::text AS recipient_class,
    consent_override.field_groups,
    consent_override.decided_at AS at,
    consent_override.until,
    consent_override.ended_at
   FROM consent_override
  WHERE (consent_override.state = 'allowed'::text);
grant select on read.consent_decision to arraigo_app;

create view read.consent_waiting with (security_invoker=true) as
SELECT person,
    id,
    organisation,
    purpose,
    recipient,
    recipient_class,
    field_groups,
    given_at AS at,
    expires_on AS until,
    (attachment IS NOT NULL) AS proven
   FROM consent
  WHERE ((said = 'yes'::text) AND (opened_at IS NULL) AND (withdrawn_at IS NULL));
grant select on read.consent_waiting to arraigo_app;

create view read.data_key with (security_invoker=true) as
SELECT person,
    organisation
   FROM data_key;
grant select on read.data_key to arraigo_app;

create view read.erased_person with (security_invoker=true) as
SELECT person,
    organisation,
    erased_on
   FROM person
  WHERE (erased_on IS NOT NULL);
grant select on read.erased_person to arraigo_app;

create view read.erasure_open with (security_invoker=true) as
SELECT person,
    organisation
   FROM erasure_review
  WHERE (state = 'open'::text);
grant select on read.erasure_open to arraigo_app;

create view read.goal with (security_invoker=true) as
SELECT person,
    id,
    organisation,
    text
   FROM goal
  WHERE arraigo.visible(organisation, '{}'::uuid[]);
grant select on read.goal to arraigo_app;

create view read.hand_over with (security_invoker=true) as
SELECT id,
    given_to,
    from_day,
    until_day,
    smallest,
    repeats,
    handed_at
   FROM hand_over;
grant select on read.hand_over to arraigo_app;

create view read.household_member with (security_invoker=true) as
SELECT person,
    household,
    organisation,
    relation,
    head,
    joined_on,
    left_on
   FROM household_member;
grant select on read.household_member to arraigo_app;

create view read.invoice_party with (security_invoker=true) as
SELECT id,
    name,
    tax_number,
    address,
    bank_account
   FROM organisation;
grant select on read.invoice_party to arraigo_app;

create view read.keeping with (security_invoker=true) as
SELECT person.person,
    person.organisation,
    person.registered_by AS holder
   FROM person
UNION ALL
 SELECT person.person,
    person.organisation,
    person.centre AS holder
   FROM person
  WHERE (person.centre IS NOT NULL)
UNION ALL
 SELECT case_file.person,
    case_file.organisation,
    case_file.manager AS holder
   FROM case_file
  WHERE ((case_file.manager IS NOT NULL) AND (case_file.closed_at IS NULL))
UNION ALL
 SELECT case_file.person,
    case_file.organisation,
    case_file.centre AS holder
   FROM case_file
  WHERE (case_file.centre IS NOT NULL)
UNION ALL
 SELECT delivery.person,
    delivery.organisation,
    delivery.centre AS holder
   FROM delivery
  WHERE (delivery.centre IS NOT NULL)
UNION ALL
 SELECT r.person,
    r.receiver AS organisation,
    s.centre AS holder
   FROM (referral r
     JOIN service s ON ((s.id = r.service)))
  WHERE ((s.centre IS NOT NULL) AND (r.state = ANY (ARRAY['sent'::text, 'accepted'::text, 'scheduled'::text, 'no_show'::text, 'served'::text])));
grant select on read.keeping to arraigo_app;

create view read.known_secret with (security_invoker=true) as
SELECT version,
    kek
   FROM known_secret;
grant select on read.known_secret to arraigo_app;

create view read.linked_record with (security_invoker=true) as
SELECT person,
    id,
    organisation,
    other,
    state,
    because,
    decided_by,
    answered_at
   FROM record_link;
grant select on read.linked_record to arraigo_app;

create view read.membership with (security_invoker=true) as
SELECT r.app_user,
    r.organisation,
    o.name AS organisation_name,
    o.class AS organisation_class,
    o.time_zone,
    o.second_factor,
    o.lead,
    r.role,
    r.centre,
    c.name AS centre_name,
    d.grants
   FROM (((role_assignment r
     JOIN organisation o ON ((o.id = r.organisation)))
     LEFT JOIN centre c ON ((c.id = r.centre)))
     LEFT JOIN role d ON (((d.id = r.role) AND (d.organisation = r.organisation) AND (d.retired_at IS NULL))))
  WHERE ((r.revoked_at IS NULL) AND (o.closed_at IS NULL) AND ((r.offer IS NULL) OR (r.accepted_at IS NOT NULL)) AND (NOT r.unconfirmed) AND (r.valid_from <= ((now() AT TIME ZONE o.time_zone))::date) AND ((r.valid_until IS NULL) OR (r.valid_until >= ((now() AT TIME ZONE o.time_zone))::date)));
grant select on read.membership to arraigo_app;

create view read.need with (security_invoker=true) as
SELECT person,
    id,
    organisation,
    code,
    domain,
    urgency,
    identified_on,
    ended_on,
    ending
   FROM need
  WHERE arraigo.visible(organisation, '{}'::uuid[]);
grant select on read.need to arraigo_app;

create view read.organisation with (security_invoker=true) as
SELECT id,
    name,
    class,
    time_zone,
    locale,
    lead,
    closed_at,
    moved_to
   FROM organisation;
grant select on read.organisation to arraigo_app;

create view read.own_view with (security_invoker=true) as
SELECT s.person,
    s.organisation,
    s.opened_at,
    c.made_by
   FROM (own_session s
     JOIN own_code c ON (((c.person = s.person) AND (c.id = s.code))))
  WHERE (s.ended_at IS NULL);
grant select on read.own_view to arraigo_app;

create view read.person with (security_invoker=true) as
SELECT person,
    organisation,
    shared_with,
    called,
    given_names,
    first_surname,
    second_surname,
    born,
    born_precision,
    sex,
    place,
    nationalities,
    languages,
    registered_at,
    reading,
    needs_interpreter
   FROM read.person_shown;
grant select on read.person to arraigo_app;

create view read.person_document with (security_invoker=true) as
SELECT person,
    type,
    country,
    number
   FROM person_identifier
  WHERE (retired IS NULL);
grant select on read.person_document to arraigo_app;

create view read.person_fact with (security_invoker=true) as
SELECT subject AS person,
    id,
    kind,
    occurred_on,
    occurred_at,
    recorded_at,
    organisation,
    shared_with,
    centre,
    actor,
    command,
    pack_release,
    data,
    sex,
    age_band,
    population_group,
    migration_status,
    nationality,
    place,
    disability,
    xid
   FROM fact
  WHERE (sex IS NOT NULL);
grant select on read.person_fact to arraigo_app;

create view read.person_share with (security_invoker=true) as
SELECT person,
    recipient,
    organisation,
    field_groups,
    since
   FROM person_share;
grant select on read.person_share to arraigo_app;

create view read.person_shown with (security_invoker=true) as
SELECT person,
    version,
    organisation,
    shared_with,
    consent_text,
    registered_at,
    touched_at,
        CASE
            WHEN arraigo.shows(organisation, shown_to, 'identity'::text) THEN given_names
            ELSE NULL::text
        END AS given_names,
        CASE
            WHEN arraigo.shows(organisation, shown_to, 'identity'::text) THEN first_surname
            ELSE NULL::text
        END AS first_surname,
        CASE
            WHEN arraigo.shows(organisation, shown_to, 'identity'::text) THEN second_surname
            ELSE NULL::text
        END AS second_surname,
        CASE
            WHEN arraigo.shows(organisation, shown_to, 'identity'::text) THEN called
            ELSE NULL::text
        END AS called,
        CASE
            WHEN arraigo.shows(organisation, shown_to, 'identity'::text) THEN born
            ELSE NULL::date
        END AS born,
        CASE
            WHEN arraigo.shows(organisation, shown_to, 'identity'::text) THEN born_precision
            ELSE NULL::text
        END AS born_precision,
        CASE
            WHEN arraigo.shows(organisation, shown_to, 'identity'::text) THEN born_age
            ELSE NULL::smallint
        END AS born_age,
        CASE
            WHEN arraigo.shows(organisation, shown_to, 'identity'::text) THEN born_age_on
            ELSE NULL::date
        END AS born_age_on,
        CASE
            WHEN arraigo.shows(organisation, shown_to, 'identity'::text) THEN sex
            ELSE NULL::text
        END AS sex,
        CASE
            WHEN arraigo.shows(organisation, shown_to, 'identity'::text) THEN languages
            ELSE '{}'::text[]
        END AS languages,
        CASE
            WHEN arraigo.shows(organisation, shown_to, 'protection'::text) THEN gender
            ELSE NULL::text
        END AS gender,
        CASE
            WHEN arraigo.shows(organisation, shown_to, 'status'::text) THEN nationalities
            ELSE '{}'::text[]
        END AS nationalities,
        CASE
            WHEN arraigo.shows(organisation, shown_to, 'status'::text) THEN population_group
            ELSE NULL::text
        END AS population_group,
        CASE
            WHEN arraigo.shows(organisation, shown_to, 'status'::text) THEN migration_status
            ELSE NULL::text
        END AS migration_status,
        CASE
            WHEN arraigo.shows(organisation, shown_to, 'health'::text) THEN disability
            ELSE NULL::text
        END AS disability,
        CASE
            WHEN arraigo.shows(organisation, shown_to, 'contact'::text) THEN place
            ELSE NULL::text
        END AS place,
        CASE
            WHEN (NOT arraigo.shows(organisation, '{}'::jsonb, ''::text)) THEN COALESCE((shown_to -> current_setting('app.organisation'::text, true)), '[]'::jsonb)
            ELSE NULL::jsonb
        END AS shown,
        CASE
            WHEN arraigo.shows(organisation, shown_to, 'identity'::text) THEN reading
            ELSE NULL::text
        END AS reading,
        CASE
            WHEN arraigo.shows(organisation, shown_to, 'identity'::text) THEN reads_in
            ELSE '{}'::text[]
        END AS reads_in,
        CASE
            WHEN arraigo.shows(organisation, shown_to, 'identity'::text) THEN needs_interpreter
            ELSE NULL::text
        END AS needs_interpreter,
    centre
   FROM person p
  WHERE (erased_on IS NULL);
grant select on read.person_shown to arraigo_app;

create view read.plan_step with (security_invoker=true) as
SELECT person,
    id,
    organisation,
    goal,
    text
   FROM plan_step
  WHERE arraigo.visible(organisation, '{}'::uuid[]);
grant select on read.plan_step to arraigo_app;

create view read.principal with (security_invoker=true) as
SELECT id,
    organisation,
    use,
    kind,
    name
   FROM principal;
grant select on read.principal to arraigo_app;

create view read.referral with (security_invoker=true) as
SELECT person,
    id,
    organisation,
    receiver,
    service,
    need,
    state,
    sent_at,
    answer_by,
    closed_at,
    result
   FROM referral;
grant select on read.referral to arraigo_app;

create view read.referral_shown with (security_invoker=true) as
SELECT r.person,
    r.id,
    r.organisation,
    r.shared_with,
    r.sender,
    r.receiver,
    r.service,
    r.need,
    r.consent,
    r.state,
    r.created_at,
    r.sent_at,
    r.answer_by,
    r.answered_at,
    r.decline_reason,
    r.redirected_to,
    r.closed_at,
    r.result,
    r.version,
    r.receiver_reads,
    r.ended_because,
    reader.reads,
        CASE
            WHEN reader.reads THEN COALESCE(w.reason, ''::text)
            ELSE ''::text
        END AS reason,
        CASE
            WHEN reader.knows THEN COALESCE(w.introduction, '{}'::jsonb)
            ELSE '{}'::jsonb
        END AS introduction,
        CASE
            WHEN (reader.knows OR (reader.reads AND (r.state = 'cancelled'::text) AND (r.ended_because IS NULL))) THEN w.note
            ELSE NULL::text
        END AS note,
        CASE
            WHEN reader.knows THEN w.feedback
            ELSE NULL::text
        END AS feedback,
        CASE
            WHEN reader.knows THEN w.scheduled_for
            ELSE NULL::timestamp with time zone
        END AS scheduled_for
   FROM (((referral r
     LEFT JOIN referral_words w ON (((w.person = r.person) AND (w.id = r.id))))
     CROSS JOIN LATERAL ( SELECT (r.receiver_reads OR arraigo.shows(r.organisation, '{}'::jsonb, ''::text)) AS reads,
            arraigo.shows(r.organisation, '{}'::jsonb, ''::text) AS sent) side)
     CROSS JOIN LATERAL ( SELECT side.reads,
            (side.reads AND ((NOT side.sent) OR (EXISTS ( SELECT
                   FROM person p
                  WHERE ((p.person = r.person) AND arraigo.shows(p.organisation, p.shown_to, 'identity'::text)))))) AS knows) reader);
grant select on read.referral_shown to arraigo_app;

create view read.refused_command with (security_invoker=true) as
SELECT id,
    name,
    organisation,
    actor,
    received_at,
    (problem ->> 'code'::text) AS code,
    ((problem ->> 'status'::text))::integer AS status,
    ARRAY( SELECT DISTINCT (m.m[1])::uuid AS m
           FROM regexp_matches(l.input, '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'::text, 'g'::text) m(m)) AS named
   FROM command_log l
  WHERE ((outcome = 'rejected'::text) AND (input IS NOT NULL));
grant select on read.refused_command to arraigo_app;

create view read.role with (security_invoker=true) as
SELECT id,
    organisation,
    name,
    grants
   FROM role
  WHERE ((organisation IS NOT NULL) AND (retired_at IS NULL));
grant select on read.role to arraigo_app;

create view read.safe_contact with (security_invoker=true) as
SELECT c.person,
    c.contact,
    c.kind,
    c.value,
    channel.name AS channel
   FROM ((person_contact c
     JOIN person p ON ((p.person = c.person)))
     CROSS JOIN LATERAL ( VALUES ('call'::text,c.safe_to_call,p.unsafe_to_call), ('text'::text,c.safe_to_text,p.unsafe_to_text)) channel(name, safe, unsafe))
  WHERE (channel.safe AND (NOT c.retired) AND (NOT (EXISTS ( SELECT
           FROM unnest(channel.unsafe) u(u)
          WHERE arraigo.same_reached(u.u, arraigo.reached(c.value))))) AND (NOT (EXISTS ( SELECT
           FROM person_contact o
          WHERE ((o.person = c.person) AND arraigo.same_reached(arraigo.reached(o.value), arraigo.reached(c.value)) AND (NOT
                CASE channel.name
                    WHEN 'call'::text THEN o.safe_to_call
                    ELSE o.safe_to_text
                END))))));
grant select on read.safe_contact to arraigo_app;

create view read.same_person with (security_invoker=true) as
SELECT person,
    organisation,
    kept,
    people,
    besides,
    assigned,
    since
   FROM same_person;
grant select on read.same_person to arraigo_app;

create view read.service with (security_invoker=true) as
SELECT s.id,
    s.organisation,
    o.name AS organisation_name,
    o.class AS organisation_class,
    s.centre,
    s.kind,
    s.name,
    s.capacity,
    (s.closed_at IS NULL) AS open
   FROM (service s
     JOIN organisation o ON ((o.id = s.organisation)));
grant select on read.service to arraigo_app;

create view read.snapshot with (security_invoker=true) as
SELECT person,
    organisation,
    sex,
    born,
    population_group,
    migration_status,
    place,
    disability,
    nationalities[1] AS nationality
   FROM person
  WHERE (erased_on IS NULL);
grant select on read.snapshot to arraigo_app;

create view read.statement with (security_invoker=true) as
SELECT s.id,
    s.organisation,
    s.payer,
    s.contract,
    s.number,
    s.currency,
    s.total,
    s.issued_on,
    p.paid_on
   FROM (statement s
     LEFT JOIN payment p ON ((p.statement = s.id)));
grant select on read.statement to arraigo_app;

create view read.statement_line with (security_invoker=true) as
SELECT statement,
    pseudonym,
    claim
   FROM statement_line;
grant select on read.statement_line to arraigo_app;

create view read.status_rule with (security_invoker=true) as
SELECT organisation,
    centre,
    asking
   FROM status_rule;
grant select on read.status_rule to arraigo_app;

create view read.team with (security_invoker=true) as
SELECT id,
    organisation,
    name,
    members
   FROM team;
grant select on read.team to arraigo_app;

create view read.unsafe_reached with (security_invoker=true) as
SELECT p.person,
    said.channel,
    u.reached
   FROM ((person p
     CROSS JOIN LATERAL ( VALUES ('call'::text,p.unsafe_to_call), ('text'::text,p.unsafe_to_text)) said(channel, unsafe))
     CROSS JOIN LATERAL unnest(said.unsafe) u(reached));
grant select on read.unsafe_reached to arraigo_app;
