-- What only South's admins may see or do.

-- by asking
select body from public.organization_notifications where organization_id = $south;
select was from public.document_repairs where organization_id = $south;
select 1 from public.organization_integrations where organization_id = $south for update;

-- by adding
insert into public.organizations (id, name) values (gen_random_uuid(), 'mine') returning 1;
insert into public.organization_integrations (organization_id, integration_type)
  values ($south, 'bufdir') returning 1;
insert into public.organization_integrations (organization_id, integration_type)
  values ($south, 'xledger') on conflict do nothing returning 1;
insert into public.organization_integrations (organization_id, integration_type)
  values ($south, 'xledger') on conflict (organization_id, integration_type)
  do update set sync_schedule = default returning 1;
insert into public.sync_runs (integration_id, organization_id)
  values ($south_integration, $south) returning 1;
insert into public.organization_notifications (organization_id, kind, body)
  values ($south, 'spam', '{}') returning 1;
insert into public.document_repairs
  (organization_id, integration_id, column_name, problem, outcome, was, became)
  values ($south, $south_integration, 'field_mappings', 'none', 'reset', '{}', '{}') returning 1;
insert into public.integration_overview (organization_id, integration_type) values ($south, 'bufdir');

-- by changing
update public.organizations set name = 'mine' where id = $south returning 1;
update public.organization_integrations set sync_schedule = default
  where organization_id = $south returning 1;
update public.organization_integrations set field_mappings = default
  where id = $south_integration returning 1;
update public.organization_integrations as theirs set sync_schedule = mine.sync_schedule
  from public.organization_integrations as mine where theirs.organization_id = $south returning 1;
with changed as (
    update public.organization_integrations set sync_schedule = sync_schedule returning organization_id)
  select 1 from changed where organization_id = $south;
update public.sync_runs set message = 'mine' where organization_id = $south returning 1;
update public.organization_notifications set read_at = now() where organization_id = $south returning 1;
update public.document_repairs set problem = 'mine' where organization_id = $south returning 1;
merge into public.organization_integrations as theirs
  using public.organizations as mine on theirs.organization_id = $south
  when matched then update set sync_schedule = default;

-- by moving a row to South, or one of South's to North
update public.organization_integrations set organization_id = $south
  where organization_id = $north returning 1;
update public.organization_integrations set organization_id = $north
  where organization_id = $south returning 1;
update public.organization_notifications set organization_id = $south
  where organization_id = $north returning 1;
update public.sync_runs set organization_id = $south, integration_id = $south_integration
  where organization_id = $north returning 1;
update public.document_repairs set organization_id = $south where organization_id = $north returning 1;
update public.organizations set id = $south where id = $north returning 1;

-- by removing
delete from public.organizations where id = $south returning 1;
delete from public.organization_integrations where organization_id = $south returning 1;
delete from public.organization_integrations as theirs
  using public.organizations as mine where theirs.organization_id <> mine.id returning 1;
delete from public.sync_runs where organization_id = $south returning 1;
delete from public.organization_notifications where organization_id = $south returning 1;
delete from public.document_repairs where organization_id = $south returning 1;

-- blindly: a statement that reads no column is bound by no policy for reading
with changed as (update public.organizations set name = 'mine') select 1 where false;
with changed as (update public.organization_integrations set sync_schedule = default) select 1 where false;
with changed as (update public.organization_notifications set read_at = now()) select 1 where false;
with taken as (update public.organization_integrations set organization_id = $north) select 1 where false;
with taken as (update public.organization_notifications set organization_id = $north) select 1 where false;
with given as (update public.organization_integrations set organization_id = $south) select 1 where false;
with given as (update public.organization_notifications set organization_id = $south) select 1 where false;
with gone as (delete from public.organizations) select 1 where false;
with gone as (delete from public.organization_integrations) select 1 where false;
with gone as (delete from public.sync_runs) select 1 where false;
with gone as (delete from public.organization_notifications) select 1 where false;
with gone as (delete from public.document_repairs) select 1 where false;
with added as (
    insert into public.organization_integrations (organization_id, integration_type)
    values ($south, 'bufdir'))
  select 1 where false;
