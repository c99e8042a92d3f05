-- What only South's members may see. Each of these tries to see something of it: a row, or
-- an error that tells of one.

-- by asking
select name from public.organizations where id = $south;
select id from public.organization_integrations where organization_id = $south;
select message from public.sync_runs where organization_id = $south;
select body from public.organization_notifications where organization_id = $south;
select was from public.document_repairs where organization_id = $south;
select from public.organization_integrations where credentials = $south_secret;
select from public.organization_integrations where ctid = '(0,3)';
select from public.organization_integrations tablesample system (100) where organization_id <> $north;
select from public.organizations having count(*) > 1;
select 1 from public.organization_integrations where organization_id = $south for share;
table public.organizations except select $north, 'northern';

-- by joins
select theirs.id from public.organizations as mine
  join public.organization_integrations as theirs on theirs.organization_id <> mine.id;
select theirs.id from public.organization_integrations as mine
  left join public.organization_integrations as theirs on theirs.organization_id = $south
  where theirs.id is not null;
select run.message from public.organization_integrations as integration
  right join public.sync_runs as run on run.integration_id = integration.id
  where run.organization_id = $south;
select 1 where exists (select from public.sync_runs where integration_id = $south_integration);
select lateral_run.message from public.organizations cross join lateral (
  select message from public.sync_runs where organization_id = $south) as lateral_run;

-- by views, made for everybody and made now
select id from public.integration_overview where organization_id = $south;
select last_run_message from public.integration_overview where organization_id <> $north;
create temp view theirs as select * from public.sync_runs;
  select message from theirs where organization_id = $south;
create temp view theirs as select * from public.integration_overview;
  select id from theirs where organization_id = $south;
create view public.theirs as select * from public.sync_runs;

-- by functions
create function pg_temp.tell(text) returns boolean language plpgsql cost 0.0000001
  as $f$ begin raise exception 'it says %', $1; end $f$;
  select from public.sync_runs where organization_id = $south and pg_temp.tell(message);
create function pg_temp.tell(text) returns boolean language plpgsql cost 0.0000001
  as $f$ begin if $1 like 'southern%' then raise exception 'it says %', $1; end if; return false; end $f$;
  select from public.sync_runs where pg_temp.tell(message);
  select from public.organizations where pg_temp.tell(name);
create function pg_temp.all_of_them() returns setof public.sync_runs language sql security definer
  as 'select * from public.sync_runs';
  select from pg_temp.all_of_them() where organization_id = $south;
create function pg_temp.current_setting(text, boolean) returns text language sql
  as $f$ select '{"app_metadata":{"organization_id":"bbbbbbbb-0000-4000-8000-000000000002"}}' $f$;
  set local search_path = pg_temp, pg_catalog;
  select name from public.organizations where id = $south;
create temp table organizations (id uuid, name text);
  set local search_path = pg_temp, public;
  select name from public.organizations where id = $south;

-- by what errors, statistics and settings say
select 1 / (length(name) - 8) from public.organizations where id = $south;
select name::int from public.organizations where id = $south;
select most_common_vals from pg_catalog.pg_stats
  where schemaname = 'public' and tablename in ('organizations', 'sync_runs', 'organization_integrations');
select stavalues1 from pg_catalog.pg_statistic;
set local row_security = off;
  select name from public.organizations where id = $south;
