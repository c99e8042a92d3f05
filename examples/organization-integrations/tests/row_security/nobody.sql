-- What nobody may, whatever the organization.

-- to choose an id, and learn from a conflict that it is taken
insert into public.organization_integrations (id, organization_id, integration_type)
  values ($south_integration, $north, 'bufdir') returning 1;
update public.organization_integrations set id = $south_integration
  where organization_id = $north returning 1;
insert into public.sync_runs (integration_id, organization_id)
  values ($south_integration, $north) returning 1;

-- to see or change what is the service's
select 1 from secrets.secrets;
update secrets.secrets set ciphertext = 'mine' returning 1;
delete from secrets.secrets returning 1;
insert into secrets.secrets (id, name, key_id, salt, ciphertext)
  values (gen_random_uuid(), 'mine', 'key', gen_random_uuid(), 'mine') returning 1;
select 1 from migrations._sqlx_migrations;
delete from migrations._sqlx_migrations returning 1;

-- to lay hands on a secret, by making a row of one's own refer to it
update public.organization_integrations set credentials = $south_secret
  where organization_id = $north returning 1;
insert into public.organization_integrations (organization_id, integration_type, credentials)
  values ($north, 'bufdir', $south_secret) returning 1;

-- to write what only the worker writes
update public.organization_integrations set sync_state = 'failed'
  where organization_id = $north returning 1;
update public.organization_integrations set created_at = now()
  where organization_id = $north returning 1;
delete from public.document_repairs where organization_id = $north returning 1;
delete from public.organization_notifications where organization_id = $north returning 1;
update public.organization_notifications set body = '{}' where organization_id = $north returning 1;

-- to count what is everybody's, and to make the next audit fail
select last_value from public.document_repairs_id_seq;
select nextval('public.document_repairs_id_seq');
select setval('public.document_repairs_id_seq', 1, false);

-- to empty a table: no policy is asked
truncate public.organization_notifications;
truncate public.sync_runs;
truncate public.organization_integrations cascade;

-- to change the rules
alter table public.organizations disable row level security;
alter table public.organizations no force row level security;
drop policy "Members see their organization" on public.organizations;
create policy everything on public.organizations using (true);
create or replace function app.organization_id() returns uuid language sql as 'select null::uuid';
create table public.mine ();
create schema mine;
create trigger mine before update on public.organizations
  for each row execute function app.touch();
alter role authenticated bypassrls;
grant all on public.organizations to public;
