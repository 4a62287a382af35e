// Citus's functions as a database without it can have them: they move nothing, check their arguments against the
// catalogue by the rules that Citus documents, and keep what was called.
import type pg from 'pg'

/**
 * They lie in `pg_catalog`, as Citus's own do. The rules: unique keys hold the column; keys lead to
 * copied tables, or within one group through the column; copied tables refer to no distributed one, and to tables of
 * the coordinator without an action; no triggers; no sub-selects in policies; distributed by a column that is never empty.
 */
export async function installCitusStub(pool: pg.Pool): Promise<void> {
  await pool.query(`
    set allow_system_table_mods = on;
    create table pg_catalog.pg_dist_node (nodename text, groupid int);
    create table pg_catalog.pg_dist_partition (
      number int generated always as identity, table_name regclass primary key, citus_table_type text,
      distribution_column text, colocated_with text
    );
    create view pg_catalog.citus_tables as select * from pg_catalog.pg_dist_partition;

    create function pg_catalog.type_of(relation oid) returns text language sql stable
    return coalesce((select citus_table_type from pg_catalog.pg_dist_partition where table_name = relation), 'local');

    create function pg_catalog.create_distributed_function(name text) returns void language plpgsql as $$
    begin
      if to_regprocedure(name) is null then raise exception 'no function %', name; end if;
    end $$;

    create function pg_catalog.check_place(relation regclass) returns void language plpgsql as $$
    begin
      if pg_catalog.type_of(relation) <> 'local' then raise exception '% is placed already', relation; end if;
      if exists (select from pg_policy where polrelid = relation
        and concat(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) like '%( SELECT %') then
        raise exception 'sub-selects are not supported in policies on distributed tables: %', relation;
      end if;
      if exists (select from pg_trigger where tgrelid = relation and not tgisinternal) then
        raise exception 'triggers are not supported on distributed tables: %', relation;
      end if;
    end $$;

    create function pg_catalog.create_reference_table(relation regclass) returns void language plpgsql as $$
    declare
      k record;
    begin
      perform pg_catalog.check_place(relation);
      for k in select * from pg_constraint where conrelid = relation and contype = 'f'
      loop
        if pg_catalog.type_of(k.confrelid) = 'distributed' then
          raise exception 'foreign keys from reference tables to distributed tables are not supported: %', k.conname;
        end if;
        if pg_catalog.type_of(k.confrelid) = 'local' and k.confrelid <> relation
          and (k.confdeltype not in ('a', 'r') or k.confupdtype not in ('a', 'r')) then
          raise exception 'foreign keys from reference tables to local tables take no action: %', k.conname;
        end if;
      end loop;
      insert into pg_catalog.pg_dist_partition values (default, relation, 'reference', null, null);
    end $$;

    create function pg_catalog.create_distributed_table(
      table_name regclass, distribution_column text, distribution_type text default 'hash', colocate_with text default 'default'
    ) returns void language plpgsql as $$
    declare
      relation alias for table_name;
      place smallint;
      k record;
    begin
      perform pg_catalog.check_place(relation);
      select attnum into place from pg_attribute
        where attrelid = relation and attname = distribution_column and attnotnull and atttypid = 'uuid'::regtype;
      if place is null then raise exception 'no column % to distribute % by', distribution_column, relation; end if;
      if colocate_with <> 'none' and pg_catalog.type_of(colocate_with::regclass) <> 'distributed' then
        raise exception '% is not distributed', colocate_with;
      end if;
      for k in select i.indexrelid::regclass as name from pg_index i
        where i.indrelid = relation and (i.indisunique or i.indisexclusion) and not place = any (i.indkey::smallint[])
      loop
        raise exception 'unique keys without the distribution column are not supported: %', k.name;
      end loop;
      for k in select * from pg_constraint where conrelid = relation and contype = 'f'
      loop
        if pg_catalog.type_of(k.confrelid) = 'reference' then continue; end if;
        if k.confrelid <> relation and pg_catalog.type_of(k.confrelid) <> 'distributed' then
          raise exception 'relations are not colocated or not referencing a reference table: %', k.conname;
        end if;
        if array_position(k.conkey, place) is null or k.confkey[array_position(k.conkey, place)] <> (
          select a.attnum from pg_attribute a where a.attrelid = k.confrelid and a.attname = coalesce(
            (select p.distribution_column from pg_catalog.pg_dist_partition p where p.table_name = k.confrelid), distribution_column))
        then
          raise exception 'the foreign key does not lead through the distribution column: %', k.conname;
        end if;
      end loop;
      if exists (select from pg_constraint c where c.confrelid = relation and c.contype = 'f'
        and pg_catalog.type_of(c.conrelid) = 'reference') then
        raise exception 'foreign keys from reference tables to distributed tables are not supported: %', relation;
      end if;
      insert into pg_catalog.pg_dist_partition values (default, relation, 'distributed', distribution_column, colocate_with);
    end $$;
    reset allow_system_table_mods`)
}
