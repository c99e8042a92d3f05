create table public.organization_integrations (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  integration_type text not null,
  sync_state public.sync_state not null default 'idle',
  -- The id of the secret, which only service_role can write and follow.
  credentials uuid,
  field_mappings jsonb not null default '{"version":1,"mappings":[]}',
  sync_schedule jsonb not null default '{"version":1,"enabled":false,"interval_minutes":60}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, integration_type),
  -- What hangs on an integration refers to both, so it cannot hang on another tenant's.
  unique (id, organization_id)
);

alter table public.organization_integrations enable row level security;
alter table public.organization_integrations force row level security;

-- Nobody chooses an id, and so nobody learns from a conflict that it is taken.
revoke all on public.organization_integrations from anon, authenticated;
grant select, delete on public.organization_integrations to authenticated;
grant insert (organization_id, integration_type, field_mappings, sync_schedule)
  on public.organization_integrations to authenticated;
grant update (field_mappings, sync_schedule)
  on public.organization_integrations to authenticated;

create policy "Members see the integrations of their organization"
  on public.organization_integrations
  for select to authenticated
  using (organization_id = (select app.organization_id()));

create policy "Admins connect integrations" on public.organization_integrations
  for insert to authenticated
  with check (organization_id = (select app.organization_id()) and (select app.is_admin()));

create policy "Admins change integrations" on public.organization_integrations
  for update to authenticated
  using (organization_id = (select app.organization_id()) and (select app.is_admin()))
  with check (organization_id = (select app.organization_id()) and (select app.is_admin()));

create policy "Admins disconnect integrations" on public.organization_integrations
  for delete to authenticated
  using (organization_id = (select app.organization_id()) and (select app.is_admin()));

create function app.touch() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end;
$$;

create trigger touch before update on public.organization_integrations
  for each row execute function app.touch();
